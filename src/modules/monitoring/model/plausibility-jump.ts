import { comparePeriods, spanOf } from './period.ts';
import { type CheckedCell, type Contradiction, contradiction, type Figures } from './plausibility.ts';
import { relativeUnits } from './vocabulary.ts';

/** Fewer changes than this are no history. */
const leastChanges = 4;
/** How many times the usual scatter a change has to be off. */
const times = 6;
/** Changes that are never remarkable by themselves: a quarter of the value, two points of a share. */
const leastRatio = Math.log(1.25);
const leastPoints = 2;

interface Change {
  readonly before: CheckedCell;
  readonly cell: CheckedCell;
  readonly size: number;
  /** What chance alone does to counts as small as these. */
  readonly noise: number;
}

/**
 * A value that leaves its own series' way: compared with the median of all other changes, in units of their median
 * deviation, so that the jump itself and one other do not spoil the yardstick. Counts are compared as ratios, shares as
 * differences. A declared break of the series begins a new history.
 */
export function checkJumps(figures: Figures): Contradiction[] {
  const series = Map.groupBy(figures.cells, ({ indicator, source, territory, breakdown }) =>
    [indicator, source, territory, breakdown].join('\n'),
  );
  return [...series.values()].flatMap((cells) => {
    const indicator = figures.indicator(cells[0]?.indicator ?? '');
    if (!indicator) return [];
    const relative = relativeUnits.includes(indicator.unit);
    const sorted = cells.filter(({ value }) => value !== null).toSorted((a, b) => comparePeriods(a.period, b.period));
    return segments(
      sorted,
      indicator.seriesBreaks.map(({ period }) => period),
    ).flatMap((segment) => jumpsIn(segment, relative));
  });
}

/** A series cut at its breaks, and where the kind of period changes. */
function segments(sorted: readonly CheckedCell[], breaks: readonly string[]): CheckedCell[][] {
  const cut: CheckedCell[][] = [];
  for (const [index, cell] of sorted.entries()) {
    const before = sorted[index - 1];
    const broken =
      before === undefined ||
      lengthOf(before.period) !== lengthOf(cell.period) ||
      breaks.some((first) => comparePeriods(before.period, first) < 0 && comparePeriods(cell.period, first) >= 0);
    if (broken) cut.push([cell]);
    else cut.at(-1)?.push(cell);
  }
  return cut;
}

const lengthOf = (period: string): number => {
  const span = spanOf(period);
  return span ? Math.round((Date.parse(span.to) - Date.parse(span.from)) / (30 * 86_400_000)) : -1;
};

function jumpsIn(segment: readonly CheckedCell[], relative: boolean): Contradiction[] {
  const changes = segment.slice(1).map((cell, index): Change => {
    const before = segment[index] as CheckedCell;
    const [from, to] = [before.value ?? 0, cell.value ?? 0];
    if (relative) return { before, cell, size: to - from, noise: 0 };
    // Half a case more on both sides, so that a zero has a logarithm.
    const ratio = Math.log((Math.abs(to) + 0.5) / (Math.abs(from) + 0.5));
    return { before, cell, size: ratio, noise: 4 * Math.sqrt(1 / (Math.abs(from) + 1) + 1 / (Math.abs(to) + 1)) };
  });
  const odd = changes.map((change, index) => {
    // One outlier makes two changes, there and back.
    const others = changes.filter((_, other) => Math.abs(other - index) > 1).map(({ size }) => size);
    if (others.length < leastChanges) return undefined;
    const middle = median(others);
    const scatter = 1.4826 * median(others.map((size) => Math.abs(size - middle)));
    const allowed = Math.max(times * scatter, relative ? leastPoints : leastRatio, change.noise);
    return Math.abs(change.size - middle) > allowed ? change.size - middle : undefined;
  });
  return changes.flatMap(({ before, cell }, index) => {
    const [own, last] = [odd[index], odd[index - 1]];
    // The way back from an outlier is not a second one.
    if (own === undefined || (last !== undefined && Math.sign(last) !== Math.sign(own))) return [];
    return [contradiction({ rule: 'jump', detail: 'jump' }, [cell, before], null)];
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A newer delivery of a figure, and what stood there before. */
export interface Revision {
  readonly now: CheckedCell;
  readonly before: CheckedCell;
}

/** Part of the old value by which a revision may change it without a word: rebasing on a census stays below. */
const largeRevision = 0.1;

/** Revisions that change a value by much: more than a tenth, and more than rounding and small numbers explain. */
export function checkRevisions(figures: Figures, revisions: readonly Revision[]): Contradiction[] {
  return revisions.flatMap(({ now, before }) => {
    if (now.value === null || before.value === null) return [];
    const indicator = figures.indicator(now.indicator);
    const step = figures.range(now).high - now.value;
    const chance = indicator && relativeUnits.includes(indicator.unit) ? 0 : 3 * Math.sqrt(Math.abs(before.value));
    const difference = Math.abs(now.value - before.value);
    if (difference <= Math.max(Math.abs(before.value) * largeRevision, 2 * step, chance)) return [];
    return [contradiction({ rule: 'revision', detail: 'revision' }, [now, before], null)];
  });
}
