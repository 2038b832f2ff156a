import { readBreakdown } from '../model/breakdown.ts';
import { type Cell, type FigureQuery, mostCells } from '../model/figures.ts';
import { type Formula, placeReferences, type Reference } from '../model/formula.ts';
import { deepestFormulas, readFormulas } from '../model/formula-check.ts';
import { breakdownAt, derivedCell, evaluate, type FormulaGround, type Spot } from '../model/formula-evaluation.ts';
import { withheldWith } from '../model/formula-values.ts';
import type { Indicator } from '../model/indicator.ts';
import { relativeUnits } from '../model/vocabulary.ts';
import { closureOf } from './derived-inputs.ts';
import { type Cells, cellKey, type Definitions, readCellKey, withinDays } from './figure-set.ts';

type AskedFor = Pick<FigureQuery, 'territories' | 'breakdowns' | 'from' | 'to'>;

const spotKey = ({ territory, period, breakdown }: Spot) => `${territory}\n${period}\n${breakdown}`;

/** Whether a breakdown is among those asked for (`FigureQuery.breakdowns`). */
export function breakdownFilter(asked: FigureQuery['breakdowns']): (breakdown: string) => boolean {
  if (asked === 'all') return () => true;
  if (asked === undefined || asked === 'total') return (breakdown) => breakdown === '';
  const exact = new Set(asked);
  return (breakdown) => {
    if (exact.has(breakdown)) return true;
    const [dimension, rest] = breakdown.split('=', 2);
    return rest !== undefined && !breakdown.includes(';') && exact.has(`by:${dimension}`);
  };
}

/**
 * Computes what formulas give, where nothing was observed.
 * @param observed what was observed of the indicators asked for: it stands
 * @param inputs everything observed of `closureOf`
 */
export function computeCells(
  asked: readonly Indicator[],
  defined: Definitions,
  query: AskedFor,
  observed: Cells,
  inputs: Cells,
): { readonly cells: ReadonlyMap<string, Cell>; readonly truncated: boolean } {
  const computer = new Computer(defined, inputs);
  const territories = query.territories && new Set(query.territories);
  const breakdown = breakdownFilter(query.breakdowns);
  const cells = new Map<string, Cell>();
  for (const { key } of asked.filter(({ formula }) => formula !== null)) {
    for (const spot of computer.spots(key)) {
      if ((territories && !territories.has(spot.territory)) || !breakdown(spot.breakdown)) continue;
      const at = cellKey(key, spot.territory, spot.period, spot.breakdown);
      if (observed.has(at) || !withinDays(spot.period, query)) continue;
      const cell = computer.cell(key, spot);
      if (!cell) continue;
      if (observed.size + cells.size >= mostCells) return { cells, truncated: true };
      cells.set(at, cell);
    }
  }
  return { cells, truncated: false };
}

/** Figures of a district's formulas, each computed once. */
class Computer {
  private readonly formulas: ReadonlyMap<string, Formula>;
  private readonly indicators: ReadonlyMap<string, Indicator>;
  private readonly inputs: Cells;
  /** Spots of what was observed, by indicator. */
  private readonly observed: ReadonlyMap<string, readonly Spot[]>;
  private readonly spotsOf = new Map<string, readonly Spot[]>();
  private readonly computed = new Map<string, Cell | undefined>();
  private readonly under = new Set<string>();
  private readonly ground: FormulaGround;
  private readonly periods = new Map<string, ReadonlyMap<string, readonly Spot[]>>();
  private readonly breaks = new Map<string, readonly string[]>();

  constructor(defined: Definitions, inputs: Cells) {
    this.formulas = readFormulas(defined.indicators);
    this.indicators = new Map(defined.indicators.map((indicator) => [indicator.key, indicator]));
    this.inputs = inputs;
    this.observed = Map.groupBy([...inputs.keys()].map(readCellKey), ({ indicator }) => indicator);
    const bases = new Map(defined.sources.map(({ key, populationBasis }) => [key, populationBasis]));
    this.ground = {
      cell: (indicator, spot) => this.cell(indicator, spot),
      periods: (indicator, spot) => this.periodsOf(indicator, spot),
      counts: (key) => !relativeUnits.includes(this.indicators.get(key)?.unit ?? 'percent'),
      breaks: (key) => this.breaksOf(key),
      basis: (source) => bases.get(source) ?? null,
    };
  }

