import { z } from 'zod';
import { pointOfPostcode } from '#modules/territory';
import type { Context } from '#platform/access';
import type { QueryUnit } from '../model/lexicon.ts';
import { tsQuery } from '../model/query.ts';
import { germanLevels, residenceGroups } from '../model/vocabulary.ts';
import { closestWord, type SearchResult, searchOffers } from '../store/search.ts';
import { lexicon } from './lexicon.ts';

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
  q: z.preprocess(
    (value) =>
      String(first(value) ?? '')
        .toWellFormed()
        .replaceAll('\u0000', '')
        .slice(0, 200)
        .trim(),
    z.string(),
  ),
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
  /** The postcode lies in this district. */
  readonly postcodeKnown: boolean;
}

function gatesOf(address: SearchAddress): string[] {
  return [
    ...(address.status ? [`status:${address.status}`] : []),
    ...(address.niveau ? [`niveau:${address.niveau}`] : []),
    ...(address.geschlecht ? [`geschlecht:${address.geschlecht}`] : []),
    ...(address.wohnort ? [`wohnort:${address.wohnort}`] : []),
  ];
}

/** Replaces words that occur nowhere by the most similar ones that do; undefined when there is nothing to mend. */
async function corrected(context: Context, units: readonly QueryUnit[]): Promise<string | undefined> {
  // A known concept is spelt well enough; each unknown word costs one lookup on the trigram index, at most four.
  const doubtful = units.filter((unit) => !unit.concepts.length && unit.text.length >= 4).slice(0, 4);
  const mended = new Map<string, string>();
  for (const unit of doubtful) {
    const word =
      lexicon(context.language.tag).closestTerm(unit.text) ??
      (await closestWord(context.database.shared, context.tenant.id, unit.text));
    if (word && word !== unit.text) mended.set(unit.text, word);
  }
  return mended.size ? units.map((unit) => mended.get(unit.text) ?? unit.text).join(' ') : undefined;
}

/** Searches the published offers of the district as a visitor's address says. One statement when something is found. */
export async function search(context: Context, address: SearchAddress): Promise<SearchPage> {
  const point = address.plz ? await pointOfPostcode(context, address.plz) : undefined;
  const page = address.seite ?? 1;
  const units = lexicon(context.language.tag).analyse(address.q);
  const run = (text: string) =>
    searchOffers(context.database.shared, {
      tenantId: context.tenant.id,
      text,
      facets: Object.fromEntries(facetGroups.map((group) => [group, address[group].map((value) => `${group}:${value}`)])),
      gates: gatesOf(address),
      age: address.alter ?? null,
      openAt: address.offen ? context.now() : null,
      near: point ? { ...point, kilometres: address.umkreis ?? null } : null,
      sort: address.sortierung === 'datum' ? 'date' : point && address.sortierung !== 'relevanz' ? 'distance' : 'relevance',
      now: context.now(),
      language: context.language.tag,
      limit: pageSize,
      offset: (page - 1) * pageSize,
    });
  const answer = (result: SearchResult, extra: Partial<SearchPage> = {}): SearchPage => ({
    ...result,
    page,
    pages: Math.min(lastPage, Math.ceil(result.total / pageSize)),
    corrected: null,
    loosened: false,
    postcodeKnown: point !== undefined,
    ...extra,
  });

  const exact = await run(tsQuery(units));
  if (exact.total || !units.length || address.genau) return answer(exact);
  const mended = await corrected(context, units);
  if (mended) {
    const result = await run(tsQuery(lexicon(context.language.tag).analyse(mended)));
    if (result.total) return answer(result, { corrected: mended });
  }
  if (units.length > 1) {
    const result = await run(tsQuery(units, 'any'));
    if (result.total) return answer(result, { loosened: true });
  }
  return answer(exact);
}
