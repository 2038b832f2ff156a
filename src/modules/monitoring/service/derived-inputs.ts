import { groupBreakdowns } from '../model/category-groups.ts';
import type { FigureQuery } from '../model/figures.ts';
import { type Formula, inputsOf, partsOf, referencesOf, summedUp } from '../model/formula.ts';
import { deepestFormulas, readFormulas } from '../model/formula-check.ts';
import { breakdownAt, placeAt } from '../model/formula-evaluation.ts';
import { yearsBack } from '../model/formula-periods.ts';
import type { Dimension, Indicator } from '../model/indicator.ts';
import type { Periodicity } from '../model/vocabulary.ts';
import type { ObservationFilter, ObservationRow } from '../store/observations.ts';

/** Observations that formulas may read in one go. */
export const mostInputs = 200_000;

/** The newest figure of a formula is looked for among so many periods of its inputs: the slowest of them is not far behind. */
const newestPeriods = 12;

/** Breakdowns that are named one by one; beyond, all of the inputs are read. */
const mostBreakdowns = 300;

/** All indicators that formulas of the ones asked for lead to, those ones included. */
export function closureOf(indicators: readonly Indicator[], asked: readonly Indicator[]): readonly Indicator[] {
  const byKey = new Map(indicators.map((indicator) => [indicator.key, indicator]));
  const formulas = readFormulas(indicators);
  const found = new Set<Indicator>();
  let round = asked.filter(({ key }) => formulas.has(key));
  for (let depth = 0; depth <= deepestFormulas && round.length; depth++) {
    for (const one of round) found.add(one);
    const inputs = round.flatMap(({ key, secrecyOf }) => {
      const formula = formulas.get(key);
      // What would tell a withheld count is withheld with it, so the count is read too.
      return [...(formula ? inputsOf(formula) : []), ...(secrecyOf ? [secrecyOf] : [])];
    });
    round = [...new Set(inputs)].flatMap((key) => byKey.get(key) ?? []).filter((one) => !found.has(one));
  }
  return [...found];
}

/** Those of a closure that are added up, by formulas of their own or of others, and what they are computed from. */
function summedOf(closure: readonly Indicator[], formulas: ReadonlyMap<string, Formula>): ReadonlySet<string> {
  const starred = [...formulas.values()]
    .flatMap(referencesOf)
    .filter(({ where }) => Object.values(where).includes(summedUp))
    .map(({ indicator }) => indicator);
  const guards = new Map(closure.map(({ key, secrecyOf }) => [key, secrecyOf]));
  return new Set(
    grown(starred, (key) => {
      const [formula, guard] = [formulas.get(key), guards.get(key)];
      return [...(formula ? inputsOf(formula) : []), ...(guard ? [guard] : [])];
    }),
  );
}

/**
 * The statements that read all that formulas need: more than is asked for, because they look at other places, earlier
 * periods and other breakdowns. They may read too much, never too little.
 *
 * What is added up is needed in all breakdowns. It is read by a statement of its own, so that all the rest is not read so.
 */
export function inputFilters(
  closure: readonly Indicator[],
  dimensions: readonly Dimension[],
  query: FigureQuery,
): { readonly plain: InputFilter; readonly summed: InputFilter } {
  const summed = summedOf(closure, readFormulas(closure));
  const filter = inputFilter(closure, dimensions, query);
  const idsOf = (added: boolean) => closure.filter(({ key }) => summed.has(key) === added).map(({ id }) => id);
  return {
    plain: { ...filter, indicatorIds: idsOf(false) },
    summed: { ...filter, indicatorIds: idsOf(true), breakdowns: null },
  };
}

/**
 * The rows up to a limit that are all there is of an indicator at a place. A sum of which parts were not read would be too
 * small, and nobody would notice.
 */
export function wholePlaces(rows: readonly ObservationRow[], limit: number): readonly ObservationRow[] {
  const cut = rows.length > limit ? rows[limit] : undefined;
  if (!cut) return rows;
  return rows.slice(0, limit).filter((row) => row.indicatorId !== cut.indicatorId || row.territory !== cut.territory);
}

type InputFilter = ObservationFilter & { readonly perSeries: number | null };

