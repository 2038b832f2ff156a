import { createHash } from 'node:crypto';
import type { FileStore } from '#platform/files';
import { fitMapping } from '../model/columns-fit.ts';
import { type Grid, gridOf, type SheetLike } from '../model/columns-grid.ts';
import {
  type ColumnContent,
  contentOf,
  type GuessParts,
  guessColumns,
  type SwappedColumn,
  swappedColumns,
} from '../model/columns-guess.ts';
import { findHeader, type Header, headingPattern, headingsOf } from '../model/columns-header.ts';
import type { TerritoryFinder } from '../model/columns-territories.ts';
import type { IncomingTable } from '../model/incoming.ts';
import type { Dimension } from '../model/indicator.ts';
import type { ColumnMapping } from '../model/mapping.ts';
import { type Seen, SeenCollector } from '../model/mapping-assistant.ts';
import { columnLimits, type SheetsReading, sheetOf } from './columns-reading.ts';

/** Signature of the sheet under which a mapping is remembered; undefined: it has no figures under headings. */
function patternOf(sheet: SheetLike): string | undefined {
  const grid = gridOf(sheet);
  const header = findHeader(grid);
  return header && headingPattern(headingsOf(grid, header));
}

/** Headings that nobody finds by themselves: the first rows stand in. A text of one column is no table. */
function beginningOf(sheets: readonly SheetLike[]): string | undefined {
  const sheet = sheets.find(({ rows }) => rows.some((row) => row.filter((cell) => cell.trim()).length > 1));
  return sheet && headingPattern(headingsOf(gridOf(sheet), { first: 0, rows: Math.min(3, sheet.rows.length) }));
}

/**
 * `columns:<sha256 of the headings>` of the first sheet that has figures; the same whatever was chosen on the page, so that
 * the next file of that shape is recognised before anybody looks at it.
 */
export function signatureOfSheets(sheets: readonly SheetLike[]): string | null {
  const pattern = sheets.map(patternOf).find(Boolean) ?? beginningOf(sheets);
  return pattern ? `columns:${createHash('sha256').update(pattern).digest('hex')}` : null;
}

/** The whole file, for tables of people; undefined: larger than those are, or gone. */
export async function fileBytes(files: FileStore, key: string | null): Promise<Buffer | undefined> {
  const stored = key === null ? undefined : await files.get(key);
  if (!stored) return undefined;
  if (stored.size > columnLimits.bytes) {
    stored.body.destroy();
    return undefined;
  }
  const pieces: Buffer[] = [];
  for await (const piece of stored.body) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** What the page of the columns shows. */
export interface ColumnsView {
  readonly sheets: readonly string[];
  /** First rows of the sheet, as they stand in it. */
  readonly firstRows: readonly (readonly string[])[];
  readonly width: number;
  readonly contents: readonly ColumnContent[];
  readonly swapped: readonly SwappedColumn[];
  readonly mapping: ColumnMapping;
  /** Headings were found, or the employee said where they are. */
  readonly recognised: boolean;
}

/** Names of categories → dimension, in the words that headings use. */
export function attributesOf(dimensions: readonly Dimension[]): GuessParts['attributes'] {
  const known = new Map<string, { variable: string; attribute: string }>();
  for (const { key, names, categories } of dimensions)
    for (const category of categories) {
      const name = category.names.de ?? '';
      if (name.length > 1) known.set(name.toLowerCase(), { variable: names.de ?? key, attribute: name });
    }
  for (const [variable, words] of [
    ['Geschlecht', ['männlich', 'weiblich', 'Männer', 'Frauen', 'divers']],
    ['Staatsangehörigkeit', ['Deutsche', 'Ausländer', 'Nichtdeutsche']],
  ] as const)
    for (const attribute of words)
      if (!known.has(attribute.toLowerCase())) known.set(attribute.toLowerCase(), { variable, attribute });
  return known;
}

const shownRows = 15;
const shownColumns = 30;

export interface Place {
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly headerRows?: number | undefined;
}

function headerAt(grid: Grid, { headerRow, headerRows }: Omit<Place, 'sheet'>): Header | undefined {
  if (headerRow === undefined) return findHeader(grid);
  const rows = Math.min(Math.max(headerRows ?? 1, 1), 8);
  return headerRow >= 1 && headerRow + rows <= grid.height + 1
    ? { first: headerRow - 1, rows, body: headerRow - 1 + rows }
    : undefined;
}

/** A sheet with a guess for each column; a remembered mapping comes before the guess. */
export function viewColumns(
  { sheets }: Extract<SheetsReading, { ok: true }>,
  place: Place,
  {
    finder,
    dimensions,
    remembered,
  }: { finder: TerritoryFinder; dimensions: readonly Dimension[]; remembered: ColumnMapping | null },
): ColumnsView | undefined {
  const guessedSheet = sheets.find((one) => patternOf(one) !== undefined);
  const sheet =
    place.sheet === undefined ? (guessedSheet ?? sheetOf(sheets, remembered?.sheet ?? null)) : sheetOf(sheets, place.sheet);
  if (!sheet) return undefined;
  const grid = gridOf(sheet);
  const fitted = remembered && place.headerRow === undefined ? fitMapping(grid, remembered) : undefined;
  const known = fitted?.ok ? fitted.mapping : undefined;
  const found = known ? headerAt(grid, known) : headerAt(grid, place);
  const header = found ?? { first: 0, rows: 1, body: 1 };
  const headings = headingsOf(grid, header);
  const contents = contentOf(grid, header, headings, finder);
  const guess = guessColumns(grid, header, contents, { attributes: attributesOf(dimensions) }, finder);
  const width = Math.min(grid.width, shownColumns);
  return {
    sheets: sheets.map(({ name }) => name),
    firstRows: Array.from({ length: Math.min(shownRows, grid.height) }, (_, row) =>
      Array.from({ length: width }, (_, column) => grid.text(row, column).slice(0, 80)),
    ),
    width: grid.width,
    contents,
    swapped: known ? [] : swappedColumns(contents),
    mapping: known ? withAll(known, guess) : guess,
    recognised: found !== undefined,
  };
}

/** Columns that the remembered mapping passes over are shown too. */
function withAll(known: ColumnMapping, guess: ColumnMapping): ColumnMapping {
  const byIndex = new Map(known.columns.map((column) => [column.index, column]));
  return {
    ...known,
    columns: guess.columns.map(
      (column) => byIndex.get(column.index) ?? { index: column.index, heading: column.heading, role: 'ignore' as const },
    ),
  };
}

/** Looks through a file to its end; `problem` is the reader's error, after which nothing of the file can be used. */
export async function lookThrough(table: IncomingTable): Promise<{
  seen: Seen;
  problem: { code: string; detail: string } | null;
  rejected: { count: number; list: readonly { row: number; code: string; detail: string }[] };
}> {
  const collector = new SeenCollector();
  for await (const batch of table.batches()) for (const observation of batch) collector.add(observation);
  const { error, rejected } = table.report();
  return { seen: collector.seen(), problem: error, rejected: { count: rejected.count, list: rejected.list.slice(0, 20) } };
}
