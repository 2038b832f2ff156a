import { readSpreadsheet, type SpreadsheetFault } from '#platform/documents';
import { fitMapping } from '../model/columns-fit.ts';
import { type Grid, gridOf, type SheetLike } from '../model/columns-grid.ts';
import { numbersColumns } from '../model/columns-header.ts';
import { ReportCollector } from '../model/columns-report.ts';
import { RowReader } from '../model/columns-rows.ts';
import type { TerritoryFinder } from '../model/columns-territories.ts';
import { type NumberStyle, numberStyle } from '../model/columns-values.ts';
import type { IncomingObservation, IncomingTable } from '../model/incoming.ts';
import type { ColumnMapping } from '../model/mapping.ts';

/** Tables of people, not of offices: beyond this a flat CSV of the office is the way. Bounds the memory. */
export const columnLimits = { rows: 200_000, columns: 1000, bytes: 32 * 1024 * 1024, unpacked: 80 * 1024 * 1024 } as const;

const batchSize = 1000;

export type SheetsReading =
  | { readonly ok: true; readonly layout: 'workbook' | 'csv'; readonly sheets: readonly SheetLike[] }
  | { readonly ok: false; readonly code: `file.${SpreadsheetFault}` | 'file.too_many_rows'; readonly detail: string };

/** The sheets of a workbook, or a CSV file as one sheet. */
export async function readSheets(bytes: Buffer): Promise<SheetsReading> {
  const { rows, columns, unpacked } = columnLimits;
  if (bytes.length > columnLimits.bytes) return { ok: false, code: 'file.too_large', detail: String(bytes.length) };
  const reading = await readSpreadsheet(bytes, { rows, columns, unpacked });
  if (!reading.ok) return { ok: false, code: `file.${reading.fault}`, detail: String(reading.row) };
  const sheets: readonly SheetLike[] = reading.sheets;
  const wide = sheets.find(({ rows }) => rows.some((row) => row.length > columns));
  const cut = wide ?? sheets.find((sheet) => sheet.cut);
  if (cut) return { ok: false, code: 'file.too_many_rows', detail: cut.name };
  return { ok: true, layout: sheets[0]?.kinds ? 'workbook' : 'csv', sheets };
}

/** The sheet that the mapping means; workbooks whose sheets are named after the year have a single one or the first. */
export function sheetOf(sheets: readonly SheetLike[], name: string | null): SheetLike | undefined {
  return (
    sheets.find((sheet) => sheet.name === name) ?? sheets.find(({ rows }) => rows.some((row) => row.some((cell) => cell.trim())))
  );
}

/** How the value columns of a sheet write their numbers; numbers of a workbook have no spelling. */
export function styleOf(grid: Grid, mapping: ColumnMapping): NumberStyle {
  const body = mapping.headerRow - 1 + mapping.headerRows;
  const values = mapping.columns.filter(({ role }) => role === 'value');
  function* texts() {
    for (let row = body; row < grid.height; row += 1)
      for (const { index } of values) if (grid.kind(row, index) !== 'n') yield grid.text(row, index);
  }
  return numberStyle(texts(), mapping.decimalMark);
}

/**
 * A file read by a mapping of its columns; nothing is thrown because of the file.
 * @param finder absent: territories that are named without key keep their name alone
 */
export function columnTable(bytes: Buffer, mapping: ColumnMapping, finder?: TerritoryFinder): IncomingTable {
  let collector = new ReportCollector({ layout: 'csv', title: null, encoding: null });
  async function* batches(): AsyncGenerator<readonly IncomingObservation[]> {
    const reading = await readSheets(bytes);
    if (!reading.ok) return collector.end({ code: reading.code, detail: reading.detail });
    const sheet = sheetOf(reading.sheets, mapping.sheet);
    collector = new ReportCollector({ layout: reading.layout, title: sheet?.name || null, encoding: null });
    if (!sheet) return collector.end({ code: 'file.empty', detail: '' });
    const grid = gridOf(sheet);
    const fitted = fitMapping(grid, mapping);
    if (!fitted.ok) return collector.end({ code: fitted.code, detail: fitted.detail });
    yield* rowsOf(grid, fitted.mapping, collector, finder);
  }
  return { batches, report: () => collector.report() };
}

function* rowsOf(
  grid: Grid,
  mapping: ColumnMapping,
  collector: ReportCollector,
  finder: TerritoryFinder | undefined,
): Generator<readonly IncomingObservation[]> {
  const reader = new RowReader(grid, mapping, styleOf(grid, mapping), finder);
  const body = mapping.headerRow - 1 + mapping.headerRows;
  let batch: IncomingObservation[] = [];
  for (let row = body; row < grid.height; row += 1) {
    if (row < body + 3 && numbersColumns(grid, row)) continue;
    const read = reader.read(row);
    if (!read) {
      if (grid.text(row, 0) !== '') collector.notice('row.no_values', grid.text(row, 0));
      continue;
    }
    collector.row();
    for (const { code, detail } of read.rejected) collector.reject(row + 1, code, detail);
    for (const { code, detail } of read.notices) collector.notice(code, detail);
    for (const observation of read.observations) collector.add(observation);
    batch.push(...read.observations);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
  if (!collector.observations) collector.end({ code: collector.rows ? 'columns.nothing_fits' : 'table.no_rows', detail: '' });
  // Most of the file does not fit: columns were swapped, or it is another table.
  else if (collector.rejectedRows > Math.max(10, collector.rows / 2))
    collector.end({ code: 'columns.most_rejected', detail: String(collector.rejectedRows) });
  else collector.end();
}
