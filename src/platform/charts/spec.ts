import type { InterfaceLanguage } from '#platform/i18n';

export interface ChartPoint {
  /** Category or period, as it is to be read: "2024", "Marl". Points are joined over the series by this text. */
  readonly x: string;
  /** Null where there is no figure (not collected, suppressed): a gap, never a zero. */
  readonly y: number | null;
  /** The office calls it uncertain: the point of a line is hollow, and the table puts the figure in brackets. */
  readonly limited?: boolean;
}

/** Figures before and after are not comparable: a vertical mark, and the line does not reach across it. */
export interface ChartBreak {
  /** First category after it. */
  readonly x: string;
  readonly label: string;
}

export interface ChartTarget {
  /** When it is to be reached; absent: at all times. */
  readonly x?: string;
  readonly y: number;
  /** In the legend: "Ziel 2030". */
  readonly label: string;
}

export interface ChartSeries {
  readonly label: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartSpec {
  /**
   * - `bar`: to compare; lies down by itself where the names are long. Several series stand beside each other
   * - `line`: developments; points stay apart where a figure is missing
   * - `stacked`: parts of a whole, none of them negative
   */
  readonly kind: 'bar' | 'line' | 'stacked';
  /** Read first by a screen reader; not drawn, because the page has a heading. */
  readonly title: string;
  /** In a sentence or two, what the chart shows. */
  readonly description: string;
  /** Of the values: "%", "Personen". Drawn at the axis. */
  readonly unit: string;
  /** What the categories are: "Jahr", "Stadt"; heads the first column of the table. */
  readonly xLabel: string;
  /** One to six. */
  readonly series: readonly ChartSeries[];
  readonly language: InterfaceLanguage;
  /** Stands where a figure is missing; a dash when not given. */
  readonly noValue?: string;
  /** The order of the categories, and which there are besides those of the points; the order of first appearance when absent. */
  readonly categories?: readonly string[];
  /** Decimals of the figures; as many as the most exact one has, two at most, when absent. */
  readonly decimals?: number;
  /** On lines only. */
  readonly breaks?: readonly ChartBreak[];
  /** On lines only. */
  readonly targets?: readonly ChartTarget[];
  /** Written above a line chart whose axis does not begin at zero: "Die Achse beginnt nicht bei null." */
  readonly cutLabel?: string;
  /** In the legend beside a hollow point: "eingeschränkt sicher"; compulsory where a point is limited. */
  readonly limitedLabel?: string;
}

/** The figures of a chart or map as a table, beside it for whoever reads better than looks, in the language's own figures. */
export interface FigureTable {
  readonly head: string[];
  /** As long as `head`. */
  readonly rows: string[][];
}

/** The series as a grid: one row for each category in the order of first appearance, one value for each series. */
export interface ChartGrid {
  readonly categories: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
  /** Like `values`: which of them are limited. */
  readonly limited: readonly (readonly boolean[])[];
}

/** @throws RangeError when there is nothing to show or a value is not finite */
export function chartGrid({ series, categories: given = [], targets = [] }: ChartSpec): ChartGrid {
  const aimed = targets.flatMap(({ x }) => x ?? []);
  const categories = [...new Set([...given, ...series.flatMap(({ points }) => points.map(({ x }) => x)), ...aimed])];
  if (categories.length === 0) throw new RangeError('A chart needs at least one point');
  const byCategory = series.map(({ points }) => new Map(points.map((point) => [point.x, point])));
  const values = categories.map((category) => byCategory.map((points) => points.get(category)?.y ?? null));
  const limited = categories.map((category) => byCategory.map((points) => points.get(category)?.limited ?? false));
  if ([...values.flat(), ...targets.map(({ y }) => y)].some((value) => value !== null && !Number.isFinite(value)))
    throw new RangeError('A value of a chart is not finite');
  return { categories, values, limited };
}
