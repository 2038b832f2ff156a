import type { Context } from '#platform/access';
import { type LifeSituation, lifeSituations, type OfferKind } from '../model/vocabulary.ts';
import { findPublicOrganisationBySlug, listOffersWith, listUpcoming } from '../store/showing.ts';
import { paths } from './showing/addresses.ts';
import { cardOf, type OfferCardView } from './showing/cards.ts';
import { groundOf, placeName } from './showing/ground.ts';
import { describeOrganisation, type OrganisationView } from './showing/organisation-view.ts';
import { type LinkView, lifeSituationHref } from './showing/search-view.ts';
import { wordingIn } from './wording.ts';

/** An organisation by the slug of its address; undefined when it is not public. */
export async function showOrganisation(context: Context, slug: string): Promise<OrganisationView | undefined> {
  const row = /^[a-z0-9-]{1,200}$/.test(slug)
    ? await findPublicOrganisationBySlug(context.database.shared, context.tenant.id, slug)
    : undefined;
  return row && describeOrganisation(context, row);
}

export { showSearch } from './showing/search-view.ts';

const aWeek = 7;

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
  const upcoming = await listUpcoming(context.database.shared, {
    tenantId: tenant.id,
    language: language.tag,
    now,
    until,
    limit: 4,
  });
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
    towns: ground.towns.map((town) => ({ label: placeName(town, wording), href: paths.town(context, town.slug) })),
    propose: paths.propose(context),
    demonstration: tenant.demonstration,
  };
}

export interface TownPanelView {
  readonly total: number;
  readonly offers: readonly OfferCardView[];
  readonly contacts: readonly OfferCardView[];
  readonly allHref: string;
}

/** Offers and contacts of a town, for the town's own page. */
export async function showTownPanel(context: Context, townKey: string): Promise<TownPanelView> {
  const ground = await groundOf(context);
  const { language, tenant } = context;
  const list = (kinds: readonly OfferKind[], limit: number) =>
    Promise.all(
      kinds.map((kind) =>
        listOffersWith(context.database.shared, {
          tenantId: tenant.id,
          words: [`ort:${townKey}`, `art:${kind}`],
          language: language.tag,
          now: context.now(),
          limit,
        }),
      ),
    );
  const [[offers], [contacts]] = await Promise.all([list(['offer'], 6), list(['contact'], 6)]);
  const cards = (found: typeof offers) =>
    (found?.offers ?? []).map((one) => cardOf(one, { context, ground, visitor: {}, query: '' }));
  return {
    total: (offers?.total ?? 0) + (contacts?.total ?? 0),
    offers: cards(offers),
    contacts: cards(contacts),
    allHref: `${paths.search(context)}?ort=${townKey}`,
  };
}
