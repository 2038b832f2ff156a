import { type Block, embeddedIn, linksIn } from '../text/blocks.ts';

/** What of our own a text leads to. */
export interface OwnReference {
  readonly kind: 'page' | 'offer' | 'organisation';
  readonly slug: string;
}

const longest = 1000;

/** Everything that a text leads to and that may go: web addresses, and `page:`, `offer:`, `organisation:` of our own. */
export function addressesOf(blocks: readonly Block[], formUrl: string | null): string[] {
  const { offers, organisations } = embeddedIn(blocks);
  const all = [
    ...linksIn(blocks).filter((href) => !/^(?:mailto|tel):/.test(href)),
    ...offers.map((slug) => `offer:${slug}`),
    ...organisations.map((slug) => `organisation:${slug}`),
    ...(formUrl ? [formUrl] : []),
  ];
  return [...new Set(all)].filter((url) => url.length <= longest);
}

const places = { ankommen: 'page', angebote: 'offer', anbieter: 'organisation' } as const;

/**
 * Which of our own an address means: `page:slug`, or one of this district's public pages in full.
 * @param path of an address of this installation, undefined for one of another server
 */
export function ownReference(url: string, path: string | undefined, district: string): OwnReference | undefined {
  const [, scheme, name = ''] = /^(page|offer|organisation):(.+)$/.exec(url) ?? [];
  if (scheme) return { kind: scheme as OwnReference['kind'], slug: name };
  const [, place, kind, slug = ''] =
    /^\/([a-z0-9-]+)\/[a-z-]+\/(ankommen|angebote|anbieter)\/([a-z0-9-]{1,200})\/?$/.exec(path ?? '') ?? [];
  return place === district && kind ? { kind: places[kind as keyof typeof places], slug } : undefined;
}
