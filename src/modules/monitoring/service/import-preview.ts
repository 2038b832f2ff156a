import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import retired from '../catalogue/retired-places.json' with { type: 'json' };
import { territoryFinder } from '../model/columns-territories.ts';
import type { ImportPreview, ImportProblem, ImportReport, ImportState } from '../model/import.ts';
import type { IncomingTable, ReadingReport } from '../model/incoming.ts';
import type { Mapping } from '../model/mapping.ts';
import { hasObservations, settleDuplicates, stageRows } from '../store/copying.ts';
import { compareStaged } from '../store/import-preview.ts';
import { listDimensions, listIndicators, listSources } from '../store/indicators.ts';
import type { WatchedFile } from './import-file.ts';
import { ImportRows } from './import-mapping.ts';
import { openWith, problemOf, type Recognised, recognise } from './import-recognition.ts';
import { placesOf } from './reading.ts';
import { openStaging, type StorableRow } from './storing.ts';

export interface PreviewedFile {
  readonly state: Extract<ImportState, 'ready' | 'mapping' | 'refused'>;
  readonly report: ImportReport;
  readonly preview: ImportPreview | null;
  readonly mappingId: string | null;
}

const mostTerritories = 500;
const mostListed = 100;

const retiredOn: ReadonlyMap<string, string> = new Map(retired.map(({ key, validTo }) => [key, validTo]));
export const validToOf = (key: string): string | null => retiredOn.get(key) ?? null;

/** Reads a file and says what accepting it would change; nothing is stored. */
export async function previewFile(context: Context, file: WatchedFile): Promise<PreviewedFile> {
  const recognised = await recognise(context, file);
  const { found } = recognised;
  const report = (problem: ImportProblem | null, mapping: Mapping | null): ImportReport => ({
    reader: recognised.reader,
    reading: recognised.reading,
    signature: recognised.signature,
    mappingName: found?.name ?? null,
    mapping,
    problem,
  });
  const mappingId = found?.id ?? null;
  const refused = (problem: ImportProblem, mapping: Mapping | null = null): PreviewedFile => {
    return { state: 'refused', report: report(problem, mapping), preview: null, mappingId };
  };
  // Without a mapping a reader of columns has nothing to say yet: that is no fault of the file.
  if (!found && recognised.reading.error?.code === 'mapping.needed')
    return { state: 'mapping', report: report(null, null), preview: null, mappingId };
  const problem = problemOf(recognised);
  if (problem) return refused(problem);
  if (!found) return { state: 'mapping', report: report(null, null), preview: null, mappingId };
  return context.transaction(async (trx) => {
    const usable = await usableMapping(trx, found.mapping);
    if ('code' in usable) return refused(usable, found.mapping);
    const outcome = await previewIn(trx, context, file, recognised, usable);
    if ('code' in outcome) return refused(outcome, usable);
    return { state: 'ready', report: report(null, usable), preview: outcome, mappingId };
  });
}

/** Rules of indicators that the district does not have are left out; their rows count as not used. */
async function usableMapping(trx: Trx, mapping: Mapping): Promise<Mapping | ImportProblem> {
  const { source, rules } = mapping.table;
  if (!(await listSources(trx)).some(({ key }) => key === source)) return { code: 'mapping.unknown_source', detail: source };
  const known = new Set((await listIndicators(trx)).map(({ key }) => key));
  const usable = rules.filter(({ indicator }) => known.has(indicator));
  if (!usable.length) {
    const names = [...new Set(rules.map(({ indicator }) => indicator))];
    return { code: 'mapping.unknown_indicator', detail: names.slice(0, 10).join(', ') };
  }
  return { ...mapping, table: { ...mapping.table, rules: usable } };
}

export async function rowsFor(trx: Trx, context: Context, mapping: Mapping) {
  const places = await placesOf(context, trx);
  const known = new Map(places.map((place) => [place.key, place]));
  return {
    rows: new ImportRows(mapping.table, await listDimensions(trx), new Set(known.keys()), {
      finder: territoryFinder(places, context.tenant.ags),
      limits: new Map((await listIndicators(trx)).flatMap(({ key, secrecyK }) => (secrecyK === null ? [] : [[key, secrecyK]]))),
    }),
    known,
  };
}

export async function* mappedBatches(table: IncomingTable, rows: ImportRows): AsyncGenerator<readonly StorableRow[]> {
  for await (const batch of table.batches()) yield rows.map(batch);
}

async function previewIn(
  trx: Trx,
  context: Context,
  file: WatchedFile,
  { reader, reading }: Recognised,
  mapping: Mapping,
): Promise<ImportPreview | ImportProblem> {
  const { rows, known } = await rowsFor(trx, context, mapping);
  const staging = await openStaging(trx, mapping.table.source);
  const table = await openWith(reader, file, mapping.columns);
  await stageRows(trx, staging.chunks(mappedBatches(table, rows)));
  if (!rows.figures) return noneUsed(rows, reading);
  const conflicts = await settleDuplicates(trx);
  if (conflicts.count) {
    const detail = conflicts.list.map((one) => `${one.rows.join('/')}: ${one.values.join(' ≠ ')}`).join(', ');
    return { code: 'rows.conflicting', detail: `${conflicts.count}: ${detail}` };
  }
  const indicatorIds = [...staging.indicatorIds];
  const differences = (await hasObservations(trx, indicatorIds))
    ? await compareStaged(trx, context.tenant.id, {
        indicatorIds,
        sourceId: staging.sourceId,
        periods: [...rows.periods],
        tableCode: reading.tableCode,
      })
    : { added: conflicts.left, revised: 0, unchanged: 0, missing: 0, revisions: [], missingFigures: [] };
  const byCount = (a: { count: number }, b: { count: number }) => b.count - a.count;
  return {
    figures: rows.figures,
    indicators: Object.fromEntries(rows.indicators),
    territories: {
      total: rows.territories.size,
      list: [...rows.territories]
        .toSorted(([a], [b]) => a.length - b.length || a.localeCompare(b))
        .slice(0, mostTerritories)
        .map(([key, { name, count }]) => ({
          key,
          name: name.slice(0, 200),
          count,
          fresh: !known.has(key),
          validTo: known.get(key)?.validTo ?? validToOf(key),
        })),
    },
    unknownTerritories: {
      rows: rows.unknownRows,
      list: [...rows.unknownTerritories.values()].toSorted(byCount).slice(0, mostListed),
    },
    unused: { rows: rows.unusedRows, list: [...rows.unused.values()].toSorted(byCount).slice(0, mostListed) },
    emptyCells: rows.emptyCells,
    small: rows.small,
    freshCategories: {
      total: rows.fresh.size,
      list: [...rows.fresh].slice(0, mostListed).map(([category, { label }]) => ({ category, name: label.slice(0, 200) })),
    },
    rejected: { count: rows.rejectedRows, list: rows.rejected },
    ...differences,
  };
}

/** A file that was read and gives no figure: the first reason that explains it. */
function noneUsed(rows: ImportRows, reading: ReadingReport): ImportProblem {
  if (rows.unknownRows) {
    const names = [...rows.unknownTerritories.values()].slice(0, 5).map(({ key, name }) => [key, name].filter(Boolean).join(' '));
    return { code: 'territories.unknown', detail: names.join(', ') };
  }
  if (rows.rejectedRows) return { code: 'rows.rejected', detail: rows.rejected[0]?.detail ?? '' };
  return { code: 'rows.none_used', detail: Object.keys(reading.measures).slice(0, 10).join(', ') };
}
