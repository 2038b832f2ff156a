import { readBreakdown, writeBreakdown } from './breakdown.ts';
import type { Cell } from './figures.ts';
import { type Formula, isFiner, partsOf, type Reference, referencesOf, summedIn, summedUp, takenOut } from './formula.ts';
import { periodBefore, sameInYear } from './formula-periods.ts';
import { exactly, minus, over, plus, type Quantity, quantityOf, scaled, times, warned } from './formula-values.ts';
import type { Spot } from './grid.ts';
import { comparePeriods, spanOf } from './period.ts';
import type { Periodicity, PopulationBasis } from './vocabulary.ts';

/** What a formula is computed from. */
export interface FormulaGround {
  /** Key of the indicator that the formula belongs to; of its own figures the ground knows the observed ones alone. */
  readonly own: string | null;
  /** Undefined: no such figure. */
  cell(indicator: string, spot: Spot): Cell | undefined;
  /** Breakdowns by the finest categories of some dimensions, beside what the spot's breakdown fixes, whatever the period. */
  finer(indicator: string, spot: Spot, dimensions: readonly string[]): readonly string[];
  /** Periods for which an indicator may have a figure in a territory and breakdown. */
  periods(indicator: string, spot: Spot): readonly string[];
  /** Whether an indicator counts (persons, cases) instead of relating. */
  counts(indicator: string): boolean;
  /** First periods after the breaks of an indicator and of all that it is computed from. */
  breaks(indicator: string): readonly string[];
  basis(source: string): PopulationBasis | null;
}

/** From here on a ratio is formed without the warning `small_number`: one case is five percent of twenty. */
export const smallestSafeCount = 20;

/** Bases that claim to count the residents of a place. Jobs and own contacts per inhabitant are rates, not mixtures. */
const residentBases: readonly (PopulationBasis | null)[] = ['update', 'register', 'azr', 'census', 'microcensus'];

/** Key of the territory that `@…` means, seen from a place; undefined: there is none above it. */
export function placeAt(at: string | null, territory: string): string | undefined {
  if (at === null) return territory;
  if (at === 'nation') return 'DG';
  if (at !== 'land' && at !== 'kreis') return at;
  const length = at === 'land' ? 2 : 5;
  const digits = /^\d*/.exec(territory)?.[0].length ?? 0;
  return digits >= length ? territory.slice(0, length) : undefined;
}

/**
 * The breakdown of an input: what was asked for with the categories of the reference, without those it takes out; undefined
 * where there is nothing to take out. What is summed up stays as it was asked for: see `summedIn`.
 */
export function breakdownAt(where: Reference['where'], breakdown: string): string | undefined {
  const chosen = Object.entries(where).filter(([, category]) => category !== summedUp);
  if (chosen.length === 0) return breakdown;
  const asked = readBreakdown(breakdown) ?? {};
  if (chosen.some(([dimension, category]) => category === takenOut && !Object.hasOwn(asked, dimension))) return undefined;
  const all = { ...asked, ...Object.fromEntries(chosen) };
  return writeBreakdown(Object.fromEntries(Object.entries(all).filter(([, category]) => category !== takenOut)));
}

/**
 * The value of a formula at a spot, undefined where an input is missing.
 * @param periodicity of the indicator that the formula belongs to: the step of `change` and `growth`
 */
export function evaluate(formula: Formula, spot: Spot, periodicity: Periodicity, ground: FormulaGround): Quantity | undefined {
  const of = (part: Formula, at: Spot = spot) => evaluate(part, at, periodicity, ground);
  switch (formula.kind) {
    case 'number':
      return exactly(formula.value);
    case 'reference':
      return inputSpots(formula, spot, ground)
        .flatMap((at) => cellOf(formula.indicator, at, ground) ?? [])
        .map(quantityOf)
        .reduce<Quantity | undefined>((sum, part) => (sum ? plus(sum, part) : part), undefined);
    case 'negative':
      return both(exactly(0), of(formula.of), minus);
    case 'operation': {
      const [left, right] = [of(formula.left), of(formula.right)];
      if (formula.operator === '/') return ratio(formula.left, formula.right, left, right, ground);
      return both(left, right, { '+': plus, '-': minus, '*': times }[formula.operator]);
    }
    case 'call':
      return call(formula, spot, periodicity, ground);
  }
}

