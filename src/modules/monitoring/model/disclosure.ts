import type { TableCell } from './disclosure-cells.ts';
import { type Net, netOf } from './disclosure-net.ts';
import { MoveSearch } from './disclosure-search.ts';

/*
 * Which figures of a table are withheld.
 *
 * Primary: counts from 1 to k-1, since few cases are persons that somebody knows. A zero is shown: it tells of nobody, and the
 * offices treat it so (the Zellsperrung of the Bundesagentur and of most Landesämter begins at 1; `-` is "exactly zero" in
 * DIN 55301). Where a zero would tell something of a whole group ("none has a school leaving certificate"), `hideZeros` withholds
 * zeros too.
 *
 * Secondary: as many further figures as it takes that nobody can compute a primary one from those shown.
 *
 * The rule that is kept: as far as anybody can compute from all that is shown and all that adds up, with counts that are whole
 * and not negative, **every primary figure may be each of 1, 2, … k**; with `hideZeros` each of 0 … k. That k is possible holds
 * even for somebody who concludes from the zeros shown that no withheld count is zero. An interval of k values that reaches into
 * what is not small tells less than the rule itself: not even that the figure is small.
 *
 * How it is kept: for each primary figure two chains of moves are looked for (disclosure-search.ts), one that leads to another
 * table with the same shown figures and the figure at its least, one with the figure at k. All cells that these tables change
 * are withheld. The two tables are the proof; nothing depends on what an attacker tries.
 *
 * What does not add up and therefore binds nothing: periods (a stock of another day consists of other people), shares,
 * figures of different sources as far as they contradict each other. What the system cannot know: figures published elsewhere.
 */

export interface DisclosureRule {
  /** Counts from 1 to k-1 are withheld. */
  readonly k: number;
  readonly hideZeros?: boolean;
  /** Figures are multiples of this, so sums hold up to half of it per part; null: exact. */
  readonly roundedTo?: number | null;
  /** Cells that are withheld whatever their value, since another table would tell them; in the order of the cells. */
  readonly already?: readonly boolean[];
  /** Cells that are protected like small ones whatever their value: an earlier revision was small. In the order of the cells. */
  readonly sensitive?: readonly boolean[];
}

export const shown = 0;
export const primary = 1;
export const secondary = 2;

/** Alternatives looked for to release what turned out not to be needed. */
const mostReleases = 400;
/** Moves that are added up to reach one end of an interval. */
const mostMoves = 40;

const thorough = { before: 4000, after: 150 };
const quick = { before: 300, after: 0 };

/** @returns per cell: 0 shown, 1 withheld for itself, 2 withheld to protect another */
export function withholdTable(cells: readonly TableCell[], rule: DisclosureRule): Uint8Array {
  const states = new Uint8Array(cells.length);
  const protect: number[] = [];
  for (const [cell, { value }] of cells.entries()) {
    const small = value !== null && value < rule.k && (value > 0 || (rule.hideZeros === true && value === 0));
    const sensitive = rule.sensitive?.[cell] === true && value !== null && (value > 0 || rule.hideZeros === true);
    states[cell] = small ? primary : sensitive || rule.already?.[cell] ? secondary : shown;
    if (small || sensitive) protect.push(cell);
  }
  return protect.length ? new Protection(netOf(cells, rule.roundedTo ?? null), states, rule).run(protect) : states;
}

class Protection {
  readonly #net: Net;
  readonly #states: Uint8Array;
  readonly #rule: DisclosureRule;
  readonly #search: MoveSearch;
  /** Cells that must not be withheld while it is tried whether the rest is enough. */
  readonly #frozen: Uint8Array;
  /** Primary cell → the cells that its proof changes. */
  readonly #proofs = new Map<number, ReadonlySet<number>>();

  constructor(net: Net, states: Uint8Array, rule: DisclosureRule) {
    this.#net = net;
    this.#states = states;
    this.#rule = rule;
    this.#search = new MoveSearch(net);
    this.#frozen = new Uint8Array(net.values.length);
  }

  /** @param protect cells of which nobody may learn anything */
  run(protect: readonly number[]): Uint8Array {
    for (const cell of protect) {
      const proof = this.#prove(cell, true) ?? this.#withholdAround(cell);
      for (const one of proof) if (one < this.#net.real && this.#states[one] === shown) this.#states[one] = secondary;
      this.#proofs.set(cell, proof);
    }
    this.#release();
    return this.#states;
  }

  /** The least that a withheld cell may be for somebody who knows that zeros are shown. */
  #floor(cell: number): number {
    const { real, values } = this.#net;
    return cell >= real || this.#rule.hideZeros || values[cell] === 0 ? 0 : 1;
  }

