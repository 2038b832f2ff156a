import { readPage, type SeenForm } from './form.ts';
import type { KnownRoute } from './routes.ts';
import { routeFor } from './routes.ts';

/** An address that somebody met on a page, and the form that leads there if it is a POST. */
export interface Sample {
  readonly address: string;
  readonly form?: SeenForm;
}

/** Answers a GET: the page, or undefined when it is no HTML page or refused. */
export type Fetch = (address: string) => Promise<string | undefined>;

export const keyOf = ({ method, url }: Pick<KnownRoute, 'method' | 'url'>) => `${method} ${url}`;

/**
 * Walks through the house along links and forms, so that every route gets addresses that really occur. Of each route a
 * few addresses are opened; all that are met are kept.
 */
export async function walk(
  routes: readonly KnownRoute[],
  start: readonly string[],
  fetch: Fetch,
  found: Map<string, Sample[]> = new Map(),
): Promise<Map<string, Sample[]>> {
  const opened = new Map<string, number>();
  const queue = [...start];
  const known = new Set(queue);
  const keep = (method: string, sample: Sample) => {
    const route = routeFor(routes, method, sample.address);
    if (!route) return;
    const samples = found.get(keyOf(route)) ?? [];
    if (samples.length < 5 && !samples.some(({ address }) => address === sample.address)) {
      found.set(keyOf(route), [...samples, sample]);
    }
  };
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    // The same page in another language.
    if (/[?&]lang=/.test(address)) continue;
    const route = routeFor(routes, 'GET', address);
    // A page with a query may show more than the same without: the fields that a first choice leads to.
    const kind = route && `${route.url} ${address.includes('?')}`;
    const times = opened.get(kind ?? '') ?? 0;
    if (!kind || times >= 4) continue;
    opened.set(kind, times + 1);
    keep('GET', { address });
    const html = await fetch(address);
    if (html === undefined) continue;
    const { links, forms } = readPage(html, address);
    for (const form of forms) keep('POST', { address: form.action, form });
    for (const link of links) {
      if (known.has(link)) continue;
      known.add(link);
      queue.push(link);
      keep('GET', { address: link });
    }
  }
  return found;
}
