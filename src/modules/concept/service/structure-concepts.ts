import { findTerritory } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import { invalidDetails } from '../model/recommendation.ts';
import { conceptTitleSchema, editionMetaSchema, keyOf } from '../model/structure.ts';
import {
  countHolds,
  deleteConceptRow,
  deleteEditionRows,
  type EditionMeta,
  editionIsReferredTo,
  findByTerritory,
  insertConcept,
  insertEdition,
  lockConcept,
  lockEdition,
  updateConceptTitle,
  updateEditionMeta,
} from '../store/structure.ts';
import { changedFailure, closedFailure, type Saved } from './editing.ts';
import { mayEdit } from './scope.ts';

async function record(
  trx: Trx,
  context: Context,
  action: string,
  subjectType: 'concept' | 'concept_edition',
  subjectId: string,
): Promise<void> {
  await audit(trx, context, { action: `concept.${action}`, subjectType, subjectId });
  await touchContent(trx, context.tenant.id);
}

function readTitle(title: string): Saved<string> {
  const parsed = conceptTitleSchema.safeParse(title);
  return parsed.success
    ? ok(parsed.data)
    : fail('concept.invalid', { title: title.trim() === '' ? 'http:field.required' : 'http:field.format' });
}

/** The district's concept, or a town's own under it; each territory has one, with its first empty edition. */
export async function createConcept(
  context: Context,
  { territory, title }: { territory: string; title: string },
): Promise<Saved<{ id: string; editionId: string }>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  const read = readTitle(title);
  if (!read.ok) return read;
  const unit = await findTerritory(context, territory);
  if (unit?.level !== 'kreis' && unit?.level !== 'kommune') return fail('concept.unknown_town');
  return context.transaction(async (trx) => {
    const district = context.tenant.ags;
    const umbrella = territory === district ? undefined : await findByTerritory(trx, district);
    const id = uuidv7(context.now().getTime());
    const slug = territory === district ? 'kreis' : keyOf(unit.slug || read.value);
    const concept = { id, slug, title: read.value, territory, umbrellaId: umbrella?.id ?? null };
    if (!(await insertConcept(trx, context.tenant.id, concept, context.now()))) return fail('concept.taken');
    const editionId = await addEdition(trx, context, id, read.value);
    await record(trx, context, 'concept_added', 'concept', id);
    return ok({ id, editionId });
  });
}

async function addEdition(trx: Trx, context: Context, conceptId: string, title: string): Promise<string> {
  const id = uuidv7(context.now().getTime());
  await insertEdition(trx, { tenantId: context.tenant.id, id, conceptId, title, now: context.now() });
  await record(trx, context, 'edition_added', 'concept_edition', id);
  return id;
}

/** The title above all editions; the address stays. */
export async function renameConcept(context: Context, id: string, title: string): Promise<Saved<undefined>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    if (!(await lockConcept(trx, id))) return fail('concept.unknown_concept');
    const read = readTitle(title);
    if (!read.ok) return read;
    await updateConceptTitle(trx, id, read.value, context.now());
    await record(trx, context, 'concept_renamed', 'concept', id);
    return ok();
  });
}

/** Deletes a concept that never was more than a draft and has none below it. */
export async function deleteConcept(context: Context, id: string): Promise<Saved<undefined>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    if (!(await lockConcept(trx, id))) return fail('concept.unknown_concept');
    const count = await countHolds(trx, id);
    if (count > 0) return fail('concept.in_use', { count });
    await deleteConceptRow(trx, id);
    await record(trx, context, 'concept_deleted', 'concept', id);
    return ok();
  });
}

/** A new empty draft; the next edition made out of the last one is `fortschreibung`. */
export async function createEdition(context: Context, conceptId: string, title: string): Promise<Saved<{ id: string }>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    if (!(await lockConcept(trx, conceptId))) return fail('concept.unknown_concept');
    const read = readTitle(title);
    if (!read.ok) return read;
    return ok({ id: await addEdition(trx, context, conceptId, read.value) });
  });
}

/** Title, summary, time and source; of an adopted edition also when and by whom it was adopted. */
export async function saveEdition(context: Context, id: string, version: number, meta: EditionMeta): Promise<Saved> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  const parsed = editionMetaSchema.safeParse(meta);
  if (!parsed.success) return fail('concept.invalid', invalidDetails(parsed.error));
  return context.transaction(async (trx) => {
    const edition = await lockEdition(trx, id, 'update');
    if (!edition) return fail('concept.unknown_edition');
    const closed = closedFailure(edition);
    if (closed) return closed;
    if (edition.version !== version) return changedFailure(edition.version);
    const { adoptedOn, adoptedBy, paperNumber } = edition;
    // Adopting is an act of its own with its own permission; this form corrects what was written down of it.
    const adoption = edition.state === 'adopted' ? {} : { adoptedOn, adoptedBy, paperNumber };
    if (edition.state === 'adopted' && parsed.data.adoptedOn === null)
      return fail('concept.invalid', { adoptedOn: 'http:field.required' });
    const next = await updateEditionMeta(trx, id, { ...parsed.data, ...adoption }, context.now());
    await record(trx, context, 'edition_changed', 'concept_edition', id);
    return ok(next);
  });
}

/** Deletes a draft with all that is in it. */
export async function deleteEdition(context: Context, id: string, version: number): Promise<Saved<undefined>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const edition = await lockEdition(trx, id, 'update');
    if (!edition) return fail('concept.unknown_edition');
    if (edition.state !== 'draft') return fail('concept.not_draft');
    if (edition.version !== version) return changedFailure(edition.version);
    if (await editionIsReferredTo(trx, id)) return fail('concept.has_history');
    await deleteEditionRows(trx, id);
    await record(trx, context, 'edition_deleted', 'concept_edition', id);
    return ok();
  });
}
