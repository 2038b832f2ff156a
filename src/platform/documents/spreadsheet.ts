import { isUtf8 } from 'node:buffer';
import { zipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { scanCsv } from './csv-scan.ts';
import { undefuse } from './table.ts';
import { unzip } from './unzip.ts';

/** Cells that are one: all numbers from 0, the last ones included. */
export interface CellMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet, or a CSV file: what a person sees in the cells. Row 1 of the program is `rows[0]`. */
export interface SheetCells {
  readonly name: string;
  /** Days are `YYYY-MM-DD`, numbers have a decimal point, a formula is its last result; nothing is ''. */
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly CellMerge[];
  /**
   * Of a workbook, per row, what each cell is: `n` number, `s` text, `d` day, `b` yes or no, `f` formula whose result was
   * never saved, `e` error, a blank for nothing. A CSV file has texts only and says nothing.
   */
  readonly kinds?: readonly string[];
  /** There are more rows or columns than were read. */
  readonly cut: boolean;
}

/**
 * - `unknown`: neither a workbook nor a text (a picture, a PDF)
 * - `old`: XLS of before 2007, or a workbook with a password
 * - `broken`: a workbook that cannot be read
 * - `too_large`: unpacked it is larger than allowed
 * - `quotes`: a quotation mark of a CSV file is not closed; `row` is where
 * - `empty`: no cell has a value
 */
export type SpreadsheetFault = 'unknown' | 'old' | 'broken' | 'too_large' | 'quotes' | 'empty';

export type SpreadsheetReading =
  | { readonly ok: true; readonly sheets: readonly SheetCells[] }
  | { readonly ok: false; readonly fault: SpreadsheetFault; readonly row: number };

export interface SpreadsheetLimits {
  /** Bytes of an unpacked workbook; 80 MB when not given. */
  readonly unpacked?: number;
  /** Rows that are read of each sheet; 20,000 when not given. */
  readonly rows?: number;
  /** Columns that are read of a workbook; 104 when not given. */
  readonly columns?: number;
}

const failed = (fault: SpreadsheetFault, row = 1): SpreadsheetReading => ({ ok: false, fault, row });

/**
 * Reads a table that people bring along, whichever way they saved it: XLSX, or CSV in UTF-8, UTF-16 or Windows-1252 with
 * semicolon, comma or tab. Never throws for the content. What the cells mean is for the caller to say.
 */
export async function readSpreadsheet(bytes: Buffer, limits: SpreadsheetLimits = {}): Promise<SpreadsheetReading> {
  const { unpacked = 80 * 1024 * 1024, rows = 20_000, columns = 104 } = limits;
  const start = bytes.toString('latin1', 0, 4);
  if (start === '\xd0\xcf\x11\xe0') return failed('old');
  const reading = start === 'PK\x03\x04' ? await readWorkbook(bytes, { unpacked, rows, columns }) : readText(bytes, rows);
  if (!reading.ok) return reading;
  return reading.sheets.some((sheet) => sheet.rows.some((row) => row.some((cell) => cell.trim()))) ? reading : failed('empty');
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  return String(value).replace(/\r\n?/g, '\n');
}

function kindOf(value: unknown, special: string | undefined): string {
  if (special === 'error') return 'e';
  if (value === null || value === undefined || value === '') return special === 'formula' ? 'f' : ' ';
  if (value instanceof Date) return 'd';
  return typeof value === 'number' ? 'n' : typeof value === 'boolean' ? 'b' : 's';
}

/** `A`, `CZ`, … of a column's number from 1. */
function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest ? letters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

async function readWorkbook(bytes: Buffer, limits: Required<SpreadsheetLimits>): Promise<SpreadsheetReading> {
  const { rows, columns } = limits;
  const parts = unzip(bytes, limits.unpacked);
  if (parts === 'too_large') return failed('too_large');
  if (parts === 'broken' || !parts.has('[Content_Types].xml')) return failed('broken');
  try {
    // Packed anew without compression, so that the reader sees exactly what was measured.
    const files = Object.fromEntries([...parts].filter(([name]) => !name.endsWith('/')));
    const book = await readXlsx(zipSync(files, { level: 0 }), { range: `A1:${letters(columns + 1)}${rows + 1}` });
    const sheets = book.sheets.map(({ name, rows: all, merges = [], cells: details }) => {
      const read = all.slice(0, rows).map((row) => Array.from(row ?? []).slice(0, columns));
      return {
        name,
        rows: read.map((row) => row.map(cellText)),
        merges: merges.map(({ startRow, startCol, endRow, endCol }) => {
          return { top: startRow, left: startCol, bottom: Math.min(endRow, rows), right: Math.min(endCol, columns - 1) };
        }),
        kinds: read.map((row, top) => row.map((value, left) => kindOf(value, details?.get(`${top},${left}`)?.type)).join('')),
        cut: all.length > rows || all.some((row) => (row?.length ?? 0) > columns),
      };
    });
    return { ok: true, sheets };
  } catch {
    return failed('broken');
  }
}

/** The text of a CSV file; undefined when it is none. Windows-1252 is what Excel saves as "CSV" in Germany. */
function decoded(bytes: Buffer): string | undefined {
  const mark = bytes.toString('latin1', 0, 2);
  const encoding = mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const text = new TextDecoder(encoding).decode(bytes);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return undefined;
  }
  return text;
}

/** The separator that stands most often outside quotation marks in the first lines. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counted = [';', '\t', ','].map((separator) => ({ separator, count: head.split(separator).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.separator ?? ';';
}

function readText(bytes: Buffer, limit: number): SpreadsheetReading {
  const text = decoded(bytes);
  if (text === undefined) return failed('unknown');
  const rows: string[][] = [];
  let cut = false;
  const brokenAt = scanCsv(text, separatorOf(text), (fields) => {
    cut = rows.length >= limit;
    if (cut) return false;
    rows.push(fields.map((field) => undefuse(field).replace(/\r\n?/g, '\n')));
    return true;
  });
  if (brokenAt !== undefined) return failed('quotes', brokenAt);
  return { ok: true, sheets: [{ name: '', rows, merges: [], cut }] };
}
