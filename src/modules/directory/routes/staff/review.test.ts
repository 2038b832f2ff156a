import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { listVersions } from '../../store/entries.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { offer, organisation, queuedMails, towns } from '../../testing/district.ts';

const database = useDatabase();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database);
});
afterAll(() => desk.close());

/** A waiting change of a public offer of its own. */
async function change(summary = 'Jetzt auch mit Kuchen') {
  const entries = await desk.fresh();
  const own = { ...offer, name: entries.name, organisation: entries.organisationSlug };
  const proposal = await desk.waiting({
    changeOf: entries.offerSlug,
    offer: { ...own, summary },
    message: 'Bitte ändern & danke',
  });
  return { ...entries, own, ...proposal, path: `vorschlaege/${proposal.entryId}/${proposal.version}` };
}

describe('my day', () => {
  test('is for people of the district alone', async () => {
    await change();
    const page = await desk.get('/intern/guetersloh/');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(`${desk.base}/vorschlaege`);
    expect(page.body).not.toContain('directory:staff');
    expect((await desk.get('/intern/guetersloh/', 'there')).statusCode).toBe(403);
    expect((await desk.get('/intern/guetersloh/', '')).headers.location).toContain('/konto/anmelden');
    const provider = await desk.get('/intern/guetersloh/', 'provider');
    expect(provider.statusCode).toBe(200);
    expect(provider.body).not.toContain(`${desk.base}/vorschlaege`);
  });
});

describe('the inbox', () => {
  test('shows what waits, to whom it concerns', async () => {
    const { path, name } = await change();
    const page = await desk.get('vorschlaege');
    expect(page.body).toContain(path);
    expect(page.body).toContain(name);
    expect((await desk.get('vorschlaege', 'officer')).body).toContain(path);
    expect((await desk.get('vorschlaege', 'other')).body).not.toContain(path);
    expect((await desk.get('vorschlaege', 'provider')).statusCode).toBe(403);
    expect((await desk.get('vorschlaege', 'there')).statusCode).toBe(403);
  });

  test('is filtered by kind, town and age, and takes any address', async () => {
    const { path } = await change();
    expect((await desk.get(`vorschlaege?ort=${towns.gueterslohTown}&art=offer`)).body).toContain(path);
    expect((await desk.get(`vorschlaege?ort=${towns.verl}`)).body).not.toContain(path);
    expect((await desk.get('vorschlaege?alter=7')).body).not.toContain(path);
    for (const query of [
      'ort=%00',
      'nach=9999-99-99%2099:99:99%2B00%2000000000-0000-0000-0000-000000000000',
      'art[]=x',
      'alter=-1',
      'nach=%F0%9F%98%80',
    ])
      expect((await desk.get(`vorschlaege?${query}`)).statusCode).toBe(200);
  });

  test('pages by key', async () => {
    for (let count = 0; count < 51; count += 1)
      await desk.waiting({
        offer: { ...offer, name: `Blättern ${count}`, town: towns.versmold, organisation: (await first).organisationSlug },
      });
    const page = await desk.get(`vorschlaege?ort=${towns.versmold}`);
    const next = /href="([^"]+)"[^>]*rel="next"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const more = await desk.get(next);
    const names = (body: string) => [...body.matchAll(/Blättern (\d+)/g)].map(([, number]) => number);
    expect(names(page.body)).toHaveLength(50);
    expect(names(more.body)).toEqual(['50']);
  }, 60_000);
  const first = new Promise<{ organisationSlug: string }>((resolve) => beforeAll(async () => resolve(await desk.fresh())));
});

