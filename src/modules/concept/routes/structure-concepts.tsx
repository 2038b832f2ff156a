import type { App, FastifyReply } from '#platform/http';
import type { FieldChange } from '#platform/ui';
import type { Edition } from '../model/edition.ts';
import type { Posted } from '../pages/editing-parts.tsx';
import { ConceptsPage, EditionMetaPage } from '../pages/structure-concepts.tsx';
import type { Saved } from '../service/editing.ts';
import { editionTree } from '../service/reading.ts';
import {
  createConcept,
  createEdition,
  deleteConcept,
  deleteEdition,
  renameConcept,
  saveEdition,
} from '../service/structure-concepts.ts';
import { conceptsToEdit } from '../service/structure-reading.ts';
import { type Call, conceptBase, errorsOf, getRoute, one, postRoute, refusalStatus, versionOf } from './editing-parts.ts';

async function show({ context, reply }: Call, posted?: Posted): Promise<FastifyReply> {
  const { concepts, openFeedback, free, edits } = await conceptsToEdit(context);
  return reply.page(
    <ConceptsPage
      concepts={concepts}
      openFeedback={openFeedback}
      base={conceptBase(context)}
      edits={edits}
      free={free.map(({ key, name }) => ({ value: key, label: name, lang: 'de' }))}
      posted={posted}
    />,
    posted ? 422 : 200,
  );
}

function changing(form: (call: Call) => string, field: string, notice: string, change: (call: Call) => Promise<Saved<unknown>>) {
  return async (call: Call): Promise<FastifyReply> => {
    const { context, reply, values } = call;
    const outcome = await change(call);
    if (outcome.ok) return reply.redirectWithNotice(conceptBase(context), 'success', notice);
    const known = outcome.code === 'concept.unknown_town' ? undefined : refusalStatus(outcome.code);
    return known ? reply.refuse(known) : show(call, { form: form(call), values, errors: errorsOf(context, outcome, field) });
  };
}

const metaNames = ['title', 'summary', 'startsOn', 'endsOn', 'adoptedOn', 'adoptedBy', 'paperNumber', 'source'] as const;
const metaValues = (edition: Edition): Record<string, string> =>
  Object.fromEntries(metaNames.map((name) => [name, edition[name] ?? '']));

async function showMeta({ context, reply, params }: Call, posted?: Posted): Promise<FastifyReply> {
  const tree = await editionTree(context, params.edition ?? '');
  if (!tree) return reply.refuse(404);
  const { edition } = tree;
  return reply.page(
    <EditionMetaPage edition={edition} base={conceptBase(context)} values={metaValues(edition)} posted={posted} />,
    posted ? 422 : 200,
  );
}

async function metaDone(call: Call, outcome: Saved<unknown>, back: string): Promise<FastifyReply> {
  const { context, reply, params, values } = call;
  if (outcome.ok) return reply.redirectWithNotice(back, 'success', 'concept:staff.saved');
  const status = refusalStatus(outcome.code);
  if (status) return reply.refuse(status);
  if (outcome.code !== 'concept.changed')
    return showMeta(call, { form: 'meta', values, errors: errorsOf(context, outcome, 'title') });
  const tree = await editionTree(context, params.edition ?? '');
  const conflict = Object.entries(tree ? metaValues(tree.edition) : {})
    .filter(([name, stored]) => values[name] !== undefined && stored !== one(values, name))
    .map(
      ([name, stored]): FieldChange => ({
        label: context.t(name === 'title' || name === 'source' ? `concept:staff.field.${name}` : `concept:staff.edition.${name}`),
        before: stored,
        after: one(values, name),
        lang: 'de',
      }),
    );
  return showMeta(call, { form: 'meta', values, errors: {}, conflict });
}

async function saveMeta(call: Call): Promise<FastifyReply> {
  const { context, params, values } = call;
  const [title, summary, source] = [one(values, 'title'), one(values, 'summary'), one(values, 'source')];
  const orNull = (name: string) => one(values, name) || null;
  const outcome = await saveEdition(context, params.edition ?? '', versionOf(values), {
    title,
    summary,
    source,
    startsOn: orNull('startsOn'),
    endsOn: orNull('endsOn'),
    adoptedOn: orNull('adoptedOn'),
    adoptedBy: orNull('adoptedBy'),
    paperNumber: orNull('paperNumber'),
  });
  return metaDone(call, outcome, `${conceptBase(context)}/${params.edition}`);
}

/** The concepts of the district and its towns, their editions and what is known of each. */
export function conceptRoutes(app: App): void {
  getRoute(app, '', 'concept.read', (call) => show(call));
  postRoute(
    app,
    '',
    'concept.edit',
    changing(
      () => 'concept',
      'territory',
      'concept:staff.concepts.added',
      ({ context, values }) => createConcept(context, { territory: one(values, 'territory'), title: one(values, 'title') }),
    ),
  );
  const of = ({ params }: Call) => `edition-${params.concept}`;
  postRoute(
    app,
    '/konzepte/:concept/ausgabe',
    'concept.edit',
    changing(of, 'title', 'concept:staff.concepts.edition_added', ({ context, params, values }) =>
      createEdition(context, params.concept ?? '', one(values, 'title')),
    ),
  );
  postRoute(
    app,
    '/konzepte/:concept/titel',
    'concept.edit',
    changing(of, 'title', 'concept:staff.saved', ({ context, params, values }) =>
      renameConcept(context, params.concept ?? '', one(values, 'title')),
    ),
  );
  postRoute(
    app,
    '/konzepte/:concept/loeschen',
    'concept.edit',
    changing(of, 'title', 'concept:staff.deleted', ({ context, params }) => deleteConcept(context, params.concept ?? '')),
  );
  getRoute(app, '/:edition/angaben', 'concept.edit', (call) => showMeta(call));
  postRoute(app, '/:edition/angaben', 'concept.edit', saveMeta);
  postRoute(app, '/:edition/angaben/loeschen', 'concept.edit', async (call) =>
    metaDone(
      call,
      await deleteEdition(call.context, call.params.edition ?? '', versionOf(call.values)),
      conceptBase(call.context),
    ),
  );
}
