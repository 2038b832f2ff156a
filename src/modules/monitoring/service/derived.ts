import { groupParts, groupsLedBy } from '../model/category-groups.ts';
import { type Cell, type FigureQuery, mostCells } from '../model/figures.ts';
import { type Formula, isFiner, placeReferences, type Reference, takenOut } from '../model/formula.ts';
import { deepestFormulas, readFormulas } from '../model/formula-check.ts';
import { derivedCell, evaluate, type FormulaGround } from '../model/formula-evaluation.ts';
import { minus, plus, type Quantity, quantityOf, withheldWith } from '../model/formula-values.ts';
import { type Grid, gridOf, type Spot } from '../model/grid.ts';
import type { Indicator } from '../model/indicator.ts';
import { relativeUnits } from '../model/vocabulary.ts';
import { closureOf } from './derived-inputs.ts';
import { type Cells, type Definitions, dayFilter } from './figure-set.ts';
import { askedBreakdowns, FinerBreakdowns } from './finer-breakdowns.ts';

type AskedFor = Pick<FigureQuery, 'territories' | 'breakdowns' | 'from' | 'to'>;

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
 * Adds what formulas give to what was observed, which stands.
 * @param cells observed ones of the indicators asked for
 * @param inputs everything observed of `closureOf`
 * @returns whether there was more than an answer may hold
 */
export function addDerived(
  asked: readonly Indicator[],
  defined: Definitions,
  query: AskedFor,
  cells: Cells,
  inputs: Cells,
): { readonly truncated: boolean } {
  const computer = new Computer(defined, inputs);
  const territories = query.territories && new Set(query.territories);
  const [breakdown, within] = [breakdownFilter(query.breakdowns), dayFilter(query)];
  let count = [...cells.values()].reduce((sum, { size }) => sum + size, 0);
  for (const { key } of asked.filter(({ formula }) => formula !== null)) {
    const grid = gridOf(cells, key);
    for (const spot of computer.spots(key)) {
      if (territories && !territories.has(spot.territory)) continue;
      if (!breakdown(spot.breakdown) || !within(spot.period) || grid.has(spot)) continue;
      const cell = computer.cell(key, spot);
      if (!cell) continue;
      if (++count > mostCells) return { truncated: true };
      grid.set(spot, cell);
    }
  }
  return { truncated: false };
}

/** Figures of a district's formulas, each computed once. */
class Computer {
  private readonly formulas: ReadonlyMap<string, Formula>;
  private readonly indicators: ReadonlyMap<string, Indicator>;
  private readonly inputs: Cells;
  private readonly found = new Map<string, Grid<true>>();
  private readonly computed = new Map<string, Grid<Cell | 'none'>>();
  private depth = 0;
  private readonly ground: FormulaGround;
  private readonly grounds = new Map<string, FormulaGround>();
  private readonly finer = new FinerBreakdowns();
  private readonly breaks = new Map<string, readonly string[]>();

  constructor(defined: Definitions, inputs: Cells) {
    this.formulas = readFormulas(defined.indicators);
    this.indicators = new Map(defined.indicators.map((indicator) => [indicator.key, indicator]));
    this.inputs = inputs;
    const bases = new Map(defined.sources.map(({ key, populationBasis }) => [key, populationBasis]));
    this.ground = {
      own: null,
      cell: (indicator, spot) => this.cell(indicator, spot),
      finer: (indicator, { territory, breakdown }, dimensions) =>
        this.finer.of(this.gridOfSpots(indicator), territory, breakdown, dimensions),
      periods: (indicator, { territory, breakdown }) => this.gridOfSpots(indicator).periods(territory, breakdown),
      counts: (key) => !relativeUnits.includes(this.indicators.get(key)?.unit ?? 'percent'),
      breaks: (key) => this.breaksOf(key),
      basis: (source) => bases.get(source) ?? null,
    };
  }

  /** What was observed, else what the formula or a group of categories gives; undefined: nothing. A circle gives nothing. */
  cell(key: string, spot: Spot): Cell | undefined {
    const observed = this.observed(key, spot);
    if (observed) return observed;
    if (!this.formulas.has(key) && !groupParts(spot.breakdown, spot.period)) return undefined;
    const computed = gridOf(this.computed, key);
    const known = computed.get(spot);
    if (known) return known === 'none' ? undefined : known;
    if (this.depth > deepestFormulas) return undefined;
    // Stands while it is being computed, so that a circle ends.
    computed.set(spot, 'none');
    this.depth++;
    const cell = this.compute(key, spot);
    this.depth--;
    if (cell) computed.set(spot, cell);
    return cell;
  }

