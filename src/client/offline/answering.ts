// How a kept page becomes a document, and what a search finds without a network.
import { type Frame, frameOf, type Kept, type KeptPage, pageKey, plain } from './kept.ts';

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const mostResults = 50;

/** Pages that hold every word of the query, those first that have it in their title. */
export function found(index: Frame['index'], query: string): Frame['index'] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const inTitle = (title: string) => words.every((word) => plain(title).includes(word));
  const seen = new Set<string>();
  return index
    .filter(({ title, words: text }) => words.every((word) => text.includes(word) || plain(title).includes(word)))
    .map((hit) => ({ hit, rank: Number(inTitle(hit.title)) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ hit }) => hit)
    .filter(({ title }) => !seen.has(title) && seen.add(title))
    .slice(0, mostResults);
}

/** The page with its frame around it. */
export function documentOf(frame: Frame, page: Pick<KeptPage, 'title' | 'html'>, checkedAt: number): string {
  const { marks, locale } = frame;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(checkedAt);
  return frame.frame
    .replaceAll(marks.title, () => escapeHtml(page.title))
    .replaceAll(marks.day, () => escapeHtml(day))
    .replace(marks.content, () => page.html);
}

function searchPage(frame: Frame, scope: string, query: string): KeptPage {
  const { search, marks, index } = frame;
  const hits = found(index, query);
  const list = hits.map(({ path, title }) => `<li><a href="${escapeHtml(scope + path)}">${escapeHtml(title)}</a></li>`).join('');
  const results = hits.length ? `<ul class="dk-kept__results">${list}</ul>` : query.trim() ? search.none : '';
  return {
    ...search,
    html: search.html.replace(marks.query, () => escapeHtml(query)).replace(marks.results, () => results),
  };
}

/** The kept page of an address; undefined when the device does not have it. */
async function pageOf(cache: Cache, kept: Kept, frame: Frame, url: URL): Promise<KeptPage | undefined> {
  if (url.pathname !== kept.scope && !url.pathname.startsWith(`${kept.scope}/`)) return undefined;
  const path = url.pathname.slice(kept.scope.length).replace(/(.)\/$/, '$1') || '/';
  if (path === '/suche' || (path === '/angebote' && url.searchParams.get('q')))
    return searchPage(frame, kept.scope, url.searchParams.get('q') ?? '');
  return (await cache.match(pageKey(kept.scope, path)))?.json();
}

/** @returns the document of an address below a kept scope; `whole`: only when the very page is kept */
export async function answerFrom(kept: Kept, url: URL, whole: boolean): Promise<Response | undefined> {
  const cache = await caches.open(kept.cache);
  const frame = await frameOf(cache, kept.scope);
  if (!frame) return undefined;
  const page = await pageOf(cache, kept, frame, url);
  if (!page && whole) return undefined;
  return new Response(documentOf(frame, page ?? frame.missing, kept.checkedAt), {
    status: page ? 200 : 404,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(frame.policy ? { 'content-security-policy': frame.policy } : {}),
    },
  });
}
