import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { Side } from '../../model/duplicates/merging.ts';
import { fieldText } from '../../model/field-text.ts';
import { DuplicatesPage, MergesPage } from '../../pages/duplicates/list.tsx';
import { type PairField, PairPage } from '../../pages/duplicates/pair.tsx';
import { markDifferent, type PairView, readMerges, readPair, readPairs } from '../../service/duplicates/desk.ts';
import { mayMerge, mergeEntries, undoMerge } from '../../service/duplicates/merging.ts';
import type { PairKey } from '../../store/duplicates/pairs.ts';
import { addressWith, chosen } from '../staff/inbox.tsx';
import {
  deskFrame,
  entryAddress,
  failureSentence,
  failureStatus,
  isId,
  one,
  peopleOf,
  root,
  staffBase,
  versionNumber,
} from '../staff/parts.ts';
import { deskWords, labelOf } from '../staff/words.ts';

const pageSize = 20;
const base = (context: Context) => `${staffBase(context)}/doppelte`;

/** `87.<id>.<id>` of the last pair shown. */
function keyOf(text: string): PairKey | undefined {
  const [score = '', first, second] = text.split('.');
  return /^\d{1,3}$/.test(score) && isId(first) && isId(second) ? { score: Number(score), first, second } : undefined;
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const kind = chosen(one(sent, 'art'), ['offer', 'organisation'] as const);
  const after = keyOf(one(sent, 'nach'));
  const pairs = await readPairs(context, { kind, after, limit: pageSize + 1 });
  const shown = pairs.slice(0, pageSize);
  const last = shown.at(-1);
  const { words } = await deskWords(context);
  const path = base(context);
  const kinds = [undefined, 'offer', 'organisation'].map((value) => ({
    label: context.t(value ? `directory:staff.duplicates.kind.${value}` : 'directory:staff.all'),
    href: addressWith(path, { art: value }),
    current: value === kind,
  }));
  return reply.page(
    <DuplicatesPage
      frame={await deskFrame(context)}
      pairs={shown}
      kinds={kinds}
      townName={words.town}
      first={after && addressWith(path, { art: kind })}
      next={
        pairs.length > pageSize && last
          ? addressWith(path, { art: kind, nach: `${last.score}.${last.first.id}.${last.second.id}` })
          : undefined
      }
    />,
  );
}

type Ids = readonly [string, string];

function idsOf(request: FastifyRequest): Ids | undefined {
  const { kept, gone } = request.params as { kept?: string; gone?: string };
  return isId(kept) && isId(gone) ? [kept, gone] : undefined;
}

async function fieldsIn(
  context: Context,
  pair: PairView,
  choices: Readonly<Record<string, Side | undefined>>,
): Promise<PairField[]> {
  const { words } = await deskWords(context);
  const { kind } = pair.kept.entry;
  return pair.fields.map(({ field, kept, gone, proposed, uniteable }) => ({
    field,
    label: labelOf(field, words),
    kept: fieldText(kind, field, kept, words),
    gone: fieldText(kind, field, gone, words),
    chosen: choices[field] ?? proposed,
    uniteable,
  }));
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  ids: Ids,
  again?: { readonly choices: Readonly<Record<string, Side | undefined>>; readonly refusal: string; readonly status: number },
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readPair(context, ids[0], ids[1]);
  if (!found.ok) return reply.refuse(404);
  const { kept, gone, comparison } = found.value;
  const side = ({ entry, version }: typeof kept) => ({
    id: entry.id,
    name: version.content.name,
    version: version.version,
    isPublic: entry.publishedVersion !== null,
  });
  return reply.page(
    <PairPage
      frame={await deskFrame(context)}
      kept={side(kept)}
      gone={side(gone)}
      organisations={kept.entry.kind === 'organisation'}
      mayMerge={mayMerge(context, kept.entry.kind)}
      comparison={comparison}
      fields={await fieldsIn(context, found.value, again?.choices ?? {})}
      refusal={again?.refusal}
    />,
    again?.status ?? 200,
  );
}

const sides = ['kept', 'gone', 'both'] as const;

async function merge(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const ids = idsOf(request);
  if (!ids) return reply.refuse(404);
  const sent = formValues(request.body);
  const choices = Object.fromEntries(
    Object.keys(sent)
      .filter((name) => /^wahl\.\w{1,40}$/.test(name))
      .map((name) => [name.slice('wahl.'.length), chosen(one(sent, name), sides)]),
  );
  const outcome = await mergeEntries(context, {
    keptId: ids[0],
    goneId: ids[1],
    keptVersion: versionNumber(one(sent, 'bleibt')),
    goneVersion: versionNumber(one(sent, 'geht')),
    choices,
  });
  if (outcome.ok) return reply.redirectWithNotice(entryAddress(context, ids[0]), 'success', 'directory:staff.duplicates.done');
  if (outcome.code === 'entry.not_found') return reply.refuse(404);
  if (outcome.code === 'merge.not_allowed') return reply.refuse(403);
  return show(request, reply, ids, { choices, refusal: failureSentence(context, outcome), status: failureStatus(outcome.code) });
}

async function different(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const ids = idsOf(request);
  if (!ids || !(await markDifferent(context, ids)).ok) return reply.refuse(404);
  return reply.redirectWithNotice(base(context), 'success', 'directory:staff.duplicates.noted');
}

async function merges(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = one(formValues(request.query), 'nach');
  const after = isId(sent) ? sent : undefined;
  const rows = await readMerges(context, after, pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const path = `${base(context)}/zusammengefuehrt`;
  return reply.page(
    <MergesPage
      frame={await deskFrame(context)}
      merges={shown}
      people={
        await peopleOf(
          context,
          shown.map(({ mergedBy }) => mergedBy),
        )
      }
      first={after && path}
      next={rows.length > pageSize ? addressWith(path, { nach: shown.at(-1)?.id }) : undefined}
    />,
  );
}

async function undo(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { merge: id } = request.params as { merge?: string };
  if (!isId(id)) return reply.refuse(404);
  const outcome = await undoMerge(context, id);
  const path = `${base(context)}/zusammengefuehrt`;
  if (outcome.ok) {
    const key = outcome.value.keptLeft ? 'undone_left' : 'undone_done';
    return reply.redirectWithNotice(path, 'success', `directory:staff.duplicates.${key}`);
  }
  if (outcome.code === 'entry.not_found') return reply.refuse(404);
  if (outcome.code === 'merge.not_allowed') return reply.refuse(403);
  return reply.redirectWithNotice(path, 'warning', `directory:staff.failure.${outcome.code}`);
}

/** Desk of what may be there twice. */
export function duplicateRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  app.get(`${root}/doppelte`, { config }, list);
  app.get(`${root}/doppelte/zusammengefuehrt`, { config }, merges);
  app.post(`${root}/doppelte/zusammengefuehrt/:merge/zuruecknehmen`, { config }, undo);
  app.get(`${root}/doppelte/:kept/:gone`, { config }, (request, reply) => {
    const ids = idsOf(request);
    return ids ? show(request, reply, ids) : reply.refuse(404);
  });
  app.post(`${root}/doppelte/:kept/:gone`, { config }, merge);
  app.post(`${root}/doppelte/:kept/:gone/verschieden`, { config }, different);
}
