import type { Context } from '#platform/access';
import type { PublicPath } from '#platform/module';
import { type LifeSituation, lifeSituations, type OfferKind } from '../model/vocabulary.ts';
import { findPublicOffer, type PublicOfferRow } from '../store/public-offers.ts';
import { countByTown, findPublicOrganisationBySlug, listOffersWith, listPublicSlugs, listUpcoming } from '../store/showing.ts';
import { type KindList, kindLists, kindPaths } from './kinds/addresses.ts';
import { paths } from './showing/addresses.ts';
import { cardOf, type OfferCardView } from './showing/cards.ts';
import { groundOf, placeName } from './showing/ground.ts';
import { describeOrganisation, type OrganisationView } from './showing/organisation-view.ts';
import { type LinkView, lifeSituationHref } from './showing/search-view.ts';
import { wordingIn } from './wording.ts';

export { showSearch } from './showing/search-view.ts';

const aWeek = 7;
const datesOnStart = 4;

export interface StartView {
  readonly action: string;
  readonly suggestions: string;
  readonly situations: readonly { readonly id: LifeSituation; readonly label: string; readonly href: string }[];
  readonly week: readonly OfferCardView[];
  readonly weekHref: string;
  readonly towns: readonly LinkView[];
  readonly propose: string;
  readonly demonstration: boolean;
}

/** The district's start page: ways in, and what the read model knows of the coming week. */
export async function showStart(context: Context): Promise<StartView> {
  const { tenant, language } = context;
  const ground = await groundOf(context);
  const wording = wordingIn(language);
  const now = context.now();
  const until = new Date(now.getFullYear(), now.getMonth(), now.getDate() + aWeek);
  const { shared } = context.database;
  const [upcoming, counts] = await Promise.all([
    listUpcoming(shared, { tenantId: tenant.id, language: language.tag, now, until, limit: datesOnStart }),
    countByTown(shared, tenant.id),
  ]);
  return {
    action: paths.search(context),
    suggestions: paths.suggestions(context),
    situations: (Object.keys(lifeSituations) as LifeSituation[]).map((id) => ({
      id,
      label: wording.t(`directory:start.situation.${id}`),
      href: lifeSituationHref(context, id),
    })),
    week: upcoming.map((found) => cardOf(found, { context, ground, visitor: {}, query: '' })),
    weekHref: `${paths.search(context)}?sortierung=datum`,
    towns: ground.towns.map((town) => ({
      label: placeName(town, wording),
      href: paths.town(context, town.slug),
      count: counts.get(town.key) ?? 0,
    })),
    propose: paths.propose(context),
    demonstration: tenant.demonstration,
  };
}

export interface TownPanelView {
  readonly offers: readonly OfferCardView[];
  readonly offersTotal: number;
  readonly offersHref: string;
  readonly contacts: readonly OfferCardView[];
  readonly contactsTotal: number;
  readonly contactsHref: string;
  /** Where the town gets these for its own website. */
  readonly embedHref: string;
}

const inPanel = 6;

/** Offers and contacts of a town, soonest first, for the town's own page. */
export async function showTownPanel(context: Context, townKey: string): Promise<TownPanelView> {
  const ground = await groundOf(context);
  const { language, tenant } = context;
  const list = async (kind: OfferKind) => {
    const words = [`ort:${townKey}`, `art:${kind}`];
    const query = { tenantId: tenant.id, words, language: language.tag, now: context.now(), limit: inPanel };
    const { total, offers } = await listOffersWith(context.database.shared, query);
    const cards = offers.map((one) => cardOf(one, { context, ground, visitor: {}, query: '' }));
    return { total, cards, href: `${paths.search(context)}?ort=${townKey}&art=${kind}` };
  };
  const [offers, contacts] = await Promise.all([list('offer'), list('contact')]);
  return {
    offers: offers.cards,
    offersTotal: offers.total,
    offersHref: offers.href,
    contacts: contacts.cards,
    contactsTotal: contacts.total,
    contactsHref: contacts.href,
    embedHref: `${paths.start(context)}einbetten?ort=${townKey}`,
  };
}

const isSlug = (text: string) => /^[a-z0-9-]{1,200}$/.test(text);

/** A published offer by the slug of its address; undefined when it is not public. */
export async function findOffer(context: Context, slug: string): Promise<PublicOfferRow | undefined> {
  return isSlug(slug) ? findPublicOffer(context.database.shared, context.tenant.id, slug) : undefined;
}

/** An organisation by the slug of its address; undefined when it is not public. */
export async function showOrganisation(context: Context, slug: string): Promise<OrganisationView | undefined> {
  const row = isSlug(slug) ? await findPublicOrganisationBySlug(context.database.shared, context.tenant.id, slug) : undefined;
  return row && describeOrganisation(context, row);
}

/** Addresses of what is public, for search engines. */
export async function directoryPaths(context: Context): Promise<readonly PublicPath[]> {
  const [{ offers, organisations }, ground] = await Promise.all([
    listPublicSlugs(context.database.shared, context.tenant.id),
    groundOf(context),
  ]);
  const base = paths.start(context).length - 1;
  const all: PublicPath[] = [
    { path: paths.start(context) },
    { path: paths.search(context) },
    { path: `${paths.start(context)}einbetten` },
    ...(Object.keys(kindLists) as KindList[]).map((list) => ({ path: kindPaths.list(context, list) })),
    { path: kindPaths.institutions(context) },
    ...ground.towns.map(({ slug }) => ({ path: paths.town(context, slug) })),
    ...offers.map(({ slug, publishedAt }) => ({ path: paths.offer(context, slug), changed: publishedAt })),
    ...organisations.map((slug) => ({ path: paths.organisation(context, slug) })),
  ];
  return all.map((one) => ({ ...one, path: one.path.slice(base) }));
}
