import type { Context } from '#platform/access';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { type DistrictConcept, mergeConcepts, type OwnConcept, type Terms } from '../../model/glossary/concept.ts';
import type { QueryUnit } from '../../model/lexicon.ts';
import { words } from '../../model/text.ts';
import { type CategoryTree, readCategories } from '../../store/categories.ts';
import { listOwnConcepts, type StoredConcept } from '../../store/glossary/concepts.ts';
import { readGlossary } from '../lexicon.ts';
import { readQuery } from '../search/reading.ts';
import { search, searchAddressSchema } from '../searching.ts';

export const deskPageSize = 50;

export type ConceptOrigin = DistrictConcept['origin'];

/** German first; a concept that has none is called by its key. */
export const labelOf = ({ id, terms }: Pick<DistrictConcept, 'id' | 'terms'>): string =>
  terms.de?.[0] ?? Object.values(terms).find((list) => list.length)?.[0] ?? id;

export interface ConceptRow {
  readonly id: string;
  readonly label: string;
  readonly origin: ConceptOrigin;
  readonly terms: number;
  readonly languages: number;
  readonly category: string | undefined;
  readonly broader: string | undefined;
}

export interface ConceptList {
  readonly rows: readonly ConceptRow[];
  readonly total: number;
  /** Last key of this page when there is more. */
  readonly next: string | undefined;
}

function meets(concept: DistrictConcept, typed: readonly string[]): boolean {
  if (!typed.length) return true;
  const own = [concept.id.replaceAll('-', ' '), ...Object.values(concept.terms).flat()].map((term) => words(term).join(' '));
  return own.some((term) => typed.every((word) => term.includes(word)));
}

const byGerman = new Intl.Collator('de');

/** The glossary as the district has it, by German word; some hundred concepts, filtered and paged in memory. */
export async function listConcepts(
  context: Context,
  filter: { readonly q: string; readonly origin: ConceptOrigin | undefined; readonly after: string },
): Promise<ConceptList> {
  const merged = mergeConcepts(readGlossary(), await context.transaction(listOwnConcepts));
  const byId = new Map(merged.map((concept) => [concept.id, concept]));
  const typed = words(filter.q);
  const found = merged
    .filter((concept) => (!filter.origin || concept.origin === filter.origin) && meets(concept, typed))
    .sort((a, b) => byGerman.compare(labelOf(a), labelOf(b)) || (a.id < b.id ? -1 : 1));
  const from = filter.after ? found.findIndex(({ id }) => id === filter.after) + 1 : 0;
  const page = found.slice(from, from + deskPageSize + 1);
  const rows = page.slice(0, deskPageSize).map((concept) => {
    const lists = Object.values(concept.terms).filter((list) => list.length);
    const broader = concept.broader === undefined ? undefined : byId.get(concept.broader);
    return {
      id: concept.id,
      label: labelOf(concept),
      origin: concept.origin,
      terms: lists.reduce((sum, list) => sum + list.length, 0),
      languages: lists.length,
      category: concept.category,
      broader: broader && labelOf(broader),
    };
  });
  return { rows, total: found.length, next: page.length > deskPageSize ? rows.at(-1)?.id : undefined };
}

/** One concept: the software's part, the district's part, and what can be chosen for it. */
export interface ConceptView {
  readonly id: string;
  readonly label: string;
  readonly origin: ConceptOrigin;
  /** Of the software; empty for a concept of the district's own. */
  readonly given: Terms;
  readonly givenMeaning: { readonly broader?: string; readonly category?: string; readonly facet?: OwnConcept['facet'] };
  readonly own: StoredConcept | undefined;
}

export interface ConceptChoices {
  readonly concepts: readonly { readonly id: string; readonly label: string }[];
  readonly categories: CategoryTree;
}

export async function conceptChoices(context: Context): Promise<ConceptChoices> {
  const { own, categories } = await context.transaction(async (trx) => ({
    own: await listOwnConcepts(trx),
    categories: await readCategories(trx),
  }));
  const concepts = mergeConcepts(readGlossary(), own).map((concept) => ({ id: concept.id, label: labelOf(concept) }));
  return { concepts: concepts.sort((a, b) => a.label.localeCompare(b.label, 'de')), categories };
}

export async function findConcept(context: Context, id: string): Promise<ConceptView | undefined> {
  const all = await context.transaction(listOwnConcepts);
  const merged = mergeConcepts(readGlossary(), all).find((concept) => concept.id === id);
  if (!merged) return undefined;
  const given = readGlossary().find((concept) => concept.id === id);
  return {
    id,
    label: labelOf(merged),
    origin: merged.origin,
    given: given?.terms ?? {},
    givenMeaning: given ?? {},
    own: all.find((concept) => concept.id === id),
  };
}

/** How a query is read, and what it finds. */
export interface TriedQuery {
  readonly place: { readonly typed: string; readonly names: readonly string[]; readonly outside: boolean } | undefined;
  readonly units: readonly (Omit<QueryUnit, 'concepts'> & {
    readonly concepts: readonly { readonly id: string; readonly label: string }[];
  })[];
  readonly corrected: string | null;
  readonly loosened: boolean;
  readonly widened: boolean;
  readonly total: number;
  readonly offers: readonly { readonly slug: string; readonly name: string }[];
}

/** Reads and asks a query as a visitor of another language would. */
export async function tryQuery(context: Context, tag: string, query: string): Promise<TriedQuery> {
  const language = findInterfaceLanguage(tag) ?? german;
  const visitor: Context = { ...context, language, t: translator(language) };
  const address = searchAddressSchema.parse({ q: query });
  const { units, place, lexicon } = await readQuery(visitor, address.q);
  const found = await search(visitor, address);
  return {
    place: place && {
      typed: place.typed,
      names: place.areas.map(({ names, key }) => names.de ?? key),
      outside: place.outside,
    },
    units: units.map((unit) => ({
      ...unit,
      concepts: unit.concepts.map((id) => ({ id, label: labelOf(lexicon.concepts.get(id) ?? { id, terms: {} }) })),
    })),
    corrected: found.corrected,
    loosened: found.loosened,
    widened: found.widened,
    total: found.total,
    offers: found.offers.slice(0, 5).map(({ slug, germanTitle }) => ({ slug, name: germanTitle.name })),
  };
}
