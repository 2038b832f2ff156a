import type { Caller } from './caller.ts';
import { readPage } from './form.ts';

/** Throws with the messages of the page when a form was not taken. */
export function expectSent(what: string, { status, body }: { status: number; body: string }): void {
  if (status === 303) return;
  const [, summary = ''] = /dk-error-summary[^>]*>(.*?)<\/ul>/s.exec(body) ?? [];
  throw new Error(`${what}: ${status} ${summary.replaceAll(/<[^>]+>/g, ' ')}`);
}

/** Addresses of a kind that a page links to. */
export async function linksOf(caller: Caller, page: string, pattern: RegExp): Promise<string[]> {
  const { body } = await caller.get(page);
  const links = readPage(body, page).links.filter((link) => pattern.test(link));
  if (!links.length) throw new Error(`${page} links to nothing like ${pattern}`);
  return links;
}
