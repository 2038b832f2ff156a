import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { readSpreadsheet, type SpreadsheetFault } from '#platform/documents';
import { fail, type Outcome, ok } from '#platform/outcome';
import { changesOf, headerOfPart, type RecommendationChange } from '../model/file/changes.ts';
import type { FoundColumn } from '../model/file/grid.ts';
import { keepRestOf, mergedEdition } from '../model/file/merge.ts';
import { type Place, type Remark, readMatrix } from '../model/file/read.ts';
import { type ConceptFile, conceptFileSchema } from '../model/file.ts';
import { checkFile } from '../model/file-check.ts';
import { listStoredConcepts, newestEdition } from '../store/concepts.ts';
import { listLineage, readTree } from '../store/tree.ts';
import { fileOf } from './files.ts';
import { areasOf, territoryKeys } from './loading.ts';

/** Where a file goes: into an edition, or into a new one of a concept that is there or of an area that has none. */
export type ImportTarget =
  | { readonly kind: 'edition'; readonly editionId: string }
  | { readonly kind: 'concept'; readonly conceptId: string }
  | { readonly kind: 'area'; readonly territory: string };

export type ImportFailure =
  | 'concept.not_allowed'
  | 'concept.unknown_edition'
  | 'concept.file_edition_closed'
  | 'concept.file_no_target'
  | 'concept.file_json'
  | `concept.file_${SpreadsheetFault}`;

export interface ImportPlan {
  /** What will be stored; undefined when there are problems. */
  readonly file: ConceptFile | undefined;
  readonly base: ConceptFile | undefined;
  readonly columns: readonly FoundColumn[];
  readonly changes: readonly RecommendationChange[];
  /** Where each recommendation stands; undefined: not in the file. */
  readonly places: readonly (Place | undefined)[];
  readonly problems: readonly Remark[];
  readonly notices: readonly Remark[];
  readonly outlineChanged: boolean;
  /** Title, summary or period of the edition. */
  readonly textChanged: boolean;
  readonly conceptId: string | null;
  readonly umbrellaId: string | null;
  readonly lastNumber: number;
}

interface Ground {
  readonly base: ConceptFile | undefined;
  readonly concept: ConceptFile['concept'];
  readonly conceptId: string | null;
  readonly umbrellaId: string | null;
  readonly lastNumber: number;
  /** Numbers that carry a line of lineage and must not go. */
  readonly bound: ReadonlySet<number>;
}

async function groundOf(trx: Trx, context: Context, target: ImportTarget): Promise<Outcome<Ground, ImportFailure>> {
  const concepts = await listStoredConcepts(trx);
  if (target.kind === 'area') {
    const { territory } = target;
    const town = (await listTowns(context)).find(({ key }) => key === territory);
    const isDistrict = territory === context.tenant.ags;
    if ((!town && !isDistrict) || concepts.some((one) => one.territory === territory)) return fail('concept.file_no_target');
    const umbrella = isDistrict ? undefined : concepts.find((one) => one.territory === context.tenant.ags);
    const slug = isDistrict ? 'integrationskonzept' : (town?.slug ?? territory);
    const concept = { slug, title: 'Integrationskonzept', territory, umbrella: umbrella?.slug ?? null };
    return ok({ base: undefined, concept, conceptId: null, umbrellaId: umbrella?.id ?? null, lastNumber: 0, bound: new Set() });
  }
  const editionId = target.kind === 'edition' ? target.editionId : (await newestEdition(trx, target.conceptId))?.id;
  const tree = editionId && (await readTree(trx, editionId, { today: dayOf(context.now()), internal: true }));
  if (!tree) return fail(target.kind === 'edition' ? 'concept.unknown_edition' : 'concept.file_no_target');
  if (target.kind === 'edition' && tree.edition.state !== 'draft' && tree.edition.state !== 'consultation')
    return fail('concept.file_edition_closed');
  const base = await fileOf(trx, tree);
  const lastNumber = concepts.find(({ id }) => id === tree.concept.id)?.lastNumber ?? 0;
  const lines = target.kind === 'edition' ? await listLineage(trx, tree.edition.id) : [];
  const ids = new Set(lines.flatMap(({ fromId, toId }) => [fromId, toId]));
  const bound = new Set(tree.recommendations.filter(({ id }) => ids.has(id)).map(({ number }) => number));
  const { id: conceptId, umbrellaId } = tree.concept;
  return ok({ base, concept: base.concept, conceptId, umbrellaId, lastNumber, bound });
}

interface Read {
  readonly file: ReturnType<typeof readMatrix>['file'];
  readonly places: readonly Place[];
  readonly columns: readonly FoundColumn[];
  readonly problems: readonly Remark[];
  readonly notices: readonly Remark[];
}

