import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { networksModule } from '../module.ts';
import { invite } from '../service/invitations.ts';
import { cancelMeeting } from '../service/meetings.ts';
import { addPaper } from '../service/papers.ts';
import { addBody, addMeeting, mailsTo, tokenIn } from '../testing/meetings.ts';

const database = useDatabase();
const papers = openTestFiles();
let stage: Stage;
const marl = '05562024';

beforeAll(async () => {
  stage = await openStage(database, [networksModule({ effects: [], files: papers.files })]);
  stage.add('staff', 'ki_staff');
  stage.add('lead', 'ki_lead');
  stage.add('reader', 'controlling');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('provider', 'provider');
  stage.add('foreign', 'ki_lead', null, stage.there);
});
afterAll(async () => {
  await stage.close();
  await papers.close();
});

async function invited() {
  const context = stage.context();
  const body = await addBody(context);
  const ref = await addMeeting(context, body.id, '2027-06-08');
  await addPaper(context, papers.files, ref, { title: 'Vorlage', item: '', file: Buffer.from('%PDF-1.7\n1 0 obj') });
  await invite(context, ref, 1);
  const [mail] = await mailsTo(database.ownerUrl, `${body.seats[0]}@example.org`);
  return { body, ref, token: tokenIn(mail) };
}

