import { cellValue, defuse, type TableColumn, type TableRow } from './table.ts';

export interface CsvOptions {
  /** `;` is what a spreadsheet program with German settings opens by double click, with the decimal comma; `,` is for machines, with the point. */
  readonly separator: ';' | ',';
  /** Byte order mark: without it Excel reads UTF-8 as Windows-1252. */
  readonly bom: boolean;
}

/**
 * A table as CSV after RFC 4180: UTF-8, CRLF, one header row, quotes where needed. Dates are `YYYY-MM-DD`, percentages
 * fractions (0.123). Texts that begin like a formula get an apostrophe in front, which `parseCsv` takes away again.
 *
 * Rows from an async iterable come out piece by piece, for exports that do not fit in memory.
 * @throws TypeError when a value is not of its column's kind
 */
export function csv(columns: readonly TableColumn[], rows: Iterable<TableRow>, options: CsvOptions): string;
export function csv(columns: readonly TableColumn[], rows: AsyncIterable<TableRow>, options: CsvOptions): AsyncIterable<string>;
export function csv(
  columns: readonly TableColumn[],
  rows: Iterable<TableRow> | AsyncIterable<TableRow>,
  options: CsvOptions,
): string | AsyncIterable<string> {
  const head =
    (options.bom ? '\ufeff' : '') +
    csvLine(
      columns.map(({ header }) => header),
      options.separator,
    );
  if (Symbol.asyncIterator in rows) return csvPieces(head, columns, rows, options.separator);
  let out = head;
  for (const row of rows) out += csvRow(columns, row, options.separator);
  return out;
}

async function* csvPieces(head: string, columns: readonly TableColumn[], rows: AsyncIterable<TableRow>, separator: ';' | ',') {
  let piece = head;
  for await (const row of rows) {
    piece += csvRow(columns, row, separator);
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

function csvRow(columns: readonly TableColumn[], row: TableRow, separator: ';' | ','): string {
  return csvLine(
    columns.map((column) => {
      const value = cellValue(column, row) ?? '';
      if (typeof value === 'string') return value;
      return { number: separator === ';' ? String(value).replace('.', ',') : String(value) };
    }),
    separator,
  );
}

function csvLine(cells: readonly (string | { number: string })[], separator: ';' | ','): string {
  const fields = cells.map((cell) => (typeof cell === 'string' ? quoted(defuse(cell), separator) : cell.number));
  return `${fields.join(separator)}\r\n`;
}

function quoted(text: string, separator: string): string {
  const needed = text.includes(separator) || /["\r\n]|^\s|\s$/.test(text);
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}
