import type { Point } from './distance.ts';
import type { Shape } from './geojson.ts';
import { type Level, levelOf, levels, parentKeyOf } from './keys.ts';
import { slugPattern } from './slug.ts';

export interface Population {
  readonly count: number;
  /** ISO date of the count. */
  readonly date: string;
  /** Citation with licence. */
  readonly source: string;
}

/** One area of the tree Land › Regierungsbezirk › Kreis › Kommune › Quartier. */
export interface Territory {
  /** AGS, or `<AGS>-<slug>` of a quarter. Stays for ever; everything else in the house refers to it. */
  readonly key: string;
  readonly level: Level;
  readonly parentKey: string | null;
  /** Interface language tag → name; German always there. */
  readonly names: Readonly<Record<string, string>>;
  /** Public address, unique in the district on its level. */
  readonly slug: string;
  readonly postcodes: readonly string[];
  readonly point: Point | null;
  readonly areaKm2: number | null;
  readonly population: Population | null;
  readonly shape: Shape | null;
  /** Credit line to show wherever the shape is drawn. */
  readonly shapeSource: string | null;
  /** ISO dates; null: open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface TerritoryNode extends Territory {
  readonly children: readonly TerritoryNode[];
}

export type TreeFault = 'key' | 'level' | 'duplicate' | 'parent' | 'root' | 'name' | 'slug' | 'slug_taken' | 'validity';

/** The name in a language; the German one, which stands on the signs, where there is no other. */
export function nameIn(unit: Pick<Territory, 'names' | 'key'>, tag: string): string {
  return unit.names[tag] ?? unit.names.de ?? unit.key;
}

/** True on days on which the area exists. */
export function validOn(unit: Pick<Territory, 'validFrom' | 'validTo'>, date: string): boolean {
  return (!unit.validFrom || unit.validFrom <= date) && (!unit.validTo || date <= unit.validTo);
}

/** What is wrong with a set of units as one tree, each fault with the key it stands at; empty when it is sound. */
export function faultsOfTree(units: readonly Omit<Territory, 'shape' | 'shapeSource'>[]): { key: string; fault: TreeFault }[] {
  const faults: { key: string; fault: TreeFault }[] = [];
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const seen = new Set<string>();
  const slugs = new Set<string>();
  for (const unit of units) {
    const report = (fault: TreeFault) => faults.push({ key: unit.key, fault });
    if (seen.has(unit.key)) report('duplicate');
    seen.add(unit.key);
    if (!unit.names.de?.trim()) report('name');
    if (!slugPattern.test(unit.slug)) report('slug');
    if (slugs.has(`${unit.level} ${unit.slug}`)) report('slug_taken');
    slugs.add(`${unit.level} ${unit.slug}`);
    if (unit.validFrom && unit.validTo && unit.validTo < unit.validFrom) report('validity');
    const level = levelOf(unit.key);
    if (!level) report('key');
    else if (level !== unit.level) report('level');
    else if (unit.parentKey !== parentKeyOf(unit.key)) report('parent');
    else if (unit.parentKey !== null && !byKey.has(unit.parentKey)) report('parent');
  }
  const roots = units.filter((unit) => unit.level === 'land');
  for (const extra of roots.slice(1)) faults.push({ key: extra.key, fault: 'root' });
  return faults;
}

/** Nests units that form one tree; siblings keep the order in which they come. */
export function nest(units: readonly Territory[]): TerritoryNode | undefined {
  const children = new Map<string | null, Territory[]>();
  for (const unit of units) children.set(unit.parentKey, [...(children.get(unit.parentKey) ?? []), unit]);
  const build = (unit: Territory): TerritoryNode => ({ ...unit, children: (children.get(unit.key) ?? []).map(build) });
  const root = units.find((unit) => unit.level === levels[0]);
  return root && build(root);
}

/** From the Land down to the unit itself. */
export function pathOf(units: readonly Territory[], key: string): Territory[] {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const path: Territory[] = [];
  for (let unit = byKey.get(key); unit && !path.includes(unit); unit = unit.parentKey ? byKey.get(unit.parentKey) : undefined)
    path.unshift(unit);
  return path;
}
