import { readSpreadsheet, type SheetCells, type SpreadsheetFault } from '#platform/documents';
import { columnOfHeading } from '../../../model/exchange/headings.ts';
import {
  columnsOf,
  type IncomingRecord,
  mostRecords,
  type Reading,
  type Remark,
  UnreadableFile,
} from '../../../model/exchange/record.ts';

const faults: Readonly<Record<SpreadsheetFault, string>> = {
  unknown: 'exchange.no_table',
  old: 'exchange.old_table',
  broken: 'exchange.broken_table',
  too_large: 'exchange.unpacked_too_large',
  quotes: 'exchange.quotes',
  empty: 'exchange.empty',
};

const longest = 20_000;
/** Titles and hints above the headings; nobody writes more. */
const headWithin = 20;

/** Rows with every merged cell filled downwards: an organisation written once beside its three offers. */
function filled(sheet: SheetCells): string[][] {
  const rows = sheet.rows.map((row) => [...row]);
  for (const { top, left, bottom } of sheet.merges) {
    const text = rows[top]?.[left] ?? '';
    if (text) for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++) (rows[row] as string[])[left] = text;
  }
  return rows;
}

/** The row of headings: the one with the most that we know; else the first with two texts; else the first with any. */
function headOf(rows: readonly (readonly string[])[]): number {
  const heads = rows.slice(0, headWithin).map((row, index) => ({
    index,
    texts: row.filter((cell) => cell.trim()).length,
    hits: new Set(row.flatMap((cell) => columnOfHeading(cell) ?? [])).size,
  }));
  const best = heads.filter(({ hits }) => hits >= 2).toSorted((a, b) => b.hits - a.hits || a.index - b.index)[0];
  return (best ?? heads.find(({ texts }) => texts >= 2) ?? heads.find(({ texts }) => texts) ?? { index: 0 }).index;
}

/** Headings made different from each other; a column without one is called by its number. */
function headingsOf(row: readonly string[], width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const name = (row[index] ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 150) || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** A table of any make. Rows are numbered as spreadsheet programs do. */
export async function readTable(bytes: Buffer): Promise<Reading> {
  const read = await readSpreadsheet(bytes, { rows: mostRecords + headWithin + 1 });
  if (!read.ok) throw new UnreadableFile(faults[read.fault], { line: read.row });
  const written = read.sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim())));
  const sheet = written.toSorted((a, b) => b.rows.length - a.rows.length)[0] as SheetCells;
  if (sheet.cut) throw new UnreadableFile('exchange.too_many', { limit: mostRecords });
  const rows = filled(sheet);
  const head = headOf(rows);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const headings = headingsOf(rows[head] ?? [], width);
  const named = (rows[head] ?? []).reduce((last, cell, index) => (cell.trim() ? index + 1 : last), 0);
  const records: IncomingRecord[] = [];
  const rejected: Remark[] = [];
  const remarks: Remark[] = [];
  for (const other of written)
    if (other !== sheet)
      remarks.push({ place: 1, field: other.name, key: 'directory:staff.exchange.remark.other_sheet', parameters: {} });
  for (let index = head + 1; index < rows.length; index++) {
    const row = rows[index] as string[];
    const place = index + 1;
    const kinds = sheet.kinds?.[index] ?? '';
    const cells: Record<string, string> = {};
    let broken: Remark | undefined;
    for (let column = 0; column < row.length; column++) {
      const field = headings[column] as string;
      const text = (row[column] as string).trim();
      const kind = kinds[column];
      if (kind === 'f' || kind === 'e')
        remarks.push({
          place,
          field,
          key: `directory:staff.exchange.remark.${kind === 'f' ? 'formula' : 'error_cell'}`,
          parameters: {},
        });
      if (!text || kind === 'e') continue;
      if (column >= named && !sheet.kinds)
        broken ??= { place, field, key: 'directory:staff.exchange.remark.more_cells', parameters: {} };
      if (text.length > longest) broken ??= { place, field, key: 'http:field.too_long', parameters: { count: longest } };
      cells[field] = text;
    }
    if (broken) rejected.push(broken);
    else if (Object.keys(cells).length) records.push({ place, cells });
  }
  if (records.length > mostRecords) throw new UnreadableFile('exchange.too_many', { limit: mostRecords });
  if (!records.length && !rejected.length) throw new UnreadableFile('exchange.empty');
  return { columns: columnsOf(records), records, rejected, remarks, passed: new Set() };
}
