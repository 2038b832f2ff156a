import { slugOf } from './slug.ts';
import type { Territory } from './tree.ts';

const longestName = 80;

/** A new quarter of a town, made from its name; undefined when the name gives no address. */
export function quarterOf(town: Pick<Territory, 'key' | 'slug'>, name: string, validFrom: string | null): Territory | undefined {
  const trimmed = name.trim();
  const slug = slugOf(trimmed);
  if (!slug || trimmed.length > longestName) return undefined;
  return {
    key: `${town.key}-${slug}`,
    level: 'quartier',
    parentKey: town.key,
    names: { de: trimmed },
    // Many towns have a "Mitte"; with the town before it the address is unique in the district.
    slug: `${town.slug}-${slug}`,
    postcodes: [],
    point: null,
    areaKm2: null,
    population: null,
    shape: null,
    shapeSource: null,
    validFrom,
    validTo: null,
  };
}
