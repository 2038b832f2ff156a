import { z } from 'zod';
import {
  type Asker,
  type DemandCounter,
  type FoundOffers,
  type OfferCardView,
  type OfferFinder,
  offerFinder,
  offerSearchHref,
  type Suggestion,
  searchTextSchema,
  suggest,
} from '#modules/directory';
import type { Context } from '#platform/access';
import { type FoundKind, foundKinds, inTitles, shownAlone, shownTogether, titleBegins } from '../../model/guide/search.ts';
import { searchPublicPages } from '../../store/guide/search.ts';
import { paths } from '../addresses.ts';
import { type Guide, type GuidePage, guideOf } from '../guide.ts';
import { type PageLink, pageLink, type Wording, wordingOf } from './links.ts';
import { findNews, type NewsHit } from './news.ts';
import { type SituationWay, situationWays } from './overview.ts';

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);

/** A public address is never refused: what makes no sense in it is left out. */
export const searchSchema = z.object({
  q: searchTextSchema,
  was: z.preprocess(first, z.enum(foundKinds).optional().catch(undefined)),
  /** The words as they were typed, even when nothing is found. */
  genau: z.preprocess(first, z.literal('1').optional().catch(undefined)),
});
export type SearchAddress = z.output<typeof searchSchema>;

/** A page of the guide that was found. */
export interface PageHit extends PageLink {
  /** Title of the page above it. */
  readonly above: Wording | undefined;
}

interface Found {
  readonly pages: readonly GuidePage[];
  /** A page is called what was asked for. */
  readonly titled: boolean;
  readonly offers: FoundOffers;
  readonly events: FoundOffers;
  readonly news: readonly NewsHit[];
}

export interface SearchView {
  readonly query: string;
  readonly action: string;
  readonly total: number;
  readonly choices: readonly {
    readonly kind: FoundKind | undefined;
    readonly count: number;
    readonly href: string;
    readonly current: boolean;
  }[];
  /** A page answers best when it is called what was asked for; else offers do. */
  readonly pagesFirst: boolean;
  readonly pages: readonly PageHit[];
  readonly offers: readonly OfferCardView[];
  readonly events: readonly OfferCardView[];
  readonly news: readonly NewsHit[];
  /** Where all of a kind stand, for kinds of which not all are shown here. */
  readonly more: Readonly<Partial<Record<FoundKind, string>>>;
  readonly corrected: { readonly query: string; readonly corrected: string; readonly originalHref: string } | undefined;
  /** Nothing met all words, so these meet some of them. */
  readonly loosened: boolean;
  /** The same query among the offers, with their filters. */
  readonly offersHref: string;
  readonly guideHref: string;
  /** Ways on for whoever found nothing, or has asked for nothing yet. */
  readonly instead: readonly Suggestion[];
  readonly situations: readonly SituationWay[];
  readonly missingHref: string;
}

const none: FoundOffers = { total: 0, cards: [] };
const nothing: Found = { pages: [], titled: false, offers: none, events: none, news: [] };

async function find(
  context: Context,
  finder: OfferFinder,
  guide: Guide,
  kind: FoundKind | undefined,
  any: boolean,
): Promise<Found> {
  const { tenant, language } = context;
  const text = any ? finder.text.any : finder.text.all;
  if (!text) return nothing;
  const limit = (one: FoundKind) => (kind === one ? shownAlone : shownTogether[one]);
  const [hits, offers, events, news] = await Promise.all([
    searchPublicPages(context.database.shared, { tenantId: tenant.id, language: language.tag, text, title: inTitles(text) }),
    finder.offers({ dated: false, any, limit: limit('offers') }),
    finder.offers({ dated: true, any, limit: limit('events') }),
    findNews(context, text),
  ]);
  const reachable = hits.filter(({ id }) => guide.byId.has(id));
  return {
    pages: reachable.flatMap(({ id }) => guide.byId.get(id)?.page ?? []),
    titled: reachable.some(({ titled }) => titled),
    offers,
    events,
    news,
  };
}

const countsOf = ({ pages, offers, events, news }: Found): Readonly<Record<FoundKind, number>> => ({
  pages: pages.length,
  offers: offers.total,
  events: events.total,
  news: news.length,
});

const sum = (found: Found) => Object.values(countsOf(found)).reduce((all, one) => all + one, 0);

