import { z } from 'zod';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, parseForm, readUpload, uploadOf } from '#platform/http';
import type { FormErrors, FormValues } from '#platform/ui';
import type { OwnConcept } from '../../model/glossary/concept.ts';
import { ConceptPage } from '../../pages/glossary/concept.tsx';
import { GlossaryPage, origins } from '../../pages/glossary/list.tsx';
import { FilePage, RemovePage, TryPage } from '../../pages/glossary/tools.tsx';
import { conceptChoices, findConcept, listConcepts, tryQuery } from '../../service/glossary/desk.ts';
import { addConcept, exportConcepts, importConcepts, removeConcept, saveConcept } from '../../service/glossary/editing.ts';
import { reindexProgress } from '../../service/glossary/reindexing.ts';
import { categoryName } from '../../service/ground.ts';
import { deskFrame, failureSentence, one, root, staffBase } from '../staff/parts.ts';
import { changesBetween, choiceLists, conceptSchema, faultErrors, faultText, meaningLines, toConcept, valuesOf } from './form.ts';

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id;
const listPath = (context: Context) => `${staffBase(context)}/suchwoerter`;

const querySchema = z.object({
  q: z.string().trim().max(100).catch(''),
  herkunft: z.enum(origins).optional().catch(undefined),
  nach: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .catch(''),
});

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { q, herkunft, nach } = querySchema.parse(request.query ?? {});
  const found = await listConcepts(context, { q, origin: herkunft, after: nach });
  const { categories } = await conceptChoices(context);
  const progress = await reindexProgress(context);
  const href = (after: string | undefined) => {
    const query = new URLSearchParams({
      ...(q ? { q } : {}),
      ...(herkunft ? { herkunft } : {}),
      ...(after ? { nach: after } : {}),
    });
    return `${listPath(context)}${query.size ? `?${query}` : ''}`;
  };
  return reply.page(
    <GlossaryPage
      frame={await deskFrame(context)}
      list={found}
      values={{ q, herkunft: herkunft ?? '' }}
      categoryName={(id) => categoryName(context, categories, id)}
      first={nach ? href(undefined) : undefined}
      next={found.next && href(found.next)}
      progress={progress && !progress.finishedAt ? progress : undefined}
    />,
  );
}

interface Posted {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly theirs?: { readonly concept: OwnConcept | undefined; readonly mine: OwnConcept };
}

async function show(request: FastifyRequest, reply: FastifyReply, posted?: Posted): Promise<FastifyReply> {
  const { context } = request;
  const concept = await findConcept(context, idOf(request));
  if (!concept) return reply.refuse(404);
  const choices = await conceptChoices(context);
  const { id, label, given, givenMeaning, own } = concept;
  return reply.page(
    <ConceptPage
      frame={await deskFrame(context)}
      concept={{
        id,
        label,
        given,
        givenMeaning: meaningLines(context, choices, givenMeaning),
        version: own?.version ?? 0,
        changed: own !== undefined,
      }}
      values={posted?.values ?? valuesOf(own)}
      errors={posted?.errors}
      choices={choiceLists(context, choices)}
      conflict={posted?.theirs && changesBetween(context, posted.theirs.concept, posted.theirs.mine)}
    />,
    posted ? (posted.theirs ? 409 : 422) : 200,
  );
}

async function showNew(request: FastifyRequest, reply: FastifyReply, posted?: Posted): Promise<FastifyReply> {
  const { context } = request;
  return reply.page(
    <ConceptPage
      frame={await deskFrame(context)}
      concept={undefined}
      values={posted?.values ?? {}}
      errors={posted?.errors}
      choices={choiceLists(context, await conceptChoices(context))}
    />,
    posted ? 422 : 200,
  );
}

const done = (reply: FastifyReply, path: string, key: string) =>
  reply.redirectWithNotice(path, 'success', `directory:staff.glossary.${key}`);

