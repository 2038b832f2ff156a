import { flattenHeadings, type Grid } from './columns-grid.ts';
import { readGermanPeriod } from './columns-periods.ts';
import { numberStyle, readValue } from './columns-values.ts';

/** Where the headings of a sheet stand; rows count from 0. */
export interface Header {
  readonly first: number;
  readonly rows: number;
  /** First row below the headings that is no row of column numbers. */
  readonly body: number;
}

/** Rows in which the first figures are looked for: heads of official workbooks are long, but not longer. */
const deepest = 120;
const mostHeadingRows = 8;
const lenient = numberStyle([], ',');

const isNumber = (grid: Grid, row: number, column: number): boolean => {
  const text = grid.text(row, column);
  if (text === '') return false;
  const { rejected } = readValue(text, grid.kind(row, column), lenient);
  return rejected === null || rejected === 'value.formula_without_result';
};

const filledIn = (grid: Grid, row: number): number[] =>
  Array.from({ length: grid.width }, (_, column) => column).filter((column) => grid.text(row, column) !== '');

/** `1 2 3 4 …` below the headings of official workbooks. */
export function numbersColumns(grid: Grid, row: number): boolean {
  const texts = filledIn(grid, row).map((column) => grid.text(row, column));
  const start = Number(texts[0]);
  return texts.length > 2 && start <= 1 && texts.every((text, at) => Number(text) === start + at);
}

/** Holds figures: numbers that are no years standing as headings. */
function holdsFigures(grid: Grid, row: number): boolean {
  const numbers = filledIn(grid, row).filter((column) => isNumber(grid, row, column));
  if (!numbers.length || numbersColumns(grid, row)) return false;
  return numbers.some((column) => !/^(?:19|20)\d\d$/.test(grid.text(row, column)));
}

/** One text over the whole width, or a single cell: a title. */
function isTitle(grid: Grid, row: number): boolean {
  const filled = filledIn(grid, row);
  return filled.length === 0 || new Set(filled.map((column) => grid.text(row, column))).size === 1;
}

/** Finds the headings by the first row of figures; undefined: there are no figures, or no headings above them. */
export function findHeader(grid: Grid): Header | undefined {
  const limit = Math.min(grid.height, deepest);
  for (let row = 1; row < limit; row += 1) {
    if (!holdsFigures(grid, row)) continue;
    let last = row - 1;
    while (last > 0 && (numbersColumns(grid, last) || filledIn(grid, last).length === 0)) last -= 1;
    if (isTitle(grid, last) && grid.width > 1) continue;
    let first = last;
    while (first > 0 && last - first + 1 < mostHeadingRows && !isTitle(grid, first - 1) && !holdsFigures(grid, first - 1))
      first -= 1;
    return { first, rows: last - first + 1, body: row };
  }
  return undefined;
}

/** The headings of a sheet as one text: times in it are replaced, so that the file of the next year has the same. */
export function headingPattern(headings: readonly string[]): string {
  const parts: string[] = [];
  for (const heading of headings) {
    const normal = heading
      .split(' > ')
      .map((part) => (readGermanPeriod(part) === undefined ? part.toLowerCase().replaceAll(/\s+/g, ' ') : '#'))
      .join(' > ');
    if (parts.at(-1) !== normal) parts.push(normal);
  }
  return parts.join('\n');
}

export const headingsOf = (grid: Grid, header: Pick<Header, 'first' | 'rows'>): string[] =>
  flattenHeadings(grid, header.first, header.rows);