/** Searches as typed; when that finds nothing, with misspelt words mended, then for any of the words. */
async function findSomehow(context: Context, guide: Guide, { q, was, genau }: SearchAddress) {
  const finder = await offerFinder(context, q);
  const exact = await find(context, finder, guide, was, false);
  const answer = (found: Found, corrected: string | undefined, loosened: boolean) => ({ found, finder, corrected, loosened });
  if (genau || sum(exact)) return answer(exact, undefined, false);
  const mended = await finder.mended();
  const again = mended === undefined ? finder : await offerFinder(context, mended);
  const second = mended === undefined ? exact : await find(context, again, guide, was, false);
  if (sum(second)) return answer(second, mended, false);
  const loose = await find(context, again, guide, was, true);
  return sum(loose) ? answer(loose, mended, true) : answer(exact, undefined, false);
}

export interface Search {
  readonly view: SearchView;
  /** Nothing was found, or only what meets a part of the query: counts it among what is missing. */
  readonly inVain: ((demand: DemandCounter, asker: Asker) => Promise<void>) | undefined;
}

/** Pages, offers, dates and news that a query meets. */
export async function searchEverything(context: Context, address: SearchAddress): Promise<Search> {
  const { q, was } = address;
  const guide = await guideOf(context);
  const href = (changes: Partial<SearchAddress>) => {
    const query = Object.entries({ ...address, ...changes }).filter((pair): pair is [string, string] => !!pair[1]);
    return `${paths.search(context)}?${new URLSearchParams(query)}`;
  };
  const result = q ? await findSomehow(context, guide, address) : undefined;
  const found = result?.found ?? nothing;
  const counts = countsOf(found);
  const total = sum(found);
  const shows = (kind: FoundKind) => was === undefined || was === kind;
  const shown = <T>(kind: FoundKind, all: readonly T[]): readonly T[] =>
    shows(kind) ? all.slice(0, was ? shownAlone : shownTogether[kind]) : [];
  const hit = (page: GuidePage): PageHit => {
    const above = page.parentId === null ? undefined : guide.byId.get(page.parentId)?.page;
    return { ...pageLink(context, page), above: above && wordingOf(context, above.title, above.language) };
  };
  const foundKindsNow = foundKinds.filter((kind) => counts[kind] > 0);
  return {
    view: {
      query: q,
      action: paths.search(context),
      total: was === undefined ? total : counts[was],
      choices:
        foundKindsNow.length > 1 || was
          ? [
              { kind: undefined, count: total, href: href({ was: undefined }), current: was === undefined },
              ...foundKindsNow.map((kind) => ({ kind, count: counts[kind], href: href({ was: kind }), current: was === kind })),
            ]
          : [],
      pagesFirst: found.titled || was === 'pages',
      pages: shown('pages', found.pages).map(hit),
      offers: shown('offers', found.offers.cards),
      events: shown('events', found.events.cards),
      news: shown('news', found.news),
      more: Object.fromEntries(
        foundKindsNow
          .filter((kind) => was === undefined && counts[kind] > shownTogether[kind])
          .map((kind) => [kind, href({ was: kind })]),
      ),
      corrected: result?.corrected ? { query: q, corrected: result.corrected, originalHref: href({ genau: '1' }) } : undefined,
      loosened: result?.loosened ?? false,
      offersHref: offerSearchHref(context, q),
      guideHref: paths.guide(context),
      instead: q && !total ? await suggestPages(context, q) : [],
      situations: total ? [] : await situationWays(context),
      missingHref: `/${context.tenant.slug}/${context.language.tag}/fehlt-mir`,
    },
    inVain: result && (!total || result.loosened) ? (demand, asker) => result.finder.inVain(demand, asker) : undefined,
  };
}

const mostPages = 3;

/** What somebody who has typed so much may mean: pages of the guide first, then topics, places and offers. */
export async function suggestPages(context: Context, typed: string): Promise<readonly Suggestion[]> {
  const guide = await guideOf(context);
  const pages = [...guide.bySlug.values()]
    .filter(({ page }) => titleBegins(page.title, typed))
    .slice(0, mostPages)
    .map(({ page }) => {
      const { text, lang, dir } = wordingOf(context, page.title, page.language);
      const hint = context.t('orientation:search.page');
      return { label: text, hint, href: paths.page(context, page.slug), ...(lang ? { lang } : {}), ...(dir ? { dir } : {}) };
    });
  return [...pages, ...(await suggest(context, typed))];
}
