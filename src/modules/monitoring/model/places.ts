import type { Place } from './figures.ts';

/** From the largest to the smallest. */
export const placeLevels = ['nation', 'land', 'region', 'kreis', 'association', 'kommune', 'quartier'] as const;

const levelOfLength: Readonly<Record<number, Place['level']>> = { 2: 'land', 3: 'region', 5: 'kreis', 8: 'kommune' };

/** What the key says; keys of nine digits are associations of municipalities, `DG` is Germany. */
export function levelOfPlace(key: string): Place['level'] {
  if (key === 'DG') return 'nation';
  if (key.includes('-')) return 'quartier';
  return levelOfLength[key.length] ?? 'association';
}

const german = new Intl.Collator('de');

/** From the largest to the smallest; on each level what lies in or above the district first, then by name. */
export function sortPlaces(places: readonly Place[], district: string): Place[] {
  const rank = ({ key, level }: Place) =>
    placeLevels.indexOf(level) * 2 + (key.startsWith(district) || district.startsWith(key) || key === 'DG' ? 0 : 1);
  return places.toSorted((a, b) => rank(a) - rank(b) || german.compare(a.names.de ?? a.key, b.names.de ?? b.key));
}

/**
 * Whether a place is offered on the pages of a district: its own towns and quarters, what lies around it, and the other
 * districts to compare with. The four hundred towns of the Land are not, unless somebody asks for one.
 */
export function isOffered({ key, level }: Place, district: string): boolean {
  return key.startsWith(district) || (level !== 'kommune' && level !== 'quartier' && level !== 'association');
}
