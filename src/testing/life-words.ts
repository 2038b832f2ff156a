import type { Caller } from './caller.ts';
import { expectSent } from './life-parts.ts';

/** Gives a district search words of its own: new concepts, and words for one of the software's. Returns their pages. */
export async function fillWithWords(slug: string, staff: Caller, times: number): Promise<string[]> {
  const list = `/intern/${slug}/wegweiser/suchwoerter`;
  for (let count = 1; count <= times; count++) {
    const concept = { 'terms.de': `Begriff ${count} im Kreis`, 'terms.ar': `كلمة ${count}` };
    expectSent('a search word', await staff.send(`${list}/neu`, '/suchwoerter/neu', concept));
  }
  const page = `${list}/german-course`;
  expectSent('a word of a concept', await staff.send(page, page, { 'terms.de': 'Deutschstunde im Kreis' }));
  return [page, `${page}/loeschen`, `${list}/begriff-1-im-kreis`, `${list}/probe?q=Deutschkurs+45657&sprache=ar`];
}