  /** An observed share tells the count that it was made of: an own formula must not give that count back. */
  private observed(key: string, spot: Spot): Cell | undefined {
    const cell = this.inputs.get(key)?.get(spot);
    const count = this.indicators.get(key)?.secrecyOf;
    if (!cell || !count || !this.inputs.get(count)?.get(spot)?.withheld) return cell;
    return { ...cell, value: null, marker: '.', withheld: true, uncertainty: 0 };
  }

  private compute(key: string, spot: Spot): Cell | undefined {
    const [formula, indicator] = [this.formulas.get(key), this.indicators.get(key)];
    if (!indicator) return undefined;
    const given = formula && evaluate(formula, spot, indicator.periodicity, this.groundOf(key));
    const quantity = given ?? this.groupSum(key, spot);
    if (!quantity) return undefined;
    const guard = indicator.secrecyOf ? this.cell(indicator.secrecyOf, spot) : undefined;
    return derivedCell(withheldWith(quantity, guard), indicator.decimals, this.ground.basis);
  }

  /** Of a count: the members of a declared group, none of them missing. One that is unknown makes the sum unknown. */
  private groupSum(key: string, spot: Spot): Quantity | undefined {
    const parts = groupParts(spot.breakdown, spot.period);
    if (!parts || !this.ground.counts(key)) return undefined;
    let sum: Quantity | undefined;
    for (const breakdown of parts.plus) {
      const cell = this.cell(key, { ...spot, breakdown });
      if (!cell) return undefined;
      sum = sum ? plus(sum, quantityOf(cell)) : quantityOf(cell);
    }
    for (const breakdown of parts.minus) {
      const cell = this.cell(key, { ...spot, breakdown });
      if (!cell || !sum) return undefined;
      sum = minus(sum, quantityOf(cell));
    }
    return sum;
  }

  /** What the formula of one indicator stands on: of its own figures the observed ones. */
  private groundOf(key: string): FormulaGround {
    let ground = this.grounds.get(key);
    if (!ground) {
      const { cell, finer } = this.ground;
      const inputs = gridOf(this.inputs, key);
      ground = {
        ...this.ground,
        own: key,
        cell: (indicator, spot) => (indicator === key ? this.observed(key, spot) : cell(indicator, spot)),
        finer: (indicator, spot, dimensions) =>
          indicator === key
            ? this.finer.of(inputs, spot.territory, spot.breakdown, dimensions)
            : finer(indicator, spot, dimensions),
      };
      this.grounds.set(key, ground);
    }
    return ground;
  }

  /** Where an indicator has or may have a figure: where the first reference of its formula has one at the place itself. */
  spots(key: string): readonly Spot[] {
    const spots: Spot[] = [];
    this.gridOfSpots(key).forEach((spot) => {
      spots.push(spot);
    });
    return spots;
  }

  private gridOfSpots(key: string): Grid<true> {
    const known = this.found.get(key);
    if (known) return known;
    // Stands while it is being filled, so that a circle ends.
    const grid = gridOf(this.found, key);
    this.inputs.get(key)?.forEach((spot) => {
      grid.set(spot, true);
    });
    for (const reference of this.leads(key)) {
      const { indicator, where } = reference;
      if (indicator === key && !isFiner(reference)) continue;
      const lead = indicator === key ? this.inputs.get(key) : this.gridOfSpots(indicator);
      const asked = askedBreakdowns(where);
      lead?.forEach(({ territory, period, breakdown }) => {
        for (const one of asked(breakdown)) grid.set({ territory, period, breakdown: one }, true);
      });
    }
    if (this.ground.counts(key)) addGroups(grid);
    return grid;
  }

  /** References that tell where a formula has figures; without any of them it has none. */
  private leads(key: string): readonly Reference[] {
    const formula = this.formulas.get(key);
    const here = formula ? placeReferences(formula).filter(({ at }) => at === null) : [];
    // One that takes a dimension out cannot tell by which categories the others come.
    const lead = here.find(({ where }) => !Object.values(where).includes(takenOut));
    return lead ? [lead] : here;
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

/** Adds the spots of declared groups of categories to those of their members. */
function addGroups(grid: Grid<true>): void {
  const led = new Map<string, readonly string[]>();
  const found: Spot[] = [];
  grid.forEach((spot) => {
    let groups = led.get(spot.breakdown);
    if (!groups) {
      groups = groupsLedBy(spot.breakdown);
      led.set(spot.breakdown, groups);
    }
    for (const breakdown of groups) found.push({ ...spot, breakdown });
  });
  for (const spot of found) grid.set(spot, true);
}