  /** The cells that change between the table as it is and two others, with the cell at its least and at k; undefined: there are none. */
  #prove(cell: number, more: boolean): ReadonlySet<number> | undefined {
    const value = this.#net.values[cell] as number;
    const used = new Set<number>([cell]);
    for (const [direction, need] of [
      [1, this.#rule.k - value],
      [-1, value - this.#floor(cell)],
    ] as const) {
      // Zeros shown stand, and what the office withheld may be anything, as long as there is another way.
      const reached =
        this.#reach(cell, direction, need, used, more, false) || (more && this.#reach(cell, direction, need, used, true, true));
      if (!reached) return undefined;
    }
    return used;
  }

  #reach(start: number, direction: 1 | -1, need: number, used: Set<number>, more: boolean, lastResort: boolean): boolean {
    const { real, values, costs } = this.#net;
    const now = Float64Array.from(values, (value) => value ?? 0);
    const touched = new Set<number>();
    const withheld = (cell: number) => cell >= real || this.#states[cell] !== shown || touched.has(cell) || used.has(cell);
    const floor = (cell: number) => (direction > 0 || cell === start ? this.#floor(cell) : 0);
    let left = need;
    const price = (cell: number, change: number): number => {
      const value = values[cell];
      const unknown = value === null || value === undefined;
      // What nobody knows may always be more; whether it can be less, nobody knows either.
      if (unknown) return (cell >= real ? change > 0 : lastResort) ? 1 : Number.POSITIVE_INFINITY;
      if (this.#frozen[cell]) return Number.POSITIVE_INFINITY;
      const hidden = withheld(cell);
      if (!hidden && (!more || (value === 0 && !lastResort && !this.#rule.hideZeros))) return Number.POSITIVE_INFINITY;
      const room = change > 0 ? left : (now[cell] as number) - floor(cell);
      if (room < 1) return Number.POSITIVE_INFINITY;
      if (hidden) return 0.01;
      const zero = value === 0 ? 50 : 0;
      return (costs[cell] as number) * (room < left ? 2 : 1) + zero;
    };
    for (let moves = 0; left > 0 && moves < mostMoves; moves++) {
      const move = this.#search.find(start, direction, price, more ? thorough : quick);
      if (!move) return false;
      let step = left;
      for (const [at, cell] of move.cells.entries())
        if ((move.changes[at] as number) < 0 && values[cell] !== null) step = Math.min(step, (now[cell] as number) - floor(cell));
      for (const [at, cell] of move.cells.entries()) {
        now[cell] = (now[cell] as number) + step * (move.changes[at] as number);
        touched.add(cell);
      }
      left -= step;
    }
    if (left > 0) return false;
    for (const cell of touched) used.add(cell);
    return true;
  }

  /** Where no proof is found everything that adds up with the cell is withheld, step by step outwards: too much rather than too little. */
  #withholdAround(cell: number): ReadonlySet<number> {
    const around = new Set([cell]);
    for (const one of around) {
      for (const relation of this.#net.places[one]?.relations ?? [])
        for (const other of this.#net.relations[relation]?.cells ?? []) around.add(other);
    }
    return around;
  }

  /** Shows again what later decisions made needless: the dearest first, if all whose proof uses it find another among what is withheld. */
  #release(): void {
    const { costs, real } = this.#net;
    const candidates = [...this.#states.keys()]
      .filter((cell) => cell < real && this.#states[cell] === secondary && !this.#rule.already?.[cell] && !this.#proofs.has(cell))
      .toSorted((a, b) => (costs[b] as number) - (costs[a] as number) || a - b);
    for (const cell of candidates.slice(0, mostReleases)) {
      this.#frozen[cell] = 1;
      const others = new Map<number, ReadonlySet<number>>();
      const needless = [...this.#proofs].every(([protectedCell, proof]) => {
        if (!proof.has(cell)) return true;
        const other = this.#prove(protectedCell, false);
        if (other) others.set(protectedCell, other);
        return other !== undefined;
      });
      if (!needless) {
        this.#frozen[cell] = 0;
        continue;
      }
      this.#states[cell] = shown;
      for (const [protectedCell, proof] of others) this.#proofs.set(protectedCell, proof);
    }
    const needed = new Set([...this.#proofs.values()].flatMap((proof) => [...proof]));
    for (const cell of candidates) if (!needed.has(cell)) this.#states[cell] = shown;
  }
}
