/** How the values of a map are put into classes. */
export const classMethods = ['pretty', 'equal', 'quantiles', 'jenks'] as const;
export type ClassMethod = (typeof classMethods)[number];

/** Of the most exact method: time grows with the square of the values; a district has some hundred quarters at most. */
const mostValues = 2000;

/**
 * Upper limits of the classes but the last, ascending, each larger than the smallest value and not above the largest. A value
 * lies in the first class whose limit is larger than it. There are fewer classes than asked for where the values do not
 * yield so many: equal values are never torn apart.
 *
 * - `pretty`: round limits, easy to read, about as many as asked for
 * - `equal`: stretches of the same width
 * - `quantiles`: the same number of places in each
 * - `jenks`: natural breaks, the smallest differences within the classes (Jenks 1967, exact by Fisher 1958)
 * @throws RangeError when there is no value, one is not finite, or the count is not 1 to 7
 */
export function classify(values: readonly number[], method: ClassMethod, count: number): number[] {
  if (!Number.isInteger(count) || count < 1 || count > 7) throw new RangeError('A map has one to seven classes');
  if (values.length === 0 || values.length > mostValues) throw new RangeError(`One to ${mostValues} values can be classified`);
  if (!values.every(Number.isFinite)) throw new RangeError('A value is not finite');
  const sorted = values.toSorted((a, b) => a - b);
  const [lowest, highest] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const limits = { pretty, equal, quantiles, jenks }[method](sorted, count);
  return [...new Set(limits)].filter((limit) => limit > lowest && limit <= highest).toSorted((a, b) => a - b);
}

/** The class of a value among the limits of `classify`, from 0. */
export function classOf(value: number, limits: readonly number[]): number {
  const index = limits.findIndex((limit) => value < limit);
  return index === -1 ? limits.length : index;
}

function equal(sorted: readonly number[], count: number): number[] {
  const [lowest, highest] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  // Divided first: the difference of two large numbers of opposite sign is no number any more.
  return Array.from({ length: count - 1 }, (_, index) => {
    const share = (index + 1) / count;
    return lowest * (1 - share) + highest * share;
  });
}

function quantiles(sorted: readonly number[], count: number): number[] {
  return Array.from({ length: count - 1 }, (_, index) => sorted[Math.round(((index + 1) * sorted.length) / count)] ?? Infinity);
}

function pretty(sorted: readonly number[], count: number): number[] {
  const [lowest, highest] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const width = highest / count - lowest / count;
  if (!(width > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(width));
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50]) {
    const step = factor * power;
    const first = Math.floor(lowest / step) + 1;
    const last = Math.floor(highest / step);
    if (last - first + 2 > count) continue;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  }
  return [];
}

/** Splits the sorted values where the sum of squared distances from the means of the classes is least. */
function jenks(sorted: readonly number[], count: number): number[] {
  const different = new Set(sorted).size;
  const classes = Math.min(count, different);
  const size = sorted.length;
  // Shifted and scaled, so that squares of large figures keep their digits.
  const scale = Math.max(...sorted.map(Math.abs)) || 1;
  const middle = (sorted[Math.floor(size / 2)] ?? 0) / scale;
  const sums = [0];
  const squares = [0];
  for (const [index, value] of sorted.entries()) {
    const shifted = value / scale - middle;
    sums.push((sums[index] ?? 0) + shifted);
    squares.push((squares[index] ?? 0) + shifted * shifted);
  }
  const spread = (from: number, to: number) => {
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    return Math.max(0, (squares[to] ?? 0) - (squares[from] ?? 0) - (sum * sum) / (to - from));
  };
  let best = Array.from({ length: size + 1 }, (_, to) => (to === 0 ? Infinity : spread(0, to)));
  const starts: number[][] = [];
  for (let used = 2; used <= classes; used++) {
    const next = new Array<number>(size + 1).fill(Infinity);
    const start = new Array<number>(size + 1).fill(0);
    for (let to = used; to <= size; to++)
      for (let from = used - 1; from < to; from++) {
        if (sorted[from - 1] === sorted[from]) continue;
        const total = (best[from] ?? Infinity) + spread(from, to);
        if (total < (next[to] ?? Infinity)) [next[to], start[to]] = [total, from];
      }
    starts.push(start);
    best = next;
  }
  const limits: number[] = [];
  let to = size;
  for (const start of starts.toReversed()) {
    to = start[to] ?? 0;
    limits.push(sorted[to] ?? Infinity);
  }
  return limits;
}