  /** What was observed, else what the formula gives; undefined: neither. A circle gives nothing. */
  cell(key: string, spot: Spot): Cell | undefined {
    const at = cellKey(key, spot.territory, spot.period, spot.breakdown);
    const found = this.inputs.get(at);
    if (found) return this.guarded(key, spot, found);
    if (!this.formulas.has(key)) return undefined;
    if (this.computed.has(at)) return this.computed.get(at);
    if (this.under.has(at) || this.under.size > deepestFormulas) return undefined;
    this.under.add(at);
    const cell = this.compute(key, spot);
    this.under.delete(at);
    this.computed.set(at, cell);
    return cell;
  }

  /** An observed share tells the count that it was made of: an own formula must not give that count back. */
  private guarded(key: string, { territory, period, breakdown }: Spot, cell: Cell): Cell {
    const count = this.indicators.get(key)?.secrecyOf;
    if (!count || !this.inputs.get(cellKey(count, territory, period, breakdown))?.withheld) return cell;
    return { ...cell, value: null, marker: '.', withheld: true, uncertainty: 0 };
  }

  private compute(key: string, spot: Spot): Cell | undefined {
    const [formula, indicator] = [this.formulas.get(key), this.indicators.get(key)];
    if (!formula || !indicator) return undefined;
    const quantity = evaluate(formula, spot, indicator.periodicity, this.ground);
    if (!quantity) return undefined;
    const guard = indicator.secrecyOf ? this.cell(indicator.secrecyOf, spot) : undefined;
    return derivedCell(withheldWith(quantity, guard), indicator.decimals, this.ground.basis);
  }

  /** Where an indicator has or may have a figure: where the first reference of its formula has one at the place itself. */
  spots(key: string): readonly Spot[] {
    const known = this.spotsOf.get(key);
    if (known) return known;
    const observed = this.observed.get(key) ?? [];
    // Stands while it is being found, so that a circle ends.
    this.spotsOf.set(key, observed);
    const found = new Map(observed.map((spot) => [spotKey(spot), spot]));
    for (const { indicator, where } of this.leads(key)) {
      for (const spot of this.spots(indicator)) {
        const breakdown = askedBreakdown(where, spot.breakdown);
        if (breakdown === undefined) continue;
        const { territory, period } = spot;
        found.set(spotKey({ territory, period, breakdown }), { territory, period, breakdown });
      }
    }
    const spots = [...found.values()];
    this.spotsOf.set(key, spots);
    return spots;
  }

  /** References that tell where a formula has figures; without any of them it has none. */
  private leads(key: string): readonly Reference[] {
    const formula = this.formulas.get(key);
    const here = formula ? placeReferences(formula).filter(({ at }) => at === null) : [];
    // One that takes a dimension out cannot tell by which categories the others come.
    const lead = here.find(({ where }) => !Object.values(where).includes('total'));
    return lead ? [lead] : here;
  }

  private periodsOf(key: string, { territory, breakdown }: Spot): readonly string[] {
    let rows = this.periods.get(key);
    if (!rows) {
      rows = Map.groupBy(this.spots(key), (spot) => `${spot.territory}\n${spot.breakdown}`);
      this.periods.set(key, rows);
    }
    return rows.get(`${territory}\n${breakdown}`)?.map(({ period }) => period) ?? [];
  }

  private breaksOf(key: string): readonly string[] {
    let breaks = this.breaks.get(key);
    if (!breaks) {
      const indicator = this.indicators.get(key);
      const all = indicator ? closureOf([...this.indicators.values()], [indicator]) : [];
      breaks = [...new Set([...(indicator ? [indicator] : []), ...all])].flatMap(({ seriesBreaks }) =>
        seriesBreaks.map(({ period }) => period),
      );
      this.breaks.set(key, breaks);
    }
    return breaks;
  }
}

/** Which breakdown has to be asked for, so that a reference reads this one; undefined: none. */
function askedBreakdown(where: Readonly<Record<string, string>>, breakdown: string): string | undefined {
  const chosen = Object.entries(where);
  if (chosen.length === 0) return breakdown;
  const parts = readBreakdown(breakdown);
  if (!parts || chosen.some(([dimension, category]) => (parts[dimension] ?? 'total') !== category)) return undefined;
  const fixed = chosen.filter(([, category]) => category !== 'total').map(([dimension]) => [dimension, 'total'] as const);
  return breakdownAt(Object.fromEntries(fixed), breakdown);
}
