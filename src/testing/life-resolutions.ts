import { addDays, dayOf } from '#platform/days';
import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

const wording = { title: 'Mehr Sprachkurse', wording: 'Der Kreis bietet mehr Sprachkurse an.' };

/** Enters a vote for each seat that the record of a letter offers. */
async function voteForAll(letter: string, staff: Caller): Promise<void> {
  const { body } = await staff.get(letter);
  const seats = /<select[^>]*name="member".*?<\/select>/s.exec(body)?.[0] ?? '';
  const members = [...seats.matchAll(/<option[^>]*value="([^"]+)"/g)].map(([, id = '']) => id);
  if (!members.length) throw new Error(`${letter} offers no seat`);
  for (const member of members) expectSent('a vote', await staff.send(letter, '/stimmen', { member, vote: 'yes', remark: '' }));
}

/**
 * Lets a body resolve in its meetings and by letter, and hands out tasks.
 * @returns a record that is open, one that is decided, a letter not sent and one that all have answered, and the last step
 * of an effect
 */
export async function fillWithResolutions(slug: string, staff: Caller, times: number): Promise<string[]> {
  const desk = `/intern/${slug}`;
  const [body = ''] = await linksOf(staff, `${desk}/gremien`, /\/gremien\/[0-9a-f-]{36}$/);
  const bodyId = body.split('/').at(-1);
  const [meeting = ''] = await linksOf(staff, `${body}/sitzungen`, /\/sitzungen\/[0-9a-f-]{36}$/);
  const add = async (query: string, fields: Record<string, string> = {}) => {
    const answer = await staff.send(`${desk}/beschluesse/neu?${query}`, '/neu', { ...wording, ...fields });
    expectSent('a resolution', answer);
    return answer.location;
  };
  const inMeeting = () => add(`sitzung=${meeting.split('/').at(-1)}`);
  const voteUntil = addDays(dayOf(new Date()), 14);
  const byLetter = () => add(`gremium=${bodyId}&weg=umlauf`, { voteUntil });

  for (let count = 1; count <= times; count++) {
    await inMeeting();
    const task = { title: `Aufgabe ${count}` };
    expectSent('a task', await staff.send(`${desk}/aufgaben/neu?gremium=${bodyId}`, '/neu', task));
  }

  const [open, decided, unsent, complete] = [await inMeeting(), await inMeeting(), await byLetter(), await byLetter()];
  const outcome = { outcome: 'passed', yes: '1', chairDecision: 'Einstimmig angenommen.' };
  expectSent('a decision', await staff.send(decided, '/entscheiden', outcome));
  expectSent('a letter', await staff.send(complete, '/umlauf'));
  await voteForAll(complete, staff);

  const [kind = ''] = await linksOf(staff, `${open}/wirkung`, /art=concept\.set_status$/);
  const [subject = ''] = await linksOf(staff, kind, /gegenstand=[0-9a-f]/);
  expectSent('an effect', await staff.send(subject, '/wirkung', { status: 'paused' }));
  return [open, decided, unsent, complete, subject];
}
