import type { Cell, FigureQuery, FigureSet } from './figures.ts';
import type { Indicator } from './indicator.ts';

/** What can stand in rows and columns; also the words of the address. Texts `monitoring:explorer.axis.<axis>`. */
export const axes = ['ort', 'zeit', 'kennzahl', 'gliederung'] as const;
export type Axis = (typeof axes)[number];

/** What a reader chose; everything of it stands in the address. */
export interface Selection {
  /** Keys of indicators; none: nothing is shown yet. */
  readonly indicators: readonly string[];
  /** Keys of territories; none: the district with what lies around and in it. */
  readonly places: readonly string[];
  /** Years, both included; undefined: open. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** The newest period of each indicator alone. */
  readonly newest: boolean;
  /** Key of a dimension that is shown besides the totals. */
  readonly dimension: string | undefined;
  readonly rows: Axis;
  readonly columns: Axis;
}

export const explorerBounds = {
  indicators: 10,
  places: 60,
  /** Figures on the page; a file may hold `file` of them. */
  shown: 3_000,
  file: 50_000,
  /** Combinations that are looked through. */
  combinations: 400_000,
} as const;

const listOf = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= 80);

function yearOf(value: unknown): number | undefined {
  const text = [value].flat()[0];
  return typeof text === 'string' && /^(?:19|20|21)\d{2}$/.test(text) ? Number(text) : undefined;
}

const axisOf = (value: unknown): Axis | undefined => axes.find((axis) => axis === [value].flat()[0]);

/** What an address asks for; what it does not understand is left out, so that an old link still shows something. */
export function readSelection(query: Readonly<Record<string, unknown>>): Selection {
  const rows = axisOf(query.zeilen) ?? 'ort';
  const wanted = axisOf(query.spalten) ?? 'zeit';
  const [one, other] = [yearOf(query.von), yearOf(query.bis)];
  const turned = one !== undefined && other !== undefined && one > other;
  return {
    indicators: [...new Set(listOf(query.kennzahl))],
    places: [...new Set(listOf(query.ort))],
    from: turned ? other : one,
    to: turned ? one : other,
    newest: listOf(query.neueste).length > 0,
    dimension: listOf(query.gliederung)[0],
    rows,
    columns: wanted === rows ? (axes.find((axis) => axis !== rows) ?? 'zeit') : wanted,
  };
}

/** The address of a selection, empty or with `?`. */
export function selectionQuery(selection: Selection): string {
  const query = new URLSearchParams();
  for (const key of selection.indicators) query.append('kennzahl', key);
  for (const key of selection.places) query.append('ort', key);
  if (selection.from !== undefined) query.set('von', String(selection.from));
  if (selection.to !== undefined) query.set('bis', String(selection.to));
  if (selection.newest) query.set('neueste', '1');
  if (selection.dimension) query.set('gliederung', selection.dimension);
  if (selection.rows !== 'ort') query.set('zeilen', selection.rows);
  if (selection.columns !== 'zeit') query.set('spalten', selection.columns);
  const text = query.toString();
  return text && `?${text}`;
}

/** The question that a selection puts to the figures. */
export function figureQuery(selection: Selection): FigureQuery {
  const { indicators, places, from, to, newest, dimension } = selection;
  return {
    indicators,
    territories: places,
    ...(from === undefined ? {} : { from: `${from}-01-01` }),
    ...(to === undefined ? {} : { to: `${to}-12-31` }),
    newest,
    breakdowns: dimension === undefined ? 'total' : ['', `by:${dimension}`],
  };
}

/** Where a figure stands: one item of each axis. */
export interface Coordinates {
  readonly indicator: Indicator;
  readonly place: string;
  readonly period: string;
  readonly breakdown: string;
}

export interface Found extends Coordinates {
  readonly cell: Cell;
}

/** All figures of a set in the order of its axes; undefined when there are more than `most`. */
export function figuresOf(figures: FigureSet, most: number): readonly Found[] | undefined {
  const { indicators, places, periods } = figures;
  const breakdowns = inOrder(figures);
  const combinations = indicators.length * places.length * periods.length * breakdowns.length;
  if (combinations > explorerBounds.combinations || figures.truncated) return undefined;
  const found: Found[] = [];
  for (const indicator of indicators)
    for (const { key: place } of places)
      for (const period of periods)
        for (const breakdown of breakdowns) {
          const cell = figures.cell(indicator.key, place, period, breakdown);
          if (!cell) continue;
          if (found.length >= most) return undefined;
          found.push({ indicator, place, period, breakdown, cell });
        }
  return found;
}

/** The total, then categories as their dimension has them. */
function inOrder({ breakdowns, dimensions }: FigureSet): readonly string[] {
  const all = dimensions.flatMap(({ key, categories }) => categories.map(({ code }) => `${key}=${code}`));
  const rank = new Map(all.map((breakdown, index) => [breakdown, index]));
  const of = (breakdown: string) => (breakdown === '' ? -1 : (rank.get(breakdown) ?? all.length));
  return breakdowns.toSorted((a, b) => of(a) - of(b));
}

const itemOf = (axis: Axis, { indicator, place, period, breakdown }: Coordinates): string =>
  ({ kennzahl: indicator.key, ort: place, zeit: period, gliederung: breakdown })[axis];

/** A table of two axes; what stands on the other two is the same in all its cells. */
export interface PivotTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Items of the other axes. */
  readonly fixed: readonly { readonly axis: Axis; readonly item: string }[];
  readonly found: readonly Found[];
  at(row: string, column: string): Found | undefined;
}

/** Figures as tables. State and work done never stand in one of them: side by side they would look like cause and effect. */
export function pivot(found: readonly Found[], { rows, columns }: Pick<Selection, 'rows' | 'columns'>): readonly PivotTable[] {
  const others = axes.filter((axis) => axis !== rows && axis !== columns);
  const order = new Map(axes.map((axis) => [axis, [...new Set(found.map((one) => itemOf(axis, one)))]]));
  const groups = Map.groupBy(found, (one) => [one.indicator.kind, ...others.map((axis) => itemOf(axis, one))].join('\n'));
  return [...groups.values()].map((group) => {
    const present = (axis: Axis) => {
      const here = new Set(group.map((one) => itemOf(axis, one)));
      return order.get(axis)?.filter((item) => here.has(item)) ?? [];
    };
    const cells = new Map(group.map((one) => [`${itemOf(rows, one)}\n${itemOf(columns, one)}`, one]));
    const [first] = group;
    return {
      rows: present(rows),
      columns: present(columns),
      fixed: first ? others.map((axis) => ({ axis, item: itemOf(axis, first) })) : [],
      found: group,
      at: (row, column) => cells.get(`${row}\n${column}`),
    };
  });
}

/** The dimension that a selection shows, with the codes that have figures. */
export function singleDimension<Found extends { readonly dimension: { readonly key: string } }>(
  { dimension }: Pick<Selection, 'dimension'>,
  found: readonly Found[],
): Found | undefined {
  return found.find((one) => one.dimension.key === dimension);
}
