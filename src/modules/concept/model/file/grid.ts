import { type ColumnKey, columnFor, columnOf, recommendationColumns } from './columns.ts';
import { rowKindWords, wordOf } from './words.ts';

/** Cells of one sheet, as `#platform/documents` reads them. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }[];
}

export type RowKind = keyof typeof rowKindWords;

/** A row with data, its cells by column. */
export interface GridRow {
  /** As a spreadsheet program counts. */
  readonly row: number;
  readonly sheet: string;
  readonly kind: RowKind;
  readonly cells: Readonly<Partial<Record<ColumnKey, string>>>;
}

/** A heading as it stands in the file, and the column it was taken for. */
export interface FoundColumn {
  readonly sheet: string;
  readonly heading: string;
  readonly key: ColumnKey | undefined;
}

export interface GridProblem {
  readonly row: number;
  readonly sheet: string;
  readonly code: 'column_missing' | 'column_twice' | 'row_kind' | 'no_rows';
  readonly value: string;
}

export interface Grid {
  readonly rows: readonly GridRow[];
  readonly columns: readonly FoundColumn[];
  readonly problems: readonly GridProblem[];
}

/** Rows above the heading that a table may have: title, date, an empty line. */
const searched = 25;

function headingRow(rows: Sheet['rows']): { at: number; keys: (ColumnKey | undefined)[] } | undefined {
  let best: { at: number; keys: (ColumnKey | undefined)[]; hits: number } | undefined;
  for (let at = 0; at < Math.min(rows.length, searched); at++) {
    const keys = (rows[at] ?? []).map(columnFor);
    const hits = new Set(keys.filter((key) => key !== undefined)).size;
    if (hits > (best?.hits ?? 0)) best = { at, keys, hits };
  }
  // One known word may stand in any text; a heading has at least two.
  return best && best.hits >= 2 ? best : undefined;
}

/** Every cell of a merge says what its first one says. */
function withMerges({ rows, merges }: Sheet, below: number): string[][] {
  const full = rows.map((row) => [...row]);
  for (const { top, left, bottom, right } of merges) {
    const value = full[top]?.[left] ?? '';
    if (!value || top <= below) continue;
    for (let at = top; at <= Math.min(bottom, full.length - 1); at++) {
      const row = full[at];
      if (!row) continue;
      for (let place = left; place <= right; place++) {
        while (row.length <= place) row.push('');
        row[place] = value;
      }
    }
  }
  return full;
}

/** Rows that one merged cell in the column of titles makes one recommendation. */
function joinedRows(merges: Sheet['merges'], titleAt: number): ReadonlySet<number> {
  const joined = new Set<number>();
  for (const { top, left, bottom, right } of merges)
    if (left <= titleAt && titleAt <= right) for (let at = top + 1; at <= bottom; at++) joined.add(at);
  return joined;
}

function readSheet(sheet: Sheet, grid: { rows: GridRow[]; columns: FoundColumn[]; problems: GridProblem[] }): void {
  const heading = headingRow(sheet.rows);
  if (!heading) return;
  const { at, keys } = heading;
  const seen = new Set<ColumnKey>();
  keys.forEach((key, place) => {
    const text = sheet.rows[at]?.[place]?.trim() ?? '';
    if (!text) return;
    grid.columns.push({ sheet: sheet.name, heading: text, key });
    if (key && seen.has(key)) grid.problems.push({ row: at + 1, sheet: sheet.name, code: 'column_twice', value: text });
    if (key) seen.add(key);
  });
  const isOutline = seen.has('kind') && !seen.has('title');
  if (!isOutline)
    for (const column of recommendationColumns)
      if ('required' in column && !seen.has(column.key))
        grid.problems.push({ row: at + 1, sheet: sheet.name, code: 'column_missing', value: column.header });
  const full = withMerges(sheet, at);
  const joined = joinedRows(sheet.merges, keys.indexOf('title'));
  for (let index = at + 1; index < full.length; index++) {
    const cells: Partial<Record<ColumnKey, string>> = {};
    let empty = true;
    keys.forEach((key, place) => {
      if (!key) return;
      cells[key] = full[index]?.[place] ?? '';
      if (sheet.rows[index]?.[place]?.trim()) empty = false;
    });
    // A heading repeated on every printed page is no row; nor is one that only repeats the merged cells.
    if (empty || (cells.title !== undefined && columnFor(cells.title) === 'title')) continue;
    const kind = cells.kind?.trim() ? wordOf(rowKindWords, cells.kind) : 'recommendation';
    if (!kind) grid.problems.push({ row: index + 1, sheet: sheet.name, code: 'row_kind', value: cells.kind ?? '' });
    else if (kind === 'more') appendTo(grid.rows.at(-1), cells);
    else if (joined.has(index)) joinTo(grid.rows.at(-1), cells, sheet.rows[index] ?? [], keys);
    else grid.rows.push({ row: index + 1, sheet: sheet.name, kind, cells });
  }
}

/** A text that was too long for one cell goes on. */
function appendTo(before: GridRow | undefined, cells: Partial<Record<ColumnKey, string>>): void {
  if (!before) return;
  const into = before.cells as Partial<Record<ColumnKey, string>>;
  for (const [key, value] of Object.entries(cells) as [ColumnKey, string][])
    if (key !== 'kind' && value) into[key] = `${into[key] ?? ''}${value}`;
}

/** Rows beside one merged title: what stands beside it is a list. */
function joinTo(
  before: GridRow | undefined,
  cells: Partial<Record<ColumnKey, string>>,
  own: readonly string[],
  keys: readonly (ColumnKey | undefined)[],
): void {
  if (!before) return;
  const into = before.cells as Partial<Record<ColumnKey, string>>;
  keys.forEach((key, place) => {
    const value = own[place]?.trim();
    if (key && key !== 'kind' && value) into[key] = into[key]?.trim() ? `${into[key]}\n${cells[key]}` : (cells[key] ?? '');
  });
}

/** Finds the tables of a file: their headings, wherever they stand, and their rows. Sheets without a table are left out. */
export function readGrid(sheets: readonly Sheet[]): Grid {
  const grid = { rows: [] as GridRow[], columns: [] as FoundColumn[], problems: [] as GridProblem[] };
  for (const sheet of sheets) readSheet(sheet, grid);
  if (!grid.columns.length)
    for (const key of ['field', 'title'] as const)
      grid.problems.push({ row: 1, sheet: sheets[0]?.name ?? '', code: 'column_missing', value: columnOf(key).header });
  if (!grid.problems.length && !grid.rows.some(({ kind }) => kind === 'recommendation'))
    grid.problems.push({ row: 1, sheet: sheets[0]?.name ?? '', code: 'no_rows', value: '' });
  return grid;
}
