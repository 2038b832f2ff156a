import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#testing';
import { addDistrict, addEntries, type District } from '../../testing/district.ts';
import { type Answer, hiddenFields, startServer, type TestServer } from '../../testing/server.ts';

const database = useDatabase();
let here: District;
let there: District;
let server: TestServer;
let slugs: string[];
let names: string[];
let jar: Map<string, string>;
let now = new Date('2026-11-22T12:00:00+01:00');

beforeAll(async () => {
  here = await addDistrict(database);
  there = await addDistrict(database, 'recklinghausen', '05562');
  const entries = [await addEntries(here), await addEntries(here, { offer: { name: 'Zweites Angebot' } })];
  slugs = entries.map((one) => one.offerSlug);
  server = await startServer(database, () => now);
  names = await Promise.all(
    slugs.map(async (slug) => /<h1[^>]*>([^<]+)/.exec((await server.get(url(`angebote/${slug}`))).body)?.[1] ?? ''),
  );
});
afterAll(() => server.close());
beforeEach(() => {
  jar = new Map();
  now = new Date('2026-11-22T12:00:00+01:00');
});

const url = (path: string, language = 'de') => `/guetersloh/${language}/${path}`;

/** A browser: keeps its cookies. */
async function call(method: 'GET' | 'POST', address: string, fields: Record<string, string> = {}): Promise<Answer> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await server.app.inject({
    method,
    url: address,
    headers: {
      cookie,
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:3000' } : {}),
    },
    ...(method === 'POST' ? { payload: new URLSearchParams(fields).toString() } : {}),
  });
  for (const one of answer.cookies) {
    if (one.value) jar.set(one.name, one.value);
    else jar.delete(one.name);
  }
  return answer;
}

async function post(address: string, fields: Record<string, string>, from = url('merkliste')): Promise<Answer> {
  const page = await call('GET', from);
  return call('POST', address, { ...hiddenFields(page.body), ...fields });
}

async function handOver(fields: Record<string, string> = {}): Promise<string> {
  for (const slug of slugs) await call('GET', url(`merkliste?dazu=${slug}`));
  const answer = await post(url('merkliste'), { sprache: 'ar', tage: '7', ...fields });
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
}

const idsOn = (page: string) => [...page.matchAll(/name="note\.([0-9a-f-]{36})"/g)].map(([, id]) => id as string);

describe('collecting', () => {
  test('keeps what was chosen in its order, once each, and lets it be taken away and moved', async () => {
    await call('GET', url(`merkliste?dazu=${slugs[0]}`));
    await call('GET', url(`merkliste?dazu=${slugs[1]}`));
    const page = await call('GET', url(`merkliste?dazu=${slugs[0]}`));
    expect(page.headers['cache-control']).toContain('no-store');
    const [first, second] = idsOn(page.body) as [string, string];
    const moved = await post(url('merkliste'), { hoch: second, [`note.${first}`]: 'bleibt stehen' });
    expect(idsOn(moved.body)).toEqual([second, first]);
    expect(moved.body).toContain('bleibt stehen');
    expect(idsOn((await post(url('merkliste'), { weg: second })).body)).toEqual([first]);
    expect(idsOn((await post(url('merkliste'), { leeren: '1' })).body)).toEqual([]);
    expect(jar.has('merkliste')).toBe(false);
  });
  test('of what is not there changes nothing', async () => {
    for (const slug of ['gibt-es-nicht', '%00', '../..', '']) {
      const answer = await call('GET', url(`merkliste?dazu=${slug}`));
      expect(answer.statusCode).toBe(200);
    }
    expect(jar.has('merkliste')).toBe(false);
    jar.set('merkliste', 'Unsinn.Unsinn');
    expect((await call('GET', url('merkliste'))).statusCode).toBe(200);
  });
  test('tells what is missing before anything is handed over', async () => {
    await call('GET', url(`merkliste?dazu=${slugs[0]}`));
    const answer = await post(url('merkliste'), { sprache: 'klingonisch', tage: '400', notiz: 'x'.repeat(1001) });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('x'.repeat(1001));
    const { rows } = await database.pool.query('select count(*)::int as lists from directory_short_list');
    expect(rows[0].lists).toBe(0);
  });
});

describe('a list that was handed over', () => {
  test('is read in the language of the person, with its notes, by whoever has the link', async () => {
    const location = await handOver({ notiz: 'ابدأ من هنا' });
    const token = /merkliste\/([\w-]{32})\//.exec(location)?.[1] as string;
    const result = await call('GET', location);
    expect(result.body).toContain(`http://localhost:3000/guetersloh/ar/merkliste/${token}`);
    jar.clear();
    const page = await call('GET', url(`merkliste/${token}`, 'ar'));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('ابدأ من هنا');
    for (const name of names) expect(page.body).toContain(name);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cache-control']).toContain('no-store');
    const pdf = await call('GET', url(`merkliste/${token}/liste.pdf?mit=de`, 'ar'));
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const code = await call('GET', url(`merkliste/${token}/qr.svg`, 'ar'));
    expect(code.headers['content-type']).toContain('svg');
  });
  test('stands nowhere readable', async () => {
    const location = await handOver({ notiz: 'Geheimes Wort Zitronenfalter' });
    const token = /merkliste\/([\w-]{32})\//.exec(location)?.[1] as string;
    const { rows } = await database.pool.query('select sealed, id from directory_short_list');
    const stored = rows.map((row) => `${row.sealed.toString('latin1')}${row.id.toString('latin1')}`).join();
    expect(stored).not.toContain('Zitronenfalter');
    expect(stored).not.toContain(Buffer.from(token, 'base64url').toString('latin1'));
    const lines = await database.pool.query('select details::text from audit_entry where action like $1', ['short_list.%']);
    expect(JSON.stringify(lines.rows)).not.toMatch(/Zitronenfalter|[0-9a-f-]{36}/);
  });
  test('runs out, can be taken back, and is no other district’s', async () => {
    const location = await handOver();
    const token = /merkliste\/([\w-]{32})\//.exec(location)?.[1] as string;
    expect((await call('GET', `/recklinghausen/de/merkliste/${token}`)).statusCode).toBe(404);
    expect(there.tenant.slug).toBe('recklinghausen');
    now = new Date('2026-11-30T12:00:00+01:00');
    expect((await call('GET', url(`merkliste/${token}`))).statusCode).toBe(404);
    now = new Date('2026-11-28T12:00:00+01:00');
    expect((await call('GET', url(`merkliste/${token}`))).statusCode).toBe(200);
    const back = await post(url(`merkliste/${token}/zuruecknehmen`), {}, location);
    expect(back.statusCode).toBe(303);
    expect((await call('GET', url(`merkliste/${token}`))).statusCode).toBe(404);
    expect((await post(url(`merkliste/${token}/zuruecknehmen`), {})).statusCode).toBe(404);
  });
  test.each(['x', 'A'.repeat(32), 'ä'.repeat(32), `${'A'.repeat(31)}!`, 'A'.repeat(300)])(
    'is not found under %s',
    async (token) => {
      for (const path of ['', '/weitergeben', '/qr.svg', '/liste.pdf'])
        expect((await call('GET', url(`merkliste/${encodeURIComponent(token)}${path}`))).statusCode).toBeGreaterThanOrEqual(400);
      const answer = await call('GET', url(`merkliste/${encodeURIComponent(token)}`));
      expect(answer.statusCode).toBeLessThan(500);
    },
  );
});
