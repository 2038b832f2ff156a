import { readBreakdown } from '../model/breakdown.ts';
import { type TableCell, wholesOf } from '../model/disclosure-cells.ts';

/** What somebody finds out who has nothing but the figures shown and knows how the table adds up. */
export interface Attack {
  /** Withheld cells whose value follows from the others by differencing, in any combination (linear algebra). */
  readonly computed: readonly number[];
  /** Least and greatest value that a withheld cell may have. */
  bounds(cell: number): readonly [number, number];
}

/**
 * Attacks a full table from its definition, not from the relations that protected it: each cell is the sum of the finest cells
 * below it, and what is shown is an equation between those that are withheld.
 *
 * @param least what a withheld finest cell is at least: 1 for somebody who knows that zeros are shown
 */
export function attack(cells: readonly TableCell[], states: Uint8Array, least: 0 | 1): Attack {
  const finest = finestBelow(cells);
  const unknown = new Map<number, number>();
  for (const [cell, below] of finest.entries())
    if (below.length === 1 && below[0] === cell && states[cell]) unknown.set(cell, unknown.size);
  const rowOf = (cell: number) => {
    const row = new Float64Array(unknown.size);
    let known = 0;
    for (const one of finest[cell] ?? []) {
      const at = unknown.get(one);
      if (at === undefined) known += cells[one]?.value ?? 0;
      else row[at] = (row[at] as number) + 1;
    }
    return { row, known };
  };
  const equations = new Map<string, { row: Float64Array; right: number }>();
  for (const [cell, { value }] of cells.entries()) {
    if (states[cell]) continue;
    const { row, known } = rowOf(cell);
    if (row.some((one) => one !== 0)) equations.set(row.join(''), { row, right: (value ?? 0) - known });
  }
  const withheld = [...cells.keys()].filter((cell) => states[cell]);
  const reduced = reduce([...equations.values()].map(({ row }) => row));
  const computed = withheld.filter((cell) => liesIn(reduced, rowOf(cell).row));
  const program = new Program([...equations.values()], unknown.size, least);
  return {
    computed,
    bounds: (cell) => {
      const { row, known } = rowOf(cell);
      return [Math.ceil(known + program.optimum(row, -1) - 1e-6), Math.floor(known + program.optimum(row, 1) + 1e-6)];
    },
  };
}

/** Per cell the finest cells that it is the sum of. */
function finestBelow(cells: readonly TableCell[]): number[][] {
  const parsed = cells.map(({ breakdown }) => readBreakdown(breakdown) ?? {});
  const whole = new Set(cells.flatMap(({ territory }) => wholesOf(territory)));
  const deepest = Math.max(...parsed.map((parts) => Object.keys(parts).length));
  const leaves = [...cells.keys()].filter(
    (cell) => Object.keys(parsed[cell] ?? {}).length === deepest && !whole.has(cells[cell]?.territory ?? ''),
  );
  return cells.map(({ territory }, cell) =>
    leaves.filter((leaf) => {
      const place = cells[leaf]?.territory ?? '';
      const inside = place === territory || wholesOf(place).includes(territory);
      return inside && Object.entries(parsed[cell] ?? {}).every(([dimension, code]) => parsed[leaf]?.[dimension] === code);
    }),
  );
}

/** Elimination runs modulo a prime: exact, and what follows over the rationals follows here too. */
const prime = 67_108_859;
const modulo = (value: number) => ((value % prime) + prime) % prime;
const product = (a: number, b: number) => (a * b) % prime;

function inverse(value: number): number {
  let [result, base, power] = [1, value, prime - 2];
  for (; power > 0; power = Math.floor(power / 2)) {
    if (power % 2) result = product(result, base);
    base = product(base, base);
  }
  return result;
}

/** Rows in echelon form: column of the leading one → row. */
function reduce(rows: readonly Float64Array[]): Map<number, Float64Array> {
  const echelon = new Map<number, Float64Array>();
  for (const row of rows) {
    const rest = remainderOf(echelon, row);
    const lead = rest.findIndex((value) => value !== 0);
    if (lead < 0) continue;
    const factor = inverse(rest[lead] as number);
    echelon.set(
      lead,
      rest.map((value) => product(value, factor)),
    );
  }
  return echelon;
}

