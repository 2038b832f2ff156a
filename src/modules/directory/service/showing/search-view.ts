import type { Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import { type LifeSituation, lifeSituations } from '../../model/vocabulary.ts';
import { pageSize, type SearchAddress, type SearchPage, search, searchAddressSchema } from '../searching.ts';
import { wordingIn } from '../wording.ts';
import { parametersOf, paths, queryOf, saysSomething, visitorOf, visitorQuery } from './addresses.ts';
import { cardOf, type OfferCardView } from './cards.ts';
import { type ChipView, chipsOf, type FacetGroupView, facetGroupsOf, narrowedThemes } from './filters.ts';
import { categoryName, type Ground, groundOf, homesOf, placeName } from './ground.ts';
import { type PlaceView, placeView } from './place.ts';

export interface LinkView {
  readonly label: string;
  readonly href: string;
  readonly current?: boolean | undefined;
  readonly count?: number | undefined;
}

export interface TownCount {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  readonly href: string;
  readonly current: boolean;
}

export interface SearchView {
  readonly address: SearchAddress;
  readonly action: string;
  readonly title: string;
  /** The visitor said something of themselves. */
  readonly told: boolean;
  /** Towns to choose from as the visitor's home. */
  readonly homes: readonly { readonly value: string; readonly label: string }[];
  /** Only the whole list is worth finding in a search engine. */
  readonly hidden: boolean;
  readonly total: number;
  readonly openNow: number;
  readonly cards: readonly OfferCardView[];
  readonly groups: readonly FacetGroupView[];
  readonly chips: readonly ChipView[];
  readonly resetHref: string;
  readonly sorts: readonly LinkView[];
  readonly views: readonly LinkView[];
  /** Counts per town for the map; undefined in the list. */
  readonly towns: readonly TownCount[] | undefined;
  readonly position: string | undefined;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly corrected: { readonly query: string; readonly corrected: string; readonly originalHref: string } | undefined;
  readonly loosened: boolean;
  readonly place: PlaceView;
  /** Ways out of an empty result. */
  readonly neighbours: readonly LinkView[];
  readonly topics: readonly LinkView[];
  readonly propose: string;
  /** Parameters the search field and the filter form must not lose. */
  readonly keptBySearch: readonly { readonly name: string; readonly value: string }[];
  readonly keptByFilter: readonly { readonly name: string; readonly value: string }[];
}

const nothingAsked = searchAddressSchema.parse({});
const isSet = (address: SearchAddress) => parametersOf(address).length > 0;

function titleOf(address: SearchAddress, ground: Ground, context: Context): string {
  const wording = wordingIn(context.language);
  if (address.q) return wording.t('directory:search.titleFor', { query: address.q });
  const [theme, ...others] = address.thema;
  return theme && !others.length ? categoryName(ground, theme, wording) : wording.t('directory:search.title');
}

function squaredDistance(a: Territory['point'], b: Territory['point']): number {
  if (!a || !b) return Number.POSITIVE_INFINITY;
  return ((a.lat - b.lat) * 1.6) ** 2 + (a.lon - b.lon) ** 2;
}

/** Towns with offers that are nearest to the chosen one. */
function neighboursOf(address: SearchAddress, found: SearchPage, ground: Ground, context: Context): LinkView[] {
  const [key, ...others] = address.ort;
  const home =
    key && !others.length
      ? ground.town(key)
      : ground.towns.find((town) => found.place?.areas.some((area) => area.key === town.key));
  if (!home) return [];
  const wording = wordingIn(context.language);
  return ground.towns
    .filter((town) => town.key !== home.key && (found.counts[`ort:${town.key}`] ?? 0) > 0)
    .sort((a, b) => squaredDistance(a.point, home.point) - squaredDistance(b.point, home.point))
    .slice(0, 4)
    .map((town) => ({
      label: placeName(town, wording),
      count: found.counts[`ort:${town.key}`] ?? 0,
      href: paths.search(context) + queryOf(address, { ort: [town.key], plz: undefined, umkreis: undefined }),
    }));
}

export function lifeSituationHref(context: Context, id: LifeSituation): string {
  const query = new URLSearchParams(lifeSituations[id].map((top) => ['thema', top]));
  return `${paths.search(context)}?${query}`;
}

/** The search page of an address, in words; one statement when something is found. */
export async function showSearch(context: Context, address: SearchAddress): Promise<{ found: SearchPage; view: SearchView }> {
  const ground = await groundOf(context);
  const asked = narrowedThemes(address, ground);
  const first = await search(context, asked);
  // An old link to page five of what is two pages now leads to the last one.
  const found = first.total && !first.offers.length ? await search(context, { ...asked, seite: first.pages }) : first;
  const wording = wordingIn(context.language);
  const { t } = wording;
  const base = paths.search(context);
  const href = (changes: Partial<SearchAddress>) => base + queryOf(address, changes);
  const chips = chipsOf(address, context, ground);
  const cardGround = { context, ground, visitor: visitorOf(address), query: visitorQuery(address) };
  const firstShown = (found.page - 1) * pageSize + 1;
  const measured = found.place?.point !== undefined;
  const place = placeView(address, found, wording, href);
  const sorts = (['relevanz', 'entfernung', 'datum'] as const)
    .filter((one) => one !== 'entfernung' || measured)
    .map((one) => ({ label: t(`directory:search.sort.${one}`), href: href({ sortierung: one }), current: one === found.sort }));
  const map = address.ansicht === 'karte';
  const parameters = parametersOf(address);
  const view: SearchView = {
    address,
    action: base,
    title: titleOf(address, ground, context),
    told: saysSomething(address),
    homes: homesOf(ground, wording),
    hidden: isSet(address),
    total: found.total,
    openNow: found.openNow,
    cards: found.offers.map((offer) => cardOf(offer, cardGround)),
    groups: facetGroupsOf(address, found.counts, ground, wording),
    chips: place.chip ? [place.chip, ...chips] : chips,
    resetHref: base + queryOf({ ...nothingAsked, q: address.q, ansicht: address.ansicht }),
    sorts,
    views: [
      { label: t('directory:search.view.list'), href: href({ ansicht: undefined }), current: !map },
      { label: t('directory:search.view.map'), href: href({ ansicht: 'karte' }), current: map },
    ],
    towns: map
      ? ground.towns.map((town) => ({
          key: town.key,
          name: placeName(town, wording),
          count: found.counts[`ort:${town.key}`] ?? 0,
          href: href({ ort: [town.key] }),
          current: address.ort.includes(town.key),
        }))
      : undefined,
    position: found.offers.length
      ? t('directory:search.position', { from: firstShown, to: firstShown + found.offers.length - 1, total: found.total })
      : undefined,
    previous: found.page > 1 ? href({ seite: found.page - 1 }) : undefined,
    next: found.page < found.pages ? href({ seite: found.page + 1 }) : undefined,
    corrected: found.corrected ? { query: address.q, corrected: found.corrected, originalHref: href({ genau: '1' }) } : undefined,
    loosened: found.loosened,
    place,
    neighbours: found.total ? [] : neighboursOf(address, found, ground, context),
    topics: found.total
      ? []
      : (Object.keys(lifeSituations) as LifeSituation[]).map((id) => ({
          label: t(`directory:start.situation.${id}`),
          href: lifeSituationHref(context, id),
        })),
    propose: paths.propose(context),
    // A new search word begins anew at page one and is corrected again.
    keptBySearch: parameters.filter(({ name }) => !['q', 'seite', 'genau'].includes(name)),
    keptByFilter: parameters.filter(({ name }) => ['q', 'sortierung', 'ansicht', 'genau'].includes(name)),
  };
  return { found, view };
}