describe('a proposal', () => {
  test('stands beside what is public, field by field, with who and why', async () => {
    const { path, email } = await change();
    const { body } = await desk.get(path);
    expect(body).toMatch(/<del>[^<]*Kaffee/);
    expect(body).toMatch(/<ins>[^<]*Kuchen/);
    expect(body).toContain(email);
    expect(body).toContain('Bitte ändern &amp; danke');
    expect(body).not.toContain('directory:');
  });

  test('is published once; the second decider sees the first one’s decision', async () => {
    const { path, email, offerSlug, entryId } = await change();
    const page = await desk.get(path);
    const seen = /name="seen" value="(\d+)"/.exec(page.body)?.[1] ?? '';
    const reply = await desk.post(`${path}/veroeffentlichen`, { seen });
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe(`${desk.base}/vorschlaege`);
    expect((await queuedMails(database.ownerUrl)).filter(({ to }) => to === email).at(-1)?.text).toContain(offerSlug);
    const second = await desk.post(`${path}/veroeffentlichen`, { seen });
    expect(second.statusCode).toBe(409);
    expect(second.body).toContain('Entschieden von');
    const late = await desk.post(`${path}/ablehnen`, { reason: 'zu spät' });
    expect(late.statusCode).toBe(409);
    const versions = await desk.here.visitor.transaction((trx) => listVersions(trx, entryId));
    expect(versions.map(({ state }) => state)).toEqual(['published', 'superseded']);
  });

  test('is rejected with a reason, which is mailed', async () => {
    const { path, email } = await change();
    const empty = await desk.post(`${path}/ablehnen`, { reason: '   ' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('dk-error-summary');
    const long = await desk.post(`${path}/ablehnen`, { reason: `<b>${'x'.repeat(3000)}` });
    expect(long.statusCode).toBe(422);
    expect(long.body).toContain('&lt;b>xxx');
    const reply = await desk.post(`${path}/ablehnen`, { reason: 'Bitte mit Uhrzeit <script>' });
    expect(reply.statusCode).toBe(303);
    expect((await queuedMails(database.ownerUrl)).filter(({ to }) => to === email).at(-1)?.text).toContain(
      'Bitte mit Uhrzeit <script>',
    );
    const after = await desk.get(path);
    expect(after.body).toContain('Bitte mit Uhrzeit &lt;script>');
    expect(after.body).not.toContain('/veroeffentlichen');
  });

  test('made from an older version says what was changed since, and is not published unseen', async () => {
    const entries = await desk.fresh();
    const own = { ...offer, name: entries.name, organisation: entries.organisationSlug };
    const one = await desk.waiting({ changeOf: entries.offerSlug, offer: { ...own, summary: 'Von der einen' } });
    const two = await desk.waiting({
      changeOf: entries.offerSlug,
      offer: { ...own, summary: 'Von der anderen', childcare: 'yes' },
    });
    const path = `vorschlaege/${two.entryId}/${two.version}`;
    const before = await desk.get(path);
    const seen = /name="seen" value="(\d+)"/.exec(before.body)?.[1] ?? '';
    expect((await desk.post(`vorschlaege/${one.entryId}/${one.version}/veroeffentlichen`, { seen })).statusCode).toBe(303);
    const stale = await desk.post(`${path}/veroeffentlichen`, { seen });
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('seit dieser Vorschlag gemacht wurde');
    const now = /name="seen" value="(\d+)"/.exec(stale.body)?.[1] ?? '';
    expect(now).not.toBe(seen);
    expect((await desk.post(`${path}/veroeffentlichen`, { seen: now })).statusCode).toBe(409);
    expect((await desk.post(`${path}/veroeffentlichen`, { seen: now, over: 'yes' })).statusCode).toBe(303);
  });

  test('brings its organisation along, and hints at a like offer', async () => {
    const { name } = await desk.fresh();
    const proposal = await desk.waiting({
      offer: { ...offer, name },
      organisation: { ...organisation, name: 'Ganz neuer Verein' },
    });
    const { body } = await desk.get(`vorschlaege/${proposal.entryId}/${proposal.version}`);
    expect(body).toContain('Ganz neuer Verein');
    expect(body).toContain('Ähnliche Angebote');
  });

  test('is nothing to other towns, other districts and made-up addresses', async () => {
    const { path, entryId } = await change();
    const far = path.replace(entryId, uuidv7());
    for (const [address, as] of [
      [path, 'other'],
      [far, 'staff'],
      ['vorschlaege/x/1', 'staff'],
      [`vorschlaege/${entryId}/0`, 'staff'],
      [`vorschlaege/${entryId}/99999999999`, 'staff'],
      [`/intern/recklinghausen/wegweiser/${path}`, 'there'],
    ] as const) {
      expect((await desk.get(address, as)).statusCode, address).toBe(404);
      expect((await desk.post(`${address}/veroeffentlichen`, { seen: '1' }, as)).statusCode, address).toBe(404);
      expect((await desk.post(`${address}/ablehnen`, { reason: 'nein' }, as)).statusCode, address).toBe(404);
    }
    expect((await desk.post(`${path}/veroeffentlichen`, { seen: '1' }, 'provider')).statusCode).toBe(403);
    expect((await desk.post(`${path}/ablehnen`, { reason: 'nein' }, 'there')).statusCode).toBe(403);
    for (const seen of ['', '-1', 'abc', '9'.repeat(40)])
      expect((await desk.post(`${path}/veroeffentlichen`, { seen })).statusCode).toBe(409);
  });
});