const remark = (place: Place | undefined, column: string, code: string, details: Remark['details'] = {}): Remark => {
  return { row: place?.row ?? null, sheet: place?.sheet ?? '', column, code, details };
};

async function readBytes(context: Context, bytes: Buffer, base: ConceptFile | undefined): Promise<Outcome<Read, ImportFailure>> {
  const text = bytes
    .toString('utf8', 0, 64)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text.startsWith('{')) {
    let json: unknown;
    try {
      json = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
    } catch {
      return fail('concept.file_json');
    }
    const parsed = conceptFileSchema.safeParse(json);
    const nothing = { concept: {}, edition: {}, themes: [], fields: [], recommendations: [] };
    if (parsed.success) {
      // Of JSON, a "row" is the place of the recommendation in its list.
      const places = parsed.data.recommendations.map((_, at) => ({ row: at + 1, sheet: '' }));
      return ok({ file: parsed.data, places, columns: [], problems: [], notices: [] });
    }
    const problems = parsed.error.issues.slice(0, 200).map(({ path, message }) => {
      const place = path[0] === 'recommendations' && typeof path[1] === 'number' ? { row: path[1] + 1, sheet: '' } : undefined;
      return remark(place, path.slice(place ? 2 : 0).join('.'), 'json', { message });
    });
    return ok({ file: nothing, places: [], columns: [], problems, notices: [] });
  }
  const sheets = await readSpreadsheet(bytes);
  if (!sheets.ok) return fail(`concept.file_${sheets.fault}`, { row: sheets.row });
  return ok(readMatrix(sheets.sheets, { areas: await areasOf(context), base }));
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
  readonly maximum?: unknown;
}

/** What the schema says of a value, at the cell it came from. */
function schemaRemark({ path, code, maximum, message }: Issue, places: ImportPlan['places']): Remark {
  const inRow = path[0] === 'recommendations' && typeof path[1] === 'number';
  const place = inRow ? places[path[1] as number] : undefined;
  const column = inRow ? headerOfPart(String(path[2])) : path.join('.');
  if (code === 'too_big') return remark(place, column, 'too_big', { most: Number(maximum) });
  return remark(place, column, code === 'too_small' ? 'required' : 'value', { message });
}

/** Works out what a file would do to what is there. Reads only. */
export async function planImport(
  trx: Trx,
  context: Context,
  target: ImportTarget,
  bytes: Buffer,
  remove: boolean,
): Promise<Outcome<ImportPlan, ImportFailure>> {
  const ground = await groundOf(trx, context, target);
  if (!ground.ok) return ground;
  const { base, concept, conceptId, umbrellaId, lastNumber, bound } = ground.value;
  const read = await readBytes(context, bytes, base);
  if (!read.ok) return read;
  const { columns, notices } = read.value;
  const problems = [...read.value.problems];
  const merged = keepRestOf(read.value.file, base, remove);
  const found = new Map(read.value.file.recommendations.map((one, at) => [one, read.value.places[at]]));
  const places = merged.recommendations.map((one) => found.get(one));
  const planned = { base, columns, places, notices, conceptId, umbrellaId, lastNumber };
  const nothing = { ...planned, file: undefined, changes: [], outlineChanged: false, textChanged: false };
  if (problems.length) return ok({ ...nothing, problems });

  const edition = mergedEdition(read.value.file.edition, base, target.kind === 'edition' ? 'update' : 'new');
  const title = conceptId === null ? read.value.file.concept.title || concept.title : concept.title;
  const parsed = conceptFileSchema.safeParse({ ...merged, concept: { ...concept, title }, edition });
  if (!parsed.success)
    return ok({ ...nothing, problems: parsed.error.issues.slice(0, 200).map((issue) => schemaRemark(issue, places)) });

  const file = parsed.data;
  for (const { code, at, other, value } of checkFile(file, await territoryKeys(context))) {
    const twin = other === undefined ? undefined : places[other];
    problems.push(remark(at === null ? undefined : places[at], '', code, { value, ...(twin ? { other: twin.row } : {}) }));
  }
  const known = new Set(base?.recommendations.map(({ number }) => number));
  file.recommendations.forEach(({ number }, at) => {
    if (number !== null && number <= lastNumber && !known.has(number))
      problems.push(remark(places[at], headerOfPart('number'), 'number_used', { value: number }));
  });
  const changes = changesOf(base?.recommendations ?? [], file.recommendations);
  if (target.kind === 'edition')
    for (const { kind, number, title: lost } of changes)
      if (kind === 'removed' && number !== null && bound.has(number))
        problems.push(remark(undefined, '', 'removed_bound', { value: number, title: lost }));
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return ok({
    ...planned,
    file: problems.length ? undefined : file,
    changes,
    problems: problems.slice(0, 200),
    outlineChanged: !same([file.themes, file.fields], [base?.themes, base?.fields]),
    textChanged: !same(file.edition, base?.edition),
  });
}
