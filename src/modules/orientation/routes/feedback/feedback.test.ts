import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPuzzleMaker, directoryModule } from '#modules/directory';
import { uuidv7 } from '#platform/crypto';
import { worklistOf } from '#platform/module';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { loadDemonstration } from '../../service/demonstration.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
const module = createOrientationModule(wiring);
const desk = '/intern/recklinghausen/ankommen/rueckmeldungen';
const marl = '05562024';
let stage: Stage;
let slug: string;
let pageId: string;

const rowsOf = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(stage.here.id, work);
const messages = () => rowsOf((trx) => trx.selectFrom('orientation_feedback').selectAll().orderBy('created_at').execute());
/** What waits to be sent, the oldest first. */
async function mails() {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query('select payload from graphile_worker._private_jobs order by id');
  await owner.end();
  return rows.map(({ payload }) => payload as { to: string; subject: string; text: string; language: string });
}

beforeAll(async () => {
  stage = await openStage(database, [directoryModule, module], new Date('2026-11-23T10:00:00+01:00'));
  await loadDemonstration(stage.context());
  await stage.tenants.refresh();
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('there', 'ki_staff', null, stage.there);
  const page = await rowsOf((trx) =>
    trx.selectFrom('orientation_page').select(['id', 'slug']).orderBy('position').limit(1).executeTakeFirstOrThrow(),
  );
  slug = page.slug;
  pageId = page.id;
});
beforeEach(async () => {
  await rowsOf((trx) => trx.deleteFrom('orientation_feedback').execute());
});
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const form = () => `/recklinghausen/de/ankommen/${slug}/rueckmeldung`;
let calls = 0;
/** Each call from another address, so that no limit of an address is reached. */
const nextAddress = () => `198.51.100.${calls++ % 250}`;

async function send(path: string, fields: Record<string, string>, remoteAddress = nextAddress()) {
  const token = await stage.get('/test/token');
  const cookie = token.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return stage.app.inject({
    method: 'POST',
    url: path,
    remoteAddress,
    headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _token: token.body, id: uuidv7(), ...fields }).toString(),
  });
}

describe('what visitors say', () => {
  it('stands with its page, language, deadline, and an address only where one was left', async () => {
    const shown = await stage.get(form());
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('name="bewertung"');
    const answer = await send(form().replace('/de/', '/ar/'), { bewertung: 'down', text: 'رقم الهاتف خطأ' });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe(`/recklinghausen/ar/ankommen/${slug}`);
    expect(await messages()).toMatchObject([
      {
        kind: 'page',
        slug,
        page_id: pageId,
        language: 'ar',
        rating: 'down',
        comment: 'رقم الهاتف خطأ',
        email: null,
        source: 'web',
        state: 'open',
        due_on: '2026-12-21',
      },
    ]);
  });

  it('may be a judgement alone, which asks nothing of anybody', async () => {
    expect((await send(form(), { bewertung: 'up' })).statusCode).toBe(303);
    expect(await messages()).toMatchObject([{ rating: 'up', comment: '', due_on: null }]);
    expect((await stage.get(desk, 'staff')).body).toContain('Nichts zu tun');
  });

  it('can be of the overview, and of a search with what was looked for', async () => {
    expect((await send('/recklinghausen/de/ankommen/rueckmeldung', { text: 'Wo steht etwas zu Hunden?' })).statusCode).toBe(303);
    const search = '/recklinghausen/de/suche/rueckmeldung?q=Hundesteuer';
    expect((await stage.get(search)).body).toContain('Hundesteuer');
    const answer = await send(search, { text: 'Nichts gefunden', email: 'jemand@example.org' });
    expect(answer.headers.location).toBe('/recklinghausen/de/suche?q=Hundesteuer');
    expect(await messages()).toMatchObject([
      { kind: 'categories', page_id: null },
      { kind: 'search', query: 'Hundesteuer', email: 'jemand@example.org', due_on: '2026-12-07' },
    ]);
  });

  it.each([
    ['nothing', {}, 'Wählen Sie Ja oder Nein'],
    ['a judgement that there is not', { bewertung: 'vielleicht' }, 'dk-error-summary'],
    ['no address', { text: 'x', email: 'keine' }, 'dk-error-summary'],
    ['too many words', { text: 'x'.repeat(5001) }, 'dk-error-summary'],
  ])('is sent back with its values: %s', async (_what, fields, said) => {
    const answer = await send(form(), fields as Record<string, string>);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(said);
    expect(await messages()).toEqual([]);
  });

  it('is about pages that are there', async () => {
    for (const path of [
      '/recklinghausen/de/ankommen/gibt-es-nicht/rueckmeldung',
      '/recklinghausen/de/ankommen/%00/rueckmeldung',
    ]) {
      expect((await stage.get(path)).statusCode).toBe(404);
      expect((await send(path, { bewertung: 'up' })).statusCode).toBe(404);
    }
  });

  it('is kept once when the same form is sent twice, and not at all from a machine', async () => {
    const id = uuidv7();
    for (let time = 0; time < 2; time++) expect((await send(form(), { id, text: 'Zweimal' })).statusCode).toBe(303);
    expect((await send(form(), { text: 'Billige Uhren', leer: 'http://example.org' })).statusCode).toBe(303);
    expect(await messages()).toHaveLength(1);
  });

  it('may be sent ten times an hour from one address; a solved puzzle counts once', async () => {
    const address = '203.0.113.7';
    const statuses: number[] = [];
    for (let time = 0; time < 10; time++) statuses.push((await send(form(), { text: `Nachricht ${time}` }, address)).statusCode);
    expect(new Set(statuses)).toEqual(new Set([303]));
    const other = form().replace(`${slug}/rueckmeldung`, 'rueckmeldung');
    const refused = await send(other, { text: 'Eine zu viel' }, address);
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toContain('Eine zu viel');
    const challenge = await createPuzzleMaker(wiring.puzzleKey).create();
    const solution = await solveChallenge({ challenge, deriveKey });
    const altcha = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
    expect((await send(other, { text: 'Mit Rätsel', altcha }, address)).statusCode).toBe(303);
    expect((await send(other, { text: 'Noch einmal', altcha }, address)).statusCode).toBe(422);
    expect((await send(other, { text: 'Erfunden', altcha: 'eyJ4IjoxfQ==' }, address)).statusCode).toBe(422);
    expect(await messages()).toHaveLength(11);
  });

  it('is bounded for the whole district', async () => {
    await rowsOf((trx) =>
      trx
        .insertInto('orientation_feedback')
        .values(
          Array.from({ length: 200 }, () => ({
            tenant_id: stage.here.id,
            id: uuidv7(),
            kind: 'page',
            language: 'de',
            comment: 'x',
            source: 'web',
            created_at: new Date('2026-11-23T09:30:00+01:00'),
          })),
        )
        .execute(),
    );
    expect((await send(form(), { text: 'Eine mehr' })).statusCode).toBe(429);
  });
});

