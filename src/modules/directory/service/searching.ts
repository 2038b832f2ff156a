import { z } from 'zod';
import type { Context } from '#platform/access';
import type { QueryUnit } from '../model/lexicon.ts';
import { splitUnits, tsQuery } from '../model/query.ts';
import { germanLevels, residenceGroups } from '../model/vocabulary.ts';
import { closestWords, type SearchResult, searchOffers } from '../store/search.ts';
import { type Reading, type ReadPlace, readQuery, searchPlace } from './search/reading.ts';

export const pageSize = 20;
const lastPage = 50;

const mostWords = 50;
const word = /^[\p{L}\p{N}][\p{L}\p{N} ().'-]{0,99}$/u;

/** Values of a filter, each sent for itself or with commas between; whatever is no value is left out. */
const wordList = z.preprocess((value) => {
  const sent = (Array.isArray(value) ? value : [value]).slice(0, mostWords).filter((one) => typeof one === 'string');
  return [...new Set(sent.flatMap((one) => one.slice(0, 2000).split(',')).filter((one) => word.test(one)))].slice(0, mostWords);
}, z.array(z.string()));

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
/** What somebody typed to look for. A public address is never refused, however mangled. */
export const searchTextSchema = z.preprocess(
  (value) =>
    String(first(value) ?? '')
      .toWellFormed()
      .replaceAll('\u0000', '')
      .slice(0, 200)
      .trim(),
  z.string(),
);
/** A field that a form left empty is no answer: an empty age is not the age of nought. */
const answered = (value: unknown) => {
  const one = first(value);
  return typeof one === 'string' && !one.trim() ? undefined : one;
};
const lenient = <T extends z.ZodType>(schema: T) => z.preprocess(answered, schema.optional().catch(undefined));

/**
 * The address of a search page. A public address is never refused: what makes no sense in it is left out, so that old
 * and mangled links still lead somewhere.
 */
export const searchAddressSchema = z.object({
  q: searchTextSchema,
  ort: wordList,
  quartier: wordList,
  thema: wordList,
  zielgruppe: wordList,
  sprache: wordList,
  tag: wordList,
  merkmal: wordList,
  art: wordList,
  plz: lenient(z.string().regex(/^\d{5}$/)),
  umkreis: lenient(z.coerce.number().int().min(1).max(200)),
  offen: lenient(z.literal('1')),
  status: lenient(z.enum(residenceGroups)),
  niveau: lenient(z.enum(['none', ...germanLevels])),
  alter: lenient(z.coerce.number().int().min(0).max(120)),
  geschlecht: lenient(z.enum(['women', 'men'])),
  wohnort: lenient(z.string().regex(/^\d{8}$/)),
  sortierung: lenient(z.enum(['relevanz', 'entfernung', 'datum'])),
  seite: lenient(z.coerce.number().int().min(1).max(lastPage)),
  ansicht: lenient(z.literal('karte')),
  /** Search for the words as they were typed, even when nothing is found. */
  genau: lenient(z.literal('1')),
});

export type SearchAddress = z.output<typeof searchAddressSchema>;

export const facetGroups = ['ort', 'quartier', 'thema', 'zielgruppe', 'sprache', 'tag', 'merkmal', 'art'] as const;
export type FacetGroup = (typeof facetGroups)[number];

export interface SearchPage extends SearchResult {
  readonly page: number;
  readonly pages: number;
  /** The query as corrected, when nothing was found as typed. */
  readonly corrected: string | null;
  /** Nothing met all words, so these offers meet some of them. */
  readonly loosened: boolean;
  /** Where the search begins: named in the query, or by its postcode. */
  readonly place: ReadPlace | undefined;
  /** The order they stand in. */
  readonly sort: NonNullable<SearchAddress['sortierung']>;
}

function gatesOf(address: SearchAddress): string[] {
  return [
    ...(address.status ? [`status:${address.status}`] : []),
    ...(address.niveau ? [`niveau:${address.niveau}`] : []),
    ...(address.geschlecht ? [`geschlecht:${address.geschlecht}`] : []),
    ...(address.wohnort ? [`wohnort:${address.wohnort}`] : []),
  ];
}

/** The query with words that occur nowhere replaced by the most similar ones that do; undefined when there is nothing to mend. */
export async function mendedQuery(context: Context, { units, place, lexicon, gazetteer }: Reading): Promise<string | undefined> {
  // What the glossary knows, or what is made of known parts, is spelt well enough; of the others at most four are looked up.
  const doubtful = units.filter((unit) => !unit.concepts.length && !unit.parts.length && unit.text.length >= 4).slice(0, 4);
  const inUse = await closestWords(
    context.database.shared,
    context.tenant.id,
    doubtful.map(({ text }) => text),
  );
  const mended = new Map<string, string>();
  for (const { text } of doubtful) {
    const used = inUse.get(text);
    const word = used === text ? text : ((place ? undefined : gazetteer.closestName(text)) ?? lexicon.closestTerm(text) ?? used);
    if (word && word !== text) mended.set(text, word);
  }
  if (!mended.size) return undefined;
  return [...units.map((unit) => mended.get(unit.text) ?? unit.text), ...(place?.rest === undefined ? [] : [place.typed])].join(
    ' ',
  );
}

/** A thing that the glossary knows says more than a word that happens to stand in a text. */
const weightOf = (unit: QueryUnit) => (unit.generic ? 0.5 : unit.concepts.length ? 2 : 1);

const sorts = { datum: 'date', entfernung: 'distance', relevanz: 'relevance' } as const;

/** Runs the statement for a query as read. */
export async function runSearch(
  context: Context,
  address: SearchAddress,
  reading: Reading,
  mode: 'all' | 'any' = 'all',
  part: { readonly dated?: boolean; readonly limit?: number } = {},
): Promise<SearchResult & Pick<SearchPage, 'place' | 'sort'>> {
  const { place, units } = reading;
  const named = searchPlace(place, address.umkreis);
  const kilometres = named || place?.outside ? null : (address.umkreis ?? null);
  const near = place?.point ? { ...place.point, kilometres } : null;
  // Whoever gave a postcode beside the query, or one from elsewhere, asks for what is nearest.
  const usual = near && !named ? 'entfernung' : 'relevanz';
  const sort = address.sortierung === 'entfernung' && !near ? usual : (address.sortierung ?? usual);
  const { needed, wished } = splitUnits(units);
  const result = await searchOffers(context.database.shared, {
    tenantId: context.tenant.id,
    text: mode === 'any' ? tsQuery(units, mode) : tsQuery(needed),
    units: mode === 'any' ? units.map((unit) => ({ text: tsQuery([unit]), weight: weightOf(unit) })) : [],
    wishes: mode === 'any' ? [] : wished.map((unit) => tsQuery([unit])),
    place: named,
    facets: Object.fromEntries(facetGroups.map((group) => [group, address[group].map((value) => `${group}:${value}`)])),
    gates: gatesOf(address),
    age: address.alter ?? null,
    openAt: address.offen ? context.now() : null,
    near,
    sort: sorts[sort],
    now: context.now(),
    language: context.language.tag,
    ...(part.dated === undefined ? {} : { dated: part.dated }),
    limit: part.limit ?? pageSize,
    offset: ((address.seite ?? 1) - 1) * pageSize,
  });
  return { ...result, place, sort };
}

/**
 * Searches the published offers of the district as a visitor's address says: one statement when something is found.
 * When nothing is, a second one tries the query with its misspelt words mended, a third any of the words.
 */
export async function search(context: Context, address: SearchAddress): Promise<SearchPage> {
  const literally = address.genau === '1';
  const reading = await readQuery(context, address.q, { literally, postcode: address.plz });
  const answer = (
    result: Awaited<ReturnType<typeof runSearch>>,
    extra: Partial<Pick<SearchPage, 'corrected' | 'loosened'>> = {},
  ): SearchPage => ({
    ...result,
    page: address.seite ?? 1,
    pages: Math.min(lastPage, Math.ceil(result.total / pageSize)),
    corrected: null,
    loosened: false,
    ...extra,
  });

  const exact = await runSearch(context, address, reading);
  if (exact.total || !reading.units.length || literally) return answer(exact);
  const mended = await mendedQuery(context, reading);
  const again = mended ? await readQuery(context, mended, { postcode: address.plz }) : reading;
  if (mended) {
    const result = await runSearch(context, address, again);
    if (result.total) return answer(result, { corrected: mended });
  }
  if (again.units.length > 1) {
    const result = await runSearch(context, address, again, 'any');
    if (result.total) return answer(result, { loosened: true, corrected: mended ?? null });
  }
  return answer(exact);
}
