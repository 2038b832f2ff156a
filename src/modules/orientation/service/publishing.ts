import { organisationSlugsById, searchWords } from '#modules/directory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import type { Block } from '../model/text/blocks.ts';
import { plainText } from '../model/text/blocks.ts';
import { readText } from '../model/text/reading.ts';
import { listPages, type Page } from '../store/pages.ts';
import { type IndexedPage, placePublicPages, replacePublicPages } from '../store/public-pages.ts';
import { listOutdated, listTexts, type PageText } from '../store/texts.ts';

/** The content of a mirror in a language: the other page's, with its own before or after. */
function contentOf(page: Page, own: PageText | undefined, mirrored: PageText | undefined): readonly Block[] {
  const mine = own ? readText(own.body).blocks : [];
  if (!page.mirrorOf) return mine;
  const theirs = mirrored ? readText(mirrored.body).blocks : [];
  return page.mirrorOwn === 'before' ? [...mine, ...theirs] : [...theirs, ...mine];
}

/**
 * Writes what is public of some pages anew, and of the pages that mirror them. A page is public in a language when its
 * text in it is published (of a mirror: the mirrored one's), and its German text is.
 */
export async function refreshPublic(trx: Trx, context: Context, changed: readonly string[]): Promise<void> {
  const all = await listPages(trx);
  const ids = new Set(changed);
  const pages = all.filter((page) => ids.has(page.id) || (page.mirrorOf !== null && ids.has(page.mirrorOf)));
  const involved = [...new Set(pages.flatMap(({ id, mirrorOf }) => (mirrorOf ? [id, mirrorOf] : [id])))];
  const texts = await listTexts(trx, involved);
  const outdated = await listOutdated(trx, involved);
  const textOf = new Map(texts.map((text) => [`${text.pageId} ${text.language}`, text]));
  const slugs = await organisationSlugsById(
    trx,
    pages.flatMap(({ organisationId }) => organisationId ?? []),
  );
  const archived = new Set(all.filter(({ archivedAt }) => archivedAt).map(({ id }) => id));
  const rows: IndexedPage[] = [];
  for (const page of pages) {
    const source = page.mirrorOf ?? page.id;
    if (page.archivedAt || archived.has(source) || !textOf.has(`${source} de`)) continue;
    for (const text of texts.filter(({ pageId }) => pageId === source)) {
      const own = page.mirrorOf ? textOf.get(`${page.id} ${text.language}`) : text;
      const mirrored = page.mirrorOf ? text : undefined;
      const content = contentOf(page, own, mirrored);
      const title = own?.title ?? text.title;
      const summary = own?.summary || text.summary;
      rows.push({
        id: page.id,
        parentId: page.parentId,
        position: page.position,
        language: text.language,
        slug: page.slug,
        kind: page.kind,
        situations: page.situations,
        town: page.town,
        mirrorOf: page.mirrorOf,
        title,
        summary,
        publishedAt:
          own?.publishedAt && own.publishedAt > (text.publishedAt ?? own.publishedAt)
            ? own.publishedAt
            : (text.publishedAt ?? context.now()),
        content,
        organisation: (page.organisationId && slugs.get(page.organisationId)) || null,
        formUrl: page.formUrl,
        madeBy: [own, mirrored].some((one) => one?.madeBy === 'machine') ? 'machine' : 'human',
        outdated: outdated.has(`${source} ${text.language}`) || outdated.has(`${page.id} ${text.language}`),
        confirmedOn: page.confirmedOn,
        checkedOn: page.checkedOn,
        words: {
          a: searchWords(text.language, title),
          b: searchWords(text.language, summary),
          c: searchWords(text.language, plainText(content)),
        },
      });
    }
  }
  await replacePublicPages(
    trx,
    context.tenant.id,
    pages.map(({ id }) => id),
    rows,
  );
  await touchContent(trx, context.tenant.id);
}

/** Takes over where some pages hang: cheaper than writing them anew, for moves. */
export async function refreshPlaces(trx: Trx, context: Context, moved: readonly string[]): Promise<void> {
  await placePublicPages(trx, context.tenant.id, moved);
  await touchContent(trx, context.tenant.id);
}
