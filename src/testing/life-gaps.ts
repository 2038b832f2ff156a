import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

/** Lets visitors miss something, and the staff commission offers because of it. @returns records of the commissions */
export async function fillWithGaps(
  slug: string,
  people: { readonly nobody: Caller; readonly staff: Caller },
  times: number,
): Promise<string[]> {
  const { nobody: visitor, staff } = people;
  const desk = `/intern/${slug}/luecken`;
  const missing = `/${slug}/de/fehlt-mir`;
  expectSent('what is missed', await visitor.send(missing, '/fehlt-mir', { thema: 'health', sprache: 'tir', plz: '48143' }));
  const [order = ''] = await linksOf(staff, desk, /\/luecken\/auftrag\?/);
  const [body = ''] = await linksOf(staff, `/intern/${slug}/gremien`, /\/gremien\/[0-9a-f-]{36}$/);
  const gremium = body.split('/').at(-1) ?? '';
  const records: string[] = [];
  for (let count = 1; count <= times; count++) {
    const fields = { title: `Angebot schaffen ${count}`, dueOn: '2098-06-30' };
    const answer = await staff.send(`${order}&gremium=${gremium}`, '/auftrag', fields);
    expectSent('a commission', answer);
    records.push(answer.location);
  }
  const [closed = ''] = records;
  expectSent('a commission that is done', await staff.send(closed, closed, { state: 'closed' }));
  return [closed];
}