function inputFilter(closure: readonly Indicator[], dimensions: readonly Dimension[], query: FigureQuery): InputFilter {
  const formulas = readFormulas(closure);
  const references = [...formulas.values()].flatMap(referencesOf);
  const calls = [...formulas.values()].flatMap(callsOf);
  const baseYears = calls.flatMap(({ name, parameter }) => (name === 'index' && parameter !== null ? [parameter] : []));
  const reach = reachOf(closure, formulas);
  const ats = new Set<string>(references.flatMap(({ at }) => at ?? []));
  if (calls.some(({ name }) => name === 'quotient')) ats.add('land');
  const year = (day: string) => Number(day.slice(0, 4));
  return {
    indicatorIds: closure.map(({ id }) => id),
    territories: query.territories ? grown(query.territories, (key) => [...ats].flatMap((at) => placeAt(at, key) ?? [])) : null,
    breakdowns: breakdownsRead(
      query.breakdowns,
      references.map(({ where }) => where),
      dimensions,
    ),
    fromYear: query.from === undefined ? null : Math.min(year(query.from), ...baseYears) - reach.years - 1,
    toYear: query.to === undefined ? null : Math.max(year(query.to), ...baseYears),
    newest: false,
    perSeries: query.newest && baseYears.length === 0 ? newestPeriods + reach.steps : null,
    asKnownOn: query.asKnownOn ?? null,
    limit: mostInputs + 1,
  };
}

type Call = Extract<Formula, { kind: 'call' }>;

const callsOf = (formula: Formula): readonly Call[] => [
  ...(formula.kind === 'call' ? [formula] : []),
  ...partsOf(formula).flatMap(callsOf),
];

interface Reach {
  readonly years: number;
  readonly steps: number;
}

/** How far changes look back at most, through formulas that stand upon each other. */
function reachOf(indicators: readonly Indicator[], formulas: ReadonlyMap<string, Formula>): Reach {
  const rhythm = new Map(indicators.map(({ key, periodicity }) => [key, periodicity]));
  const known = new Map<string, Reach>();
  const farthest = (all: readonly Reach[]): Reach => ({
    years: Math.max(0, ...all.map(({ years }) => years)),
    steps: Math.max(0, ...all.map(({ steps }) => steps)),
  });
  const ofKey = (key: string): Reach => {
    const formula = formulas.get(key);
    const found = known.get(key);
    if (found || !formula) return found ?? { years: 0, steps: 0 };
    // Stands while it is being computed, so that a circle ends.
    known.set(key, { years: 0, steps: 0 });
    const reach = of(formula, rhythm.get(key) ?? 'year');
    known.set(key, reach);
    return reach;
  };
  const of = (formula: Formula, periodicity: Periodicity): Reach => {
    if (formula.kind === 'reference') return ofKey(formula.indicator);
    const inner = farthest(partsOf(formula).map((part) => of(part, periodicity)));
    if (formula.kind === 'call' && formula.name === 'last') return { years: inner.years + 2, steps: inner.steps };
    if (formula.kind !== 'call' || (formula.name !== 'change' && formula.name !== 'growth')) return inner;
    const steps = formula.parameter ?? 1;
    return { years: inner.years + yearsBack(steps, periodicity), steps: inner.steps + steps };
  };
  return farthest([...formulas.keys()].map(ofKey));
}

/** With everything that follows from them, until nothing new does. */
function grown(start: readonly string[], next: (one: string) => readonly string[]): string[] {
  const all = new Set(start);
  for (const one of all) for (const further of next(one)) all.add(further);
  return [...all];
}

function breakdownsRead(
  asked: FigureQuery['breakdowns'],
  selections: readonly Readonly<Record<string, string>>[],
  dimensions: readonly Dimension[],
): string[] | null {
  if (asked === 'all') return null;
  const categories = new Map(dimensions.map(({ key, categories }) => [key, categories]));
  const start = asked === undefined || asked === 'total' ? [''] : asked;
  const all = new Set(
    start.flatMap((one) => {
      if (!one.startsWith('by:')) return [one];
      const dimension = one.slice(3);
      return [one, ...(categories.get(dimension) ?? []).map(({ code }) => `${dimension}=${code}`)];
    }),
  );
  // A set that is gone through meets what is added on the way.
  for (const one of all) {
    if (all.size > mostBreakdowns) return null;
    if (one.startsWith('by:')) continue;
    for (const where of selections) all.add(breakdownAt(where, one) ?? one);
    for (const part of groupBreakdowns(one)) all.add(part);
  }
  return [...all];
}
