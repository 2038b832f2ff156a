/** A column of a table that leaves the house as XLSX or CSV. */
export interface TableColumn {
  /** Property of the row that holds the value. */
  readonly key: string;
  /** Heading, in the language of the reader. */
  readonly header: string;
  /** In characters; by default as wide as its kind needs. XLSX only. */
  readonly width?: number;
  /**
   * - `text`: string, number, boolean or a list of strings (joined by a comma)
   * - `integer`, `decimal`: number
   * - `percent`: number as a fraction, 0.123 for 12.3 %
   * - `date`: `YYYY-MM-DD` (a time after it is cut off) or a `Date`, taken in Berlin
   */
  readonly kind: 'text' | 'integer' | 'decimal' | 'date' | 'percent';
}

export type TableRow = Readonly<Record<string, unknown>>;

const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });

/**
 * The value of a cell as text, number or ISO date; undefined when there is none.
 * @throws TypeError when the value is not of the column's kind: a wrong export is worse than none
 */
export function cellValue({ key, kind }: TableColumn, row: TableRow): string | number | undefined {
  const value = row[key];
  if (value === null || value === undefined || value === '') return undefined;
  if (kind === 'text') return textValue(value, key);
  if (kind === 'date') return dateValue(value, key);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongValue(value, kind, key);
  return value;
}

function textValue(value: unknown, key: string): string {
  if (Array.isArray(value)) return value.map((one) => textValue(one, key)).join(', ');
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw wrongValue(value, 'text', key);
}

function dateValue(value: unknown, key: string): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return berlin.format(value);
  const date = typeof value === 'string' ? value.slice(0, 10) : '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) throw wrongValue(value, 'date', key);
  return date;
}

function wrongValue(value: unknown, kind: string, key: string): TypeError {
  return new TypeError(`Column ${key} takes ${kind}, not ${typeof value} ${String(value).slice(0, 40)}`);
}

// What spreadsheet programs take for the beginning of a formula, full-width forms included.
// https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text that no spreadsheet program runs as a formula: an apostrophe stands before it. */
export function defuse(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that `defuse` was given. */
export function undefuse(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}