describe('a barrier', () => {
  const path = '/recklinghausen/de/barriere-melden';

  it('is reported where one is told how, with the page one came from', async () => {
    const page = await stage.get(path, undefined, { referer: 'http://localhost/recklinghausen/de/angebote' });
    expect(page.body).toContain('value="http://localhost/recklinghausen/de/angebote"');
    expect(page.body).toContain('ombudsstelle-barrierefreie-it@mags.nrw.de');
    const elsewhere = await stage.get(path, undefined, { referer: 'https://example.org/x' });
    expect(elsewhere.body).not.toContain('value="https://example.org');
  });

  it('is due in six weeks and acknowledged by a mail that names the ombuds office and repeats nothing', async () => {
    const answer = await send(path, { adresse: '/angebote', text: 'Der Filter hat keinen Namen.', email: 'lea@example.org' });
    expect(answer.headers.location).toBe(`${path}/gesendet`);
    expect((await stage.get(`${path}/gesendet`)).body).toContain('4. Januar 2027');
    expect(await messages()).toMatchObject([{ kind: 'barrier', due_on: '2027-01-04', address: '/angebote' }]);
    const mail = (await mails()).at(-1);
    expect(mail).toMatchObject({ to: 'lea@example.org' });
    expect(mail?.text).toContain('4. Januar 2027');
    expect(mail?.text).toContain('Ombudsstelle');
    expect(mail?.text).not.toContain('Filter');
  });

  it('needs words, and buries nobody in receipts', async () => {
    expect((await send(path, { adresse: '/x' })).statusCode).toBe(422);
    const before = (await mails()).length;
    for (let time = 0; time < 5; time++) await send(path, { text: 'Zu klein', email: 'viele@example.org' });
    expect((await mails()).length - before).toBe(3);
    expect(await messages()).toHaveLength(5);
  });
});

