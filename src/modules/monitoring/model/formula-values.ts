import { type Cell, isUndelivered, type Warning } from './figures.ts';
import type { Marker } from './vocabulary.ts';

/**
 * What a part of a formula comes to: a value with the interval in which the true one lies, or the marker that stands for it.
 * `known: false` never becomes a number again.
 */
export type Quantity = Known | Unknown;

interface Origin {
  /** Keys, in the order of first use. */
  readonly sources: readonly string[];
  readonly warnings: readonly Warning[];
}

export interface Known extends Origin {
  readonly known: true;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** One of its inputs is of limited reliability, marker `()`. */
  readonly limited: boolean;
}

export interface Unknown extends Origin {
  readonly known: false;
  readonly marker: BlankMarker;
  readonly withheld: boolean;
}

type BlankMarker = Exclude<Marker, '-' | '()'>;

/**
 * Which marker stands where inputs have different ones, first match. What is secret or unknown outweighs what comes later:
 * the result stays unknown when the late figure has come. `x` is last: it says something of one input only.
 */
export const markerOrder: readonly BlankMarker[] = ['.', '*', '...', '/', 'x'];

export const exactly = (value: number): Known => ({
  known: true,
  value,
  low: value,
  high: value,
  limited: false,
  sources: [],
  warnings: [],
});

const blank = (marker: BlankMarker, { sources, warnings }: Origin): Unknown => ({
  known: false,
  marker,
  withheld: false,
  sources,
  warnings,
});

/** A figure as an input; one without value and marker counts as unknown. */
export function quantityOf(cell: Cell): Quantity {
  const { value, marker, sources, warnings, uncertainty } = cell;
  // How sure the last digit shown is depends on what is shown: said of the result anew.
  const origin = { sources, warnings: warnings.filter((warning) => warning !== 'rounding') };
  if (cell.withheld) return { ...blank('.', origin), withheld: true };
  if (isUndelivered(cell)) return blank('.', origin);
  if (marker === '-') return { ...exactly(0), low: 0 - uncertainty, high: uncertainty, ...origin };
  if (marker !== null && marker !== '()') return blank(marker, origin);
  if (value === null || !Number.isFinite(value)) return blank('.', origin);
  return { known: true, value, low: value - uncertainty, high: value + uncertainty, limited: marker === '()', ...origin };
}

const union = <Item>(a: readonly Item[], b: readonly Item[]): readonly Item[] =>
  b.every((item) => a.includes(item)) ? a : [...new Set([...a, ...b])];

/** Both at once: of two unknown ones the marker that outweighs, withheld when one is. */
function combine(a: Quantity, b: Quantity, both: (a: Known, b: Known, origin: Origin) => Quantity): Quantity {
  const origin = { sources: union(a.sources, b.sources), warnings: union(a.warnings, b.warnings) };
  if (a.known && b.known) return both(a, b, origin);
  const unknown = [a, b].filter((one) => !one.known);
  const marker = markerOrder.find((one) => unknown.some((each) => each.marker === one)) ?? '.';
  return { known: false, marker, withheld: unknown.some(({ withheld }) => withheld), ...origin };
}

/** The bounds may have come out in any order. */
function known(value: number, bounds: readonly number[], limited: boolean, origin: Origin): Quantity {
  const [low, high] = [Math.min(value, ...bounds), Math.max(value, ...bounds)];
  // Too large to be a figure of this world: said as "not meaningful", not as Infinity.
  if (!Number.isFinite(low) || !Number.isFinite(high)) return blank('x', origin);
  return { known: true, value: value + 0, low, high, limited, ...origin };
}

export const plus = (a: Quantity, b: Quantity): Quantity =>
  combine(a, b, (a, b, origin) => known(a.value + b.value, [a.low + b.low, a.high + b.high], a.limited || b.limited, origin));

export const minus = (a: Quantity, b: Quantity): Quantity =>
  combine(a, b, (a, b, origin) => known(a.value - b.value, [a.low - b.high, a.high - b.low], a.limited || b.limited, origin));

const products = (a: Known, b: Known) => [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];

export const times = (a: Quantity, b: Quantity): Quantity =>
  combine(a, b, (a, b, origin) => known(a.value * b.value, products(a, b), a.limited || b.limited, origin));

/** By zero: `x`, not meaningful. Where rounding leaves open whether it is zero: `/`, nothing can be said. */
export const over = (a: Quantity, b: Quantity): Quantity =>
  combine(a, b, (a, b, origin) => {
    if (b.value === 0) return blank('x', origin);
    if (b.low <= 0 && b.high >= 0) return blank('/', origin);
    const bounds = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high];
    return known(a.value / b.value, bounds, a.limited || b.limited, origin);
  });

export const scaled = (factor: number, of: Quantity): Quantity => times(exactly(factor), of);

export function warned(quantity: Quantity, warning: Warning): Quantity {
  return { ...quantity, warnings: union(quantity.warnings, [warning]) };
}

/** Unknown because the one beside it is, with its own value kept back. */
export function withheldWith(quantity: Quantity, guard: Cell | undefined): Quantity {
  return guard?.withheld ? { ...blank('.', quantity), withheld: true } : quantity;
}
