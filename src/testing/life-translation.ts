import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

/**
 * Lets somebody translate what is missing, so that the board has texts of people, of a machine and none at all.
 * @returns the page on which one of them is edited
 */
export async function fillWithTranslations(slug: string, staff: Caller, times: number): Promise<string[]> {
  const list = `/intern/${slug}/wegweiser/uebersetzungen/fr?stand=missing&feld=summary`;
  const texts = await linksOf(staff, list, /\/uebersetzungen\/fr\/[0-9a-f-]{36}/);
  const pages = [...new Set(texts.map((link) => link.replace(/#.*/, '')))].slice(0, times);
  for (const [count, page] of pages.entries())
    expectSent('a translation', await staff.send(page, page, { 'text.summary': `Un endroit pour tous, numéro ${count + 1}` }));
  return pages.slice(0, 1);
}
