import { LRUCache } from 'lru-cache';
import { type EmbeddedEntries, embeddedEntries } from '#modules/directory';
import type { Context } from '#platform/access';
import { type Embedded, embeddedIn } from '../model/text/blocks.ts';
import { ancestorsOf, type Branch, inOrder, treeOf } from '../model/tree.ts';
import { listPublicPages, listPublicTitles, type PublicPage, type PublicTitle } from '../store/public-pages.ts';

/** A page as a visitor's language shows it; `language` says whose text it is: German where there is none of their own. */
export type GuidePage = PublicTitle;

/** The district's pages in one language, German where a translation is missing. */
export interface Guide {
  readonly branches: readonly Branch<GuidePage>[];
  /** Pages that hang in the tree, by slug and by id. */
  readonly bySlug: ReadonlyMap<string, Branch<GuidePage>>;
  readonly byId: ReadonlyMap<string, Branch<GuidePage>>;
}

/** By district, content version and language: some hundred titles each. */
const kept = new LRUCache<string, Promise<Guide>>({ max: 300 });

/** The visitor's own text, else the German one. */
export function inLanguage<T extends { readonly language: string; readonly id: string }>(rows: readonly T[], tag: string): T[] {
  const own = new Map(rows.filter(({ language }) => language === tag).map((row) => [row.id, row]));
  return rows.filter(({ language, id }) => language === tag || (language === 'de' && !own.has(id)));
}

/** Languages in which a visitor may be answered, best first. */
export const answerLanguages = (tag: string): readonly string[] => (tag === 'de' ? ['de'] : [tag, 'de']);

async function readGuide({ database, tenant, language }: Context): Promise<Guide> {
  const titles = await listPublicTitles(database.shared, tenant.id, answerLanguages(language.tag));
  const branches = treeOf(inLanguage(titles, language.tag));
  const all = [...inOrder(branches)];
  return {
    branches,
    bySlug: new Map(all.map((branch) => [branch.page.slug, branch])),
    byId: new Map(all.map((branch) => [branch.page.id, branch])),
  };
}

export function guideOf(context: Context): Promise<Guide> {
  const { id, contentVersion } = context.tenant;
  const key = `${id} ${contentVersion} ${context.language.tag}`;
  const known = kept.get(key);
  if (known) return known;
  const guide = readGuide(context);
  kept.set(key, guide);
  // A failure is not remembered: the next visitor asks again.
  guide.catch(() => kept.delete(key));
  return guide;
}

/** A page with what surrounds it and what it shows of the directory. */
export interface FoundPage {
  readonly page: PublicPage;
  readonly branch: Branch<GuidePage>;
  readonly ancestors: readonly GuidePage[];
  readonly embedded: EmbeddedEntries;
}

/** The organisation that answers for the page is shown beside it. */
const withOrganisation = (wanted: Embedded, organisation: string | null): Embedded =>
  organisation === null ? wanted : { ...wanted, organisations: [...new Set([...wanted.organisations, organisation])] };

/** A public page in the visitor's language, or in German; undefined when it is not public or hangs below one that is not. */
export async function findGuidePage(context: Context, slug: string): Promise<FoundPage | undefined> {
  const guide = await guideOf(context);
  const branch = guide.bySlug.get(slug);
  if (!branch) return undefined;
  const { tag } = context.language;
  const rows = await listPublicPages(context.database.shared, context.tenant.id, answerLanguages(tag), [slug]);
  const [page] = inLanguage(rows, tag);
  if (!page) return undefined;
  return {
    page,
    branch,
    ancestors: ancestorsOf(placesOf(guide), branch.page),
    embedded: await embeddedEntries(context, withOrganisation(embeddedIn(page.content), page.organisation)),
  };
}

const placesOf = (guide: Guide): ReadonlyMap<string, GuidePage> => new Map([...guide.byId].map(([id, one]) => [id, one.page]));

/** Every page that hangs in the tree, in its order, with what they all show of the directory; read at once. */
export async function findAllGuidePages(context: Context): Promise<readonly FoundPage[]> {
  const guide = await guideOf(context);
  const { tag } = context.language;
  const rows = inLanguage(await listPublicPages(context.database.shared, context.tenant.id, answerLanguages(tag)), tag);
  const byId = new Map(rows.map((page) => [page.id, page]));
  const wanted = embeddedIn(rows.flatMap(({ content }) => content));
  const organisations = [...new Set([...wanted.organisations, ...rows.flatMap(({ organisation }) => organisation ?? [])])];
  const embedded = await embeddedEntries(context, { ...wanted, organisations });
  const places = placesOf(guide);
  return [...inOrder(guide.branches)].flatMap((branch) => {
    const page = byId.get(branch.page.id);
    return page ? [{ page, branch, ancestors: ancestorsOf(places, branch.page), embedded }] : [];
  });
}