describe('the inbox', () => {
  const idOf = async (text: string) => (await messages()).find(({ comment }) => comment === text)?.id ?? '';

  it('shows what is open, leads to each message, and filters', async () => {
    await send(form(), { bewertung: 'down', text: 'Alte Telefonnummer' });
    await send('/recklinghausen/de/barriere-melden', { text: 'Kontrast zu schwach' });
    const all = await stage.get(desk, 'staff');
    expect(all.body).toContain('Alte Telefonnummer');
    expect(all.body).toContain('Kontrast zu schwach');
    const barriers = await stage.get(`${desk}?art=barriere`, 'staff');
    expect(barriers.body).not.toContain('Alte Telefonnummer');
    for (const query of [
      'stand=erfunden&art=9',
      'nach=00000000-0000-0000-0000-000000000000',
      'sprache=xx&frist=1',
      'stand=__proto__',
    ])
      expect((await stage.get(`${desk}?${query}`, 'staff')).statusCode, query).toBe(200);
    const record = await stage.get(`${desk}/${await idOf('Kontrast zu schwach')}`, 'staff');
    expect(record.body).toContain('§ 5 Abs. 2 BITVNRW');
  });

  it('belongs to the district; officers see the pages of their towns', async () => {
    await send(form(), { text: 'Von der Seite des Kreises' });
    const id = await idOf('Von der Seite des Kreises');
    expect((await stage.get(`${desk}/${id}`, 'officer')).statusCode).toBe(404);
    expect((await stage.post(`${desk}/${id}/antworten`, { answer: 'Nein' }, 'officer')).statusCode).toBe(404);
    await stage.post(`${desk}/schliessen`, { id }, 'officer');
    expect(await messages()).toMatchObject([{ state: 'open' }]);
    await rowsOf((trx) => trx.updateTable('orientation_page').set({ town: marl }).where('id', '=', pageId).execute());
    expect((await stage.get(`${desk}/${id}`, 'officer')).statusCode).toBe(200);
    await rowsOf((trx) => trx.updateTable('orientation_page').set({ town: null }).where('id', '=', pageId).execute());
    expect((await stage.get(desk, 'there')).statusCode).toBe(403);
    expect((await stage.get(`${desk}/unsinn`, 'staff')).statusCode).toBe(404);
  });

  it('answers by mail in the language of the message, once', async () => {
    await send(form().replace('/de/', '/en/'), { text: 'Wrong phone number', email: 'kim@example.org' });
    const id = await idOf('Wrong phone number');
    expect((await stage.post(`${desk}/${id}/antworten`, { answer: '' }, 'staff')).statusCode).toBe(422);
    const done = await stage.post(`${desk}/${id}/antworten`, { answer: 'Thank you, it is mended.' }, 'staff');
    expect(done.headers.location).toBe(desk);
    const mail = (await mails()).at(-1);
    expect(mail).toMatchObject({ to: 'kim@example.org', subject: 'Your feedback' });
    for (const words of ['Thank you, it is mended.', 'Wrong phone number']) expect(mail?.text).toContain(words);
    expect(mail?.text).not.toContain('ombuds');
    const again = await stage.post(`${desk}/${id}/antworten`, { answer: 'Zweite Antwort' }, 'staff');
    expect(again.headers.location).toBe(`${desk}/${id}`);
    expect(await messages()).toMatchObject([{ state: 'answered', answer: 'Thank you, it is mended.' }]);
    expect((await stage.get(`${desk}?stand=beantwortet`, 'staff')).body).toContain('Wrong phone number');
  });

  it('puts off a barrier with a word, which leaves it open, and names the ombuds office in the answer', async () => {
    await send('/recklinghausen/de/barriere-melden', { text: 'Video ohne Untertitel', email: 'mo@example.org' });
    const id = await idOf('Video ohne Untertitel');
    await stage.post(`${desk}/${id}/zwischennachricht`, { interim: 'Es dauert noch.' }, 'staff');
    expect((await mails()).at(-1)?.text).toContain('Es dauert noch.');
    expect(await messages()).toMatchObject([{ state: 'open', interim: 'Es dauert noch.' }]);
    await stage.post(`${desk}/${id}/antworten`, { answer: 'Jetzt mit Untertiteln.' }, 'staff');
    expect((await mails()).at(-1)?.text).toContain('Ombudsstelle');
    await send('/recklinghausen/de/barriere-melden', { text: 'Ohne Adresse' });
    const silent = await idOf('Ohne Adresse');
    const refused = await stage.post(`${desk}/${silent}/zwischennachricht`, { interim: 'x' }, 'staff');
    expect(refused.headers.location).toBe(`${desk}/${silent}`);
  });

  it('closes many at once, and says when nothing was chosen', async () => {
    for (const text of ['Eins', 'Zwei', 'Drei']) await send(form(), { text });
    const ids = (await messages()).filter(({ comment }) => comment !== 'Drei').map(({ id }) => id);
    await stage.post(`${desk}/schliessen`, { id: ids }, 'staff');
    expect((await messages()).map(({ state }) => state)).toEqual(['closed', 'closed', 'open']);
    expect((await stage.post(`${desk}/schliessen`, { id: 'x' }, 'staff')).statusCode).toBe(303);
  });

  it('puts barriers on the worklist at once, other messages in the week before their deadline', async () => {
    await send(form(), { text: 'Später', email: 'a@example.org' });
    await send('/recklinghausen/de/barriere-melden', { text: 'Gleich' });
    const actor = stage.add('lead', 'ki_lead');
    const work = (now: string) => worklistOf([module], stage.context({ actor, now: new Date(now) }));
    expect((await work('2026-11-23T10:00:00+01:00')).map(({ kind, late }) => [kind, late])).toEqual([
      ['orientation:staff.feedback.work.barrier', false],
    ]);
    expect((await work('2026-12-08T10:00:00+01:00')).map(({ kind, late }) => [kind, late])).toEqual([
      ['orientation:staff.feedback.work.feedback', true],
      ['orientation:staff.feedback.work.barrier', false],
    ]);
  });
});
