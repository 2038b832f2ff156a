import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { networksModule } from '../module.ts';
import { readMeeting } from '../service/meeting-record.ts';
import { addBody, addMeeting, mailsTo, tokenIn } from '../testing/meetings.ts';

const database = useDatabase();
const papers = openTestFiles();
let stage: Stage;
let body: Awaited<ReturnType<typeof addBody>>;
const gremien = '/intern/recklinghausen/gremien';
const marl = '05562024';

beforeAll(async () => {
  stage = await openStage(database, [networksModule({ effects: [], files: papers.files })]);
  stage.add('staff', 'ki_staff');
  stage.add('reader', 'controlling');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('provider', 'provider');
  stage.add('foreign', 'ki_lead', null, stage.there);
  body = await addBody(stage.context(), { slug: 'lenkungsgruppe' });
});
afterAll(async () => {
  await stage.close();
  await papers.close();
});

const newMeeting = async (day = '2027-03-02', title?: string) => {
  const ref = await addMeeting(stage.context(), body.id, day, title);
  return { ref, page: `${gremien}/${ref.body}/sitzungen/${ref.meeting}` };
};
const recordOf = async (ref: { body: string; meeting: string }) => {
  const found = await readMeeting(stage.context(), ref);
  if (!found.ok) throw new Error(found.code);
  return found.value;
};
const form = { title: 'Frühjahrssitzung', day: '2027-03-28', from: '01:30', to: '03:30', place: 'Kreishaus', online: '' };

