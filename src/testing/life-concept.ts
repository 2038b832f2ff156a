import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

const edition = /\/konzept\/[0-9a-f-]{36}$/;
const recommendation = /\/empfehlung\/[0-9a-f-]{36}$/;

/** A draft with a field that nothing hangs on, and a recommendation that may be taken out again. */
async function addDraft(base: string, staff: Caller): Promise<string> {
  const known = new Set(await linksOf(staff, base, edition));
  expectSent('a draft', await staff.send(base, '/ausgabe', { title: 'Ein leerer Entwurf' }));
  const draft = (await linksOf(staff, base, edition)).find((link) => !known.has(link));
  const outline = `${draft}/gliederung`;
  for (const title of ['Wohnen', 'Arbeit'])
    expectSent('a field', await staff.send(outline, '/gliederung', { kind: 'field', form: 'field', fieldId: '', title }));
  const [form = ''] = await linksOf(staff, outline, /\/empfehlung-neu\?feld=/);
  const added = await staff.send(form, '/empfehlung-neu', { title: 'Wohnungslotsen ausbilden' });
  expectSent('a recommendation', added);
  return added.location;
}

/** Writes a report that is closed and public, and another one that is still a draft. */
async function addReports(base: string, lead: Caller): Promise<readonly string[]> {
  const add = async (title: string) => {
    const report = { title, startsOn: '2026-01-01', endsOn: '2026-06-30' };
    const sent = await lead.send(`${base}/berichte/neu`, '/neu', report);
    expectSent('a report', sent);
    return sent.location;
  };
  const closed = await add('Umsetzungsbericht');
  expectSent('the end of a report', await lead.send(`${closed}/abschliessen`, '/abschliessen'));
  expectSent('a public report', await lead.send(closed, '/oeffentlich'));
  return [await add('Entwurf eines Berichts'), closed];
}

/**
 * Lets the staff report on a recommendation, answer for a town, open the next edition for comments, and begin another one
 * of which parts may still be taken out; the lead closes a report.
 * @returns what the tour would not choose among many alike: records with a history, and the board with an open line
 */
export async function fillWithConcept(slug: string, staff: Caller, lead: Caller, times: number): Promise<string[]> {
  const base = `/intern/${slug}/konzept`;
  const [adopted = ''] = await linksOf(staff, base, edition);
  const [record = ''] = await linksOf(staff, adopted, recommendation);
  const [line = ''] = await linksOf(staff, adopted, /[?&]zeile=/);
  for (let count = 1; count <= times; count++) {
    expectSent('a report', await staff.send(record, '/bericht', { text: `Stand der Dinge, zum ${count}. Mal.` }));
    expectSent('a step', await staff.send(record, '/schritte', { title: `Schritt ${count}` }));
  }
  const [town = ''] = await linksOf(staff, record, /\/empfehlung\/[0-9a-f-]{36}\/orte\/\d{8}$/);
  expectSent('an answer', await staff.send(town, town, { decision: 'adopted', note: 'Machen wir.' }));

  const reports = await addReports(base, lead);
  const next = await staff.send(`${adopted}/fortschreibung`, '/fortschreibung', { title: 'Die nächste Ausgabe' });
  expectSent('a next edition', next);
  expectSent('a consultation', await staff.send(next.location, '/fortschreibung', { aktion: 'consultation' }));
  return [record, line, ...reports, await addDraft(base, staff)];
}
