import { Readable } from 'node:stream';
import type { Context } from '#platform/access';
import { uuidPattern, uuidv7 } from '#platform/crypto';
import { dayOf } from '#platform/days';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import type { FieldChange } from '#platform/ui';
import { type Resolution, resolutionStates } from '../model/resolution.ts';
import { newResolutionForm, resolutionForm } from '../model/resolution-form.ts';
import { ResolutionChoosePage, ResolutionFormPage } from '../pages/resolution-form.tsx';
import { ResolutionListPage } from '../pages/resolution-list.tsx';
import { ResolutionPrintPage } from '../pages/resolution-print.tsx';
import {
  exportResolutions,
  meetingOf,
  type ResolutionQuery,
  readResolutions,
  resolutionGround,
  resolutionRecord,
} from '../service/resolution-reading.ts';
import { addResolution, editResolution } from '../service/resolutions.ts';
import type { NetworksWiring } from '../wiring.ts';
import { addressWith, one } from './parts.ts';
import { effectTexts, idOf, plainRefusal, resolutionsOf, sentence, showRecord } from './resolution-parts.tsx';

const root = '/intern/:district/beschluesse';
const pageSize = 50;

/** Fields of the form by the refusals that they can mend. */
const fields: Readonly<Record<string, string>> = { 'networks.vote_day': 'voteUntil', 'networks.unknown_item': 'agendaItemId' };

/** The filter in the address; what cannot be understood is left out. */
function readFilter(sent: FormValues): { query: ResolutionQuery; values: Record<string, string> } {
  const bodyId = uuidPattern.test(one(sent, 'gremium')) ? one(sent, 'gremium').toLowerCase() : undefined;
  const state = resolutionStates.find((known) => known === one(sent, 'stand'));
  const year = /^\d{4}$/.test(one(sent, 'jahr')) ? one(sent, 'jahr') : undefined;
  const text = one(sent, 'q').slice(0, 100) || undefined;
  return {
    query: { bodyId, state, year, text },
    values: { q: text ?? '', gremium: bodyId ?? '', stand: state ?? '', jahr: year ?? '' },
  };
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const { query, values } = readFilter(sent);
  const after = one(sent, 'nach') || undefined;
  const found = await readResolutions(context, query, after, pageSize);
  const path = resolutionsOf(context);
  return reply.page(
    <ResolutionListPage
      list={found}
      values={values}
      mayAdd={context.may('networks.edit')}
      first={after && addressWith(path, values)}
      next={found.next && addressWith(path, { ...values, nach: found.next })}
      csvHref={addressWith(`${path}.csv`, values)}
    />,
  );
}

interface Again {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

async function showNew(request: FastifyRequest, reply: FastifyReply, again?: Again): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const id = (name: string) => (uuidPattern.test(one(sent, name)) ? one(sent, name).toLowerCase() : undefined);
  const way = one(sent, 'weg');
  const ground = await resolutionGround(context, id('gremium'), id('sitzung') ?? id('weg'));
  const { body, meeting, meetings, bodies } = ground;
  if (!body || (!meeting && way !== 'umlauf'))
    return reply.page(<ResolutionChoosePage bodies={bodies} body={body} meetings={meetings} />, again ? 422 : 200);
  const query = meeting ? { sitzung: meeting.id } : { gremium: body.id, weg: 'umlauf' };
  return reply.page(
    <ResolutionFormPage
      bodyName={body.name}
      items={meeting?.items}
      action={addressWith(`${resolutionsOf(context)}/neu`, query)}
      backHref={resolutionsOf(context)}
      hidden={{ id: one(again?.values ?? {}, 'id') || uuidv7() }}
      values={again?.values ?? { agendaItemId: id('punkt') ?? '' }}
      errors={again?.errors ?? {}}
      today={dayOf(context.now())}
    />,
    again ? 422 : 200,
  );
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const form = parseForm(newResolutionForm, request.body, context.t);
  if (!form.ok) return showNew(request, reply, { values: form.values, errors: form.errors });
  const sent = formValues(request.query);
  const id = (name: string) => (uuidPattern.test(one(sent, name)) ? one(sent, name).toLowerCase() : undefined);
  const { body, meeting } = await resolutionGround(context, id('gremium'), id('sitzung'));
  if (!body) return reply.refuse(404);
  const outcome = await addResolution(context, {
    ...form.data,
    bodyId: body.id,
    meetingId: meeting?.id ?? null,
    voteUntil: meeting ? null : form.data.voteUntil,
    agendaItemId: meeting ? form.data.agendaItemId : null,
  });
  if (outcome.ok)
    return reply.redirectWithNotice(`${resolutionsOf(context)}/${outcome.value}`, 'success', 'networks:staff.resolution.added');
  const status = plainRefusal(outcome.code);
  if (status) return reply.refuse(status);
  const errors = { [fields[outcome.code] ?? '_form']: sentence(context, outcome) };
  return showNew(request, reply, { values: form.values, errors });
}

