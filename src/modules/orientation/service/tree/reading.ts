import { organisationNames } from '#modules/directory';
import { findTown, listTowns, nameIn, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import { type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import type { SearchHit } from '#platform/module';
import { ancestorsOf, type Branch, inOrder, treeOf } from '../../model/tree.ts';
import type { TreeFilter, TreeState } from '../../model/tree-filter.ts';
import { branchOf, siblingsUnder, straysOf } from '../../model/tree-moves.ts';
import { findPage, listPages, type Page } from '../../store/pages.ts';
import { listOutdated } from '../../store/texts.ts';
import { listTextFacts, listTextSummaries, type TextFacts, type TextSummary } from '../../store/tree.ts';
import { managesGuide } from '../rights.ts';
import { type PageRights, rightsFor, sees } from './rights.ts';

/** A page as lists for staff name it. */
export interface NamedPage {
  readonly page: Page;
  readonly title: string;
  /** The actor may open it. */
  readonly open: boolean;
}

/** A page in the tree with how its languages stand. */
export interface TreeRow extends NamedPage {
  readonly depth: number;
  readonly texts: Omit<TextSummary, 'pageId' | 'title'>;
  readonly outdated: readonly string[];
  /** Name of the town whose page it is. */
  readonly town: string | undefined;
}

const noTexts = { published: [], draft: [], review: [], scheduled: [] };

/**
 * Names pages by their German title, a mirror without one like the page it shows. What is neither public nor the actor's
 * own is not named.
 */
function namer(context: Context, pages: readonly Page[], summaries: readonly TextSummary[]): (page: Page) => NamedPage {
  const textsOf = new Map(summaries.map((summary) => [summary.pageId, summary]));
  const known = new Map(pages.map((page) => [page.id, page]));
  return (page) => {
    const source = page.mirrorOf ? known.get(page.mirrorOf) : undefined;
    const open = sees(context, page);
    const candidates = [page, ...(source ? [source] : [])].flatMap((one) => {
      const texts = textsOf.get(one.id);
      const known = texts?.published.includes('de') || sees(context, one);
      return known && texts?.title ? [texts.title] : [];
    });
    return { page, title: candidates[0] ?? (open ? page.slug : '…'), open };
  };
}

const states: Readonly<Record<TreeState, (row: TreeRow) => boolean>> = {
  entwurf: ({ texts }) => texts.draft.length + texts.scheduled.length > 0,
  pruefung: ({ texts }) => texts.review.length > 0,
  veraltet: ({ outdated }) => outdated.length > 0,
  offen: ({ page }) => page.confirmedOn === null,
  spiegel: ({ page }) => page.mirrorOf !== null,
};

function passes(row: TreeRow, { q, ort, stand }: TreeFilter): boolean {
  const wanted = q.toLocaleLowerCase('de');
  const named = [row.title.toLocaleLowerCase('de'), row.page.slug].some((name) => name.includes(wanted));
  return row.open && named && (!ort || row.page.town === ort) && (!stand || states[stand](row));
}

export interface TreeView {
  /** The tree in its order; those that a filter leaves, all on one level. */
  readonly rows: readonly TreeRow[];
  /** Pages that hang nowhere; those who care for the tree hang them up again. */
  readonly strays: readonly TreeRow[];
  readonly archived: number;
  /** The actor sees all of the tree. */
  readonly whole: boolean;
}

/** The tree as the actor may see it: all of it, or their pages with the names of what is above them. */
export async function readTree(context: Context, filter: TreeFilter): Promise<TreeView> {
  const { all, summaries, outdated } = await context.transaction(async (trx) => {
    const pages = await listPages(trx);
    return {
      all: pages,
      summaries: await listTextSummaries(trx),
      outdated: await listOutdated(
        trx,
        pages.filter(({ archivedAt }) => !archivedAt).map(({ id }) => id),
      ),
    };
  });
  const towns = new Map((await listTowns(context)).map((town) => [town.key, nameIn(town, context.language.tag)]));
  const pages = all.filter(({ archivedAt }) => !archivedAt);
  const textsOf = new Map(summaries.map((summary) => [summary.pageId, summary]));
  const named = namer(context, all, summaries);
  const rowOf = (page: Page, depth: number): TreeRow => {
    return {
      ...named(page),
      depth,
      texts: textsOf.get(page.id) ?? noTexts,
      outdated: interfaceLanguages.map(({ tag }) => tag).filter((tag) => outdated.has(`${page.id} ${tag}`)),
      town: page.town ? (towns.get(page.town) ?? page.town) : undefined,
    };
  };
  const branches = treeOf(pages);
  const shown = (branch: Branch<Page>): boolean => sees(context, branch.page) || branch.children.some(shown);
  const rows = [...inOrder(branches)].filter(shown).map(({ page, depth }) => rowOf(page, depth));
  const isFiltered = Boolean(filter.q || filter.ort || filter.stand);
  return {
    rows: isFiltered ? rows.filter((row) => passes(row, filter)).map((row) => ({ ...row, depth: 1 })) : rows,
    strays: straysOf(pages)
      .filter((page) => sees(context, page))
      .map((page) => rowOf(page, 1)),
    archived: all.filter((page) => page.archivedAt && sees(context, page)).length,
    whole: managesGuide(context) || (pages.length > 0 && pages.every((page) => sees(context, page))),
  };
}

/** Archived pages that the actor may see, last archived first. */
export async function readArchive(context: Context): Promise<readonly NamedPage[]> {
  const { pages, summaries } = await context.transaction(async (trx) => ({
    pages: await listPages(trx),
    summaries: await listTextSummaries(trx),
  }));
  return pages
    .filter((page) => page.archivedAt && sees(context, page))
    .toSorted((a, b) => Number(b.archivedAt) - Number(a.archivedAt) || (a.id < b.id ? -1 : 1))
    .map(namer(context, pages, summaries));
}

/** How a page stands in one language. */
export interface LanguageRow {
  readonly language: InterfaceLanguage;
  readonly published: TextFacts | undefined;
  /** Draft, in review, or scheduled. */
  readonly working: TextFacts | undefined;
  readonly outdated: boolean;
  /** Of a mirror: the page it shows is public in this language. */
  readonly source: boolean;
}

export interface PageView extends NamedPage {
  readonly rights: PageRights;
  readonly ancestors: readonly NamedPage[];
  readonly children: readonly NamedPage[];
  /** Pages that show this one. */
  readonly mirrors: readonly (NamedPage & { readonly town: string | undefined })[];
  /** The page that this one shows. */
  readonly source: NamedPage | undefined;
  readonly languages: readonly LanguageRow[];
  readonly town: Territory | undefined;
  /** Name of the organisation that answers for it; '' when it is no longer public. */
  readonly organisation: string | undefined;
  /** All pages of the tree, for choosing where it hangs. */
  readonly tree: readonly TreePlace[];
  /** Of an archived page: the nearest page above it that is not archived. */
  readonly above: NamedPage | undefined;
}

/** A page with everything that its own page says; undefined when there is none that the actor may see. */
export async function readPage(context: Context, id: string): Promise<PageView | undefined> {
  const found = await context.transaction(async (trx) => {
    const page = await findPage(trx, id);
    if (!page || !sees(context, page)) return undefined;
    const involved = page.mirrorOf ? [page.id, page.mirrorOf] : [page.id];
    return {
      page,
      pages: await listPages(trx),
      summaries: await listTextSummaries(trx),
      texts: await listTextFacts(trx, involved),
      outdated: await listOutdated(trx, involved),
    };
  });
  if (!found) return undefined;
  const { page, pages, summaries, texts, outdated } = found;
  const named = namer(context, pages, summaries);
  const byId = new Map(pages.map((one) => [one.id, one]));
  const ancestors = ancestorsOf(byId, page);
  const living = pages.filter(({ archivedAt }) => !archivedAt);
  const source = page.mirrorOf ? byId.get(page.mirrorOf) : undefined;
  const towns = new Map((await listTowns(context)).map((town) => [town.key, nameIn(town, context.language.tag)]));
  const names = await organisationNames(context, page.organisationId ? [page.organisationId] : []);
  const textOf = (pageId: string, tag: string, isPublic: boolean) =>
    texts.find((one) => one.pageId === pageId && one.language === tag && (one.state === 'published') === isPublic);
  const above = ancestors.findLast(({ archivedAt }) => !archivedAt);
  return {
    ...named(page),
    rights: rightsFor(context, page),
    ancestors: ancestors.map(named),
    children: siblingsUnder(living, page.id).map(named),
    mirrors: living
      .filter(({ mirrorOf }) => mirrorOf === page.id)
      .map((one) => ({ ...named(one), town: one.town ? towns.get(one.town) : undefined })),
    source: source && named(source),
    languages: interfaceLanguages.map((language) => ({
      language,
      published: textOf(page.id, language.tag, true),
      working: textOf(page.id, language.tag, false),
      outdated: outdated.has(`${page.id} ${language.tag}`) || outdated.has(`${source?.id} ${language.tag}`),
      source: source !== undefined && textOf(source.id, language.tag, true) !== undefined,
    })),
    town: page.town ? await findTown(context, page.town) : undefined,
    organisation: page.organisationId ? (names.get(page.organisationId)?.name ?? '') : undefined,
    tree: [...inOrder(treeOf(living))].map((branch) => ({ ...named(branch.page), depth: branch.depth })),
    above: above && named(above),
  };
}

export type TreePlace = NamedPage & { readonly depth: number };

/** Pages under which a new one may hang: those that everybody may know of, and the actor's own. */
export async function readPlaces(context: Context): Promise<readonly TreePlace[]> {
  const { pages, summaries } = await context.transaction(async (trx) => ({
    pages: await listPages(trx),
    summaries: await listTextSummaries(trx),
  }));
  const named = namer(context, pages, summaries);
  return [...inOrder(treeOf(pages.filter(({ archivedAt }) => !archivedAt)))].map(({ page, depth }) => ({
    ...named(page),
    depth,
  }));
}

/** How many pages hang below one, and who mirrors it or one of them: they lose what they show when it is archived. */
export async function mirrorsBelow(
  context: Context,
  view: PageView,
): Promise<{ readonly below: number; readonly mirrors: PageView['mirrors'] }> {
  const { pages, summaries } = await context.transaction(async (trx) => ({
    pages: (await listPages(trx)).filter(({ archivedAt }) => !archivedAt),
    summaries: await listTextSummaries(trx),
  }));
  const towns = new Map((await listTowns(context)).map((town) => [town.key, nameIn(town, context.language.tag)]));
  const branch = new Set(branchOf(pages, view.page.id).map(({ id }) => id));
  const named = namer(context, pages, summaries);
  return {
    below: branch.size - 1,
    mirrors: pages
      .filter(({ id, mirrorOf }) => mirrorOf !== null && branch.has(mirrorOf) && !branch.has(id))
      .map((one) => ({ ...named(one), town: one.town ? towns.get(one.town) : undefined })),
  };
}

const mostHits = 10;

/** Pages for the search of the staff, by title or address. */
export async function searchPages(context: Context, text: string): Promise<SearchHit[]> {
  const q = text.trim().slice(0, 100);
  if (!q || !context.may('orientation.write')) return [];
  const { rows } = await readTree(context, { q, ort: '', stand: '' });
  return rows.slice(0, mostHits).map(({ title, page }) => ({
    title,
    kind: 'orientation:staff.tree.one',
    href: `/intern/${context.tenant.slug}/ankommen/seite/${page.id}`,
  }));
}
