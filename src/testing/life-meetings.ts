import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

const times = { from: '10:00', to: '12:00', place: 'Kreishaus' };

/** Lets the staff plan meetings of a body, and write the minutes of two that have been. */
export async function fillWithMeetings(slug: string, staff: Caller, count: number): Promise<void> {
  const [body = ''] = await linksOf(staff, `/intern/${slug}/gremien`, /\/gremien\/[0-9a-f-]{36}$/);
  const add = async (title: string, day: string) => {
    const answer = await staff.send(`${body}/sitzungen/neu`, '/neu', { title, day, ...times });
    expectSent('a meeting', answer);
    for (const item of ['Begrüßung', 'Bericht'])
      expectSent('an agenda item', await staff.send(answer.location, '/tagesordnung', { title: item }));
    return answer.location;
  };
  for (let number = 1; number <= count; number++) await add(`Sitzung ${number}`, '2098-05-20');
  for (const title of ['Ohne Freigabe', 'Mit Freigabe']) {
    const minutes = `${await add(title, '2025-05-20')}/protokoll`;
    expectSent('minutes', await staff.send(minutes, '/protokoll', { minutes: 'Alle waren da.' }));
    if (title === 'Mit Freigabe') expectSent('an approval', await staff.send(minutes, '/freigeben'));
  }
}
