import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { ArchivePage, ComparePage, RestorePage } from '../../pages/staff/compare.tsx';
import { EntryPage } from '../../pages/staff/entry.tsx';
import { type BulkAction, changeMany } from '../../service/bulk.ts';
import { editableVersion } from '../../service/editing.ts';
import { type Comparison, compareVersions, readHistory, restoreVersion } from '../../service/history.ts';
import {
  both,
  deskFrame,
  type EntryParams,
  entryAddress,
  failureSentence,
  failureStatus,
  forEntry,
  one,
  peopleOf,
  root,
  versionNumber,
} from './parts.ts';
import { deskWords, labelOf, shownChanges, shownFields } from './words.ts';

const path = `${root}/eintraege/:entry`;

async function show(request: FastifyRequest, reply: FastifyReply, { entry: id }: EntryParams): Promise<FastifyReply> {
  const { context } = request;
  const found = await readHistory(context, id);
  if (!found.ok) return reply.refuse(404);
  const { entry, versions } = found.value;
  const { words } = await deskWords(context);
  const current = editableVersion(entry);
  const shown = versions.find(({ version }) => version === current) ?? versions[0];
  const place = entry.kind === 'offer' ? 'angebote' : 'anbieter';
  return reply.page(
    <EntryPage
      frame={await deskFrame(context)}
      history={found.value}
      current={current}
      fields={shown ? shownFields(entry.kind, shown.content, words) : []}
      people={
        await peopleOf(
          context,
          versions.flatMap(({ authorUserId, decidedBy }) => [authorUserId, decidedBy]),
        )
      }
      fieldLabel={(field) => labelOf(field, words)}
      publicHref={
        entry.publishedVersion === null ? undefined : `/${context.tenant.slug}/${context.language.tag}/${place}/${entry.slug}`
      }
    />,
  );
}

async function comparisonProps(context: Context, comparison: Comparison) {
  const { words } = await deskWords(context);
  const { entry, from, to, changes } = comparison;
  return {
    frame: await deskFrame(context),
    comparison,
    changes: shownChanges(entry.kind, changes, words),
    people: await peopleOf(context, [from.authorUserId, to.authorUserId]),
  };
}

async function compare(request: FastifyRequest, reply: FastifyReply, { entry }: EntryParams): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query).v ?? [];
  const [from = -1, to = -1, more] = (Array.isArray(sent) ? sent : [sent]).map(versionNumber).sort((a, b) => a - b);
  if (from < 0 || to < 0 || from === to || more !== undefined) {
    const known = await readHistory(context, entry);
    if (!known.ok) return reply.refuse(404);
    return reply.redirectWithNotice(entryAddress(context, entry), 'warning', 'directory:staff.compare.choose');
  }
  const found = await compareVersions(context, entry, from, to);
  if (!found.ok) return reply.refuse(404);
  return reply.page(<ComparePage {...(await comparisonProps(context, found.value))} />);
}

async function showRestore(
  request: FastifyRequest,
  reply: FastifyReply,
  { entry: id, version }: EntryParams,
  failure?: { code: Parameters<typeof failureStatus>[0]; details?: object | undefined },
): Promise<FastifyReply> {
  const { context } = request;
  const known = await readHistory(context, id);
  if (!known.ok) return reply.refuse(404);
  const found = await compareVersions(context, id, editableVersion(known.value.entry), version);
  if (!found.ok) return reply.refuse(404);
  const sentence = failure && failureSentence(context, failure);
  return reply.page(
    <RestorePage {...(await comparisonProps(context, found.value))} failure={sentence} />,
    failure ? failureStatus(failure.code) : 200,
  );
}

async function restore(request: FastifyRequest, reply: FastifyReply, params: EntryParams): Promise<FastifyReply> {
  const { context } = request;
  const base = versionNumber(one(formValues(request.body), 'base'));
  const outcome = await restoreVersion(context, { entryId: params.entry, version: params.version, base });
  if (outcome.ok) return reply.redirectWithNotice(entryAddress(context, params.entry), 'success', 'directory:staff.restore.done');
  if (outcome.code === 'entry.not_found' || outcome.code === 'version.not_found') return reply.refuse(404);
  return showRestore(request, reply, params, outcome);
}

/** One of the actions on many, on one entry alone. Answers why it was not done, if so. */
async function change(context: Context, action: BulkAction, id: string): Promise<'done' | 'missing' | string> {
  const outcome = await changeMany(context, action, [id]);
  if (!outcome.ok || outcome.value.missing) return 'missing';
  const [skipped] = outcome.value.skipped;
  return skipped ? skipped.reason : 'done';
}

async function confirm(request: FastifyRequest, reply: FastifyReply, { entry }: EntryParams): Promise<FastifyReply> {
  const { context } = request;
  const result = await change(context, 'confirm', entry);
  if (result === 'missing') return reply.refuse(404);
  const [kind, key] = result === 'done' ? (['success', 'confirm_done'] as const) : (['warning', result] as const);
  return reply.redirectWithNotice(
    entryAddress(context, entry),
    kind,
    `directory:staff.${kind === 'success' ? `entry.${key}` : `bulk.${key}`}`,
  );
}

async function showArchive(
  request: FastifyRequest,
  reply: FastifyReply,
  { entry: id }: EntryParams,
  failure?: string,
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readHistory(context, id);
  if (!found.ok) return reply.refuse(404);
  return reply.page(
    <ArchivePage frame={await deskFrame(context)} entry={found.value.entry} failure={failure} />,
    failure ? 409 : 200,
  );
}

async function archive(request: FastifyRequest, reply: FastifyReply, params: EntryParams): Promise<FastifyReply> {
  const { context } = request;
  const result = await change(context, 'archive', params.entry);
  if (result === 'missing') return reply.refuse(404);
  if (result !== 'done') return showArchive(request, reply, params, context.t(`directory:staff.bulk.${result}`));
  return reply.redirectWithNotice(entryAddress(context, params.entry), 'success', 'directory:staff.archive.done');
}

export function entryRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  app.get(path, { config }, forEntry(show));
  app.get(`${path}/vergleich`, { config }, forEntry(compare));
  app.post(`${path}/bestaetigen`, { config }, forEntry(confirm));
  both(app, `${path}/archivieren`, 'directory.edit', { get: showArchive, post: archive });
  both(app, `${path}/wiederherstellen/:version`, 'directory.edit', { get: showRestore, post: restore });
}
