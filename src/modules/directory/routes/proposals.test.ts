import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { offerFormValues } from '../model/form/offer.ts';
import { findEntry, findVersion } from '../store/entries.ts';
import { addDistrict, addEntries, type District, type Entries, offer, queuedMails, towns } from '../testing/district.ts';
import { type Fields, hiddenFields, startServer, type TestServer } from '../testing/server.ts';

const database = useDatabase();
let here: District;
let entries: Entries;
let server: TestServer;
let clock = Date.now();
const address = '/guetersloh/de/angebot-vorschlagen';

beforeAll(async () => {
  here = await addDistrict(database);
  await addDistrict(database, 'recklinghausen', '05562');
  entries = await addEntries(here);
  server = await startServer(database, () => new Date(clock));
});
afterAll(() => server.close());

const essentials: Fields = {
  kind: 'offer',
  name: 'Repair-Café Nord',
  summary: 'Kaputte Dinge zusammen reparieren',
  description: 'Ehrenamtliche helfen beim Reparieren.',
  organisation: 'bruecke-e-v',
  'categories.0': 'meeting-place',
  town: towns.verl,
  'slots.0.day': '6',
  'slots.0.from': '10:00',
  'slots.0.to': '13',
};

async function puzzle(): Promise<string> {
  const challenge = (await server.get(`${address}/raetsel`)).json();
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}

/** Opens the form, waits a little, and sends it. */
async function send(fields: Fields, query = '') {
  const opened = hiddenFields((await server.get(`${address}${query}`)).body);
  const { _token, altcha: _altcha, ...hidden } = opened;
  clock += 10_000;
  return server.post(address, { ...hidden, ...essentials, email: `${uuidv7()}@example.org`, ...fields });
}

const mailTo = async (email: string) => (await queuedMails(database.ownerUrl)).find((one) => one.to === email);