/** Where a reference reads: in one spot, in those that it adds up, or nowhere. */
function inputSpots(reference: Reference, spot: Spot, ground: FormulaGround): readonly Spot[] {
  const territory = placeAt(reference.at, spot.territory);
  const breakdown = breakdownAt(reference.where, spot.breakdown);
  if (territory === undefined || breakdown === undefined) return [];
  const at = { territory, period: spot.period, breakdown };
  const asked = readBreakdown(spot.breakdown) ?? {};
  if (reference.indicator === ground.own && !makesUp(reference, asked)) return [];
  const summed = summedIn(reference, asked);
  if (summed.length === 0) return [at];
  return ground.finer(reference.indicator, at, summed).map((finer) => ({ ...at, breakdown: finer }));
}

/** Of its own figures a formula takes parts of what is asked for, none that lie beside it. */
function makesUp(reference: Reference, asked: Readonly<Record<string, string>>): boolean {
  const choices = Object.entries(reference.where);
  return (
    isFiner(reference) &&
    choices.some(([dimension]) => !Object.hasOwn(asked, dimension)) &&
    choices.every(
      ([dimension, category]) => category === summedUp || !Object.hasOwn(asked, dimension) || asked[dimension] === category,
    )
  );
}

/** What happened in a year (`2024`) and what was counted on its last day (`2024-12-31`) belong together. */
function cellOf(indicator: string, spot: Spot, ground: FormulaGround): Cell | undefined {
  const found = ground.cell(indicator, spot);
  const end = found ? undefined : spanOf(spot.period)?.to;
  if (found || !end) return found;
  const others = [end, ...(end.endsWith('-12-31') ? [end.slice(0, 4)] : [])].filter((period) => period !== spot.period);
  for (const period of others) {
    const cell = ground.cell(indicator, { ...spot, period });
    if (cell) return cell;
  }
  return undefined;
}

/** The newest period, not later than the one asked for and at most two years older, for which there is a value. */
function newestUpTo(of: Formula, spot: Spot, periodicity: Periodicity, ground: FormulaGround): Quantity | undefined {
  const lead = referencesOf(of)[0];
  const end = spanOf(spot.period)?.to;
  if (!lead || !end) return undefined;
  const oldest = `${Number(end.slice(0, 4)) - 2}${end.slice(4)}`;
  const periods = [...new Set(inputSpots(lead, spot, ground).flatMap((at) => ground.periods(lead.indicator, at)))]
    .filter((period) => {
      const last = spanOf(period)?.to ?? period;
      return last <= end && last >= oldest;
    })
    .toSorted((a, b) => comparePeriods(b, a));
  for (const period of periods) {
    const found = evaluate(of, { ...spot, period }, periodicity, ground);
    if (found) return found;
  }
  return undefined;
}

function both(
  a: Quantity | undefined,
  b: Quantity | undefined,
  operation: (a: Quantity, b: Quantity) => Quantity,
): Quantity | undefined {
  return a && b && operation(a, b);
}

