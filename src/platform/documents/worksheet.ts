import { columnName } from './sheet-names.ts';
import { cellValue, type TableColumn, type TableRow } from './table.ts';
import { styles } from './workbook-parts.ts';
import { escapeXml } from './xml.ts';

const maxRows = 1_048_576;
const maxText = 32_767;
const widths = { text: 30, integer: 12, decimal: 14, percent: 12, date: 13 } as const;

export interface Sheet {
  /** Shown on the tab; cut to 31 characters, and what Excel forbids in it is replaced. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** At most 1,048,575. */
  readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
}

/**
 * One sheet as XML in pieces of about 64 kB. The order of the elements is the schema's.
 * @param done is told the last cell of the table, such as `E120`, when all rows are written
 */
export async function* worksheet(
  { columns, rows }: Sheet,
  rightToLeft: boolean,
  done: (lastCell: { column: string; row: number }) => void,
): AsyncGenerator<string> {
  const names = columns.map((_, index) => columnName(index));
  const header = columns.map((column, index) =>
    textCell(`${names[index]}1`, column.header, column.kind === 'text' ? styles.header : styles.numberHeader),
  );
  let piece =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"${rightToLeft ? ' rightToLeft="1"' : ''}>` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>' +
    `<cols>${columns.map(columnWidth).join('')}</cols><sheetData><row r="1">${header.join('')}</row>`;
  let number = 1;
  for await (const row of rows) {
    number++;
    if (number > maxRows) throw new RangeError(`Excel holds ${maxRows} rows in a sheet`);
    piece += `<row r="${number}">`;
    for (let index = 0; index < columns.length; index++)
      piece += cell(columns[index] as TableColumn, row, `${names[index]}${number}`);
    piece += '</row>';
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  const column = names.at(-1) ?? 'A';
  done({ column, row: number });
  yield `${piece}</sheetData><autoFilter ref="A1:${column}${number}"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function cell(column: TableColumn, row: TableRow, place: string): string {
  const value = cellValue(column, row);
  if (value === undefined) return '';
  if (column.kind === 'date') {
    const days = serialDay(String(value));
    return days === undefined ? textCell(place, String(value), styles.text) : numberCell(place, days, styles.date);
  }
  return typeof value === 'number' ? numberCell(place, value, styles[column.kind]) : textCell(place, value, styles.text);
}

function numberCell(place: string, value: number, style: number): string {
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

function textCell(place: string, text: string, style: number): string {
  const cut = text.length > maxText ? `${text.slice(0, maxText - 1)}…` : text;
  // `_x0041_` in the XML would be read as "A" (ECMA-376, 22.9.2.19); a bare carriage return would be lost.
  const escaped = escapeXml(cut.replace(/\r\n?/g, '\n').replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_'));
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

/** Days since 30 December 1899; nothing before March 1900, when Excel believes in a 29 February. */
function serialDay(date: string): number | undefined {
  const days = Date.parse(date) / 86_400_000 + 25_569;
  return days >= 61 ? days : undefined;
}

function columnWidth({ header, width, kind }: TableColumn, index: number): string {
  const longest = Math.max(...header.split(/\s/).map((word) => word.length));
  // Three characters more than the longest word, for the arrow of the filter.
  const chosen = width ?? Math.min(60, Math.max(widths[kind], longest + 3));
  return `<col min="${index + 1}" max="${index + 1}" width="${chosen}" customWidth="1"/>`;
}