describe('a meeting', () => {
  it('is entered in German time, also in the night in which the clocks change, and stands in the lists', async () => {
    const answer = await stage.post(`${gremien}/${body.id}/sitzungen/neu`, form, 'staff');
    expect(answer.statusCode).toBe(303);
    const page = await stage.get(answer.headers.location as string, 'staff');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Frühjahrssitzung');
    expect(page.body).toContain('2027-03-28T00:30:00.000Z');
    expect(page.body).toContain('01:30–03:30');
    for (const list of [`${gremien}/sitzungen`, `${gremien}/${body.id}/sitzungen`])
      expect((await stage.get(list, 'reader')).body).toContain('Frühjahrssitzung');
  });

  it.each([
    [{ to: '01:30' }, 'to'],
    [{ to: '00:15' }, 'to'],
    [{ day: '2027-02-31' }, 'day'],
    [{ day: '9999-12-31' }, 'day'],
    [{ day: '0001-01-01' }, 'day'],
    [{ from: '25:00' }, 'from'],
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ online: 'http://video.example.org' }, 'online'],
    [{ online: 'javascript:alert(1)' }, 'online'],
    [{ online: 'https://name:wort@video.example.org' }, 'online'],
  ])('with %o keeps every input and says what to mend', async (wrong, field) => {
    const answer = await stage.post(
      `${gremien}/${body.id}/sitzungen/neu`,
      { ...form, place: 'Bleibt stehen', ...wrong },
      'staff',
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`href="#f-${field}"`);
    expect(answer.body).toContain('Bleibt stehen');
  });

  it('saved by two shows the second what the first one wrote, and overwrites nothing', async () => {
    const { page, ref } = await newMeeting();
    const mine = { ...form, version: '1' };
    expect((await stage.post(`${page}/bearbeiten`, { ...mine, title: 'Titel der anderen' }, 'staff')).statusCode).toBe(303);
    const answer = await stage.post(`${page}/bearbeiten`, { ...mine, title: 'Mein Titel' }, 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('value="Mein Titel"');
    expect(answer.body).toMatch(/<ins>[^<]*anderen/);
    expect(answer.body).toContain('name="version" value="2"');
    expect((await recordOf(ref)).meeting.title).toBe('Titel der anderen');
  });

  it('is called off with a reason, and stays as it is', async () => {
    const { page } = await newMeeting();
    expect((await stage.post(`${page}/absagen`, { reason: '', version: '1' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${page}/absagen`, { reason: 'Zu wenige', version: '1' }, 'staff')).statusCode).toBe(303);
    expect((await stage.get(page, 'staff')).body).toContain('Abgesagt: Zu wenige');
    const late = await stage.post(`${page}/bearbeiten`, { ...form, version: '2' }, 'staff');
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('abgesagt und lässt sich nicht mehr ändern');
  });

  it('lists page by page in both directions', async () => {
    const own = await addBody(stage.context());
    for (let number = 0; number < 53; number++)
      await addMeeting(stage.context(), own.id, '2027-04-01', `Sitzung ${String(number).padStart(2, '0')}`);
    const list = `${gremien}/${own.id}/sitzungen`;
    const first = await stage.get(list, 'staff');
    const [, next = ''] = /href="([^"]*nach=[^"]*)"/.exec(first.body) ?? [];
    const second = await stage.get(next.replaceAll('&amp;', '&'), 'staff');
    const titles = [...`${first.body}${second.body}`.matchAll(/>(Sitzung \d\d)</g)].map((match) => match[1]);
    expect(titles).toHaveLength(53);
    expect(new Set(titles).size).toBe(53);
    expect((await stage.get(`${list}?nach=9999-99-99&zeit=vergangen`, 'staff')).statusCode).toBe(200);
  });
});

describe('the agenda', () => {
  const titles = async (ref: Parameters<typeof recordOf>[0]) => (await recordOf(ref)).agenda.map(({ title }) => title);

  it('grows, is put in order with buttons, edited and shortened', async () => {
    const { page, ref } = await newMeeting();
    for (const title of ['Eins', 'Zwei', 'Drei'])
      expect((await stage.post(`${page}/tagesordnung`, { title, minutes: '20' }, 'staff')).statusCode).toBe(303);
    const [, two, three] = (await recordOf(ref)).agenda;
    await stage.post(`${page}/tagesordnung/${three?.id}/verschieben`, { richtung: 'up' }, 'staff');
    expect(await titles(ref)).toEqual(['Eins', 'Drei', 'Zwei']);
    await stage.post(`${page}/tagesordnung/${two?.id}/verschieben`, { richtung: 'down' }, 'staff');
    expect(await titles(ref)).toEqual(['Eins', 'Drei', 'Zwei']);
    const item = `${page}/tagesordnung/${two?.id}`;
    expect((await stage.post(item, { title: 'Zwei neu', version: '1' }, 'staff')).statusCode).toBe(303);
    const conflict = await stage.post(item, { title: 'Zwei anders', version: '1' }, 'staff');
    expect(conflict.statusCode).toBe(422);
    expect(conflict.body).toContain('value="Zwei anders"');
    expect(conflict.body).toMatch(/<ins>[^<]*neu/);
    await stage.post(`${page}/tagesordnung/${three?.id}/entfernen`, {}, 'staff');
    expect((await recordOf(ref)).agenda.map(({ title, position }) => [position, title])).toEqual([
      [1, 'Eins'],
      [2, 'Zwei neu'],
    ]);
    expect((await stage.get(`${page}/tagesordnung/${three?.id}`, 'staff')).statusCode).toBe(404);
  });

  it('keeps its order and every item when several people work on it at once', async () => {
    const { page, ref } = await newMeeting();
    await Promise.all(Array.from({ length: 6 }, (_, n) => stage.post(`${page}/tagesordnung`, { title: `Punkt ${n}` }, 'staff')));
    const items = (await recordOf(ref)).agenda;
    await Promise.all(items.map(({ id }) => stage.post(`${page}/tagesordnung/${id}/verschieben`, { richtung: 'up' }, 'staff')));
    const after = (await recordOf(ref)).agenda;
    expect(after.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(after.map(({ id }) => id))).toEqual(new Set(items.map(({ id }) => id)));
  });

  it.each([{ title: '' }, { title: 'x', minutes: '0' }, { title: 'x', minutes: '601' }, { title: 'x', minutes: 'lang' }])(
    'refuses %o',
    async (wrong) => expect((await stage.post(`${(await newMeeting()).page}/tagesordnung`, wrong, 'staff')).statusCode).toBe(422),
  );

  it('leaves the house as PDF and print view', async () => {
    const { page } = await newMeeting('2027-03-02', 'Mit Sternchen * # $');
    await stage.post(`${page}/tagesordnung`, { title: 'Begrüßung', detail: 'Eine Zeile\n\nNoch eine', minutes: '5' }, 'staff');
    const pdf = await stage.get(`${page}/tagesordnung.pdf`, 'reader');
    expect(pdf.statusCode).toBe(200);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.headers['content-disposition']).toContain('Tagesordnung-Mit-Sternchen.pdf');
    expect((await stage.get(`${page}/druck`, 'reader')).body).toContain('1. Begrüßung (5 Minuten)');
  });
});

describe('papers', () => {
  const pdf = { name: '../../böse.pdf', type: 'application/pdf', content: '%PDF-1.7\n1 0 obj' };

  it('are kept, handed out to those who may read the body, and taken out with their file', async () => {
    const { page, ref } = await newMeeting();
    const added = await stage.upload(`${page}/unterlagen`, { title: 'Vorlage 3/2027 „Übersicht“', item: '' }, pdf, 'staff');
    expect(added.statusCode).toBe(303);
    const [paper] = (await recordOf(ref)).papers;
    expect(paper).toMatchObject({ fileName: 'Vorlage-3-2027-Uebersicht.pdf', mediaType: 'application/pdf' });
    const answer = await stage.get(`${page}/unterlagen/${paper?.id}`, 'reader');
    expect([answer.statusCode, answer.body]).toEqual([200, pdf.content]);
    expect(answer.headers).toMatchObject({
      'content-disposition': 'attachment; filename="Vorlage-3-2027-Uebersicht.pdf"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    const other = await newMeeting();
    expect((await stage.get(`${other.page}/unterlagen/${paper?.id}`, 'staff')).statusCode).toBe(404);
    expect((await stage.get(`${page}/unterlagen/${paper?.id}`, 'officer')).statusCode).toBe(404);
    expect((await stage.post(`${page}/unterlagen/${paper?.id}/entfernen`, {}, 'staff')).statusCode).toBe(303);
    expect(await papers.files.get(paper?.fileKey ?? '')).toBeUndefined();
    expect((await stage.get(`${page}/unterlagen/${paper?.id}`, 'staff')).statusCode).toBe(404);
  });

  it.each([
    ['a script', { ...pdf, content: '<script>alert(1)</script>' }, {}],
    ['an empty file', { ...pdf, content: '' }, {}],
    ['a program', { ...pdf, content: new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]) }, {}],
    ['a table as text', { ...pdf, name: 'a.csv', content: 'a;b\n1;2' }, {}],
    ['more than 20 MB', { ...pdf, content: new Uint8Array(20_000_001).fill(37) }, {}],
    ['a paper without title', pdf, { title: '' }],
    ['a paper for another meeting’s item', pdf, { item: '0199b2f0-0000-7000-8000-000000000001' }],
  ])('refuses %s and keeps nothing', async (_name, file, fields) => {
    const { page, ref } = await newMeeting();
    const answer = await stage.upload(`${page}/unterlagen`, { title: 'Titel bleibt', item: '', ...fields }, file, 'staff');
    expect([404, 422]).toContain(answer.statusCode);
    expect((await recordOf(ref)).papers).toEqual([]);
    const kept: string[] = [];
    for await (const key of papers.files.list('')) kept.push(key);
    expect(kept).toEqual([]);
  });
});

describe('minutes', () => {
  it('begin with the meeting, are drafted, approved, frozen, mailed, and opened again with a line in the log', async () => {
    const { page, ref } = await newMeeting('2026-11-10');
    await stage.post(`${page}/tagesordnung`, { title: 'Bericht' }, 'staff');
    const [item] = (await recordOf(ref)).agenda;
    const [chair] = body.seats;
    const draft = {
      minutes: 'Beginn 10 Uhr.',
      [`outcome.${item?.id}`]: 'Zur Kenntnis genommen.',
      [`seat.${chair}`]: 'present',
      'seat.0199b2f0-0000-7000-8000-000000000001': 'present',
      version: '1',
    };
    expect((await stage.post(`${page}/protokoll`, draft, 'staff')).statusCode).toBe(303);
    expect((await recordOf(ref)).meeting).toMatchObject({ state: 'held', minutesState: 'draft', minutes: 'Beginn 10 Uhr.' });
    expect((await recordOf(ref)).seats.find(({ memberId }) => memberId === chair)?.state).toBe('present');

    const conflict = await stage.post(`${page}/protokoll`, { ...draft, minutes: 'Beginn 11 Uhr.' }, 'staff');
    expect(conflict.statusCode).toBe(422);
    expect(conflict.body).toContain('>Beginn 11 Uhr.</textarea>');
    expect(conflict.body).toMatch(/<ins>10/);

    expect((await stage.post(`${page}/protokoll/freigeben`, { version: '2' }, 'staff')).statusCode).toBe(303);
    for (const [address, fields] of [
      ['protokoll', { ...draft, version: '3' }],
      ['tagesordnung', { title: 'Nachträglich' }],
      ['bearbeiten', { ...form, version: '3' }],
      ['protokoll/freigeben', { version: '3' }],
    ] as const)
      expect((await stage.post(`${page}/${address}`, fields, 'staff')).statusCode, address).toBe(422);
    expect((await recordOf(ref)).agenda).toHaveLength(1);

    const mail = (await mailsTo(database.ownerUrl, `${chair}@example.org`)).find(({ subject }) =>
      subject.startsWith('Protokoll'),
    );
    const link = `/recklinghausen/de/einladung/${tokenIn(mail)}`;
    expect((await stage.get(link)).body).toContain('Zur Kenntnis genommen.');
    expect((await stage.get(`${link}/protokoll.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');

    expect((await stage.post(`${page}/protokoll/oeffnen`, { reason: '', version: '3' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${page}/protokoll/oeffnen`, { reason: 'Zahl falsch', version: '3' }, 'staff')).statusCode).toBe(
      303,
    );
    const log = await database.inTenant(stage.here.id, (trx) =>
      trx
        .selectFrom('audit_entry')
        .select(['action', 'details'])
        .where('subject_id', '=', ref.meeting)
        .where('action', '=', 'network.minutes_reopened')
        .execute(),
    );
    expect(log).toMatchObject([{ details: { reason: 'Zahl falsch' } }]);
    expect((await stage.get(link)).body).not.toContain('Zur Kenntnis genommen.');
    expect((await stage.get(`${link}/protokoll.pdf`)).statusCode).toBe(404);
  });

  it('come as PDF and as Word document with attendance and outcomes', async () => {
    const { page, ref } = await newMeeting('2026-11-11');
    await stage.post(`${page}/tagesordnung`, { title: 'Bericht' }, 'staff');
    const [item] = (await recordOf(ref)).agenda;
    expect((await stage.get(`${page}/protokoll.docx`, 'staff')).statusCode).toBe(404);
    const draft = { minutes: '', [`outcome.${item?.id}`]: 'Ergebnis <b>', [`seat.${body.seats[1]}`]: 'excused', version: '1' };
    await stage.post(`${page}/protokoll`, draft, 'staff');
    const word = await stage.get(`${page}/protokoll.docx`, 'staff');
    const xml = Buffer.from(unzipSync(word.rawPayload)['word/document.xml'] ?? []).toString();
    for (const expected of [
      '1. Bericht',
      'Ergebnis &lt;b>',
      'Verein Beispiel',
      'entschuldigt',
      'Entwurf, noch nicht freigegeben',
    ])
      expect(xml.replaceAll('&gt;', '>')).toContain(expected);
    const pdf = await stage.get(`${page}/protokoll.pdf`, 'staff');
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await stage.get(`${page}/protokoll/druck`, 'staff')).body).toContain('Ergebnis &lt;b>');
  });

  it('are not written before the meeting', async () => {
    const { page } = await newMeeting('2027-11-10');
    expect((await stage.post(`${page}/protokoll`, { minutes: 'x', version: '1' }, 'staff')).statusCode).toBe(404);
    expect((await stage.get(`${page}/protokoll`, 'staff')).statusCode).toBe(404);
  });
});
