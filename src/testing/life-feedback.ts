import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

/**
 * Lets visitors say what is wrong with a page and where a barrier is; the staff answer one of them.
 * @returns a message that waits, a barrier, and the one that was answered
 */
export async function fillWithFeedback(
  slug: string,
  people: { readonly nobody: Caller; readonly staff: Caller },
  times: number,
): Promise<string[]> {
  const { nobody: visitor, staff } = people;
  const [page = ''] = await linksOf(visitor, `/${slug}/de/ankommen`, /\/de\/ankommen\/[a-z0-9-]+$/);
  const barrier = `/${slug}/de/barriere-melden`;
  for (let count = 1; count <= times; count++) {
    const said = {
      bewertung: 'down',
      text: `Die Nummer stimmt nicht, zum ${count}. Mal.`,
      email: `leserin-${count}@example.org`,
    };
    expectSent('feedback', await visitor.send(`${page}/rueckmeldung`, '/rueckmeldung', said));
    const report = { text: `Der Text ist zu klein, zum ${count}. Mal.`, email: `leser-${count}@example.org` };
    expectSent('a barrier', await visitor.send(barrier, '/barriere-melden', report));
  }
  const inbox = `/intern/${slug}/ankommen/rueckmeldungen`;
  const record = /\/rueckmeldungen\/[0-9a-f-]{36}$/;
  const [waiting = '', answered = ''] = await linksOf(staff, `${inbox}?art=seite`, record);
  if (answered) expectSent('an answer', await staff.send(answered, '/antworten', { answer: 'Danke, wir haben es geändert.' }));
  const [reported = ''] = await linksOf(staff, `${inbox}?art=barriere`, record);
  return [waiting, reported, answered].filter(Boolean);
}
