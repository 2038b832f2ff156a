import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { enqueue } from '#platform/jobs';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import { type FoundFault, faultsOf, type OwnConcept } from '../../model/glossary/concept.ts';
import { type FileFault, readConceptFile, writeConceptFile } from '../../model/glossary/file.ts';
import { slugify } from '../../model/slug.ts';
import { readCategories } from '../../store/categories.ts';
import {
  deleteConcept,
  listOwnConcepts,
  lockOwnConcepts,
  mostConcepts,
  type StoredConcept,
  saveConcepts,
} from '../../store/glossary/concepts.ts';
import { requestReindex } from '../../store/glossary/reindex.ts';
import { readGlossary } from '../lexicon.ts';

export const reindexJob = 'directory.reindex';

async function written(
  trx: Trx,
  context: Context,
  action: string,
  details: Record<string, string | number | readonly string[]>,
): Promise<void> {
  const { id } = context.tenant;
  await requestReindex(trx, id, context.now());
  await enqueue(trx, reindexJob, { tenantId: id }, { key: `${reindexJob} ${id}` });
  await touchContent(trx, id);
  await audit(trx, context, { action: `glossary.${action}`, subjectType: 'glossary', subjectId: null, details });
}

/** What is wrong when these concepts stand beside the others of the district. */
async function faultsIn(trx: Trx, before: readonly OwnConcept[], concepts: readonly OwnConcept[]): Promise<FoundFault[]> {
  const categories = await readCategories(trx);
  const ids = new Set(concepts.map(({ id }) => id));
  const together = [...before.filter(({ id }) => !ids.has(id)), ...concepts];
  const faults = faultsOf(together, {
    shared: readGlossary(),
    isCategory: (id) => categories.find(id) !== undefined,
  });
  // A circle runs through concepts that were there before, too; what was wrong elsewhere already is not this change's.
  return faults.filter(({ id }) => ids.has(id));
}

const userOf = ({ actor }: Context) => (actor.kind === 'user' ? actor.userId : null);

type SaveFailure =
  | { readonly code: 'concept.changed_since'; readonly theirs: OwnConcept | undefined }
  | { readonly code: 'concept.invalid'; readonly faults: readonly FoundFault[] };

/**
 * Saves what the district adds to one concept of the software, or a concept of its own.
 * @param version that the editor started from; 0: the district had none
 */
export async function saveConcept(
  context: Context,
  concept: OwnConcept,
  version: number,
): Promise<{ readonly ok: true } | ({ readonly ok: false } & SaveFailure)> {
  return context.transaction(async (trx) => {
    const before = await lockOwnConcepts(trx, context.tenant.id);
    const known = before.find(({ id }) => id === concept.id);
    if ((known?.version ?? 0) !== version) return { ok: false, code: 'concept.changed_since', theirs: known };
    const faults = await faultsIn(trx, before, [concept]);
    if (faults.length) return { ok: false, code: 'concept.invalid', faults };
    await saveConcepts(trx, context.tenant.id, [concept], { userId: userOf(context), at: context.now() });
    await written(trx, context, 'concept_saved', { concept: concept.id });
    return { ok: true };
  });
}

/** A new concept of the district; its key is made of the first German term and stays for ever. */
export async function addConcept(
  context: Context,
  concept: Omit<OwnConcept, 'id'>,
): Promise<
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: 'concept.taken' | 'concept.too_many' }
  | { readonly ok: false; readonly code: 'concept.invalid'; readonly faults: readonly FoundFault[] }
> {
  const id = slugify(concept.terms.de?.[0] ?? '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return context.transaction(async (trx) => {
    const before = await lockOwnConcepts(trx, context.tenant.id);
    if (before.length >= mostConcepts) return { ok: false, code: 'concept.too_many' };
    if ([...before, ...readGlossary()].some((known) => known.id === id)) return { ok: false, code: 'concept.taken' };
    const faults = await faultsIn(trx, before, [{ ...concept, id }]);
    if (faults.length) return { ok: false, code: 'concept.invalid', faults };
    await saveConcepts(trx, context.tenant.id, [{ ...concept, id }], { userId: userOf(context), at: context.now() });
    await written(trx, context, 'concept_added', { concept: id });
    return { ok: true, id };
  });
}

/** Takes back all that the district added to a concept; one of its own is gone then. */
export async function removeConcept(
  context: Context,
  id: string,
): Promise<Outcome<undefined, 'concept.unknown' | 'concept.needed'>> {
  return context.transaction(async (trx) => {
    const before = await lockOwnConcepts(trx, context.tenant.id);
    const own = !readGlossary().some((known) => known.id === id);
    const needing = own ? before.filter(({ broader }) => broader === id).map((one) => one.id) : [];
    if (needing.length) return fail('concept.needed', { concepts: needing.slice(0, 5).join(', ') });
    if (!(await deleteConcept(trx, id))) return fail('concept.unknown');
    await written(trx, context, 'concept_removed', { concept: id });
    return ok();
  });
}

/** The district's own concepts as a file. */
export async function exportConcepts(context: Context): Promise<string> {
  const concepts: readonly StoredConcept[] = await context.transaction(async (trx) => {
    const own = await listOwnConcepts(trx);
    await audit(trx, context, {
      action: 'glossary.exported',
      subjectType: 'glossary',
      subjectId: null,
      details: { concepts: own.length },
    });
    return own;
  });
  return writeConceptFile(concepts);
}

/** What is wrong with a file: what cannot be read, or what does not fit the glossary. */
export interface ImportFault extends Partial<Omit<FoundFault, 'field'>> {
  readonly row: number | null;
  readonly field: string;
}

/** Reads a file of concepts in: those it names are replaced, the others stay. All of it or nothing. */
export async function importConcepts(
  context: Context,
  content: Uint8Array,
): Promise<{ readonly imported: number } | { readonly faults: readonly ImportFault[] }> {
  const file = readConceptFile(content, mostConcepts);
  if ('faults' in file) return { faults: file.faults satisfies readonly FileFault[] };
  const { concepts } = file;
  if (!concepts.length) return { faults: [{ row: null, field: 'list' }] };
  return context.transaction(async (trx) => {
    const before = await lockOwnConcepts(trx, context.tenant.id);
    const total = new Set([...before, ...concepts].map(({ id }) => id)).size;
    if (total > mostConcepts) return { faults: [{ row: null, field: 'count' }] };
    const faults = await faultsIn(trx, before, concepts);
    const rowOf = new Map(concepts.map(({ id }, index) => [id, index + 1]));
    if (faults.length) return { faults: faults.map((fault) => ({ ...fault, row: rowOf.get(fault.id) ?? null })) };
    await saveConcepts(trx, context.tenant.id, concepts, { userId: userOf(context), at: context.now() });
    await written(trx, context, 'imported', { concepts: concepts.length });
    return { imported: concepts.length };
  });
}
