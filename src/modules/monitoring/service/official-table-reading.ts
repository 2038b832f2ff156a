import { type Dimension, type Observation, openTable, type TableReport } from 'official-tables';
import { inOrder } from '../model/import.ts';
import type { IncomingAttribute, IncomingObservation, IncomingTable, ReadingReport } from '../model/incoming.ts';

/** So many figures fit into 32 MB; in larger files the database finds what stands twice, before anything is stored. */
const mostCompared = 1_500_000;

/**
 * A table of a statistical office (flat CSV of GENESIS, table of the Landesdatenbank NRW), plain or in a ZIP.
 * @param checked it was read before: figures that stand twice in it need not be looked for again
 */
export function readOfficialTable(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  fileName: string,
  checked = false,
): IncomingTable {
  const table = openTable(content, { fileName, limits: { keys: checked ? 0 : mostCompared } });
  // The parser shares the attributes of rows: each is turned once, and whoever comes after can remember it by identity.
  const attributes = new WeakMap<Dimension, IncomingAttribute>();
  const attributeOf = (dimension: Dimension): IncomingAttribute => {
    const found = attributes.get(dimension);
    if (found) return found;
    const attribute = {
      variable: dimension.variableCode,
      variableLabel: dimension.variableLabel,
      attribute: dimension.attributeCode,
      attributeLabel: dimension.attributeLabel,
    };
    attributes.set(dimension, attribute);
    return attribute;
  };
  const observationOf = (one: Observation): IncomingObservation => ({
    measure: one.measureCode,
    measureLabel: one.measureLabel,
    unit: one.unit,
    territory: one.territory?.code ?? null,
    territoryLabel: one.territory?.label ?? '',
    period: one.period,
    attributes: one.dimensions.map(attributeOf),
    value: one.value,
    marker: one.marker,
    quality: one.quality,
    row: one.row,
  });
  return {
    async *batches() {
      for await (const batch of table.batches()) yield batch.map(observationOf);
    },
    report: () => inOrder(reportOf(table.report())),
  };
}

const text = (detail: Readonly<Record<string, string | number>>): string =>
  Object.entries(detail)
    .map(([name, value]) => (name === 'found' ? String(value) : `${name}: ${value}`))
    .join(', ');

function reportOf(report: TableReport): ReadingReport {
  const { duplicates, error, rejected } = report;
  const measures = Object.fromEntries(report.measures);
  return {
    layout: report.layout ?? 'unknown',
    complete: report.complete,
    error: error && { code: error.code, detail: error.message },
    tableCode: report.tableCode,
    statisticCode: [...report.statistics.keys()][0] ?? null,
    title: report.title ?? [...report.statistics.values()][0] ?? null,
    asOf: report.asOf,
    licence: report.licence,
    footnotes: report.footnotes,
    encoding: report.encoding,
    periods: Object.fromEntries(report.periods),
    levels: Object.fromEntries(report.levels),
    measures,
    rows: report.rows,
    observations: report.observations,
    markers: Object.fromEntries(report.markers),
    rejected: {
      count: rejected.count,
      perCode: Object.fromEntries(rejected.perCode),
      list: rejected.list.map(({ row, code, detail }) => ({ row, code, detail: text(detail) })),
    },
    notices: report.notices.map(({ code, count, examples }) => ({
      code,
      count,
      detail: examples.map((one) => (one.row === null ? one.text : `${one.row}: ${one.text}`)).join(', '),
    })),
    duplicates: {
      identical: duplicates.identical,
      conflicting: duplicates.conflicting,
      rows: duplicates.list.flatMap(({ row, firstRow }) => [firstRow, row]),
    },
  };
}
