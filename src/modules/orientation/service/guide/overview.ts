import type { GuideWays } from '#modules/directory';
import type { Context } from '#platform/access';
import type { PublicPath } from '#platform/module';
import { type Situation, situations } from '../../model/situations.ts';
import { listPublicAddresses } from '../../store/public-pages.ts';
import { paths } from '../addresses.ts';
import { type Guide, type GuidePage, guideOf } from '../guide.ts';
import { type PageLink, pageLink } from './links.ts';

/** A situation of life with the page that leads through it. */
export interface SituationWay {
  readonly id: Situation;
  readonly label: string;
  readonly href: string;
}

export interface TopicView {
  readonly page: PageLink;
  readonly children: readonly PageLink[];
}

export interface OverviewView {
  readonly situations: readonly SituationWay[];
  /** The tree: what hangs at the top, and below it. */
  readonly topics: readonly TopicView[];
  /** Explained forms, wherever they hang. */
  readonly forms: readonly PageLink[];
  readonly search: string;
  readonly news: string;
}

/** The page of each situation: the first one of that kind, top of the tree before deeper ones. */
function situationPages(guide: Guide): ReadonlyMap<Situation, GuidePage> {
  const all = [...guide.bySlug.values()].filter(({ page }) => page.kind === 'situation' && page.town === null);
  const out = new Map<Situation, GuidePage>();
  for (const { page } of all.toSorted((a, b) => a.depth - b.depth))
    for (const id of page.situations) if (!out.has(id)) out.set(id, page);
  return out;
}

/** The ways into the guide, in the order in which most people meet them; empty where the district has no such pages. */
export async function situationWays(context: Context): Promise<readonly SituationWay[]> {
  const pages = situationPages(await guideOf(context));
  return situations.flatMap((id) => {
    const page = pages.get(id);
    return page ? [{ id, label: context.t(`orientation:situation.${id}`), href: paths.page(context, page.slug) }] : [];
  });
}

/** What the start page of the district shows of the guide. */
export const startGuide: GuideWays = async (context) => ({
  search: paths.search(context),
  suggestions: `${paths.search(context)}/vorschlaege`,
  situations: await situationWays(context),
  all: { label: context.t('orientation:overview.all'), href: paths.guide(context) },
});

export async function showOverview(context: Context): Promise<OverviewView> {
  const guide = await guideOf(context);
  const all = [...guide.bySlug.values()];
  return {
    situations: await situationWays(context),
    topics: guide.branches.map(({ page, children }) => ({
      page: pageLink(context, page),
      children: children.map((child) => pageLink(context, child.page)),
    })),
    forms: all.filter(({ page }) => page.kind === 'form').map(({ page }) => pageLink(context, page)),
    search: paths.search(context),
    news: paths.news(context),
  };
}

/** Public addresses of the guide, each in the languages that it was written in. */
export async function guidePaths(context: Context): Promise<readonly PublicPath[]> {
  const guide = await guideOf(context);
  const addresses = await listPublicAddresses(context.database.shared, context.tenant.id);
  return [
    { path: '/ankommen' },
    ...addresses
      .filter(({ slug }) => guide.bySlug.has(slug))
      .map(({ slug, languages, changed }) => ({ path: `/ankommen/${slug}`, languages, changed })),
  ];
}
