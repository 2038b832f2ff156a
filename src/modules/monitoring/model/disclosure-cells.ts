import { writeBreakdown } from './breakdown.ts';

/** A cell of the table of one indicator, source and period. */
export interface TableCell {
  readonly territory: string;
  /** As in `Observation.breakdown`. */
  readonly breakdown: string;
  /** Null: nobody knows it, the office withheld it or never delivered it. */
  readonly value: number | null;
}

/** What parts leave of a whole: as a category, and after the key of a territory. No key of either holds this sign. */
export const rest = '~';

/** Territories in which a territory lies, the nearest first. Associations overlap with towns and districts: they add up to nothing. */
export function wholesOf(territory: string): readonly string[] {
  if (territory.endsWith(rest)) return [territory.slice(0, -1), ...wholesOf(territory.slice(0, -1))];
  if (territory === 'DG' || territory.length === 9) return [];
  const [key = ''] = territory.split('-');
  const lengths = [8, 5, 3, 2].filter((length) => length < key.length || (length === key.length && territory !== key));
  return [...lengths.map((length) => key.slice(0, length)), 'DG'];
}

export type Parts = Readonly<Record<string, string>>;

export interface Name {
  readonly territory: string;
  readonly parts: Parts;
}

export const without = (parts: Parts, dimension: string): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([key]) => key !== dimension));

/** Cells by territory and breakdown: those of a table first, then those that are added to it. */
export class CellTable {
  readonly values: (number | null)[] = [];
  readonly names: Name[] = [];
  readonly index = new Map<string, number>();
  /** How far a figure may lie from the true one. */
  readonly #rounding: number;

  constructor(rounding: number) {
    this.#rounding = rounding;
  }

  key(territory: string, parts: Parts): string {
    return `${territory}\n${writeBreakdown(parts)}`;
  }

  add(territory: string, parts: Parts, value: number | null): void {
    this.index.set(this.key(territory, parts), this.values.length);
    this.names.push({ territory, parts });
    this.values.push(value);
  }

  sum(cells: Iterable<number>): number | null {
    let sum = 0;
    for (const cell of cells) {
      const value = this.values[cell] ?? null;
      if (value === null) return null;
      sum += value;
    }
    return sum;
  }

  /** What the parts leave of the whole beyond what rounding explains; undefined: nothing, or not known. */
  left(whole: number, parts: readonly number[]): number | undefined {
    const sum = this.sum(parts);
    const value = this.values[whole] ?? null;
    if (sum === null || value === null) return undefined;
    return value - sum > this.#rounding * (parts.length + 1) ? value - sum : undefined;
  }

  unknown(cells: readonly number[]): number[] {
    return cells.filter((cell) => this.values[cell] === null);
  }

  /** Territory → those just below it, as far as the table has any. */
  children(): Map<string, string[]> {
    const present = new Set(this.names.map(({ territory }) => territory));
    return Map.groupBy(present, (territory) => wholesOf(territory).find((key) => present.has(key)) ?? '');
  }

  valueOf(territory: string, parts: Parts): number | null {
    return this.values[this.index.get(this.key(territory, parts)) ?? -1] ?? null;
  }

  depth(cell: number): number {
    return Object.keys(this.names[cell]?.parts ?? {}).length;
  }

  /** Whole → the cells of the same breakdown in the territories just below it. */
  below(): Map<number, number[]> {
    const below = new Map<number, number[]>();
    for (const [cell, { territory, parts }] of this.names.entries()) {
      const whole = wholesOf(territory).flatMap((key) => this.index.get(this.key(key, parts)) ?? [])[0];
      if (whole === undefined) continue;
      const list = below.get(whole) ?? [];
      list.push(cell);
      below.set(whole, list);
    }
    return below;
  }
}
