import { hasEnded } from './board.ts';
import type { Recommendation } from './edition.ts';
import { countingSteps, isOverdue } from './rules.ts';

/** A plan of recommendations over the years as places on a sheet: pure geometry, drawn by the page. */

export interface Diamond {
  readonly x: number;
  readonly title: string;
  readonly dueOn: string;
  readonly look: 'done' | 'late' | 'open';
}

export interface TimelineRow {
  readonly item: Recommendation;
  readonly y: number;
  /** From first to last day; null where neither is known. `open`: the side without a day of its own. */
  readonly bar: { readonly x: number; readonly width: number; readonly open: 'start' | 'end' | null } | null;
  readonly diamonds: readonly Diamond[];
  /** Where the name stands, so that it stays on the sheet. */
  readonly label: { readonly x: number; readonly anchor: 'start' | 'end' };
}

export interface TimelineLink {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

export interface Timeline {
  readonly width: number;
  readonly height: number;
  readonly years: readonly { readonly year: number; readonly x: number }[];
  readonly today: number;
  readonly rows: readonly TimelineRow[];
  /** From the end of what has to be done first to the beginning of what waits for it. */
  readonly links: readonly TimelineLink[];
}

export const sheet = { width: 1040, head: 34, row: 44, barTop: 20, barHeight: 14 } as const;

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Every day that a recommendation's line shows. */
function daysOf({ startsOn, endsOn, steps }: Recommendation): readonly string[] {
  const due = countingSteps(steps).flatMap(({ dueOn }) => dueOn ?? []);
  return [startsOn, endsOn, ...due].filter((day) => day !== null);
}

export const hasDays = (one: Recommendation): boolean => daysOf(one).length > 0;

/** A sheet holds forty years at most: a wrong day in one line must not press all others into a dot. */
function spanOf(days: readonly string[], today: string): { first: number; last: number } {
  const years = days.map(yearOf);
  const now = yearOf(today);
  const first = Math.max(Math.min(now, ...years), now - 20);
  const last = Math.min(Math.max(now, ...years), now + 19);
  return { first, last };
}

/** @param all those of them without any day get no line */
export function timelineOf(all: readonly Recommendation[], today: string): Timeline {
  const dated = all.filter(hasDays);
  const { first, last } = spanOf(dated.flatMap(daysOf), today);
  const start = Date.UTC(first, 0, 1);
  const span = Date.UTC(last + 1, 0, 1) - start;
  const at = (day: string) => Math.min(Math.max(0, ((Date.parse(day) - start) / span) * sheet.width), sheet.width);
  const rows = dated.map((item, index) => rowOf(item, sheet.head + index * sheet.row, at, today));
  return {
    width: sheet.width,
    height: sheet.head + dated.length * sheet.row + 6,
    years: Array.from({ length: last - first + 1 }, (_, index) => ({ year: first + index, x: at(`${first + index}-01-01`) })),
    today: at(today),
    rows,
    links: linksOf(rows),
  };
}

function rowOf(item: Recommendation, y: number, at: (day: string) => number, today: string): TimelineRow {
  const ended = hasEnded(item);
  const diamonds = countingSteps(item.steps).flatMap((step) =>
    step.dueOn === null
      ? []
      : [
          {
            x: at(step.dueOn),
            title: step.title,
            dueOn: step.dueOn,
            look:
              step.state === 'done'
                ? ('done' as const)
                : isOverdue(step, today) && !ended
                  ? ('late' as const)
                  : ('open' as const),
          },
        ],
  );
  const { startsOn, endsOn } = item;
  const days = daysOf(item).toSorted();
  const [from, to] = [startsOn ?? days[0] ?? today, endsOn ?? days.at(-1) ?? today];
  const known = startsOn !== null || endsOn !== null;
  const x = at(from);
  const bar = known
    ? {
        x,
        width: Math.max(4, at(to) - x),
        open: startsOn === null ? ('start' as const) : endsOn === null ? ('end' as const) : null,
      }
    : null;
  const left = bar?.x ?? Math.min(...diamonds.map((one) => one.x));
  const right = bar ? bar.x + bar.width : Math.max(...diamonds.map((one) => one.x));
  const label =
    left <= sheet.width * 0.6 ? { x: left, anchor: 'start' as const } : { x: Math.max(right, left), anchor: 'end' as const };
  return { item, y, bar, diamonds, label };
}

function linksOf(rows: readonly TimelineRow[]): TimelineLink[] {
  const byId = new Map(rows.map((row) => [row.item.id, row]));
  const middle = ({ y }: TimelineRow) => y + sheet.barTop + sheet.barHeight / 2;
  return rows.flatMap((row) =>
    row.item.needs.flatMap((id) => {
      const first = byId.get(id);
      if (!first?.bar || !row.bar) return [];
      return [{ from: { x: first.bar.x + first.bar.width, y: middle(first) }, to: { x: row.bar.x, y: middle(row) } }];
    }),
  );
}
