import { embeddedEntries, kindsOfOffers, type ToldOffer, toldOffers } from '#modules/directory';
import { numberOf } from '../../model/integreat/numbers.ts';
import { partsOf, placeOf } from '../../model/integreat/paths.ts';
import { moment } from '../../model/integreat/times.ts';
import type { Organization, Page } from '../../model/integreat/types.ts';
import { eachBlock, embeddedIn } from '../../model/text/blocks.ts';
import { type Branch, treeOf } from '../../model/tree.ts';
import { listPublicPages, type PublicPage } from '../../store/public-pages.ts';
import { answerLanguages, inLanguage } from '../guide.ts';
import { batchSize, type Frame, horizonOf, keeping, translationsOf } from './frame.ts';
import { offerExcerpt, offerHtml, organizationOf } from './offers.ts';
import { type PageGround, pageExcerpt, pageGroundOf, pageHtml } from './page-html.ts';

/** A page with its place in the tree that the app shows. */
export interface Node {
  readonly page: Page;
  readonly parent: Node | undefined;
  readonly children: readonly Node[];
}

/** The guide, and behind it the offers that are neither on the map nor among the events. */
export interface Tree {
  readonly tops: readonly Node[];
  /** All, parents before children. */
  readonly all: readonly Node[];
  readonly byPlace: ReadonlyMap<string, Node>;
  readonly bySlug: ReadonlyMap<string, Node>;
  readonly byId: ReadonlyMap<number, Node>;
}

interface Draft {
  readonly id: number;
  /** Path behind district and language. */
  readonly place: string;
  readonly title: string;
  readonly excerpt: string;
  readonly content: string;
  readonly updated: Date;
  readonly organization: Organization | null;
  readonly thumbnail: string | null;
}

const topParent = { id: 0, url: null, path: null } as const;