async function save(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(conceptSchema, request.body, visit.t);
  const known = await findConcept(context, idOf(request));
  if (!known) return reply.refuse(404);
  if (!form.ok) return show(request, reply, form);
  const concept = toConcept(known.id, form.data);
  const outcome = await saveConcept(context, concept, form.data.version);
  if (outcome.ok) return done(reply, `${listPath(context)}/${known.id}`, 'saved');
  if (outcome.code === 'concept.invalid')
    return show(request, reply, { values: form.values, errors: faultErrors(context, outcome.faults) });
  const { theirs } = outcome;
  return show(request, reply, { values: form.values, errors: {}, theirs: { concept: theirs, mine: concept } });
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(conceptSchema, request.body, visit.t);
  if (!form.ok) return showNew(request, reply, form);
  const concept = toConcept('', form.data);
  if (!concept.terms.de?.length)
    return showNew(request, reply, { values: form.values, errors: { 'terms.de': context.t('http:field.required') } });
  const outcome = await addConcept(context, concept);
  if (outcome.ok) return done(reply, `${listPath(context)}/${outcome.id}`, 'added');
  const errors =
    outcome.code === 'concept.invalid' ? faultErrors(context, outcome.faults) : { 'terms.de': failureSentence(context, outcome) };
  return showNew(request, reply, { values: form.values, errors });
}

async function askRemoval(request: FastifyRequest, reply: FastifyReply, error?: string): Promise<FastifyReply> {
  const { context } = request;
  const concept = await findConcept(context, idOf(request));
  if (!concept?.own) return reply.refuse(404);
  const shared = concept.origin === 'changed';
  return reply.page(
    <RemovePage frame={await deskFrame(context)} id={concept.id} label={concept.label} shared={shared} error={error} />,
    error ? 422 : 200,
  );
}

async function remove(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const outcome = await removeConcept(context, idOf(request));
  if (outcome.ok) return done(reply, listPath(context), 'taken_away');
  return outcome.code === 'concept.unknown' ? reply.refuse(404) : askRemoval(request, reply, failureSentence(context, outcome));
}

async function tryIt(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const query = (request.query ?? {}) as Record<string, unknown>;
  const [q, sprache] = [one(query, 'q').slice(0, 200), one(query, 'sprache') || 'de'];
  return reply.page(
    <TryPage
      frame={await deskFrame(context)}
      values={{ q, sprache }}
      tried={q.trim() ? await tryQuery(context, sprache, q) : undefined}
      offerHref={(slug) => `/${context.tenant.slug}/de/angebote/${slug}`}
    />,
  );
}

async function showFile(
  request: FastifyRequest,
  reply: FastifyReply,
  wrong: { readonly error?: string; readonly faults?: Parameters<typeof FilePage>[0]['faults'] } = {},
): Promise<FastifyReply> {
  const { error, faults } = wrong;
  return reply.page(
    <FilePage frame={await deskFrame(request.context)} errors={error ? { file: error } : undefined} faults={faults} />,
    error || faults ? 422 : 200,
  );
}

async function bringIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { file, tooLarge } = uploadOf(request);
  if (tooLarge) return showFile(request, reply, { error: context.t('directory:staff.glossary.fault.size') });
  if (!file) return showFile(request, reply, { error: context.t('http:field.required') });
  const outcome = await importConcepts(context, file);
  if ('imported' in outcome) return done(reply, listPath(context), 'imported');
  const faults = outcome.faults.map((fault) => ({
    row: fault.row === null ? '' : String(fault.row),
    field: fault.row === null ? '' : fault.field,
    what: faultText(context, fault),
  }));
  return showFile(request, reply, { faults });
}

export function glossaryRoutes(app: App): void {
  const config = { access: 'directory.manage' } as const;
  const base = `${root}/suchwoerter`;
  app.get(base, { config }, list);
  app.get(`${base}/probe`, { config }, tryIt);
  app.get(`${base}/neu`, { config }, (request, reply) => showNew(request, reply));
  app.post(`${base}/neu`, { config }, add);
  app.get(`${base}/datei`, { config }, (request, reply) => showFile(request, reply));
  app.post(`${base}/datei`, { config, preValidation: readUpload(2 * 1024 * 1024) }, bringIn);
  app.get(`${base}/suchwoerter.json`, { config }, async (request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="suchwoerter.json"')
      .send(await exportConcepts(request.context)),
  );
  app.get(`${base}/:id`, { config }, (request, reply) => show(request, reply));
  app.post(`${base}/:id`, { config }, save);
  app.get(`${base}/:id/loeschen`, { config }, (request, reply) => askRemoval(request, reply));
  app.post(`${base}/:id/loeschen`, { config }, remove);
}
