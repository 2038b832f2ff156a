import { readBreakdown, writeBreakdown } from './breakdown.ts';
import { type Formula, type Reference, summedUp } from './formula.ts';
import { parseFormula } from './formula-parsing.ts';
import type { Indicator } from './indicator.ts';
import {
  type CheckedCell,
  type Contradiction,
  type Figures,
  outside,
  type Range,
  toleranceBetween,
  widen,
} from './plausibility.ts';

/** Ranges of a formula's inputs in one place; undefined: not there. */
type Lookup = (reference: Reference) => Range | undefined;

/**
 * A published share, rate or density against the numbers it is made of, by the indicator's declared formula. The numbers are
 * those of the same source; where it does not have them, those of another source that counts the same people.
 */
export function checkShares(figures: Figures, indicators: readonly Indicator[]): Contradiction[] {
  const formulas = new Map<string, Formula>();
  for (const { key, formula } of indicators) {
    const parsed = formula === null ? undefined : parseFormula(formula);
    if (parsed?.ok) formulas.set(key, parsed.formula);
  }
  return figures.cells.flatMap((share) => {
    const formula = formulas.get(share.indicator);
    if (!formula || share.value === null) return [];
    const inputs: CheckedCell[] = [];
    const expected = evaluate(formula, (reference) => {
      const cell = inputOf(figures, share, reference);
      if (cell && !inputs.includes(cell)) inputs.push(cell);
      return cell && figures.range(cell);
    });
    if (!expected) return [];
    const tolerance = toleranceBetween(
      figures,
      [share, ...inputs.filter(({ indicator }) => countsPeople(figures, indicator))].map(({ source }) => source),
    );
    return (
      outside(
        figures,
        { rule: 'share', detail: 'share' },
        [share, ...inputs],
        widen(expected, tolerance),
        asPrinted(figures, formula, share),
      ) ?? []
    );
  });
}

const countsPeople = (figures: Figures, indicator: string) => figures.indicator(indicator)?.unit === 'persons';

function inputOf(figures: Figures, share: CheckedCell, { indicator, where, at }: Reference): CheckedCell | undefined {
  // Location quotients and the like are computed by us, nobody publishes them.
  const own = readBreakdown(share.breakdown);
  const choices = Object.entries(where);
  // Nobody claims that the categories of a sum are all there are.
  if (at !== null || !own || choices.some(([, category]) => category === summedUp)) return undefined;
  // Its own parts make up what they are parts of, nothing beside it.
  if (indicator === share.indicator && choices.some(([dimension]) => Object.hasOwn(own, dimension))) return undefined;
  const merged = Object.entries({ ...own, ...where }).filter(([, category]) => category !== 'total');
  const place = { ...share, indicator, breakdown: writeBreakdown(Object.fromEntries(merged)) };
  const same = figures.find(place);
  if (same) return same;
  const others = figures.ofAll(place);
  // Square kilometres are the same ones, whoever counts the people on them.
  if (!countsPeople(figures, indicator)) return others[0];
  const basis = figures.basis(share.source);
  return basis === null ? undefined : others.find(({ source }) => figures.basis(source) === basis);
}

/** Range of the result; undefined where an input is missing or the formula reaches beyond place and period. */
function evaluate(formula: Formula, lookup: Lookup): Range | undefined {
  const of = (part: Formula | undefined) => part && evaluate(part, lookup);
  switch (formula.kind) {
    case 'number':
      return { low: formula.value, high: formula.value };
    case 'reference':
      return lookup(formula);
    case 'negative': {
      const range = of(formula.of);
      return range && { low: -range.high, high: -range.low };
    }
    case 'operation': {
      const [left, right] = [of(formula.left), of(formula.right)];
      return left && right && operate(formula.operator, left, right);
    }
    case 'call': {
      if (formula.name !== 'share' && formula.name !== 'per') return undefined;
      const [part, whole] = [of(formula.parts[0]), of(formula.parts[1])];
      const factor = formula.name === 'share' ? 100 : (formula.parameter ?? 1);
      const quotient = part && whole && operate('/', part, whole);
      return quotient && { low: quotient.low * factor, high: quotient.high * factor };
    }
  }
}

/** The result of the printed values. */
function asPrinted(figures: Figures, formula: Formula, share: CheckedCell): number | null {
  const result = evaluate(formula, (reference) => {
    const value = inputOf(figures, share, reference)?.value ?? null;
    return value === null ? undefined : { low: value, high: value };
  });
  return result?.low ?? null;
}

function operate(operator: '+' | '-' | '*' | '/', a: Range, b: Range): Range | undefined {
  if (operator === '+') return { low: a.low + b.low, high: a.high + b.high };
  if (operator === '-') return { low: a.low - b.high, high: a.high - b.low };
  // What is divided by something that may be zero may be anything.
  if (operator === '/' && b.low <= 0) return undefined;
  const values = [a.low, a.high].flatMap((one) => [b.low, b.high].map((other) => (operator === '*' ? one * other : one / other)));
  return values.some(Number.isNaN) ? undefined : { low: Math.min(...values), high: Math.max(...values) };
}
