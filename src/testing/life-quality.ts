import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

/** Lets staff look after the guide: a page is confirmed, a link asked for again. @returns lists of what is left to do */
export async function fillWithQuality(slug: string, staff: Caller): Promise<string[]> {
  const board = `/intern/${slug}/ankommen/qualitaet`;
  const unconfirmed = `${board}/liste?art=unbestaetigt`;
  const fine = `${board}/links?ergebnis=in-ordnung`;
  const [page = ''] = await linksOf(staff, unconfirmed, /\/ankommen\/seite\/[0-9a-f-]{36}$/);
  const id = page.slice(page.lastIndexOf('/') + 1);
  expectSent('a confirmation', await staff.send(unconfirmed, '/bestaetigen', { seite: id }));
  expectSent('a visit', await staff.send(fine, '/links', { tun: 'recheck' }));
  return [board, unconfirmed, fine];
}
