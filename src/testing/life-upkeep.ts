import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

/**
 * Lets staff ask organisations whether their offers are still right: mails are sent, one organisation is talked to, a
 * category gets a rule of its own.
 * @returns the pages of these organisations
 */
export async function fillWithUpkeep(slug: string, staff: Caller, times: number): Promise<string[]> {
  const base = `/intern/${slug}/wegweiser/aktualitaet`;
  const organisations = await linksOf(staff, `${base}?gruppe=organisation`, /\/aktualitaet\/anbieter\/[0-9a-f-]{36}$/);
  const reachable: string[] = [];
  for (const page of organisations) {
    // Most organisations of the demonstration have no address, and none that a letter would reach.
    if (reachable.length <= times && (await staff.get(page)).body.includes(`${page}/senden`)) reachable.push(page);
  }
  // One is left to be written to.
  for (const page of reachable.slice(1)) expectSent('a letter', await staff.send(page, '/senden'));
  const paused = organisations.find((page) => !reachable.includes(page)) ?? '';
  expectSent('a pause', await staff.send(paused, '/pausieren', { bis: '2030-01-31', grund: 'Gespräch vereinbart' }));
  const rule = { category: 'sport', badge: '100', remind: '120', demote: '150', hide: '200' };
  expectSent('a rule', await staff.send(`${base}/regeln`, '/regeln', rule));
  return [paused, ...reachable];
}
