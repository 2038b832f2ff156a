import { categoryCode, writeBreakdown } from '../model/breakdown.ts';
import type { TerritoryFinder } from '../model/columns-territories.ts';
import type { IncomingAttribute, IncomingObservation } from '../model/incoming.ts';
import type { Dimension } from '../model/indicator.ts';
import type { TableMapping } from '../model/mapping.ts';
import { spanOf } from '../model/period.ts';
import type { StorableRow } from './storing.ts';

/** A place where a row goes: an indicator, in a breakdown. */
interface Target {
  readonly indicator: string;
  readonly breakdown: string;
  readonly factor: number;
  /** Where the rule names another than the table's. */
  readonly source: string | undefined;
}

const mostListed = 100;
const mostNames = 20_000;

/** A dimension or category that the file brings along. */
export interface FreshCategory {
  readonly dimension: string;
  readonly variable: string;
  readonly variableLabel: string;
  readonly code: string;
  readonly attribute: string;
  readonly label: string;
}

/** AGS of 2, 3, 5 or 8 digits, associations of 9, Germany. */
const officialKey = /^(?:DG|(?:0[1-9]|1[0-6])(?:\d|\d{3}|\d{6}|\d{7})?)$/;

/** Keys of dimensions begin with a letter and have underscores. */
const dimensionKey = (text: string): string =>
  categoryCode(text)
    .replaceAll('-', '_')
    .replace(/^(?=[^a-z])/, 'v');

/** Turns a file's observations into figures of ours, and counts what it could not use. */
export class ImportRows {
  readonly #mapping: TableMapping;
  readonly #dimensions: readonly Dimension[];
  readonly #known: ReadonlySet<string>;
  readonly #finder: TerritoryFinder | undefined;
  readonly #limits: ReadonlyMap<string, number>;
  readonly #names = new Map<string, string | null>();
  #attributes = new WeakMap<IncomingAttribute, number>();
  readonly #attributeIds = new Map<string, number>();
  /** Never given twice, not even when the numbers are forgotten. */
  #nextId = 0;
  readonly #targets = new Map<string, readonly Target[]>();
  readonly #periods = new Map<string, boolean>();
  readonly #rejected: { row: number; code: string; detail: string }[] = [];
  readonly indicators = new Map<string, number>();
  readonly periods = new Set<string>();
  readonly territories = new Map<string, { name: string; count: number }>();
  readonly unknownTerritories = new Map<string, { key: string | null; name: string; count: number }>();
  readonly unused = new Map<string, { measure: string; label: string; count: number }>();
  readonly fresh = new Map<string, FreshCategory>();
  figures = 0;
  unusedRows = 0;
  unknownRows = 0;
  emptyCells = 0;
  /** Figures that disclosure control will withhold by themselves. */
  small = 0;
  rejectedRows = 0;

  /**
   * @param knownPlaces keys that are no AGS, of the district's quarters
   * @param more.finder finds territories that a file names without key
   * @param more.limits indicator → counts below this are withheld
   */
  constructor(
    mapping: TableMapping,
    dimensions: readonly Dimension[],
    knownPlaces: ReadonlySet<string>,
    more: { readonly finder?: TerritoryFinder; readonly limits?: ReadonlyMap<string, number> } = {},
  ) {
    this.#finder = more.finder;
    this.#limits = more.limits ?? new Map();
    this.#mapping = mapping;
    this.#dimensions = dimensions;
    this.#known = knownPlaces;
  }

  get rejected(): readonly { row: number; code: string; detail: string }[] {
    return this.#rejected;
  }

  map(batch: readonly IncomingObservation[]): StorableRow[] {
    const rows: StorableRow[] = [];
    for (const observation of batch) this.#row(observation, rows);
    return rows;
  }