function call(
  { name, parts, parameter }: Extract<Formula, { kind: 'call' }>,
  spot: Spot,
  periodicity: Periodicity,
  ground: FormulaGround,
): Quantity | undefined {
  const [first, second = first] = parts;
  if (!first || !second) return undefined;
  const ratioAt = (at: Spot) =>
    ratio(first, second, evaluate(first, at, periodicity, ground), evaluate(second, at, periodicity, ground), ground);
  switch (name) {
    case 'share':
    case 'per': {
      const found = ratioAt(spot);
      return found && scaled(name === 'share' ? 100 : (parameter ?? 1), found);
    }
    case 'quotient': {
      const land = placeAt('land', spot.territory);
      return land ? both(ratioAt(spot), ratioAt({ ...spot, territory: land }), over) : undefined;
    }
    case 'last':
      return newestUpTo(first, spot, periodicity, ground);
    case 'change':
    case 'growth':
    case 'index': {
      const steps = parameter ?? 1;
      const period = name === 'index' ? sameInYear(spot.period, steps) : periodBefore(spot.period, steps, periodicity);
      if (period === undefined) return undefined;
      const now = evaluate(first, spot, periodicity, ground);
      const then = evaluate(first, { ...spot, period }, periodicity, ground);
      const found = compared(name, first, now, then, ground);
      return found && (crosses(first, spot.period, period, ground) ? warned(found, 'crosses_break') : found);
    }
  }
}

/** Each value stands once in it, so that the interval is as narrow as it can be. */
function compared(
  name: 'change' | 'growth' | 'index',
  of: Formula,
  now: Quantity | undefined,
  then: Quantity | undefined,
  ground: FormulaGround,
): Quantity | undefined {
  if (name === 'change') return both(now, then, minus);
  const found = ratio(of, of, now, then, ground);
  if (!found) return undefined;
  return name === 'index' ? scaled(100, found) : minus(scaled(100, found), exactly(100));
}

function ratio(
  numerator: Formula,
  denominator: Formula,
  above: Quantity | undefined,
  below: Quantity | undefined,
  ground: FormulaGround,
): Quantity | undefined {
  const found = both(above, below, over);
  if (!found) return undefined;
  const small = (formula: Formula, quantity: Quantity | undefined) => {
    if (!quantity?.known || !isCount(formula, ground)) return false;
    return quantity.value !== 0 && Math.abs(quantity.value) < smallestSafeCount;
  };
  return small(numerator, above) || small(denominator, below) ? warned(found, 'small_number') : found;
}

function isCount(formula: Formula, ground: FormulaGround): boolean {
  switch (formula.kind) {
    case 'reference':
      return ground.counts(formula.indicator);
    case 'negative':
      return isCount(formula.of, ground);
    case 'operation':
      return (formula.operator === '+' || formula.operator === '-') && partsOf(formula).every((part) => isCount(part, ground));
    case 'call':
      return (formula.name === 'change' || formula.name === 'last') && partsOf(formula).every((part) => isCount(part, ground));
    default:
      return false;
  }
}

/** Whether a break of any input lies between two periods: the later of them is the break's first or comes after it. */
function crosses(formula: Formula, one: string, other: string, ground: FormulaGround): boolean {
  const [earlier, later] = comparePeriods(one, other) < 0 ? [one, other] : [other, one];
  return referencesOf(formula).some(({ indicator }) =>
    ground.breaks(indicator).some((period) => comparePeriods(earlier, period) < 0 && comparePeriods(period, later) <= 0),
  );
}

/** The figure that is shown. `decimals` is what tells whether rounding can be seen. */
export function derivedCell(quantity: Quantity, decimals: number, basis: FormulaGround['basis']): Cell {
  const { sources } = quantity;
  const bases = new Set(sources.map(basis).filter((one) => residentBases.includes(one)));
  const mixed = bases.size > 1 ? warned(quantity, 'mixed_basis') : quantity;
  if (!mixed.known) {
    const { marker, withheld, warnings } = mixed;
    return { value: null, marker, quality: null, withheld, sources, uncertainty: 0, warnings };
  }
  const { value, low, high, limited } = mixed;
  const uncertainty = Math.max(high - value, value - low);
  const { warnings } = uncertainty > 10 ** -decimals / 2 ? warned(mixed, 'rounding') : mixed;
  return { value, marker: limited ? '()' : null, quality: null, withheld: false, sources, uncertainty, warnings };
}
