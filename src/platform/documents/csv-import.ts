import { isUtf8 } from 'node:buffer';
import { scanCsv } from './csv-scan.ts';
import { undefuse } from './table.ts';

/** A column that an import knows. */
export interface CsvColumn {
  readonly key: string;
  /** Names under which the column may stand in the file, the one to print in messages first; case and spaces do not matter. */
  readonly header: readonly string[];
  /** The column must be there. Whether a cell may be empty is for the importer's schema to say. */
  readonly required: boolean;
}

export interface CsvImportOptions {
  readonly columns: readonly CsvColumn[];
  /** Rows with data, without the header; 50,000 when not given. */
  readonly maxRows?: number;
  /** Characters in one field; 20,000 when not given. */
  readonly maxFieldLength?: number;
}

/**
 * What is wrong with a CSV file:
 * - `encoding`: not UTF-8 (Windows-1252, UTF-16) or not a text; `row` is the first such line
 * - `empty`: no header row
 * - `quotes`: a quotation mark is not closed or stands where none may stand; nothing after it could be read
 * - `column_missing`, `column_unknown`, `column_duplicate`: `column` is the name, as expected or as found
 * - `row_ragged`: more or fewer fields than the header
 * - `field_too_long`: `column` is the name in the file
 * - `too_many_rows`: `row` is the first one too many; nothing from there on was read
 * - `too_many_problems`: a hundred were found before `row`; nothing from there on was read
 */
export type CsvProblemCode =
  | 'encoding'
  | 'empty'
  | 'quotes'
  | 'column_missing'
  | 'column_unknown'
  | 'column_duplicate'
  | 'row_ragged'
  | 'field_too_long'
  | 'too_many_rows'
  | 'too_many_problems';

export interface CsvProblem {
  /** As a spreadsheet program counts: the header is row 1. */
  readonly row: number;
  readonly column?: string;
  readonly code: CsvProblemCode;
}

export interface CsvRow {
  /** As a spreadsheet program counts: the first row with data is row 2. */
  readonly number: number;
  /** By column key; columns that the file lacks are absent, empty cells are ''. */
  readonly values: Readonly<Record<string, string>>;
}

const maxProblems = 100;

/**
 * Reads a CSV file that people bring along: UTF-8 with or without byte order mark, separated by semicolon, comma or tab.
 * Rows without any value are left out. Never throws for the content; a file with problems is not to be imported in part.
 */
export function parseCsv(buffer: Uint8Array, options: CsvImportOptions): { rows: CsvRow[]; problems: CsvProblem[] } {
  const wrong = wronglyEncodedLine(buffer);
  if (wrong) return { rows: [], problems: [{ row: wrong, code: 'encoding' }] };
  const text = new TextDecoder('utf-8').decode(buffer);
  if (!text.trim()) return { rows: [], problems: [{ row: 1, code: 'empty' }] };
  const reader = new RecordReader(options);
  const brokenAt = scanCsv(text, separatorOf(text, options.columns), (fields, number) => reader.read(fields, number));
  if (brokenAt !== undefined) reader.problems.push({ row: brokenAt, code: 'quotes' });
  return { rows: reader.rows, problems: reader.problems };
}

/** Line of the first byte that is not UTF-8 or not text; undefined when all is well. */
function wronglyEncodedLine(buffer: Uint8Array): number | undefined {
  if (isUtf8(buffer) && !buffer.includes(0)) return undefined;
  let line = 1;
  for (let start = 0; start < buffer.length; line++) {
    const newline = buffer.indexOf(10, start);
    const end = newline === -1 ? buffer.length : newline + 1;
    const bytes = buffer.subarray(start, end);
    if (!isUtf8(bytes) || bytes.includes(0)) return line;
    start = end;
  }
  return 1;
}

/** The separator under which the header names the most columns we know, otherwise the one that stands there most often. */
function separatorOf(text: string, columns: readonly CsvColumn[]): string {
  const header = text.slice(0, 10_000).split(/\r\n|\r|\n/, 1)[0] ?? '';
  const known = new Set(columns.flatMap((column) => column.header.map(comparable)));
  const scored = [';', ',', '\t'].map((separator) => {
    const names = header.split(separator).map((name) => comparable(name.replace(/^\s*"|"\s*$/g, '')));
    return { separator, hits: names.filter((name) => known.has(name)).length, count: names.length };
  });
  scored.sort((a, b) => b.hits - a.hits || b.count - a.count);
  return scored[0]?.separator ?? ';';
}

class RecordReader {
  readonly rows: CsvRow[] = [];
  readonly problems: CsvProblem[] = [];
  readonly #options: Required<CsvImportOptions>;
  #header: string[] = [];
  #keys: (string | undefined)[] = [];

  constructor({ columns, maxRows = 50_000, maxFieldLength = 20_000 }: CsvImportOptions) {
    this.#options = { columns, maxRows, maxFieldLength };
  }

  /** False when there is no use in reading on. */
  read(fields: string[], number: number): boolean {
    if (number === 1) {
      this.#header = fields.map((name) => undefuse(name).trim());
      const { keys, problems } = readHeader(this.#header, this.#options.columns);
      this.#keys = keys;
      this.problems.push(...problems);
      return true;
    }
    if (fields.every((field) => field === '')) return true;
    if (this.problems.length >= maxProblems) return this.#stop(number, 'too_many_problems');
    if (this.rows.length >= this.#options.maxRows) return this.#stop(number, 'too_many_rows');
    this.#readRow(fields, number);
    return true;
  }

  #readRow(fields: string[], number: number): void {
    if (fields.length !== this.#header.length) this.problems.push({ row: number, code: 'row_ragged' });
    const values: Record<string, string> = {};
    for (let position = 0; position < fields.length; position++) {
      const field = fields[position] ?? '';
      if (field.length > this.#options.maxFieldLength) {
        this.problems.push({ row: number, column: this.#header[position] ?? '', code: 'field_too_long' });
      }
      const key = this.#keys[position];
      if (key !== undefined) values[key] = undefuse(field);
    }
    this.rows.push({ number, values });
  }

  #stop(row: number, code: CsvProblemCode): false {
    this.problems.push({ row, code });
    return false;
  }
}

function readHeader(
  header: readonly string[],
  columns: readonly CsvColumn[],
): { keys: (string | undefined)[]; problems: CsvProblem[] } {
  const byName = new Map(columns.flatMap((column) => column.header.map((name) => [comparable(name), column.key] as const)));
  const problems: CsvProblem[] = [];
  const seen = new Set<string>();
  const keys = header.map((name) => {
    const key = byName.get(comparable(name));
    if (key === undefined) problems.push({ row: 1, column: name, code: 'column_unknown' });
    else if (seen.has(key)) problems.push({ row: 1, column: name, code: 'column_duplicate' });
    if (key === undefined || seen.has(key)) return undefined;
    seen.add(key);
    return key;
  });
  for (const { key, header: names, required } of columns) {
    if (required && !seen.has(key)) problems.push({ row: 1, column: names[0] ?? key, code: 'column_missing' });
  }
  return { keys, problems };
}

function comparable(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