/** Grows the tree; the order counts through all pages, parents before children. */
class Growing {
  readonly all: Node[] = [];
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  add(draft: Draft, parent: (Node & { children: Node[] }) | undefined): Node & { children: Node[] } {
    const { base, context } = this.#frame;
    const path = `${base}${draft.place}/`;
    const updated = moment(draft.updated);
    const page: Page = {
      id: draft.id,
      url: `${context.publicUrl}${path}`,
      path,
      title: draft.title,
      modified_gmt: draft.updated.toISOString(),
      last_updated: updated,
      published_at: updated,
      excerpt: draft.excerpt,
      content: draft.content,
      parent: parent ? { id: parent.page.id, url: parent.page.url, path: parent.page.path } : topParent,
      order: this.all.length + 1,
      available_languages: translationsOf(this.#frame, draft.id, draft.place),
      thumbnail: draft.thumbnail,
      organization: draft.organization,
      embedded_offers: [],
      slug_history: [],
      hash: null,
    };
    const node = { page, parent, children: [] as Node[] };
    parent?.children.push(node);
    this.all.push(node);
    return node;
  }
}

function responsible(frame: Frame, slug: string | null, { embedded }: PageGround): Organization | null {
  const card = slug === null ? undefined : embedded.organisations.get(slug);
  if (slug === null || !card) return null;
  const website = card.contacts.find(({ kind }) => kind === 'website')?.href;
  return organizationOf(frame, { slug, name: card.name, href: card.href, website });
}

function draftOf(frame: Frame, page: PublicPage, ground: PageGround): Draft {
  const picture = [...eachBlock(page.content)].find((block) => block.type === 'image');
  return {
    id: numberOf('page', page.id),
    place: `ankommen/${page.slug}`,
    title: page.title,
    excerpt: pageExcerpt(page),
    content: pageHtml(frame, page, ground),
    updated: page.publishedAt,
    organization: responsible(frame, page.organisation, ground),
    thumbnail: picture?.type === 'image' ? ground.html.imageHref(picture.id).replace(/\?.*/, '?b=480') : null,
  };
}

async function growGuide(frame: Frame, growing: Growing): Promise<void> {
  const { context } = frame;
  const { tag } = context.language;
  const [rows] = await Promise.all([
    listPublicPages(context.database.shared, context.tenant.id, answerLanguages(tag)),
    // Needed below, and the longest of what there is to wait for.
    kindsOfOffers(context, horizonOf(context.now())),
  ]);
  const pages = inLanguage(rows, tag);
  const shown = pages.map(({ content }) => embeddedIn(content));
  const unique = (values: readonly string[]) => [...new Set(values)];
  const embedded = await embeddedEntries(context, {
    offers: unique(shown.flatMap(({ offers }) => offers)),
    organisations: unique([
      ...shown.flatMap(({ organisations }) => organisations),
      ...pages.flatMap(({ organisation }) => organisation ?? []),
    ]),
    categories: unique(shown.flatMap(({ categories }) => categories)),
  });
  const ground = await pageGroundOf(frame, embedded, new Set(pages.map(({ slug }) => slug)));
  const grow = (branches: readonly Branch<PublicPage>[], parent: (Node & { children: Node[] }) | undefined): void => {
    for (const { page, children } of branches) grow(children, growing.add(draftOf(frame, page, ground), parent));
  };
  grow(treeOf(pages), undefined);
}

/** Offers without address and dates: a page each, under their topics. */
async function growOffers(frame: Frame, growing: Growing): Promise<void> {
  const { context } = frame;
  const kinds = await kindsOfOffers(context, horizonOf(context.now()));
  const rest = [...kinds.values()].filter(({ place, stretches }) => !place && !stretches.length);
  if (!rest.length) return;
  const offers = await toldOffers(
    context,
    rest.map(({ id }) => id),
  );
  if (!offers.length) return;
  const newest = (some: readonly ToldOffer[]) => new Date(Math.max(...some.map(({ publishedAt }) => publishedAt.getTime())));
  const shelf = { excerpt: '', content: '', organization: null, thumbnail: null };
  const title = context.t('directory:nav.offers');
  const top = growing.add(
    { ...shelf, id: numberOf('topics', context.tenant.id), place: 'angebote', title, updated: newest(offers) },
    undefined,
  );
  const topics = Map.groupBy(offers, ({ categories }) => categories[0]?.id ?? 'other');
  const byName = [...topics].toSorted(([, [a]], [, [b]]) =>
    (a?.categories[0]?.name ?? '').localeCompare(b?.categories[0]?.name ?? '', context.language.locale),
  );
  for (const [id, some] of byName) {
    const name = some[0]?.categories[0]?.name ?? title;
    const topic = growing.add(
      {
        ...shelf,
        id: numberOf('topic', context.tenant.id, id),
        place: `angebote/thema/${id}`,
        title: name,
        updated: newest(some),
      },
      top,
    );
    for (const offer of some) {
      const draft: Draft = {
        id: numberOf('offer', offer.id),
        place: `angebote/${offer.slug}`,
        title: offer.title.text,
        excerpt: offerExcerpt(offer),
        content: offerHtml(frame, offer),
        updated: offer.publishedAt,
        organization: organizationOf(frame, offer.provider),
        thumbnail: null,
      };
      growing.add(draft, topic);
    }
  }
}

export const pageTree = keeping(48_000_000, async (frame): Promise<{ value: Tree; size: number }> => {
  const growing = new Growing(frame);
  await growGuide(frame, growing);
  await growOffers(frame, growing);
  const { all } = growing;
  const value: Tree = {
    tops: all.filter(({ parent }) => !parent),
    all,
    byPlace: new Map(all.map((node) => [placeOf(node.page.path), node])),
    // The guide's come first in the list, so that they win here.
    bySlug: new Map(all.toReversed().map((node) => [partsOf(node.page.path).at(-1) ?? '', node])),
    byId: new Map(all.map((node) => [node.page.id, node])),
  };
  return { value, size: all.reduce((sum, { page }) => sum + page.content.length + page.excerpt.length + 2500, 0) };
});

/** The page that a client means: by its path, by the last part of a path, as the former service did, or by its number. */
export function findNode(tree: Tree, { url, id }: { readonly url?: string | undefined; readonly id?: string | undefined }) {
  if (id !== undefined) return tree.byId.get(Number(id));
  if (url === undefined) return undefined;
  return tree.byPlace.get(placeOf(url)) ?? tree.bySlug.get(partsOf(url).at(-1) ?? '');
}

/** All pages of a tree, some at a time. */
export function* pageBatches({ all }: Tree): Generator<readonly Page[]> {
  for (let start = 0; start < all.length; start += batchSize) yield all.slice(start, start + batchSize).map(({ page }) => page);
}

/** A page and what is below it, parents before children. */
export function below(node: Node, depth: number): Page[] {
  return [node.page, ...(depth > 0 ? node.children.flatMap((child) => below(child, depth - 1)) : [])];
}

/** From the top to the page's parent. */
export const above = (node: Node): Page[] => (node.parent ? [...above(node.parent), node.parent.page] : []);
