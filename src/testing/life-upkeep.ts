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
  let sent = 0;
  for (const page of organisations) {
    const { body } = await staff.get(page);
    // Most organisations of the demonstration have no address, and none that a letter would reach.
    if (sent < times && body.includes(`${page}/senden`)) {
      expectSent('a letter', await staff.send(page, '/senden'));
      sent += 1;
    }
  }
  const [paused = ''] = organisations;
  expectSent('a pause', await staff.send(paused, '/pausieren', { bis: '2030-01-31', grund: 'Gespräch vereinbart' }));
  const rule = { category: 'sport', badge: '100', remind: '120', demote: '150', hide: '200' };
  expectSent('a rule', await staff.send(`${base}/regeln`, '/regeln', rule));
  return [paused];
}
