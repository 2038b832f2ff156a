import { type Formula, foundationsOf, inputsOf, placeReferences } from './formula.ts';
import { type FormulaFault, parseFormula } from './formula-parsing.ts';

/** How many derived indicators may stand upon each other. */
export const deepestFormulas = 8;

/** Key → formula; what cannot be read is left out. */
export function readFormulas(
  indicators: readonly { readonly key: string; readonly formula: string | null }[],
): ReadonlyMap<string, Formula> {
  const formulas = new Map<string, Formula>();
  for (const { key, formula } of indicators) {
    const parsed = formula === null ? undefined : parseFormula(formula);
    if (parsed?.ok) formulas.set(key, parsed.formula);
  }
  return formulas;
}

/**
 * A way along the formulas that comes back to its beginning, which stands at both ends; undefined: there is none. An
 * indicator that is made up of its own parts is no circle: those are observed.
 */
export function findCycle(formulas: ReadonlyMap<string, Formula>): readonly string[] | undefined {
  const done = new Set<string>();
  const way: string[] = [];
  const walk = (key: string): readonly string[] | undefined => {
    const seen = way.indexOf(key);
    if (seen >= 0) return [...way.slice(seen), key];
    const formula = formulas.get(key);
    if (!formula || done.has(key)) return undefined;
    way.push(key);
    for (const input of foundationsOf(key, formula)) {
      const cycle = walk(input);
      if (cycle) return cycle;
    }
    way.pop();
    done.add(key);
    return undefined;
  };
  for (const key of formulas.keys()) {
    const cycle = walk(key);
    if (cycle) return cycle;
  }
  return undefined;
}

/** How many formulas stand upon each other below this one, itself included; the set must be free of cycles. */
function depthOf(key: string, formulas: ReadonlyMap<string, Formula>, known = new Map<string, number>()): number {
  const formula = formulas.get(key);
  if (!formula) return 0;
  let depth = known.get(key);
  if (depth === undefined) {
    depth = 1 + Math.max(0, ...foundationsOf(key, formula).map((input) => depthOf(input, formulas, known)));
    known.set(key, depth);
  }
  return depth;
}

export type FormulaProblem =
  | { readonly code: FormulaFault; readonly position: number }
  | { readonly code: 'unknown_indicator'; readonly indicator: string }
  | { readonly code: 'cycle'; readonly way: readonly string[] }
  /** It names no indicator at the place and period itself, so nobody could say for which ones it is meant. */
  | { readonly code: 'no_place' }
  /** More than `deepestFormulas` upon each other. */
  | { readonly code: 'too_deep_together' };

/** What is wrong with a formula that somebody gives to an indicator; undefined: nothing. Texts `monitoring:staff.formula.<code>`. */
export function checkFormula(
  text: string,
  key: string,
  indicators: readonly { readonly key: string; readonly formula: string | null }[],
): FormulaProblem | undefined {
  const parsed = parseFormula(text);
  if (!parsed.ok) return { code: parsed.code, position: parsed.position };
  const known = new Set([key, ...indicators.map((one) => one.key)]);
  const missing = inputsOf(parsed.formula).find((input) => !known.has(input));
  if (missing !== undefined) return { code: 'unknown_indicator', indicator: missing };
  if (!placeReferences(parsed.formula).some(({ at }) => at === null)) return { code: 'no_place' };
  const formulas = new Map([...readFormulas(indicators), [key, parsed.formula]]);
  const way = findCycle(formulas);
  if (way) return { code: 'cycle', way };
  const deepest = Math.max(...[...formulas.keys()].map((one) => depthOf(one, formulas)));
  return deepest > deepestFormulas ? { code: 'too_deep_together' } : undefined;
}
