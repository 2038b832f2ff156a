import type { Caller } from './caller.ts';
import type { Work } from './life-monitoring.ts';
import { expectSent, linksOf } from './life-parts.ts';

/** Lets the staff enter an institution three times, have the desk find it, and merge two of them. */
export async function fillWithDuplicates(slug: string, staff: Caller, work: Work): Promise<void> {
  const desk = `/intern/${slug}/wegweiser`;
  const institution = {
    name: 'Doppelt eingetragener Verein',
    kind: 'association',
    description: 'Verein für Begegnung, von drei Stellen gemeldet.',
    tasks: 'Begegnung\nBegleitung',
    phone: '02361 5550100',
    'contactPoints.0.topic': 'Begegnung',
    'contactPoints.0.role': 'Büro',
    'place.street': 'Beispielweg 3',
    'place.postcode': '45657',
    hours: 'Mo-Fr 08:00-12:00',
  };
  for (const _ of [1, 2, 3])
    expectSent('an institution', await staff.send(`${desk}/eintraege/neu?art=organisation`, '/eintraege/neu', institution));
  await work();
  // The search is a job: a running program does it within moments.
  for (let turn = 0; turn < 50; turn++) {
    const { body } = await staff.get(`${desk}/doppelte`);
    if (/\/doppelte\/[0-9a-f-]{36}\//.test(body)) break;
    await work();
  }
  const [pair = ''] = await linksOf(staff, `${desk}/doppelte`, /\/doppelte\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
  expectSent('a merge', await staff.send(pair, pair));
}
