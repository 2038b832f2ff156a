import { type BriefOffer, briefOffers, type EmbeddedEntries, type OfferCardView } from '#modules/directory';
import type { Context } from '#platform/access';
import type { TextGround } from '../../pages/text.tsx';
import { hitOf, type NewsHit } from '../guide/news.ts';
import { type OverviewView, showOverview } from '../guide/overview.ts';
import { picturesOf, type ShownPage, showFound } from '../guide/page-view.ts';
import { findAllGuidePages, guideOf } from '../guide.ts';
import { allPublicNews, type NewsItem } from '../news/reading.ts';
import { textGroundOf } from '../text-ground.ts';

export interface KeptMessage {
  readonly item: NewsItem;
  /** As lists show it. */
  readonly hit: NewsHit;
}

/** What a device keeps, before it is put into words. */
export interface Gathered {
  readonly overview: OverviewView;
  readonly pages: readonly ShownPage[];
  readonly news: readonly KeptMessage[];
  /** For the text of the news. */
  readonly newsGround: TextGround;
  readonly offers: readonly BriefOffer[];
  /** When the newest of it was published. */
  readonly changed: Date;
}

/** What a card says of "today" would be wrong tomorrow. */
export function timeless(embedded: EmbeddedEntries): EmbeddedEntries {
  const calm = (card: OfferCardView): OfferCardView => ({ ...card, next: undefined, distance: undefined });
  return {
    organisations: embedded.organisations,
    offers: new Map([...embedded.offers].map(([slug, card]) => [slug, calm(card)])),
    categories: new Map([...embedded.categories].map(([id, shelf]) => [id, { ...shelf, cards: shelf.cards.map(calm) }])),
  };
}

const nothing: EmbeddedEntries = { offers: new Map(), organisations: new Map(), categories: new Map() };

/** Everything public that a visitor takes along in a language; the statements are as many for ten pages as for a thousand. */
export async function gather(context: Context): Promise<Gathered> {
  const found = await findAllGuidePages(context);
  const embedded = timeless(found[0]?.embedded ?? nothing);
  const pictures = await picturesOf(context, found);
  const pages: ShownPage[] = [];
  for (const [index, one] of found.entries()) {
    // Others are answered in between.
    if (index % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
    pages.push(await showFound(context, { ...one, embedded }, pictures));
  }
  const offers: BriefOffer[] = [];
  for await (const offer of briefOffers(context)) offers.push(offer);
  const news = await allPublicNews(context, context.language);
  const dates = [...pages.map(({ page }) => page.publishedAt), ...news.map(({ publishedAt }) => publishedAt)];
  return {
    overview: await showOverview(context),
    pages,
    news: news.map((item) => ({ item, hit: hitOf(context, item) })),
    newsGround: textGroundOf(context, await guideOf(context), nothing),
    offers,
    changed: new Date(Math.max(0, ...dates.map(Number))),
  };
}
