import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { organisationIdsBySlug } from '#modules/directory';
import { listTowns, quarters, territoryPath } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import { areaNames, type NamedArea } from '../model/file/areas.ts';
import type { AreaNames } from '../model/file/cells.ts';
import { type ConceptFile, conceptFileSchema } from '../model/file.ts';
import { checkFile, type FileFault } from '../model/file-check.ts';
import { writeEdition } from '../store/bulk.ts';
import {
  insertConcept,
  insertEdition,
  insertLineage,
  listStoredConcepts,
  lockConcepts,
  newestEdition,
  type StoredConcept,
  setLastNumber,
  supersedeAdopted,
} from '../store/concepts.ts';
import { numbered, organisationsNamed, rowsOfFile } from './file-rows.ts';

// Concept texts are German; whoever works on the edition may put a better reason in its place.
const notCarried = 'Nicht in die neue Ausgabe übernommen.';

/** The file does not hang together; nothing was stored. */
export class ConceptFileError extends Error {
  override name = 'ConceptFileError';
  readonly faults: readonly FileFault[];

  constructor(faults: readonly FileFault[]) {
    super(faults.map(({ code, at, value }) => `${at === null ? '' : `recommendation ${at + 1}: `}${code} ${value}`).join('; '));
    this.faults = faults;
  }
}

async function areasIn(context: Context): Promise<readonly NamedArea[]> {
  return [...(await territoryPath(context, context.tenant.ags)), ...(await listTowns(context)), ...(await quarters(context))];
}

/** Keys of all areas of the district, its quarters and what it lies in. */
export async function territoryKeys(context: Context): Promise<ReadonlySet<string>> {
  return new Set((await areasIn(context)).map(({ key }) => key));
}

/** Names of the same areas, as files write them. */
export async function areasOf(context: Context): Promise<AreaNames> {
  return areaNames(await areasIn(context), context.tenant.ags);
}

async function conceptOf(trx: Trx, context: Context, file: ConceptFile): Promise<StoredConcept> {
  const all = await listStoredConcepts(trx);
  const known = all.find(({ slug }) => slug === file.concept.slug);
  if (known) return known;
  const { slug, title, territory, umbrella } = file.concept;
  const above = umbrella === null ? undefined : all.find((one) => one.slug === umbrella);
  if (umbrella !== null && !above) throw new ConceptFileError([{ code: 'umbrella_unknown', at: null, value: umbrella }]);
  if (all.some((one) => one.territory === territory))
    throw new ConceptFileError([{ code: 'territory_taken', at: null, value: territory }]);
  const concept = { id: uuidv7(context.now().getTime()), slug, territory, lastNumber: 0 };
  await insertConcept(trx, {
    tenant_id: context.tenant.id,
    id: concept.id,
    slug,
    title,
    territory,
    umbrella_id: above?.id ?? null,
  });
  return concept;
}

/**
 * Adds an edition to a concept, which is made when it is not there, and says which numbers it carries on from the edition
 * before. An adopted one supersedes the edition in force.
 */
export async function addEdition(
  trx: Trx,
  context: Context,
  concept: StoredConcept,
  given: ConceptFile,
): Promise<{ editionId: string; numbers: ReadonlyMap<number, string> }> {
  const { id: tenantId } = context.tenant;
  const now = context.now();
  const before = await newestEdition(trx, concept.id);
  const { file, lastNumber } = numbered(given, concept.lastNumber);
  const { edition } = file;
  const editionId = uuidv7(now.getTime());
  if (edition.state === 'adopted') await supersedeAdopted(trx, concept.id);
  await insertEdition(trx, {
    tenant_id: tenantId,
    id: editionId,
    concept_id: concept.id,
    position: (before?.position ?? 0) + 1,
    title: edition.title,
    state: edition.state,
    summary: edition.summary,
    starts_on: edition.startsOn,
    ends_on: edition.endsOn,
    adopted_on: edition.adoptedOn,
    adopted_by: edition.adoptedBy || null,
    paper_number: edition.paperNumber || null,
    based_on_id: before?.id ?? null,
    source: edition.source,
  });
  const organisations = await organisationIdsBySlug(trx, organisationsNamed(file));
  const { idOfNumber, ...rows } = rowsOfFile(file, { editionId, organisations, now });
  await writeEdition(trx, tenantId, rows, now);
  const lineage = [...(before?.recommendations ?? [])].map(([number, fromId]) => {
    const toId = idOfNumber.get(number) ?? null;
    return { id: uuidv7(now.getTime()), from_id: fromId, to_id: toId, reason: toId === null ? notCarried : '' };
  });
  await insertLineage(trx, tenantId, lineage);
  await setLastNumber(trx, concept.id, lastNumber);
  return { editionId, numbers: idOfNumber };
}

/**
 * Stores one edition with everything that hangs on it, in one transaction: as the first of a new concept, or as the next of
 * the concept with the same slug. Numbers of the file are kept, missing ones are the next free ones of the concept.
 * @param options.dryRun check the file only
 * @throws ConceptFileError when the file does not hang together
 */
export async function loadConcept(
  context: Context,
  file: ConceptFile,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<{ readonly editionId: string | null; readonly recommendations: number }> {
  const faults = checkFile(file, await territoryKeys(context));
  if (faults.length) throw new ConceptFileError(faults);
  if (dryRun) return { editionId: null, recommendations: file.recommendations.length };
  return context.transaction(async (trx) => {
    await lockConcepts(trx, context.tenant.id);
    const { editionId } = await addEdition(trx, context, await conceptOf(trx, context, file), file);
    const recommendations = file.recommendations.length;
    await audit(trx, context, {
      action: 'concept.loaded',
      subjectType: 'concept_edition',
      subjectId: editionId,
      details: { concept: file.concept.slug, state: file.edition.state, recommendations },
    });
    await touchContent(trx, context.tenant.id);
    return { editionId, recommendations };
  });
}

/** Loads `districts/<slug>/concept.json` as the demonstration; does nothing without such a file or with a concept there. */
export async function loadDemonstration(context: Context): Promise<void> {
  const path = join(projectRoot, 'districts', context.tenant.slug, 'concept.json');
  if (!existsSync(path)) return;
  if ((await context.transaction(listStoredConcepts)).length) return;
  await loadConcept(context, conceptFileSchema.parse(JSON.parse(await readFile(path, 'utf8'))));
}