function remainderOf(echelon: ReadonlyMap<number, Float64Array>, row: Float64Array): Float64Array {
  const rest = row.map(modulo);
  for (let column = 0; column < rest.length; column++) {
    const factor = rest[column] as number;
    const pivot = factor ? echelon.get(column) : undefined;
    if (!pivot) continue;
    for (let at = column; at < rest.length; at++) {
      const one = pivot[at] as number;
      if (one) rest[at] = modulo((rest[at] as number) - product(factor, one));
    }
  }
  return rest;
}

const liesIn = (echelon: ReadonlyMap<number, Float64Array>, row: Float64Array) =>
  remainderOf(echelon, row).every((value) => value === 0);

/** Greatest and least values of sums under equations, by the simplex method; each objective starts where the last one ended. */
class Program {
  /** Rows of the tableau: coefficients of the unknowns and of the artificial ones, then the right side. */
  readonly #rows: Float64Array[];
  readonly #basis: number[];
  readonly #unknowns: number;
  readonly #least: number;

  constructor(equations: readonly { row: Float64Array; right: number }[], unknowns: number, least: number) {
    this.#unknowns = unknowns;
    this.#least = least;
    const width = unknowns + equations.length;
    this.#rows = equations.map(({ row, right }, index) => {
      const full = new Float64Array(width + 1);
      full.set(row);
      full[unknowns + index] = 1;
      full[width] = right - row.reduce((sum, one) => sum + one * least, 0);
      return full;
    });
    this.#basis = equations.map((_, index) => unknowns + index);
    const artificial = new Float64Array(width);
    artificial.fill(-1, unknowns);
    const left = this.#maximise(artificial, width);
    if (left < -1e-6) throw new Error('The table contradicts itself');
    for (const [index, row] of this.#rows.entries()) {
      const column =
        (this.#basis[index] as number) < unknowns ? -1 : row.findIndex((value, at) => at < unknowns && Math.abs(value) > 1e-7);
      if (column >= 0) this.#pivot(index, column);
    }
    const kept = this.#rows
      .map((row, index) => ({ row, basis: this.#basis[index] as number }))
      .filter(({ basis }) => basis < unknowns);
    this.#rows = kept.map(({ row }) => Float64Array.of(...row.subarray(0, unknowns), row[width] as number));
    this.#basis = kept.map(({ basis }) => basis);
  }

  optimum(row: Float64Array, direction: 1 | -1): number {
    const value = this.#maximise(
      row.map((one) => one * direction),
      this.#unknowns,
    );
    return direction * value + row.reduce((sum, one) => sum + one * this.#least, 0);
  }

  #maximise(objective: Float64Array, width: number): number {
    const cost = Float64Array.of(...objective, 0);
    for (const [index, row] of this.#rows.entries()) {
      const factor = cost[this.#basis[index] as number] as number;
      if (factor) for (let at = 0; at <= width; at++) cost[at] = (cost[at] as number) - factor * (row[at] as number);
    }
    for (let pivots = 0; ; pivots++) {
      // Bland's rule after a while: it cannot run in circles.
      let column = -1;
      for (let at = 0; at < width; at++)
        if ((cost[at] as number) > 1e-7 && (column < 0 || (pivots < 500 && (cost[at] as number) > (cost[column] as number))))
          column = at;
      if (column < 0) return -(cost[width] as number);
      let leaving = -1;
      let least = Number.POSITIVE_INFINITY;
      for (const [index, row] of this.#rows.entries()) {
        const coefficient = row[column] as number;
        if (coefficient <= 1e-7) continue;
        const ratio = (row[width] as number) / coefficient;
        if (ratio < least - 1e-9 || (ratio < least + 1e-9 && (this.#basis[index] as number) < (this.#basis[leaving] as number)))
          [leaving, least] = [index, ratio];
      }
      if (leaving < 0) return Number.POSITIVE_INFINITY;
      this.#pivot(leaving, column);
      const row = this.#rows[leaving] as Float64Array;
      const factor = cost[column] as number;
      for (let at = 0; at <= width; at++) cost[at] = (cost[at] as number) - factor * (row[at] as number);
    }
  }

  #pivot(index: number, column: number): void {
    const row = this.#rows[index] as Float64Array;
    const factor = row[column] as number;
    for (let at = 0; at < row.length; at++) row[at] = (row[at] as number) / factor;
    for (const [other, target] of this.#rows.entries()) {
      const share = other === index ? 0 : (target[column] as number);
      if (share) for (let at = 0; at < row.length; at++) target[at] = (target[at] as number) - share * (row[at] as number);
    }
    this.#basis[index] = column;
  }
}
