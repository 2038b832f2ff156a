import { withoutEntities } from '../html-entities.ts';

/**
 * Pages that say "not found" with status 200. A phrase alone is no proof (a page may write of status codes), and a host
 * that answers everything alike is none either (many are one script): both together are, or a headline that says it.
 */

const saidInHeadline =
  /\b404\b|nicht gefunden|existiert nicht|nicht (?:mehr )?(?:verfügbar|vorhanden|erreichbar)|not found|does(?: not|n['’]t) exist|no longer (?:available|exists)|page missing/i;

const saidInText =
  /(?:seite|inhalt|dokument|datei|angebot|artikel)\b[^.!?]{0,80}(?:nicht gefunden|existiert nicht|nicht (?:mehr )?(?:verfügbar|vorhanden|erreichbar))|(?:page|content|document|file|article)\b[^.!?]{0,80}(?:not found|not be found|does(?: not|n['’]t) exist|no longer (?:available|exists))|(?:fehler|error) 404/i;

const plain = (html: string) =>
  withoutEntities(
    html.replaceAll(/<(script|style|noscript|template)\b[\s\S]*?<\/\1\s*>/gi, ' ').replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, ' '),
  )
    .replaceAll(/\s+/g, ' ')
    .trim();

export interface PageText {
  /** Title and headlines. */
  readonly headline: string;
  readonly text: string;
}

export function pageText(html: string): PageText {
  const headlines = [...html.matchAll(/<(title|h1|h2)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi)].map(([, , inner = '']) => plain(inner));
  return { headline: headlines.join(' · '), text: plain(html) };
}

export const saysMissing = ({ headline, text }: PageText): 'headline' | 'text' | undefined =>
  saidInHeadline.test(headline) ? 'headline' : saidInText.test(text) ? 'text' : undefined;

/** How much of two texts is the same, from 0 to 1: words in common, numbers and addresses aside. */
export function likeness(a: string, b: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
  const [one, other] = [words(a), words(b)];
  if (!one.size || !other.size) return one.size === other.size ? 1 : 0;
  const common = [...one].filter((word) => other.has(word)).length;
  return (2 * common) / (one.size + other.size);
}

export interface Visited {
  /** Address that was asked for, and where the answer came from. */
  readonly asked: string;
  readonly url: string;
  readonly status: number;
  readonly page: PageText;
}

const alike = 0.9;

/** True when a page is suspicious enough to ask the host for something that cannot be there. */
export function isSuspicious({ asked, url, page }: Visited): boolean {
  return saysMissing(page) !== undefined || isThrownBack(asked, url);
}

/** Sent from a deep address to the front of the same host. */
function isThrownBack(asked: string, url: string): boolean {
  const [from, to] = [URL.parse(asked), URL.parse(url)];
  const bare = (host = '') => host.replace(/^www\./, '');
  return Boolean(
    from && to && from.pathname.length > 1 && bare(from.host) === bare(to.host) && to.pathname.length < from.pathname.length - 1,
  );
}

/** @param probe the same host's answer to a path that nobody has; undefined: it gave none */
export function isSoftMissing(visited: Visited, probe: Visited | undefined): boolean {
  const said = saysMissing(visited.page);
  if (said === 'headline') return true;
  if (!probe || probe.status >= 300) return false;
  // Whatever is missing lands at one place, and so did this.
  if (isThrownBack(visited.asked, visited.url) && probe.url === visited.url) return true;
  return said === 'text' && likeness(visited.page.text, probe.page.text) >= alike;
}
