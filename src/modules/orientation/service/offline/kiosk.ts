import { type BriefOffer, type EmbeddedEntries, findBriefOffer } from '#modules/directory';
import type { Context } from '#platform/access';
import { qrSvg } from '#platform/documents';
import { type HandedLink, handedLinks } from '../../model/offline/handover.ts';
import type { TextGround } from '../../pages/text.tsx';
import { paths } from '../addresses.ts';
import { type PageLink, pageLink } from '../guide/links.ts';
import { hitOf, type NewsHit } from '../guide/news.ts';
import { type SituationWay, situationWays } from '../guide/overview.ts';
import { type ShownPage, showPage } from '../guide/page-view.ts';
import { type GuidePage, guideOf } from '../guide.ts';
import { findPublicNews, latestNews, type NewsItem } from '../news/reading.ts';
import { textGroundOf } from '../text-ground.ts';
import { timeless } from './gathering.ts';

/** Something to scan with a telephone. */
export interface Code {
  readonly id: string;
  /** `data:` address of the picture. */
  readonly src: string;
  readonly label: string;
  /** What the code says, to type in. */
  readonly address: string;
}

const codeOf = (id: string, address: string, label: string): Code => ({
  id,
  src: `data:image/svg+xml,${encodeURIComponent(qrSvg(address, { title: label }))}`,
  label,
  address: address.replace(/^https?:\/\//, '').replace(/\/$/, ''),
});

export interface KioskTopics {
  readonly situations: readonly SituationWay[];
  readonly topics: readonly PageLink[];
  readonly news: readonly NewsHit[];
  readonly imprintHref: string;
}

export interface KioskNewsView {
  readonly hit: NewsHit;
  readonly item: NewsItem;
  readonly ground: TextGround;
  readonly code: Code;
}

export interface KioskImprintView {
  readonly legal: Context['tenant']['settings']['legal'];
  readonly codes: readonly Code[];
}

export interface KioskPageView {
  readonly shown: ShownPage;
  readonly ground: TextGround;
  /** The page itself, to read on. */
  readonly code: Code;
  readonly codes: readonly Code[];
  readonly backHref: string;
  readonly children: readonly PageLink[];
}

export interface KioskOfferView {
  readonly offer: BriefOffer;
  readonly code: Code;
}

const slugOf = (href: string): string => href.slice(href.lastIndexOf('/') + 1);

const kioskLink = (context: Context, page: GuidePage): PageLink => ({
  ...pageLink(context, page),
  href: paths.kioskPage(context, page.slug),
});

const mostNews = 3;

/** What the visitor may begin with. */
export async function kioskTopics(context: Context): Promise<KioskTopics> {
  const guide = await guideOf(context);
  const ways = await situationWays(context);
  const news = await latestNews(context, mostNews);
  return {
    news: news.map((item) => ({ ...hitOf(context, item), href: paths.kioskNews(context, item.number) })),
    imprintHref: paths.kioskImprint(context),
    situations: ways.map((way) => ({ ...way, href: paths.kioskPage(context, slugOf(way.href)) })),
    topics: guide.branches.map(({ page }) => kioskLink(context, page)),
  };
}

/** Offers open on the device, organisations do not: their card says it all. */
function onDevice(context: Context, embedded: EmbeddedEntries): EmbeddedEntries {
  const { offers, organisations, categories } = timeless(embedded);
  const moved = <T extends { readonly href: string }>(card: T): T => ({
    ...card,
    href: paths.kioskOffer(context, slugOf(card.href)),
  });
  return {
    organisations,
    offers: new Map([...offers].map(([slug, card]) => [slug, moved(card)])),
    categories: new Map([...categories].map(([id, shelf]) => [id, { ...shelf, cards: shelf.cards.map(moved) }])),
  };
}

/** A page of the guide as a public device shows it; undefined when it is not public. */
export async function kioskPage(context: Context, slug: string): Promise<KioskPageView | undefined> {
  const shown = await showPage(context, slug);
  if (!shown) return undefined;
  const { t, publicUrl } = context;
  const guide = await guideOf(context);
  const branch = guide.bySlug.get(slug);
  const parent = branch?.page.parentId ? guide.byId.get(branch.page.parentId) : undefined;
  const embedded = onDevice(context, shown.ground.embedded);
  const form: HandedLink[] = shown.page.formUrl ? [{ href: shown.page.formUrl, label: t('orientation:page.form') }] : [];
  const links = [...form, ...handedLinks(shown.page.content, embedded.categories)];
  const idOf = new Map(links.map(({ href }, index) => [href, `mitnehmen-${index + 1}`]));
  return {
    shown,
    ground: {
      ...shown.ground,
      embedded,
      hrefOf: (scheme, to) => {
        if (scheme === 'page') return guide.bySlug.has(to) ? paths.kioskPage(context, to) : undefined;
        return scheme === 'offer' ? embedded.offers.get(to)?.href : undefined;
      },
      // Ticks would stay for the next visitor.
      stepsOf: '',
      outside: (href) => {
        const id = idOf.get(href);
        return id && `#${id}`;
      },
    },
    code: codeOf('mitnehmen', `${publicUrl}${paths.page(context, slug)}`, t('orientation:kiosk.take_page')),
    codes: links.map(({ href, label }) =>
      codeOf(idOf.get(href) ?? '', href.startsWith('/') ? `${publicUrl}${href}` : href, label || new URL(href).host),
    ),
    backHref: parent ? paths.kioskPage(context, parent.page.slug) : paths.kioskTopics(context),
    children: (branch?.children ?? []).map(({ page }) => kioskLink(context, page)),
  };
}

/** A message as a public device shows it; undefined when there is none. */
export async function kioskNews(context: Context, number: number): Promise<KioskNewsView | undefined> {
  const found = await findPublicNews(context, number);
  if (!found) return undefined;
  const guide = await guideOf(context);
  const nothing = { offers: new Map(), organisations: new Map(), categories: new Map() };
  return {
    item: found.item,
    hit: hitOf(context, found.item),
    ground: {
      ...textGroundOf(context, guide, nothing),
      hrefOf: (scheme, to) => (scheme === 'page' && guide.bySlug.has(to) ? paths.kioskPage(context, to) : undefined),
      stepsOf: '',
      outside: () => undefined,
    },
    code: codeOf('mitnehmen', `${context.publicUrl}${paths.newsItem(context, number)}`, context.t('orientation:kiosk.take_page')),
  };
}

/** Who is responsible for what the device shows, with the ways to the whole text. */
export function kioskImprint(context: Context): KioskImprintView {
  const { tenant, language, publicUrl, t } = context;
  const base = `${publicUrl}/${tenant.slug}/${language.tag}`;
  return {
    legal: tenant.settings.legal,
    codes: [
      codeOf('impressum', `${base}/impressum`, t('legal:imprint.title')),
      codeOf('datenschutz', `${base}/datenschutz`, t('legal:privacy.title')),
    ],
  };
}

/** An offer as a public device shows it; undefined when there is none. */
export async function kioskOffer(context: Context, slug: string): Promise<KioskOfferView | undefined> {
  const offer = await findBriefOffer(context, slug);
  if (!offer) return undefined;
  return { offer, code: codeOf('mitnehmen', `${context.publicUrl}${offer.href}`, context.t('orientation:kiosk.take_offer')) };
}
