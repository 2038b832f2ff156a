import type { Context } from '#platform/access';
import { type Caution, cautionsOf, fewestPairs, pearson, spearman } from '../model/correlation.ts';
import type { Cell, FigureSet, Place } from '../model/figures.ts';
import type { Indicator } from '../model/indicator.ts';
import { comparePeriods, spanOf } from '../model/period.ts';
import type { Definitions } from './figure-set.ts';
import { definitionsIn, placesOf, readFiguresIn } from './reading.ts';

/** Towns of the district, or the districts of its Land. */
export const correlationLevels = ['kommune', 'kreis'] as const;
export type CorrelationLevel = (typeof correlationLevels)[number];

export interface CorrelationChoice {
  /** Keys of indicators. */
  readonly x: string | undefined;
  readonly y: string | undefined;
  readonly year: number | undefined;
  readonly level: CorrelationLevel;
}

export interface CorrelationPoint {
  readonly place: Place;
  readonly x: Cell | undefined;
  readonly y: Cell | undefined;
}

export interface CorrelationAxis {
  readonly indicator: Indicator;
  readonly period: string;
}

export interface Correlation {
  readonly choice: CorrelationChoice;
  readonly definitions: Definitions;
  readonly result: CorrelationResult;
}

export type CorrelationResult =
  | { readonly kind: 'nothing_chosen' }
  | { readonly kind: 'same' }
  /** State and work done: side by side they would look like cause and effect. */
  | { readonly kind: 'kinds' }
  /** No year for which enough places have both. */
  | { readonly kind: 'too_few'; readonly count: number; readonly years: readonly number[] }
  | {
      readonly kind: 'found';
      readonly x: CorrelationAxis;
      readonly y: CorrelationAxis;
      readonly year: number;
      /** Years for which there are enough places, the newest first. */
      readonly years: readonly number[];
      readonly points: readonly CorrelationPoint[];
      readonly count: number;
      /** Undefined where one of the figures is the same everywhere. */
      readonly pearson: number | undefined;
      readonly spearman: number | undefined;
      readonly cautions: readonly Caution[];
      readonly sources: FigureSet['sources'];
    };

/** Two indicators over the towns, or over the districts of the Land, in one year. */
export async function correlate(context: Context, choice: CorrelationChoice): Promise<Correlation> {
  return context.transaction(async (trx) => {
    const definitions = await definitionsIn(trx, false);
    const find = (key: string | undefined) => definitions.indicators.find((indicator) => indicator.key === key);
    const [x, y] = [find(choice.x), find(choice.y)];
    const ground = { choice: { ...choice, x: x?.key, y: y?.key }, definitions };
    if (!x || !y) return { ...ground, result: { kind: 'nothing_chosen' } };
    if (x.key === y.key) return { ...ground, result: { kind: 'same' } };
    if (x.kind !== y.kind) return { ...ground, result: { kind: 'kinds' } };
    const within = choice.level === 'kommune' ? context.tenant.ags : context.tenant.ags.slice(0, 2);
    const all = await placesOf(context, trx);
    const places = all.filter(({ key, level }) => level === choice.level && key.startsWith(within));
    const figures = await readFiguresIn(
      trx,
      context,
      { indicators: [x.key, y.key], territories: places.map(({ key }) => key) },
      false,
      { defined: definitions, places: all },
    );
    return { ...ground, result: resultOf(x, y, places, figures, choice.year) };
  });
}

interface Meeting {
  readonly year: number;
  readonly points: readonly CorrelationPoint[];
  readonly x: string;
  readonly y: string;
  readonly both: readonly { readonly x: Cell & Numbered; readonly y: Cell & Numbered }[];
}

interface Numbered {
  readonly value: number;
}

const numbered = (cell: Cell | undefined): cell is Cell & Numbered => cell !== undefined && cell.value !== null;

function resultOf(
  x: Indicator,
  y: Indicator,
  places: readonly Place[],
  figures: FigureSet,
  wanted: number | undefined,
): CorrelationResult {
  const meetings = meetingsOf(x, y, places, figures);
  const enough = meetings.filter(({ both }) => both.length >= fewestPairs);
  const years = enough.map(({ year }) => year);
  const meeting = wanted === undefined ? enough[0] : enough.find(({ year }) => year === wanted);
  if (!meeting) {
    const most = wanted === undefined ? meetings : meetings.filter(({ year }) => year === wanted);
    return { kind: 'too_few', count: Math.max(0, ...most.map(({ both }) => both.length)), years };
  }
  const { both, points } = meeting;
  const pairs = both.map((one) => ({ x: one.x.value, y: one.y.value }));
  const axis = (side: 'x' | 'y') => ({
    values: pairs.map((pair) => pair[side]),
    uncertainty: Math.max(...both.map((one) => one[side].uncertainty)),
  });
  const used = new Set(both.flatMap((one) => [...one.x.sources, ...one.y.sources]));
  return {
    kind: 'found',
    x: { indicator: x, period: meeting.x },
    y: { indicator: y, period: meeting.y },
    year: meeting.year,
    years,
    points,
    count: both.length,
    pearson: pearson(pairs),
    spearman: spearman(pairs),
    cautions: cautionsOf({
      count: both.length,
      bothAdditive: x.additive && y.additive,
      samePeriod: spanOf(meeting.x)?.to === spanOf(meeting.y)?.to,
      axes: [axis('x'), axis('y')],
    }),
    sources: figures.sources.filter(({ key }) => used.has(key)),
  };
}

/** The two indicators meet in years: each with the newest period that ends in it. The newest year first. */
function meetingsOf(x: Indicator, y: Indicator, places: readonly Place[], figures: FigureSet): readonly Meeting[] {
  const periodsOf = ({ key }: Indicator) => {
    const byYear = new Map<number, string>();
    for (const period of figures.periods.toSorted(comparePeriods))
      if (places.some((place) => numbered(figures.cell(key, place.key, period))))
        byYear.set(Number((spanOf(period)?.to ?? period).slice(0, 4)), period);
    return byYear;
  };
  const [ofX, ofY] = [periodsOf(x), periodsOf(y)];
  return [...ofX.keys()]
    .filter((year) => ofY.has(year))
    .toSorted((a, b) => b - a)
    .map((year) => {
      const [atX = '', atY = ''] = [ofX.get(year), ofY.get(year)];
      const points = places.map((place) => ({
        place,
        x: figures.cell(x.key, place.key, atX),
        y: figures.cell(y.key, place.key, atY),
      }));
      const both = points.flatMap((point) => (numbered(point.x) && numbered(point.y) ? [{ x: point.x, y: point.y }] : []));
      return { year, points, x: atX, y: atY, both };
    });
}