function valuesOf(resolution: Resolution): Record<string, string> {
  const { title, wording, paperNumber, agendaItemId, voteUntil } = resolution;
  const shown = resolution.public ? 'yes' : '';
  return { title, wording, paperNumber, agendaItemId: agendaItemId ?? '', voteUntil: voteUntil ?? '', public: shown };
}

/** What the other one saved against what is in the form. */
function changesOf({ t }: Context, theirs: Resolution, mine: FormValues): FieldChange[] {
  const saved = valuesOf(theirs);
  return ['title', 'wording', 'paperNumber'].map((name) => ({
    label: t(`networks:staff.resolution.${name === 'paperNumber' ? 'paper_number' : name}`),
    before: saved[name] ?? '',
    after: one(mine, name),
    lang: 'de',
  }));
}

async function showEdit(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  again?: Again & { readonly conflict?: readonly FieldChange[]; readonly version?: number },
): Promise<FastifyReply> {
  const { context } = request;
  const found = await resolutionRecord(context, id);
  if (!found.ok) return reply.refuse(404);
  const { resolution, mayEdit } = found.value;
  if (!mayEdit) return reply.refuse(403);
  const address = `${resolutionsOf(context)}/${id}`;
  return reply.page(
    <ResolutionFormPage
      number={resolution.number}
      bodyName={resolution.bodyName}
      items={(await meetingOf(context, resolution))?.items}
      action={`${address}/bearbeiten`}
      backHref={address}
      hidden={{ version: again?.version ?? resolution.version }}
      values={again?.values ?? valuesOf(resolution)}
      errors={again?.errors ?? {}}
      conflict={again?.conflict}
      today={dayOf(context.now())}
    />,
    again ? 422 : 200,
  );
}

async function edit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idOf(request, 'resolution');
  if (!id || !(await resolutionRecord(context, id)).ok) return reply.refuse(404);
  const form = parseForm(resolutionForm, request.body, context.t);
  if (!form.ok) return showEdit(request, reply, id, { values: form.values, errors: form.errors });
  const { version, ...text } = form.data;
  const outcome = await editResolution(context, id, text, version);
  if (outcome.ok) return reply.redirectWithNotice(`${resolutionsOf(context)}/${id}`, 'success', 'networks:staff.saved');
  const status = plainRefusal(outcome.code);
  if (status) return reply.refuse(status);
  if ('theirs' in outcome)
    return showEdit(request, reply, id, {
      values: form.values,
      errors: {},
      conflict: changesOf(context, outcome.theirs, form.values),
      version: outcome.theirs.version,
    });
  const errors = { [fields[outcome.code] ?? '_form']: sentence(context, outcome) };
  return showEdit(request, reply, id, { values: form.values, errors });
}

/** Lists, forms and records of resolutions. */
export function resolutionPageRoutes(app: App, { effects }: Pick<NetworksWiring, 'effects'>): void {
  const read = { config: { access: 'networks.read' } } as const;
  const write = { config: { access: 'networks.edit' } } as const;
  app.get(root, read, list);
  app.get(`${root}.csv`, read, async ({ context, query }, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="beschluesse.csv"')
      .header('cache-control', 'no-store')
      .send(Readable.from(exportResolutions(context, readFilter(formValues(query)).query))),
  );
  app.get(`${root}/neu`, write, (request, reply) => showNew(request, reply));
  app.post(`${root}/neu`, write, add);
  app.get(`${root}/:resolution`, read, async (request, reply) => {
    const id = idOf(request, 'resolution');
    return id ? showRecord(request, reply, effects, id) : reply.refuse(404);
  });
  app.get(`${root}/:resolution/druck`, read, async (request, reply) => {
    const id = idOf(request, 'resolution');
    const found = id ? await resolutionRecord(request.context, id) : undefined;
    if (!found?.ok) return reply.refuse(404);
    const { resolution } = found.value;
    const texts = effectTexts(request.context, effects, resolution.effects);
    return reply.page(<ResolutionPrintPage resolution={resolution} effects={texts} />);
  });
  app.get(`${root}/:resolution/bearbeiten`, write, async (request, reply) => {
    const id = idOf(request, 'resolution');
    return id ? showEdit(request, reply, id) : reply.refuse(404);
  });
  app.post(`${root}/:resolution/bearbeiten`, write, edit);
}
