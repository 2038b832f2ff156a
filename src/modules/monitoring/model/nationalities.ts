import { type Cell, drawnValue, type FigureSet, type Place } from './figures.ts';
import type { Category, Indicator } from './indicator.ts';
import { isGroup } from './indicator-view.ts';

/** So many nationalities are shown by name. */
export const mostNationalities = 10;

export interface NationalityRow {
  readonly category: Category;
  readonly cell: Cell;
}

export interface NationalitiesView {
  readonly indicator: Indicator;
  readonly figures: FigureSet;
  readonly place: Place;
  readonly periods: readonly string[];
  readonly period: string;
  /** The largest first: the question of this page. Equal ones in the order of the list of states. */
  readonly top: readonly NationalityRow[];
  /** Everybody else; null: unknown, because the total or one of the ten is. */
  readonly rest: number | null;
  readonly total: Cell | undefined;
  /** Without a total of the office: the sum over the parts of the world; null where one of them is missing. */
  readonly sum: number | null;
  /** Nationalities whose number is withheld or unknown: one of them could be among the ten. */
  readonly unknown: number;
}

/** Every nationality lies in one of them, so they add up to everybody (classification of the offices, 12521). */
const partsOfTheWorld = ['group-europe', 'group-africa', 'group-america', 'group-asia', 'group-oceania', 'group-others'];

const key = (category: string) => `nationality=${category}`;

/**
 * The ten largest nationalities of one period, from the first indicator of the set that has figures then. Shares have 100 % as
 * their total.
 * @param wanted a period; the newest one when it has no figures
 */
export function nationalitiesView(
  figures: FigureSet,
  place: Place | undefined,
  wanted: string | undefined,
): NationalitiesView | undefined {
  const categories = (figures.dimensions.find((one) => one.key === 'nationality')?.categories ?? []).filter(
    ({ code }) => !isGroup(code),
  );
  if (!place) return undefined;
  const rowsOf = (indicator: Indicator, period: string): NationalityRow[] =>
    categories.flatMap((category) => {
      const cell = figures.cell(indicator.key, place.key, period, key(category.code));
      return cell ? [{ category, cell }] : [];
    });
  const indicatorOf = (period: string) =>
    figures.indicators.find((one) => rowsOf(one, period).some(({ cell }) => drawnValue(cell) !== null));
  const periods = figures.periods.filter((period) => indicatorOf(period));
  const period = wanted && periods.includes(wanted) ? wanted : periods.at(-1);
  const indicator = period && indicatorOf(period);
  if (!period || !indicator) return undefined;
  const rows = rowsOf(indicator, period);
  const known = rows.filter(({ cell }) => drawnValue(cell) !== null);
  const top = known.toSorted((a, b) => (b.cell.value ?? 0) - (a.cell.value ?? 0)).slice(0, mostNationalities);
  const total = figures.cell(indicator.key, place.key, period);
  const parts = partsOfTheWorld.map((code) => figures.cell(indicator.key, place.key, period, key(code))?.value ?? null);
  const added = parts.includes(null) ? null : parts.reduce<number>((one, other) => one + (other ?? 0), 0);
  const sum = indicator.unit === 'percent' ? 100 : added;
  const whole = total?.value ?? sum;
  const named = top.reduce((sum, { cell }) => sum + (cell.value ?? 0), 0);
  const digits = 10 ** indicator.decimals;
  return {
    indicator,
    figures,
    place,
    periods,
    period,
    top,
    // Rounded parts may add up to a little more than their total.
    rest: whole === null ? null : Math.max(0, Math.round((whole - named) * digits) / digits),
    total,
    sum: total ? null : sum,
    unknown: rows.length - known.length,
  };
}
