import { addDays } from '#platform/days';
import type { Indicator } from './indicator.ts';
import { spanOf } from './period.ts';
import type { Periodicity } from './vocabulary.ts';

/** What a module says of a figure. */
interface OwnFigure {
  readonly id: string;
  readonly value: number | null;
  readonly territory: string;
  readonly period: string;
}

/** Months of a period of ours; other rhythms are observed by the year. */
const lengths: Partial<Record<Periodicity, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 };

const two = (number: number) => String(number).padStart(2, '0');

/** The last period of a rhythm that had ended on a day, as this module writes it, with its first and last day. */
export function lastPeriod(periodicity: Periodicity, today: string): { period: string; from: string; to: string } {
  const months = lengths[periodicity] ?? 12;
  const [year = 0, month = 1] = today.split('-').map(Number);
  const end = Math.floor((year * 12 + month - 1) / months) * months;
  const start = end - months;
  const text = `${Math.floor(start / 12)}-${two((start % 12) + 1)}`;
  const period = months === 12 ? text.slice(0, 4) : months === 1 ? text : `${text}/P${months}M`;
  return { period, from: `${text}-01`, to: addDays(`${Math.floor(end / 12)}-${two((end % 12) + 1)}-01`, -1) };
}

/** The period that a day lies in, begun and not ended. */
export function runningPeriod(periodicity: Periodicity, today: string): { period: string; from: string; to: string } {
  const months = lengths[periodicity] ?? 12;
  const [year = 0, month = 1] = today.split('-').map(Number);
  const start = Math.floor((year * 12 + month - 1) / months) * months;
  const next = start + months;
  return lastPeriod(periodicity, `${Math.floor(next / 12)}-${two((next % 12) + 1)}-01`);
}

/**
 * The period of an observation. A stock (offers, seats) is what stands on a day; a flow (meetings held, steps done) belongs
 * to the whole period, and its module says so by answering with an interval or the period itself.
 */
export function periodOf(figure: OwnFigure, asked: { period: string; from: string; to: string }, today: string): string {
  const isFlow = figure.period === `${asked.from}/${asked.to}` || figure.period.includes('/');
  if (isFlow) return asked.period;
  // A module that knows the day of its figure (the census day of inhabitants) is believed.
  const day = spanOf(figure.period);
  if (!day) return asked.period;
  return figure.period === today && asked.to < today ? asked.to : figure.period;
}

export interface OwnRow {
  readonly indicator: string;
  readonly territory: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: number | null;
  readonly marker: '-' | null;
  readonly quality: null;
  readonly row: null;
}

/** Figures of the modules as observations of the indicators that name them. Nothing that a module does not know is stored. */
export function rowsOf(
  indicators: readonly Pick<Indicator, 'key' | 'figure'>[],
  figures: readonly OwnFigure[],
  asked: { period: string; from: string; to: string },
  today: string,
): OwnRow[] {
  const byFigure = new Map(indicators.map(({ key, figure }) => [figure, key]));
  const rows = new Map<string, OwnRow>();
  for (const figure of figures) {
    const indicator = byFigure.get(figure.id);
    if (!indicator || figure.value === null || !Number.isFinite(figure.value)) continue;
    const row: OwnRow = {
      indicator,
      territory: figure.territory,
      breakdown: '',
      period: periodOf(figure, asked, today),
      value: figure.value,
      marker: figure.value === 0 ? '-' : null,
      quality: null,
      row: null,
    };
    rows.set(`${indicator} ${row.territory} ${row.period}`, row);
  }
  return [...rows.values()];
}