describe('proposing', () => {
  test('by post, mail, button: the whole way without JavaScript', async () => {
    const email = `${uuidv7()}@example.org`;
    const sent = await send({ email });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${address}/gesendet`]);
    expect((await server.get(`${address}/gesendet`)).body).toContain('48 Stunden');
    const link = /http:\/\/localhost[^/]*(\/\S+)/.exec((await mailTo(email))?.text ?? '')?.[1] as string;
    const opened = await server.get(link);
    expect(opened.statusCode).toBe(200);
    expect(opened.body).toContain('Repair-Café Nord');
    const entry = async () =>
      here.visitor.transaction((trx) =>
        trx
          .selectFrom('directory_version')
          .select(['state', 'puzzle_solved'])
          .where('author_email', '=', email)
          .executeTakeFirst(),
      );
    expect(await entry()).toMatchObject({ state: 'unconfirmed', puzzle_solved: false });
    for (let count = 0; count < 2; count++) expect((await server.post(link, {})).statusCode).toBe(303);
    expect(await entry()).toMatchObject({ state: 'proposed' });
    expect((await server.get(link)).body).toContain('Danke, Ihr Vorschlag ist da');
  });

  test('with a solved puzzle, which counts once', async () => {
    const altcha = await puzzle();
    expect((await send({ altcha, name: 'Rätselrunde' })).statusCode).toBe(303);
    const again = await send({ altcha, name: 'Zweite Runde' });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('Die Prüfung gegen Spam ist abgelaufen');
    expect(again.body).toContain('Zweite Runde');
    for (const wrong of [
      'x',
      btoa('{}'),
      btoa(JSON.stringify({ ...JSON.parse(atob(altcha)), solution: { counter: 1, derivedKey: '00' } })),
    ]) {
      expect((await send({ altcha: wrong })).body).toContain('Die Prüfung gegen Spam hat nicht geklappt');
    }
  });

  test('too quickly, with a forged time or with the trap field filled is refused with the values kept', async () => {
    const { _token, ...opened } = hiddenFields((await server.get(address)).body);
    const quick = await server.post(address, { ...opened, ...essentials, email: 'a@example.org' });
    expect(quick.statusCode).toBe(422);
    expect(quick.body).toContain('value="Repair-Café Nord"');
    expect((await send({ started: '1700000000000.x' })).statusCode).toBe(422);
    expect((await send({ leer: 'http://spam.example' })).statusCode).toBe(422);
  });

  test('something like a public offer asks first, and takes "mine is new" for an answer', async () => {
    const asked = await send({ name: 'Sprachcafe am Markt' });
    expect(asked.statusCode).toBe(200);
    expect(asked.body).toContain('Ist es eines von diesen?');
    expect(asked.body).toContain(`/guetersloh/de/angebote/${entries.offerSlug}`);
    expect(asked.body).toContain('value="Sprachcafe am Markt"');
    expect((await send({ name: 'Sprachcafe am Markt', confirmedNew: 'yes' })).statusCode).toBe(303);
  });

  test('a double post makes one', async () => {
    const email = `${uuidv7()}@example.org`;
    const submissionKey = uuidv7();
    for (let count = 0; count < 2; count++)
      expect((await send({ email, submissionKey, name: 'Doppelt gemoppelt' })).statusCode).toBe(303);
    expect((await queuedMails(database.ownerUrl)).filter((one) => one.to === email)).toHaveLength(1);
  });

  test('errors stand at their fields, in a summary, and what was typed stays', async () => {
    const answer = await send({
      name: '<script>alert(1)</script>',
      summary: '',
      'slots.0.to': '9',
      email: 'nein',
      'fees.amount': 'viel',
      town: '05562004',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('dk-error-summary');
    for (const field of ['summary', 'slots-0-to', 'email', 'fees-amount']) expect(answer.body).toContain(`href="#f-${field}"`);
    expect(answer.body).not.toContain('<script>alert');
    expect(answer.body).toContain('value="&lt;script>alert(1)&lt;/script>"');
    const district = await send({ town: '05562004', confirmedNew: 'yes' });
    expect([district.statusCode, district.body.includes('gehört nicht zum Kreis')]).toEqual([422, true]);
  });

  test('a button asks for more rows and keeps everything', async () => {
    const answer = await send({ more: 'slots' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('name="slots.4.day"');
    expect(answer.body).toContain('value="Repair-Café Nord"');
  });
});

test('a change starts from what is public and is stored beside it', async () => {
  const opened = await server.get(`${address}?aendern=${entries.offerSlug}`);
  expect(opened.body).toContain(`value="${offer.name}"`);
  const values = Object.fromEntries(Object.entries(offerFormValues(offer)).filter(([name]) => !name.startsWith('translations.')));
  const sent = await send({ ...values, name: 'Sprachcafé am See' }, `?aendern=${entries.offerSlug}`);
  expect(sent.statusCode).toBe(303);
  const version = await here.visitor.transaction(async (trx) =>
    findVersion(trx, entries.offerId, (await findEntry(trx, entries.offerId))?.latestVersion ?? 0),
  );
  expect(version).toMatchObject({ state: 'unconfirmed', baseVersion: 1, content: { ...offer, name: 'Sprachcafé am See' } });
});

test.each([
  `${address}?aendern=gibt-es-nicht`,
  `/recklinghausen/de/angebot-vorschlagen?aendern=sprachcafe-am-markt`,
  `/guetersloh/xx/angebot-vorschlagen`,
])('%s is not found', async (url) => {
  expect((await server.get(url)).statusCode).toBe(404);
});

test.each(['x', 'a'.repeat(43), encodeURIComponent('😀')])('a confirmation link with %s is gone', async (token) => {
  expect((await server.get(`${address}/bestaetigen/${token}`)).statusCode).toBe(410);
  expect((await server.post(`${address}/bestaetigen/${token}`, {})).statusCode).toBe(410);
});

test('similar offers are told as JSON', async () => {
  const answer = await server.get(`${address}/aehnliche?name=${encodeURIComponent('Sprachcafé am Mark')}&ort=${offer.town}`);
  expect(answer.json()).toMatchObject({ offers: [{ name: offer.name, href: `/guetersloh/de/angebote/${entries.offerSlug}` }] });
  for (const query of ['', '?name=%00%ff', '?name=a&name=b', `?name=${'x'.repeat(3000)}`])
    expect((await server.get(`${address}/aehnliche${query}`)).statusCode).toBeLessThan(500);
});

describe('corrections', () => {
  const page = () => `/guetersloh/de/angebote/${entries.offerSlug}/korrektur`;

  test('by field, with what stands there now', async () => {
    const opened = await server.get(`${page()}?feld=schedules`);
    expect(opened.statusCode).toBe(200);
    expect(opened.body).toContain('16:00–18:00');
    const sent = await server.post(page(), { feld: 'schedules', vorschlag: 'Jetzt <i>mittwochs</i>', submissionKey: uuidv7() });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/guetersloh/de/angebote/${entries.offerSlug}`]);
  });

  test('with nothing in them are refused', async () => {
    const sent = await server.post(page(), { feld: 'castle', vorschlag: '' });
    expect(sent.statusCode).toBe(422);
    expect(sent.body).toContain('href="#f-vorschlag"');
  });

  test('"still right?" is answered yes or no', async () => {
    const still = `/guetersloh/de/angebote/${entries.offerSlug}/noch-richtig`;
    expect((await server.post(still, { antwort: 'ja', submissionKey: uuidv7() })).headers.location).toBe(
      `/guetersloh/de/angebote/${entries.offerSlug}`,
    );
    expect((await server.post(still, { antwort: 'nein', submissionKey: uuidv7() })).headers.location).toBe(page());
    expect((await server.post(still, { antwort: 'vielleicht' })).statusCode).toBe(422);
    expect((await server.post('/guetersloh/de/angebote/gibt-es-nicht/noch-richtig', { antwort: 'ja' })).statusCode).toBe(404);
  });
});

test('no input whatever makes an error of ours', async () => {
  const names = [
    ...Object.keys(offerFormValues(offer)),
    'email',
    'message',
    'started',
    'altcha',
    'submissionKey',
    'aendern',
    'more',
    'confirmedNew',
    'newOrganisation.name',
    'dates.0.start',
    'hours.0.hours',
    'languages.0.days',
  ];
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('\u0000', '😀', '+', 'yes', '2026-02-30T25:61', 'FREQ=YEARLY;BYDAY=99XX', '9'.repeat(30), '<img onerror=x>'),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 }), async (fields) => {
      expect((await send(fields as Fields)).statusCode).toBeLessThan(500);
    }),
    { numRuns: 15 },
  );
});
