import type { Grid } from './columns-grid.ts';
import { headingSeparator } from './columns-grid.ts';
import type { Header } from './columns-header.ts';
import { readGermanPeriod } from './columns-periods.ts';
import { readTerritoryKey, type TerritoryFinder } from './columns-territories.ts';
import { numberStyle, readValue } from './columns-values.ts';
import type { ColumnMapping, columnRoles } from './mapping.ts';

export type Role = (typeof columnRoles)[number];

/** What the cells of a column are, as shares from 0 to 1 of those that are not empty. */
export interface ColumnContent {
  readonly index: number;
  readonly heading: string;
  readonly filled: number;
  readonly keys: number;
  readonly names: number;
  readonly periods: number;
  readonly values: number;
  readonly markers: number;
  readonly distinct: number;
  /** The first three texts. */
  readonly examples: readonly string[];
}

/** Rows that are looked at for a guess. */
const sample = 300;
const lenient = numberStyle([], ',');

export function contentOf(grid: Grid, header: Header, headings: readonly string[], finder: TerritoryFinder): ColumnContent[] {
  return headings.map((heading, index) => {
    let [filled, keys, names, periods, values, markers] = [0, 0, 0, 0, 0, 0];
    const seen = new Set<string>();
    for (let row = header.body; row < Math.min(grid.height, header.body + sample); row += 1) {
      const text = grid.text(row, index);
      if (text === '') continue;
      filled += 1;
      seen.add(text);
      const key = readTerritoryKey(text)?.key;
      // A 5 is a number sooner than Nordrhein-Westfalen without its zero.
      if (key !== undefined && (key.includes('-') || (finder.knows(key) && (text.startsWith('0') || text.length > 3)))) keys += 1;
      if (!/^\d/.test(text) && finder.byName(text).kind !== 'unknown') names += 1;
      if (readGermanPeriod(text) !== undefined) periods += 1;
      const value = readValue(text, grid.kind(row, index), lenient);
      if (value.rejected === null || value.rejected === 'value.formula_without_result') values += 1;
      if (value.marker !== null && value.marker !== '()') markers += 1;
    }
    const share = (count: number) => (filled ? count / filled : 0);
    return {
      index,
      heading,
      filled,
      keys: share(keys),
      names: share(names),
      periods: share(periods),
      values: share(values),
      markers: share(markers),
      distinct: seen.size,
      examples: [...seen].slice(0, 3),
    };
  });
}

const says: Readonly<Record<'key' | 'territory' | 'period' | 'unit' | 'marker' | 'measure', RegExp>> = {
  key: /\b(?:ags|ars|gkz|rs)\b|schl(?:ü|ue)ssel|kennziffer|gemeindenummer/i,
  territory: /gebiet|gemeinde|kommune|stadt|kreis|quartier|ortsteil|region|territory/i,
  period: /jahr|stichtag|datum|quartal|monat|zeit|periode?|stand\b|year|date/i,
  unit: /^(?:ma(?:ß|ss)?einheit|einheit|unit)$/i,
  marker: /zeichen|marker|qualit(?:ä|ae)t|value_q|hinweis/i,
  measure: /indikator|kennzahl|kennzeichen|messgr|measure|bezeichnung/i,
};
const ageLike = /alter|age\b/i;

/** What a column is by its cells; its heading decides only where the cells leave it open. */
export function roleOf(content: ColumnContent): Role {
  const { heading, filled, keys, names, periods, values, distinct, markers } = content;
  if (!filled) return 'ignore';
  if (keys >= 0.6 && (keys > 0.9 || says.key.test(heading) || values < 1)) return 'territory_key';
  if (says.key.test(heading) && values >= 0.9 && !says.period.test(heading)) return 'territory_key';
  if (periods >= 0.8 && (values < 0.8 || says.period.test(heading))) return 'period';
  if (says.period.test(heading) && values >= 0.9 && distinct <= 12 && /quartal|halbjahr|monat/i.test(heading)) return 'period';
  if (names >= 0.6) return 'territory_name';
  if (markers === 1 && says.marker.test(heading)) return 'marker';
  if (values >= 0.7) return ageLike.test(heading) && distinct > 1 && distinct <= 130 && filled > distinct ? 'dimension' : 'value';
  if (says.unit.test(heading)) return 'unit';
  if (says.territory.test(heading) && distinct > 1 && distinct >= filled / 50) return 'territory_name';
  if (says.measure.test(heading)) return 'measure';
  return heading && distinct <= 300 ? 'dimension' : 'ignore';
}

/** What its heading promises, when it promises something. */
function promised(heading: string): 'territory' | 'period' | undefined {
  const last = heading.split(headingSeparator).at(-1) ?? '';
  if (says.key.test(last) || /^(?:gebiet|gemeinde|kommune|stadt|kreis|quartier)$/i.test(last)) return 'territory';
  return /^(?:jahr|stichtag|datum|quartal|zeit|zeitraum|periode)$/i.test(last) ? 'period' : undefined;
}

