import { readPeriod } from 'official-tables';
import { categoryCode } from './breakdown.ts';
import { isTotal } from './columns-values.ts';
import type { IncomingObservation } from './incoming.ts';
import type { Dimension, Indicator } from './indicator.ts';
import type { ColumnMapping } from './mapping.ts';
import type { Periodicity, Unit } from './vocabulary.ts';

/** One measure of a file, with what is needed to say which indicator it is. */
export interface SeenMeasure {
  readonly measure: string;
  readonly label: string;
  readonly unit: string | null;
  readonly count: number;
}

export interface SeenVariable {
  readonly variable: string;
  readonly label: string;
  /** Attribute → label; the total is left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly hasTotal: boolean;
}

/** What a file speaks of. */
export interface Seen {
  readonly measures: readonly SeenMeasure[];
  readonly variables: readonly SeenVariable[];
  /** Names that no key stands beside → number of figures. */
  readonly names: ReadonlyMap<string, number>;
  /** Keys → number of figures. */
  readonly keys: ReadonlyMap<string, number>;
  readonly periods: ReadonlySet<string>;
  readonly observations: number;
  /** Whole numbers from 1 below each possible k. */
  readonly smallerThan: (k: number) => number;
}

/** Bounds of what is asked; the rest of a larger file is left as the general rules have it. */
export const most = { measures: 200, variables: 12, attributes: 2000, names: 1000 } as const;
const highestK = 100;

/** Looks through a file for what has to be asked. */
export class SeenCollector {
  readonly #measures = new Map<string, { measure: string; label: string; unit: string | null; count: number }>();
  readonly #variables = new Map<string, { label: string; attributes: Map<string, string>; hasTotal: boolean }>();
  readonly #names = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  readonly #periods = new Set<string>();
  readonly #small = new Uint32Array(highestK + 1);
  #observations = 0;

