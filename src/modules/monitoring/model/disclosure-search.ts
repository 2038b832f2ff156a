import type { Net } from './disclosure-net.ts';

/** A change of cells by one up or down that keeps every relation: nobody who sees only what adds up can tell it happened. */
export interface Move {
  readonly cells: readonly number[];
  /** 1 or -1 each. */
  readonly changes: readonly number[];
}

/** How long one search may take: counted in steps, so that the outcome is always the same. */
export interface Effort {
  /** Steps until a first move is found. */
  readonly before: number;
  /** Steps for a cheaper one. */
  readonly after: number;
}

/** What a relation that a cell unsettles is guessed to cost; only the order of the search depends on it. */
const guess = 20;

/**
 * Finds moves through a net: changes one cell, looks which relation does not hold any more, changes another of its cells, and
 * so on until all hold. The cheapest move is kept (branch and bound, the likeliest cell first).
 */
export class MoveSearch {
  readonly #net: Net;
  readonly #change: Int8Array;
  readonly #imbalance: Int16Array;
  readonly #violated = new Set<number>();
  readonly #path: number[] = [];
  #best: Move | undefined;
  #bestCost = Number.POSITIVE_INFINITY;
  #steps = 0;
  #until = 0;
  #after = 0;

  constructor(net: Net) {
    this.#net = net;
    this.#change = new Int8Array(net.values.length);
    this.#imbalance = new Int16Array(net.relations.length);
  }

  /** @param price what changing a cell in a direction costs; infinite: it must not change */
  find(
    start: number,
    direction: 1 | -1,
    price: (cell: number, direction: number) => number,
    { before, after }: Effort,
  ): Move | undefined {
    this.#best = undefined;
    this.#bestCost = Number.POSITIVE_INFINITY;
    this.#steps = 0;
    this.#until = before;
    this.#after = after;
    this.#put(start, direction);
    this.#branch(0, price);
    this.#take(start);
    return this.#best;
  }

  #put(cell: number, direction: number): void {
    this.#change[cell] = direction;
    this.#path.push(cell);
    this.#shift(cell, direction);
  }

  #take(cell: number): void {
    this.#shift(cell, -(this.#change[cell] as number));
    this.#change[cell] = 0;
    this.#path.pop();
  }

  #shift(cell: number, direction: number): void {
    const { relations, signs } = this.#net.places[cell] as Net['places'][number];
    for (let at = 0; at < relations.length; at++) {
      const relation = relations[at] as number;
      const now = (this.#imbalance[relation] as number) + direction * (signs[at] as number);
      this.#imbalance[relation] = now;
      if (now === 0) this.#violated.delete(relation);
      else this.#violated.add(relation);
    }
  }

  #branch(cost: number, price: (cell: number, direction: number) => number): void {
    this.#steps += 1;
    if (this.#steps > this.#until || cost >= this.#bestCost) return;
    if (!this.#violated.size) {
      this.#best = { cells: [...this.#path], changes: this.#path.map((cell) => this.#change[cell] as number) };
      this.#bestCost = cost;
      this.#until = Math.min(this.#until, this.#steps + this.#after);
      return;
    }
    let relation = -1;
    let size = Number.POSITIVE_INFINITY;
    for (const one of this.#violated) {
      const length = this.#net.relations[one]?.cells.length ?? 0;
      if (length < size) [relation, size] = [one, length];
    }
    for (const { cell, direction, cost: more } of this.#candidates(relation, price)) {
      if (cost + more >= this.#bestCost || this.#steps > this.#until) continue;
      this.#put(cell, direction);
      this.#branch(cost + more, price);
      this.#take(cell);
    }
  }

  /** Cells that would bring the relation nearer to holding, the likeliest first. */
  #candidates(relation: number, price: (cell: number, direction: number) => number) {
    const { cells, signs } = this.#net.relations[relation] as Net['relations'][number];
    const off = Math.sign(this.#imbalance[relation] as number);
    const found: { cell: number; direction: number; cost: number; score: number }[] = [];
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at] as number;
      if (this.#change[cell] !== 0) continue;
      const direction = -off * (signs[at] as number);
      const cost = price(cell, direction);
      if (cost === Number.POSITIVE_INFINITY) continue;
      const place = this.#net.places[cell] as Net['places'][number];
      let unsettled = 0;
      for (let one = 0; one < place.relations.length; one++) {
        const now = this.#imbalance[place.relations[one] as number] as number;
        unsettled += Math.abs(now + direction * (place.signs[one] as number)) - Math.abs(now);
      }
      found.push({ cell, direction, cost, score: cost + guess * unsettled });
    }
    return found.sort((a, b) => a.score - b.score || a.cell - b.cell);
  }
}