  #row(one: IncomingObservation, rows: StorableRow[]): void {
    const targets = this.#targetsOf(one);
    if (targets.length === 0) {
      this.unusedRows += 1;
      count(this.unused, one.measure, () => ({ measure: one.measure, label: one.measureLabel, count: 0 }));
      return;
    }
    const territory = this.#territoryOf(one);
    if (territory === undefined) return;
    if (one.value === null && one.marker === null) {
      this.emptyCells += 1;
      return;
    }
    if (!this.#isPeriod(one.period)) {
      this.#reject(one.row, 'period.unknown', one.period);
      return;
    }
    if (one.value !== null && !Number.isFinite(one.value)) {
      this.#reject(one.row, 'value.not_a_number', String(one.value));
      return;
    }
    for (const { indicator, breakdown, factor, source } of targets) {
      this.figures += 1;
      this.indicators.set(indicator, (this.indicators.get(indicator) ?? 0) + 1);
      // Thousands times 12.3 is no 12300.000000000002.
      const value = one.value === null || factor === 1 ? one.value : Number((one.value * factor).toPrecision(15));
      if (value !== null && value > 0 && value < (this.#limits.get(indicator) ?? 0)) this.small += 1;
      const { period, marker, quality, row } = one;
      rows.push({ indicator, territory, breakdown, period, value, marker, quality, row, ...(source ? { source } : {}) });
    }
    count(this.territories, territory, () => ({ name: one.territoryLabel, count: 0 }));
  }

  #reject(row: number, code: string, detail: string): void {
    this.rejectedRows += 1;
    if (this.#rejected.length < mostListed) this.#rejected.push({ row, code, detail: detail.slice(0, 100) });
  }

  #isPeriod(period: string): boolean {
    let known = this.#periods.get(period);
    if (known === undefined) {
      known = spanOf(period) !== undefined;
      if (this.#periods.size < mostNames) this.#periods.set(period, known);
      if (known && this.periods.size < mostNames) this.periods.add(period);
    }
    return known;
  }

  #territoryOf(one: IncomingObservation): string | undefined {
    const key =
      this.#mapping.territories[one.territory ?? one.territoryLabel] ?? one.territory ?? this.#keyOf(one.territoryLabel);
    if (key !== null && (officialKey.test(key) || this.#known.has(key))) return key;
    this.unknownRows += 1;
    const { territoryLabel: name } = one;
    count(this.unknownTerritories, `${key}\n${name}`, () => ({ key, name, count: 0 }));
    return undefined;
  }

  /** A name that means one territory alone; others are asked about. */
  #keyOf(name: string): string | null {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const found = this.#finder?.byName(name);
    const key = found?.kind === 'found' ? found.key : null;
    if (this.#names.size < mostNames) this.#names.set(name, key);
    return key;
  }

  /** Attributes repeat: each gets a number, and each combination of them is looked at once. */
  #targetsOf(one: IncomingObservation): readonly Target[] {
    let key = one.measure;
    for (const attribute of one.attributes) key += `\n${this.#idOf(attribute)}`;
    const found = this.#targets.get(key);
    if (found) return found;
    const targets = this.#mapping.rules.flatMap((rule): Target[] => {
      if (rule.measure !== one.measure) return [];
      const values = new Map(one.attributes.map((attribute) => [attribute.variable, attribute.attribute]));
      if (Object.entries(rule.where).some(([variable, wanted]) => (values.get(variable) ?? null) !== wanted)) return [];
      const breakdown = this.#breakdownOf(one.attributes, rule.where);
      return [{ indicator: rule.indicator, breakdown, factor: rule.factor, source: rule.source }];
    });
    if (this.#targets.size >= mostNames) this.#targets.clear();
    this.#targets.set(key, targets);
    return targets;
  }

  #idOf(attribute: IncomingAttribute): number {
    const known = this.#attributes.get(attribute);
    if (known !== undefined) return known;
    // A hostile file has an attribute of its own in every row.
    if (this.#attributeIds.size >= mostNames) {
      this.#attributes = new WeakMap();
      this.#attributeIds.clear();
      this.#targets.clear();
    }
    const text = `${attribute.variable}\n${attribute.attribute === null ? '' : `=${attribute.attribute}`}`;
    const id = this.#attributeIds.get(text) ?? this.#nextId++;
    this.#attributeIds.set(text, id);
    this.#attributes.set(attribute, id);
    return id;
  }

  #breakdownOf(attributes: readonly IncomingAttribute[], fixed: Readonly<Record<string, string | null>>): string {
    const parts: Record<string, string> = {};
    for (const one of attributes) {
      if (one.attribute === null || one.variable in fixed) continue;
      const dimension = this.#dimensionOf(one);
      const code = this.#categoryOf(dimension, one, one.attribute);
      if (code !== null) parts[dimension] = code;
    }
    return writeBreakdown(parts);
  }

  #dimensionOf({ variable }: IncomingAttribute): string {
    const named = this.#mapping.dimensions[variable];
    return named ?? this.#dimensions.find(({ variableCodes }) => variableCodes.includes(variable))?.key ?? dimensionKey(variable);
  }

  #categoryOf(dimension: string, one: IncomingAttribute, attribute: string): string | null {
    const said = this.#mapping.categories[dimension]?.[attribute];
    if (said === null) return null;
    const categories = this.#dimensions.find(({ key }) => key === dimension)?.categories ?? [];
    const code =
      said ?? categories.find(({ attributeCodes }) => attributeCodes.includes(attribute))?.code ?? categoryCode(attribute);
    const name = `${dimension}=${code}`;
    if (!this.fresh.has(name) && this.fresh.size < mostNames && !categories.some((category) => category.code === code)) {
      const { variable, variableLabel, attributeLabel: label } = one;
      this.fresh.set(name, { dimension, variable, variableLabel, code, attribute, label });
    }
    return code;
  }
}

function count<Entry extends { count: number }>(entries: Map<string, Entry>, key: string, make: () => Entry): void {
  let entry = entries.get(key);
  if (!entry) {
    if (entries.size >= mostNames) return;
    entry = make();
    entries.set(key, entry);
  }
  entry.count += 1;
}