  add(one: IncomingObservation): void {
    this.#observations += 1;
    const measure = this.#measures.get(one.measure);
    if (measure) measure.count += 1;
    else if (this.#measures.size < most.measures)
      this.#measures.set(one.measure, { measure: one.measure, label: one.measureLabel, unit: one.unit, count: 1 });
    for (const { variable, variableLabel, attribute, attributeLabel } of one.attributes) {
      const known = this.#variables.get(variable) ?? {
        label: variableLabel,
        attributes: new Map<string, string>(),
        hasTotal: false,
      };
      if (attribute === null) known.hasTotal = true;
      else if (known.attributes.size < most.attributes) known.attributes.set(attribute, attributeLabel);
      if (this.#variables.size < most.variables) this.#variables.set(variable, known);
    }
    const places = one.territory === null ? this.#names : this.#keys;
    const place = one.territory ?? one.territoryLabel;
    if (places.has(place) || places.size < most.names) places.set(place, (places.get(place) ?? 0) + 1);
    if (this.#periods.size < most.names) this.#periods.add(one.period);
    const { value } = one;
    if (value !== null && value > 0 && value < highestK && Number.isInteger(value))
      this.#small[value] = (this.#small[value] ?? 0) + 1;
  }

  seen(): Seen {
    return {
      measures: [...this.#measures.values()],
      variables: [...this.#variables].map(([variable, rest]) => ({ variable, ...rest })),
      names: this.#names,
      keys: this.#keys,
      periods: this.#periods,
      observations: this.#observations,
      smallerThan: (k) => this.#small.subarray(1, k).reduce((sum, count) => sum + count, 0),
    };
  }
}

const same = (text: string): string => categoryCode(text);

/** Indicator that goes by the measure's name, or that is known to come from this table alone. */
export function guessIndicator({ measure, label }: SeenMeasure, indicators: readonly Indicator[]): string | undefined {
  const wanted = new Set([same(measure), same(label)]);
  const named = indicators.filter(({ key, names }) => wanted.has(same(names.de ?? '')) || wanted.has(same(key)));
  return named.length === 1 ? named[0]?.key : undefined;
}

/** Dimension that goes by the variable's name or has most of its attributes among its categories. */
export function guessDimension(
  { variable, label, attributes }: SeenVariable,
  dimensions: readonly Dimension[],
): string | undefined {
  const wanted = new Set([same(variable), same(label)]);
  const named = dimensions.find(
    ({ key, names, variableCodes }) =>
      variableCodes.includes(variable) || wanted.has(same(names.de ?? '')) || wanted.has(same(key)),
  );
  if (named) return named.key;
  const hits = (dimension: Dimension) =>
    [...attributes].filter(([attribute, name]) => guessCategory(attribute, name, dimension) !== undefined).length;
  return dimensions.find((dimension) => attributes.size > 0 && hits(dimension) >= Math.max(2, attributes.size * 0.6))?.key;
}

/** Spoken names of what offices call otherwise. */
const spoken: readonly (readonly string[])[] = [
  ['maennlich', 'maenner', 'm', 'mann', 'male'],
  ['weiblich', 'frauen', 'w', 'frau', 'female'],
  ['auslaender', 'nichtdeutsch', 'nichtdeutsche', 'auslaendisch', 'auslaenderinnen-und-auslaender', 'foreign'],
  ['deutsche', 'deutsch', 'german'],
];

/** Code of the category that an attribute means; null: the total. */
export function guessCategory(attribute: string, label: string, dimension: Dimension): string | null | undefined {
  if (isTotal(attribute) || isTotal(label)) return null;
  const told = [same(attribute), same(label)];
  const words = new Set([...told, ...spoken.filter((group) => told.some((word) => group.includes(word))).flat()]);
  return dimension.categories.find(
    ({ code, names, attributeCodes }) => attributeCodes.includes(attribute) || words.has(code) || words.has(same(names.de ?? '')),
  )?.code;
}

/** How often a new indicator gets figures, by the times in the file. */
export function guessPeriodicity(periods: ReadonlySet<string>): Periodicity {
  const all = [...periods].map((period) => readPeriod(period) ?? period);
  const every = (pattern: RegExp) => all.length > 0 && all.every((period) => pattern.test(period));
  if (every(/\/P3M$|^\d{4}-(?:03-31|06-30|09-30|12-31)$/) && !every(/^\d{4}-12-31$|^\d{4}-06-30$/)) return 'quarter';
  if (every(/\/P6M$/)) return 'half_year';
  if (every(/\/P12M$/)) return 'school_year';
  if (every(/^\d{4}-\d{2}$/)) return 'month';
  if (every(/\/P\d+Y$/)) return 'several_years';
  return every(/^\d{4}(?:-\d{2}-\d{2})?$/) ? 'year' : 'irregular';
}

/** Unit of a new indicator, by what the file calls it. */
export function guessUnit({ unit, label }: SeenMeasure): Unit {
  const text = `${unit ?? ''} ${label}`;
  if (/%|prozent|anteil|quote/i.test(text)) return 'percent';
  if (/‰/.test(text)) return 'permille';
  if (/euro|€/i.test(text)) return 'euro';
  if (/f(?:ä|ae)lle|anträge/i.test(text)) return 'cases';
  return /person|einwohner|bevölkerung|ausländer|arbeitslose|beschäftigte|kinder|schüler|deutsche/i.test(text)
    ? 'persons'
    : 'count';
}

/** Small numbers are asked about in lists of quarters only: offices have protected theirs. */
export const proposedK = 5;

const saysQuarter = /quartier|ortsteil|stadtteil|sozialraum|stadtbezirk|wohnplatz/i;

/**
 * A list of the register of residents: figures of quarters, under their keys or names.
 * @param columns of a table of people: their headings tell too, when the house knows none of the quarters
 */
export function isQuarterList(keys: Iterable<string>, columns: ColumnMapping | null): boolean {
  const told = columns?.columns.some(({ role, heading }) => role.startsWith('territory_') && saysQuarter.test(heading));
  if (told) return true;
  let [quarters, all] = [0, 0];
  for (const key of keys) {
    all += 1;
    if (key.includes('-')) quarters += 1;
  }
  return quarters > 0 && quarters >= all / 2;
}
