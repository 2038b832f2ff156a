import { readBreakdown } from './breakdown.ts';
import { CellTable, type Name, type Parts, rest, type TableCell, wholesOf, without } from './disclosure-cells.ts';
import { type Partition, partitionsOf } from './disclosure-partition.ts';

/**
 * Cells and everything that is known to add up: each relation says that its cells, times their signs, give a constant.
 * The cells of the table come first; then those that nobody can look up but that follow from what a table is: margins that it
 * does not show although it shows their parts, and what parts leave of a whole (people of unknown age, inhabitants outside of
 * all quarters), and figures that nobody delivered but that follow from others. Any further cell that was not delivered is taken
 * for a constant, which makes the table easier to attack than it is.
 */
export interface Net {
  readonly values: readonly (number | null)[];
  /** How many are cells of the table. */
  readonly real: number;
  /** What readers lose when the cell is withheld. */
  readonly costs: readonly number[];
  readonly relations: readonly { readonly cells: readonly number[]; readonly signs: readonly number[] }[];
  /** Cell → its relations, and its sign in each. */
  readonly places: readonly { readonly relations: readonly number[]; readonly signs: readonly number[] }[];
}

/** Figures of larger territories are read by more people; those of the Land stand elsewhere too and cannot be taken back. */
function weightOf(territory: string): number {
  if (territory.includes('-')) return 1;
  return territory.length === 8 ? 2 : territory.length === 5 ? 6 : 1000;
}

/** The cells that differ in the category of one dimension only, and the cell that is their whole. */
interface DimensionSlice extends Name {
  readonly whole: number;
  readonly cells: Map<string, number>;
}

/** Slices of the same dimensions: they share their categories and how these add up. */
interface SliceGroup {
  readonly dimension: string;
  readonly slices: DimensionSlice[];
  readonly codes: string[];
  readonly partitions: Partition[];
}

/** @param roundedTo figures are multiples of this; null: exact */
export function netOf(cells: readonly TableCell[], roundedTo: number | null): Net {
  return new NetBuilder(cells, (roundedTo ?? 0) / 2).build();
}

/** Slices of one group name their dimensions in one order. */
const inOrder = (parts: Parts): Parts => Object.fromEntries(Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1)));

class NetBuilder {
  readonly #cells: readonly TableCell[];
  /** How far a figure may lie from the true one. */
  readonly #rounding: number;
  readonly #table: CellTable;
  /** Sums that the table does not show, as far as they were added. */
  readonly #margins: number[] = [];
  readonly #wholes: number[] = [];
  /** Figures that nobody delivered but that follow from others. */
  readonly #derived = new Set<number>();
  readonly #relations: { cells: number[]; signs: number[] }[] = [];

  constructor(cells: readonly TableCell[], rounding: number) {
    this.#cells = cells;
    this.#rounding = rounding;
    this.#table = new CellTable(rounding);
  }

  build(): Net {
    const parsed = new Map<string, Parts>();
    for (const { territory, breakdown, value } of this.#cells) {
      const parts = parsed.get(breakdown) ?? readBreakdown(breakdown) ?? {};
      parsed.set(breakdown, parts);
      this.#table.add(territory, parts, value);
    }
    let groups = this.#completed();
    while (this.#deriveCategories(groups) || this.#deriveTerritories()) groups = this.#completed();
    this.#addTerritoryRests();
    for (const { dimension, slices, codes, partitions } of groups)
      if (partitions[0]?.whole === '' && partitions[0].parts.length === codes.length)
        for (const slice of slices) if (slice.cells.size === codes.length) this.#addRest(slice, dimension);
    this.#relateCategories(groups);
    this.#relateTerritories();
    return this.#net();
  }

  /** Adds what follows as a sum; what can be known by now of each slice. */
  #completed(): SliceGroup[] {
    this.#addMargins();
    this.#addTerritoryWholes();
    return this.#sliceGroups();
  }