/** Columns whose heading promises a territory and whose cells are times, or the other way round. */
export interface SwappedColumn {
  readonly index: number;
  readonly heading: string;
  readonly promised: 'territory' | 'period';
  readonly found: 'territory' | 'period' | 'value';
  readonly example: string;
}

/** What is in a column whatever its heading says. */
export function foundIn({ filled, keys, names, periods, values }: ColumnContent): SwappedColumn['found'] | undefined {
  if (!filled) return undefined;
  if (Math.max(keys, names) >= 0.6) return 'territory';
  if (periods >= 0.8) return 'period';
  return values >= 0.8 ? 'value' : undefined;
}

export function swappedColumns(contents: readonly ColumnContent[]): SwappedColumn[] {
  return contents.flatMap((content) => {
    const { index, heading, examples, values } = content;
    const [expected, found] = [promised(heading), foundIn(content)];
    // Keys nobody knows here are digits only, and a quarter's number is a time only beside its year.
    const plausible = found === 'value' && (expected === 'territory' || values === 1);
    return expected && found && expected !== found && !plausible
      ? [{ index, heading, promised: expected, found, example: examples[0] ?? '' }]
      : [];
  });
}

export interface GuessParts {
  /** Attribute (lower case) → variable: categories of the dimensions that the house has. */
  readonly attributes: ReadonlyMap<string, { readonly variable: string; readonly attribute: string }>;
}

/** Takes a heading of a value column apart: time, known categories; what is left is the measure. */
export function readHeading(
  heading: string,
  { attributes }: GuessParts,
): Pick<ColumnMapping['columns'][number], 'measure' | 'period' | 'attributes'> {
  let period: string | undefined;
  const found: { variable: string; attribute: string }[] = [];
  const rest: string[] = [];
  for (const part of heading.split(headingSeparator)) {
    const time = readGermanPeriod(part);
    const known = attributes.get(part.toLowerCase());
    if (time !== undefined && period === undefined) period = time;
    else if (known && found.length < 4 && !found.some(({ variable }) => variable === known.variable)) found.push(known);
    else if (part) rest.push(part);
  }
  return {
    ...(rest.length ? { measure: rest.join(headingSeparator).slice(0, 200) } : {}),
    ...(period ? { period } : {}),
    ...(found.length ? { attributes: found } : {}),
  };
}

/** Titles above the headings name the time of tables that have no column for it. */
function periodAbove(grid: Grid, header: Header): string | undefined {
  for (let row = 0; row < header.first; row += 1)
    for (let column = 0; column < grid.width; column += 1) {
      const text = grid.text(row, column);
      const found =
        readGermanPeriod(text) ??
        readGermanPeriod(/\d{1,2}\.\d{1,2}\.\d{4}/.exec(text)?.[0] ?? '') ??
        readGermanPeriod(/(?:\p{L}{3,9}\.? |[1-4]\. (?:Quartal|Halbjahr) )\d{4}/u.exec(text)?.[0] ?? '') ??
        readGermanPeriod(/(?<![\d-])(?:19|20)\d\d(?:\/\d\d)?(?![\d-])/.exec(text)?.[0] ?? '');
      if (found !== undefined) return found;
    }
  return undefined;
}

/** How a sheet may be read; the employee corrects it. */
export function guessColumns(
  grid: Grid,
  header: Header,
  contents: readonly ColumnContent[],
  parts: GuessParts,
  finder: TerritoryFinder,
): ColumnMapping {
  const columns: ColumnMapping['columns'] = contents.slice(0, 1000).map((content) => {
    const { index, heading } = content;
    const role = roleOf(content);
    const base = { index, role, heading: heading.slice(0, 300) };
    if (role === 'dimension') return { ...base, variable: (heading.split(headingSeparator).at(-1) ?? heading).slice(0, 100) };
    return role === 'value' ? { ...base, ...readHeading(heading, parts) } : base;
  });
  const has = (role: Role) => columns.some((column) => column.role === role);
  const period = has('period') ? undefined : periodAbove(grid, header);
  const above = Array.from({ length: header.first }, (_, row) => grid.text(row, 0)).find((text) => /\p{L}{3}/u.test(text));
  const unnamed = columns.some(({ role, measure }) => role === 'value' && measure === undefined);
  const territory = above && !has('territory_key') && !has('territory_name') ? finder.byName(above) : undefined;
  return {
    sheet: grid.name || null,
    headerRow: header.first + 1,
    headerRows: header.rows,
    columns,
    fillDown: contents.some(({ index, filled }) => {
      const role = columns[index]?.role;
      const rows = Math.max(...contents.map((one) => one.filled));
      return (role === 'territory_key' || role === 'territory_name' || role === 'period') && filled > 0 && filled < rows * 0.6;
    }),
    ...(period ? { period } : {}),
    ...(unnamed && !has('measure') ? { measure: (above ?? grid.name ?? '').slice(0, 200) || 'Wert' } : {}),
    ...(territory?.kind === 'found' ? { territory: territory.key } : {}),
    decimalMark: 'auto',
  };
}