describe('the page behind a personal link', () => {
  it('shows the meeting and its papers to whoever has no account, and takes the answer with one press', async () => {
    const { token } = await invited();
    const link = `/recklinghausen/de/einladung/${token}`;
    const page = await stage.get(link);
    expect(page.statusCode).toBe(200);
    for (const expected of ['Lenkungsgruppe Beispiel', 'Vorsitz', 'Kreishaus, Raum 1', 'Vorlage', 'Ich komme'])
      expect(page.body).toContain(expected);
    expect(page.body).not.toContain('Verein Beispiel');
    expect(page.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': expect.stringContaining('no-store'),
    });
    expect(page.body).toContain('noindex');

    const answer = await stage.post(link, { antwort: 'ja' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, link]);
    expect((await stage.get(link)).body).toContain('Sie haben zugesagt.');
    await stage.post(link, { antwort: 'nein' });
    expect((await stage.get(link)).body).toContain('Sie haben abgesagt.');
    expect((await stage.post(link, { antwort: 'vielleicht' })).statusCode).toBe(422);

    const [, paper] = /(\/unterlagen\/[0-9a-f-]{36})/.exec(page.body) ?? [];
    const file = await stage.get(`${link}${paper}`);
    expect([file.statusCode, file.body]).toEqual([200, '%PDF-1.7\n1 0 obj']);
    expect(file.headers['content-disposition']).toBe('attachment; filename="Vorlage.pdf"');
    expect((await stage.get(`${link}/protokoll.pdf`)).statusCode).toBe(404);
  });

  it('marks what is German on pages in other languages', async () => {
    const { token } = await invited();
    const page = await stage.get(`/recklinghausen/ar/einladung/${token}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<span lang="de">Sitzung</span>');
  });

  it('is 404 for a link that was never given out, with a word about why, and its papers and answers too', async () => {
    const { token } = await invited();
    const wrong = `/recklinghausen/de/einladung/${'A'.repeat(43)}`;
    const page = await stage.get(wrong);
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('Dieser Link gilt nicht');
    expect((await stage.post(wrong, { antwort: 'ja' })).statusCode).toBe(404);
    expect((await stage.get(`${wrong}/unterlagen/0199b2f0-0000-7000-8000-000000000001`)).statusCode).toBe(404);
    expect((await stage.get(`/guetersloh/de/einladung/${token}`)).statusCode).toBe(404);
    expect((await stage.get(`/recklinghausen/de/einladung/${token}/unterlagen/x`)).statusCode).toBe(404);
  });

  it('is 410 once it has run out', async () => {
    const { token, ref } = await invited();
    await database.inTenant(stage.here.id, (trx) =>
      trx
        .updateTable('network_attendance')
        .set({ token_expires_at: new Date('2026-11-21T12:00Z') })
        .where('meeting_id', '=', ref.meeting)
        .execute(),
    );
    const page = await stage.get(`/recklinghausen/de/einladung/${token}`);
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain('Dieser Link ist abgelaufen');
    expect((await stage.post(`/recklinghausen/de/einladung/${token}`, { antwort: 'ja' })).statusCode).toBe(410);
  });

  it('says that a meeting was called off, and takes no answer any more', async () => {
    const { token, ref } = await invited();
    await cancelMeeting(stage.context(), ref, 'Der Raum fehlt', 2);
    const link = `/recklinghausen/de/einladung/${token}`;
    const page = await stage.get(link);
    expect(page.body).toContain('Der Raum fehlt');
    expect(page.body).not.toContain('Ich komme');
    await stage.post(link, { antwort: 'ja' });
    expect((await stage.get(link)).body).not.toContain('zugesagt');
  });
});

describe('the calendar', () => {
  it('of a public body is for everybody, without the way into the online room', async () => {
    const body = await addBody(stage.context());
    await addMeeting(stage.context(), body.id, '2027-03-28', 'Sehr lange Überschrift, die eine Zeile des Kalenders überläuft 🎯');
    const answer = await stage.get(`/calendar/recklinghausen/gremien/${body.slug}.ics`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const lines = answer.body.split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const text = answer.body.replaceAll(/\r\n[ \t]/g, '');
    expect(text).toContain('überläuft 🎯');
    // The day of the change of clocks: 10:00 in Germany is 8:00 UTC already.
    expect(text).toContain('DTSTART:20270328T080000Z');
    expect(text).not.toContain('geheim');
  });

  it('of other bodies is for staff', async () => {
    const body = await addBody(stage.context(), { public: false });
    await addMeeting(stage.context(), body.id, '2027-03-02');
    expect((await stage.get(`/calendar/recklinghausen/gremien/${body.slug}.ics`)).statusCode).toBe(404);
    const answer = await stage.get(`/intern/recklinghausen/gremien/${body.id}/kalender.ics`, 'reader');
    expect(answer.body.replaceAll(/\r\n[ \t]/g, '')).toContain('geheim=1');
    expect((await stage.get(`/intern/recklinghausen/gremien/${body.id}/kalender.ics`, 'officer')).statusCode).toBe(404);
  });

  it.each(['unbekannt.ics', 'ohne-endung', '..ics', '%00.ics'])('of %s is not found', async (file) => {
    const answer = await stage.get(`/calendar/recklinghausen/gremien/${file}`);
    expect([400, 404]).toContain(answer.statusCode);
  });
});

describe('who may', () => {
  const gremien = '/intern/recklinghausen/gremien';

  it.each([
    [undefined, 303, 401],
    ['provider', 403, 403],
    ['foreign', 403, 403],
    ['reader', 200, 403],
    ['officer', 404, 404],
    ['staff', 200, 303],
    ['lead', 200, 303],
  ])('%s on a meeting of the district', async (as, reads, writes) => {
    const context = stage.context();
    const body = await addBody(context);
    const { meeting } = await addMeeting(context, body.id, '2027-06-08');
    const page = `${gremien}/${body.id}/sitzungen/${meeting}`;
    expect((await stage.get(page, as)).statusCode).toBe(reads);
    expect((await stage.post(`${page}/tagesordnung`, { title: 'Punkt' }, as)).statusCode).toBe(writes);
  });

  it('an officer works on the meetings of the own town, and sees no others in the list', async () => {
    const context = stage.context();
    const own = await addBody(context, { territory: marl, name: 'Runder Tisch Marl' });
    const other = await addBody(context, { territory: '05562020', name: 'Runder Tisch Herten' });
    const ref = await addMeeting(context, own.id, '2027-06-08');
    await addMeeting(context, other.id, '2027-06-08');
    const list = await stage.get(`${gremien}/sitzungen`, 'officer');
    expect(list.body).toContain('Runder Tisch Marl');
    expect(list.body).not.toContain('Runder Tisch Herten');
    const page = `${gremien}/${own.id}/sitzungen/${ref.meeting}`;
    expect((await stage.post(`${page}/tagesordnung`, { title: 'Punkt' }, 'officer')).statusCode).toBe(303);
    expect((await stage.post(`${page}/einladen`, { version: '1' }, 'officer')).statusCode).toBe(303);
    expect((await stage.get(`${gremien}/${other.id}/sitzungen/neu`, 'officer')).statusCode).toBe(404);
    // The meeting of one body is not found below another.
    expect((await stage.get(`${gremien}/${other.id}/sitzungen/${ref.meeting}`, 'staff')).statusCode).toBe(404);
  });

  it.each(['keine-id', '0199b2f0-0000-7000-8000-000000000001', '%00', "'"])('nobody finds a meeting %s', async (id) => {
    const body = await addBody(stage.context());
    for (const address of [
      '',
      '/bearbeiten',
      '/absagen',
      '/protokoll',
      '/druck',
      '/tagesordnung.pdf',
      '/protokoll.docx',
      '/tagesordnung/x',
    ])
      expect([400, 404]).toContain((await stage.get(`${gremien}/${body.id}/sitzungen/${id}${address}`, 'staff')).statusCode);
    expect([400, 404]).toContain((await stage.get(`${gremien}/${id}/sitzungen`, 'staff')).statusCode);
  });
});