  /** A margin that the table does not show still binds its parts to the other margins. */
  #addMargins(): void {
    for (let cell = 0; cell < this.#table.names.length; cell++) {
      const { territory, parts } = this.#table.names[cell] as Name;
      if (!Object.keys(parts).length) continue;
      for (const dimension of Object.keys(parts)) {
        const margin = without(parts, dimension);
        if (this.#table.index.has(this.#table.key(territory, margin))) continue;
        this.#margins.push(this.#table.values.length);
        this.#table.add(territory, margin, null);
      }
    }
    // What was added last is the coarsest; its parts have to have their sums first.
    const finestFirst = this.#table
      .unknown(this.#margins)
      .toSorted((a, b) => this.#table.depth(b) - this.#table.depth(a) || a - b);
    const parts = Map.groupBy(
      this.#table.names.keys(),
      (cell) => `${this.#table.names[cell]?.territory} ${this.#table.depth(cell)}`,
    );
    const codes = this.#codesByDimensions();
    for (const cell of finestFirst) {
      const { territory, parts: margin } = this.#table.names[cell] as Name;
      const below = (parts.get(`${territory} ${this.#table.depth(cell) + 1}`) ?? []).filter((one) =>
        Object.entries(margin).every(([dimension, code]) => this.#table.names[one]?.parts[dimension] === code),
      );
      const dimension = Object.keys(this.#table.names[below[0] ?? -1]?.parts ?? {}).find((one) => !(one in margin)) ?? '';
      const summed = below.filter((one) => this.#table.names[one]?.parts[dimension] !== undefined);
      // With a part missing the sum is too small, and what it leaves of the next whole would look like people of unknown kind.
      const crossed = codes.get(`${Object.keys({ ...margin, [dimension]: '' }).toSorted()} ${dimension}`) ?? new Set();
      const complete = summed.length === crossed.size && !this.#leavesOut(territory, dimension, crossed);
      this.#table.values[cell] = complete ? this.#table.sum(summed) : null;
    }
  }

  /** Whether the territory's own figures say that there are others beside these categories: crossed, they lack a part too. */
  #leavesOut(territory: string, dimension: string, codes: ReadonlySet<string>): boolean {
    const parts = [...codes].flatMap((code) => this.#table.index.get(this.#table.key(territory, { [dimension]: code })) ?? []);
    const whole = this.#table.index.get(this.#table.key(territory, {}));
    return parts.length === codes.size && whole !== undefined && this.#table.left(whole, parts) !== undefined;
  }

  /** Dimensions that are crossed, and one of them → its categories. */
  #codesByDimensions(): Map<string, Set<string>> {
    const codes = new Map<string, Set<string>>();
    for (const { parts } of this.#table.names)
      for (const [dimension, code] of Object.entries(parts)) {
        const key = `${Object.keys(parts).toSorted()} ${dimension}`;
        codes.set(key, (codes.get(key) ?? new Set()).add(code));
      }
    return codes;
  }

  /** A town that lacks a figure which its quarters have: what they add up to still binds it to the town's other figures. */
  #addTerritoryWholes(): void {
    const present = new Set(this.#table.names.map(({ territory }) => territory));
    for (let cell = 0; cell < this.#table.names.length; cell++) {
      const { territory, parts } = this.#table.names[cell] as Name;
      const whole = wholesOf(territory).find((key) => present.has(key));
      if (whole === undefined || this.#table.index.has(this.#table.key(whole, parts))) continue;
      this.#wholes.push(this.#table.values.length);
      this.#table.add(whole, parts, null);
    }
    const below = this.#table.below();
    const children = this.#table.children();
    // Smallest territories first: their sums are parts of the next. Where a part is missing too, nobody knows the sum.
    const height = (cell: number) => wholesOf(this.#table.names[cell]?.territory ?? '').length;
    for (const cell of this.#table.unknown(this.#wholes).toSorted((one, other) => height(other) - height(one) || one - other)) {
      const parts = below.get(cell) ?? [];
      const complete = parts.length === children.get(this.#table.names[cell]?.territory ?? '')?.length;
      this.#table.values[cell] = complete ? this.#table.sum(parts) : null;
    }
  }

  /** A figure that follows from the others; a sum that nobody knew is known now. @returns whether anything is new */
  #derive(territory: string, parts: Parts, whole: number, others: readonly number[]): boolean {
    const sum = this.#table.sum(others);
    const value = this.#table.values[whole] ?? null;
    if (sum === null || value === null) return false;
    const known = this.#table.index.get(this.#table.key(territory, parts));
    // Nothing left may also mean that there is none of it; less than nothing, that the figures do not add up.
    const left = value - sum;
    if (left < 0 || (known === undefined && left <= this.#rounding * (others.length + 1))) return false;
    // Of a kind that nobody delivered anywhere, something may be in what is left: no part is more than any of its wholes.
    const most = Math.min(
      left,
      ...Object.keys(parts).flatMap((one) => this.#table.valueOf(territory, without(parts, one)) ?? []),
    );
    if (known === undefined) this.#table.add(territory, parts, most);
    else this.#table.values[known] = most;
    this.#derived.add(known ?? this.#table.values.length - 1);
    return true;
  }

  /** Whether an office could have delivered the figure and has not, and nobody has worked it out yet. */
  #isOpen(cell: number | undefined): boolean {
    return cell === undefined || (cell >= this.#cells.length && this.#table.values[cell] === null);
  }

  /**
   * A territory that alone lacks a figure among its neighbours has what they leave of the whole: nobody delivered it, but
   * everybody knows it, and that no figure which contains it is smaller.
   */
  #deriveTerritories(): boolean {
    const children = this.#table.children();
    let any = false;
    for (const [whole, { territory, parts }] of [...this.#table.names.entries()]) {
      const below = (children.get(territory) ?? []).map(
        (child) => [child, this.#table.index.get(this.#table.key(child, parts))] as const,
      );
      const [open, another] = below.filter(([, cell]) => this.#isOpen(cell));
      if (!open || another) continue;
      const others = below.flatMap(([child, cell]) => (child === open[0] || cell === undefined ? [] : [cell]));
      any = this.#derive(open[0], parts, whole, others) || any;
    }
    return any;
  }

  /** The same of the one category that a territory lacks. */
  #deriveCategories(groups: readonly SliceGroup[]): boolean {
    let any = false;
    const alone = new Map(
      groups
        .filter(({ slices }) => !Object.keys(slices[0]?.parts ?? {}).length)
        .map(({ dimension, partitions }) => [dimension, partitions.find(({ whole }) => whole === '')?.parts ?? []]),
    );
    for (const { dimension, slices, partitions } of groups)
      for (const { territory, parts, whole, cells } of slices)
        for (const partition of partitions) {
          const sum = partition.whole === '' ? whole : cells.get(partition.whole);
          // A category that is nowhere crossed with others is part of what they are crossed with all the same.
          const all = alone.get(dimension) ?? [];
          const codes = partition.whole === '' && partition.parts.every((code) => all.includes(code)) ? all : partition.parts;
          const [open, another] = codes.filter((code) => this.#isOpen(cells.get(code)));
          if (sum === undefined || open === undefined || another !== undefined) continue;
          const others = codes.flatMap((code) => (code === open ? [] : (cells.get(code) ?? [])));
          any = this.#derive(territory, inOrder({ ...parts, [dimension]: open }), sum, others) || any;
        }
    return any;
  }

  /** What lies outside of all towns or quarters, where each of them has the figure. */
  #addTerritoryRests(): void {
    const children = this.#table.children();
    for (const [whole, parts] of this.#table.below()) {
      const { territory, parts: breakdown } = this.#table.names[whole] as Name;
      const left = this.#table.left(whole, parts);
      if (left !== undefined && parts.length === children.get(territory)?.length)
        this.#table.add(`${territory}${rest}`, breakdown, left);
    }
  }

  #sliceGroups(): SliceGroup[] {
    const groups = new Map<string, Map<string, DimensionSlice>>();
    for (const [cell, { territory, parts }] of this.#table.names.entries())
      for (const [dimension, code] of Object.entries(parts)) {
        const margin = without(parts, dimension);
        const key = this.#table.key(territory, margin);
        const whole = this.#table.index.get(key);
        if (whole === undefined) continue;
        const group = `${Object.keys(parts).join(';')} ${dimension}`;
        const slices = groups.get(group) ?? new Map<string, DimensionSlice>();
        const slice = slices.get(key) ?? { territory, parts: margin, whole, cells: new Map<string, number>() };
        slice.cells.set(code, cell);
        slices.set(key, slice);
        groups.set(group, slices);
      }
    return [...groups].map(([group, found]) => {
      const slices = [...found.values()];
      const codes = [...new Set(slices.flatMap(({ cells }) => [...cells.keys()]))].toSorted();
      const known = slices.map(({ whole, cells }) => {
        const values = [...cells].map(
          ([code, cell]) => [code, this.#derived.has(cell) ? null : (this.#table.values[cell] ?? null)] as const,
        );
        // Margins that the table does not show are made of their parts and prove nothing of them; nor does what follows from others.
        return new Map([['', whole < this.#cells.length ? (this.#table.values[whole] ?? null) : null], ...values]);
      });
      const partitions = partitionsOf(known, codes, (parts) => this.#rounding * (parts + 1));
      return { dimension: group.split(' ')[1] ?? '', slices, codes, partitions };
    });
  }

  #addRest({ territory, parts, whole, cells }: DimensionSlice, dimension: string): void {
    const left = this.#table.left(whole, [...cells.values()]);
    if (left !== undefined) this.#table.add(territory, { ...parts, [dimension]: rest }, left);
  }

  #relate(whole: number, parts: readonly number[]): void {
    if (parts.length) this.#relations.push({ cells: [whole, ...parts], signs: [-1, ...parts.map(() => 1)] });
  }

  #relateCategories(groups: readonly SliceGroup[]): void {
    for (const { dimension, slices, partitions } of groups)
      for (const { territory, parts, whole, cells } of slices)
        for (const partition of partitions) {
          const sum = partition.whole === '' ? whole : cells.get(partition.whole);
          const members = partition.parts.flatMap((code) => cells.get(code) ?? []);
          const left =
            partition.whole === ''
              ? this.#table.index.get(this.#table.key(territory, { ...parts, [dimension]: rest }))
              : undefined;
          if (sum !== undefined) this.#relate(sum, left === undefined ? members : [...members, left]);
        }
    // What is left in one dimension is divided by the others like any category.
    const lefts = Map.groupBy(
      [...this.#table.names.entries()].flatMap(([cell, { territory, parts }]) =>
        Object.keys(parts).flatMap((dimension) => {
          const margin = without(parts, dimension);
          return Object.values(margin).includes(rest)
            ? [{ cell, key: `${dimension} ${this.#table.key(territory, margin)}` }]
            : [];
        }),
      ),
      ({ key }) => key,
    );
    for (const [key, parts] of lefts) {
      const whole = this.#table.index.get(key.slice(key.indexOf(' ') + 1));
      if (whole !== undefined)
        this.#relate(
          whole,
          parts.map(({ cell }) => cell),
        );
    }
  }

  #relateTerritories(): void {
    for (const [whole, parts] of this.#table.below()) this.#relate(whole, parts);
  }

  #net(): Net {
    const widest = Math.max(0, ...this.#table.names.map(({ parts }) => Object.keys(parts).length));
    const places = this.#table.values.map(() => ({ relations: [] as number[], signs: [] as number[] }));
    for (const [relation, { cells, signs }] of this.#relations.entries())
      for (const [at, cell] of cells.entries()) {
        places[cell]?.relations.push(relation);
        places[cell]?.signs.push(signs[at] as number);
      }
    const costs = this.#cells.map(({ territory, value }, cell) => {
      const margins = widest - this.#table.depth(cell);
      return (1 + Math.log2(1 + Math.max(0, value ?? 0))) * (1 + margins) * weightOf(territory);
    });
    return { values: this.#table.values, real: this.#cells.length, costs, relations: this.#relations, places };
  }
}
