import { isLink } from '../text/reading.ts';

/** An address as a text may lead to it; undefined: none. */
export function linkOf(href: unknown): string | undefined {
  const raw = String(href ?? '').trim();
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(raw) ?? [];
  const mended =
    scheme.toLowerCase() === 'tel'
      ? `tel:${decoded(rest).replaceAll(/[^\d+]/g, '')}`
      : scheme.toLowerCase() === 'mailto'
        ? `mailto:${decoded(rest.split('?')[0] ?? '')}`
        : /^https?$/i.test(scheme)
          ? URL.parse(raw)?.href
          : undefined;
  return mended && isLink(mended) ? mended : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).trim();
  } catch {
    return part;
  }
}

/** Words of a text, and addresses among them that are links without saying so. */
export function withAddresses(text: string): (string | { readonly href: string; readonly words: string })[] {
  const out: (string | { readonly href: string; readonly words: string })[] = [];
  let at = 0;
  const pattern =
    /(?<![\p{L}\p{N}@/.])(?:(?:https?:\/\/|www\.)[^\s<>"|\\]*[^\s<>"|\\.,;:!?)\]*_~`']|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/giu;
  for (const found of text.matchAll(pattern)) {
    const [words] = found;
    const href = linkOf(
      words.includes('@') && !/^https?:/i.test(words) ? `mailto:${words}` : words.replace(/^www\./i, 'https://www.'),
    );
    if (!href) continue;
    out.push(text.slice(at, found.index), { href: href === `${words}/` ? words : href, words });
    at = found.index + words.length;
  }
  out.push(text.slice(at));
  return out.filter((part) => part !== '');
}
