import type { OfferContent } from './content.ts';
import { obstacles } from './eligibility.ts';
import { kindWords } from './kinds/facets.ts';
import { offerWeekdays } from './occurrences.ts';
import { germanLevels, residenceGroups } from './vocabulary.ts';

/**
 * A public offer's filterable facts as lists of `group:value` words: one GIN index serves every filter, and one pass
 * counts every facet. Group names are the search page's parameters.
 */
export interface FacetWords {
  /** Shown with counts. */
  readonly facets: string[];
  /** Who may take part: filtered by, never counted. */
  readonly gates: string[];
}

export interface FacetSource {
  readonly offer: OfferContent;
  /** Leaf category → top category. */
  readonly topOf: (leaf: string) => string | undefined;
  /** AGS of the district's towns. */
  readonly towns: readonly string[];
}

export function facetWords({ offer, topOf, towns }: FacetSource): FacetWords {
  const gates = new Set<string>();
  const words = new Set<string>([`art:${offer.kind}`, ...townsOf(offer).map((town) => `ort:${town}`), ...kindWords(offer)]);
  if (offer.quarter) words.add(`quartier:${offer.quarter}`);
  for (const leaf of offer.categories) {
    words.add(`thema:${leaf}`);
    const top = topOf(leaf);
    if (top) words.add(`thema:${top}`);
  }
  for (const group of offer.targetGroups) words.add(`zielgruppe:${group}`);
  for (const { code } of offer.languages) words.add(`sprache:${code}`);
  for (const day of offerWeekdays(offer)) words.add(`tag:${day}`);
  if (offer.childcare === 'yes') words.add('merkmal:childcare');
  if (offer.fees.kind === 'free') words.add('merkmal:free');
  if (offer.participation.registration === 'none') words.add('merkmal:no-registration');
  if ((offer.capacity.free ?? 0) > 0) words.add('merkmal:places-free');
  if (offer.capacity.waiting === 'none') words.add('merkmal:no-waiting');
  if (offer.gender === 'women') words.add('merkmal:women-only');
  if (offer.place?.accessibility.includes('step_free')) words.add('merkmal:step-free');
  for (const group of residenceGroups) if (!obstacles(offer, { residence: group }).length) gates.add(`status:${group}`);
  for (const level of ['none', ...germanLevels] as const)
    if (!obstacles(offer, { germanLevel: level }).length) gates.add(`niveau:${level}`);
  for (const gender of ['women', 'men'] as const) if (!obstacles(offer, { gender }).length) gates.add(`geschlecht:${gender}`);
  for (const home of towns) if (!obstacles(offer, { home }).length) gates.add(`wohnort:${home}`);
  return { facets: [...words].sort(), gates: [...gates].sort() };
}

/** Towns under which an offer is found: where it takes place and whose people it is meant for; `kreis` without any. */
function townsOf(offer: OfferContent): string[] {
  const towns = new Set([...(offer.town ? [offer.town] : []), ...offer.areaServed]);
  return towns.size ? [...towns] : ['kreis'];
}
