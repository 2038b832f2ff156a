import { createPublicKey } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDirectoryModule, type MachineTranslator } from '#modules/directory';
import { uuidv7 } from '#platform/crypto';
import type { JobServices } from '#platform/module';
import { ok } from '#platform/outcome';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { newsJobs } from '../../service/news/jobs.ts';
import { allPublicNews, latestNews } from '../../service/news/reading.ts';
import { createDevice, openPushService, readVapid, type TestDevice } from '../../service/news/testing.ts';
import { pushKeysOf } from '../../service/news/vapid.ts';
import { openOrientationWiring } from '../../testing.ts';
import type { OrientationWiring } from '../../wiring.ts';

const database = useDatabase();
const now = new Date('2026-11-23T09:00:00Z');
const desk = '/intern/recklinghausen/ankommen/neuigkeiten';
const wishes = '/recklinghausen/de/ankommen/aktuelles/mitteilungen';
const marl = '05562024';
const herten = '05562020';

let stage: Stage;
let service: Awaited<ReturnType<typeof openPushService>>;
let opened: ReturnType<typeof openOrientationWiring>;
let wiring: OrientationWiring;

/** Says what it was asked for, in the language asked for. */
const translator: MachineTranslator = {
  name: 'Stand-in',
  supports: () => true,
  translate: async (tag, texts) => ok(texts.map((text) => `${tag} ${text}`)),
};

beforeAll(async () => {
  service = await openPushService();
  opened = openOrientationWiring([service.host]);
  wiring = { ...opened, pushHosts: [service.host], translator };
  const directory = createDirectoryModule({
    puzzleKey: Buffer.alloc(32, 1),
    demandKey: Buffer.alloc(32, 2),
    files: opened.files,
    outgoing: opened.outgoing,
    translator,
  });
  stage = await openStage(database, [directory, createOrientationModule(wiring)], now);
  for (const tenant of [stage.here, stage.there]) await directory.setUp?.(stage.context({ tenant }));
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('provider', 'provider', { kind: 'organisation', id: uuidv7() });
  stage.add('there', 'ki_staff', null, stage.there);
});
afterAll(async () => {
  await stage.close();
  await service.close();
  await opened.close();
});

type Fields = Record<string, string | readonly string[]>;
const draft = (changes: Fields = {}): Fields => ({
  id: uuidv7(),
  channel: 'news',
  title: 'Bürgerbüro geschlossen',
  text: 'Am Montag ist das Bürgerbüro **geschlossen**.',
  path: '',
  ...changes,
});

async function written(changes: Fields = {}): Promise<string> {
  const answer = await stage.post(`${desk}/neu`, draft(changes), 'staff');
  expect(answer.statusCode, answer.body).toBe(303);
  return String(answer.headers.location);
}

const stored = async (record: string) =>
  database.inTenant(stage.here.id, (trx) =>
    trx
      .selectFrom('orientation_news')
      .selectAll()
      .where('id', '=', record.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow(),
  );

/** Presses a button of the record as it is now. */
async function press(record: string, action: string, fields: Fields = {}) {
  const { version } = await stored(record);
  return stage.post(`${record}/${action}`, { version: String(version), ...fields }, 'staff');
}

const services = (at = now): JobServices => ({
  tenantIds: () => [stage.here.id, stage.there.id],
  contextOf: (tenantId) => stage.context({ tenant: tenantId === stage.here.id ? stage.here : stage.there, now: at }),
});

/** Jobs that wait, with their payloads; they are gone afterwards. */
async function takeJobs(): Promise<{ payload: Record<string, unknown>; run_at: Date }[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select jobs.id, jobs.payload, jobs.run_at from graphile_worker._private_jobs jobs
        join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
        where tasks.identifier = 'orientation.push_news' order by jobs.id`,
    );
    await client.query('select graphile_worker.complete_jobs($1::bigint[])', [rows.map(({ id }) => id)]);
    return rows;
  } finally {
    await client.end();
  }
}

const push = (payload: unknown, at = now) => newsJobs(wiring)['orientation.push_news']?.(payload, services(at));
const publishDue = (at: Date) => newsJobs(wiring)['orientation.publish_news']?.({}, services(at));
const publicNews = (tag = 'de') => allPublicNews(stage.context({ language: tag }), stage.context({ language: tag }).language);

beforeEach(async () => {
  await database.inTenant(stage.here.id, async (trx) => {
    await trx.deleteFrom('orientation_news').execute();
    await trx.deleteFrom('orientation_push_subscription').execute();
  });
  service.forget();
  await takeJobs();
});

describe('a message', () => {
  it('is a draft at first, public when published, and gone when taken back', async () => {
    const record = await written();
    expect((await stage.get('/recklinghausen/de/ankommen/aktuelles')).body).not.toContain('Bürgerbüro geschlossen');
    expect((await press(record, 'veroeffentlichen')).statusCode).toBe(303);
    await stage.tenants.refresh();
    const { number } = await stored(record);
    const page = await stage.get(`/recklinghausen/de/ankommen/aktuelles/${number}`);
    expect(page.body).toContain('<strong>geschlossen</strong>');
    expect((await stage.get('/recklinghausen/de/ankommen/aktuelles')).body).toContain('Bürgerbüro geschlossen');
    expect((await press(record, 'zurueckziehen')).statusCode).toBe(303);
    await stage.tenants.refresh();
    expect((await stage.get(`/recklinghausen/de/ankommen/aktuelles/${number}?neu`)).statusCode).toBe(404);
    expect((await stage.get('/recklinghausen/de/ankommen/aktuelles?neu')).body).not.toContain('Bürgerbüro geschlossen');
  });

  it('is made once by a form that is sent twice, and numbers are given once', async () => {
    const one = draft();
    await stage.post(`${desk}/neu`, one, 'staff');
    await stage.post(`${desk}/neu`, one, 'staff');
    await Promise.all([written(), written(), written()]);
    const rows = await database.inTenant(stage.here.id, (trx) => trx.selectFrom('orientation_news').select('number').execute());
    expect(rows.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
  });

  it('of another district is nobody’s here', async () => {
    const record = await written();
    const elsewhere = record.replace('recklinghausen', 'guetersloh');
    expect((await stage.get(elsewhere, 'there')).statusCode).toBe(404);
    expect((await stage.post(elsewhere, { ...draft(), version: '1' }, 'there')).statusCode).toBe(404);
    // The id of a foreign message is no id of a new one.
    const taken = draft({ id: record.split('/').at(-1) ?? '' });
    const answer = await stage.post('/intern/guetersloh/ankommen/neuigkeiten/neu', taken, 'there');
    expect(answer.statusCode).toBe(303);
    expect((await stored(record)).texts).toMatchObject({ de: { title: 'Bürgerbüro geschlossen' } });
  });

  it.each(['officer', 'provider'])('is not for the %s to write', async (who) => {
    expect((await stage.get(desk, who)).statusCode).toBe(403);
    expect((await stage.post(`${desk}/neu`, draft(), who)).statusCode).toBe(403);
  });

  it.each(['nothing', '%00', '../..', uuidv7()])('with the id %s is not there', async (id) => {
    expect((await stage.get(`${desk}/${encodeURIComponent(id)}`, 'staff')).statusCode).toBe(404);
    expect((await stage.post(`${desk}/${encodeURIComponent(id)}/veroeffentlichen`, { version: '1' }, 'staff')).statusCode).toBe(
      404,
    );
  });

  it.each([
    ['title', ''],
    ['title', 'a'.repeat(121)],
    ['text', '<iframe src="https://example.org"></iframe>'],
    ['text', 'a'.repeat(3001)],
    ['channel', 'spam'],
    ['towns', '05754008'],
    ['path', 'https://elsewhere.example/'],
    ['path', '/ankommen/gibt-es-nicht'],
  ])('with a wrong %s comes back with what was typed', async (field, value) => {
    const answer = await stage.post(`${desk}/neu`, draft({ [field]: value }), 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('dk-error-summary');
  });

  it('that two people change shows the second what the first has written', async () => {
    const record = await written();
    const change = (title: string) => stage.post(record, { ...draft({ title }), version: '1' }, 'staff');
    expect((await change('Zuerst')).statusCode).toBe(303);
    const second = await change('Danach');
    expect(second.statusCode).toBe(409);
    expect(second.body).toMatch(/<del>Zuerst<\/del>/);
    expect(second.body).toContain('value="Danach"');
    expect((await stored(record)).texts).toMatchObject({ de: { title: 'Zuerst' } });
  });

  it('is thrown away only while nobody has seen it', async () => {
    const record = await written();
    await press(record, 'veroeffentlichen');
    await press(record, 'zurueckziehen');
    await press(record, 'verwerfen');
    expect((await stored(record)).state).toBe('withdrawn');
    const other = await written();
    expect((await stage.get(`${other}/verwerfen`, 'staff')).statusCode).toBe(200);
    expect((await press(other, 'verwerfen')).headers.location).toBe(desk);
    expect((await stage.get(other, 'staff')).statusCode).toBe(404);
  });
});

describe('the lists', () => {
  it('hold what was published in the last 28 days, as every language shows it', async () => {
    const record = await written({ towns: [marl], path: 'http://localhost/recklinghausen/de/angebote' });
    await stage.post(`${record}/sprache/ar`, { version: '1', title: 'مغلق', text: 'المكتب مغلق يوم الاثنين.' }, 'staff');
    await press(record, 'veroeffentlichen');
    await stage.tenants.refresh();
    const [arabic] = await publicNews('ar');
    expect(arabic).toMatchObject({ language: 'ar', title: 'مغلق', by: 'human', outdated: false, languages: ['de', 'ar'] });
    expect(arabic?.href).toBe('/recklinghausen/ar/angebote');
    const [turkish] = await latestNews(stage.context({ language: 'tr' }), 3);
    expect(turkish).toMatchObject({ language: 'de', title: 'Bürgerbüro geschlossen' });
    const page = await stage.get('/recklinghausen/ar/ankommen/aktuelles');
    expect(page.body).toContain('مغلق');
    const later = stage.context({ now: new Date('2026-12-22T09:00:00Z') });
    expect(await latestNews(later, 3)).toEqual([]);
  });

  it('are limited by kind and town, and forgive what makes no sense', async () => {
    await press(await written({ towns: [marl], title: 'Nur Marl' }), 'veroeffentlichen');
    await press(await written({ channel: 'warning', title: 'Alle warnen' }), 'veroeffentlichen');
    await stage.tenants.refresh();
    const shown = async (query: string) => (await stage.get(`/recklinghausen/de/ankommen/aktuelles?${query}`)).body;
    expect(await shown(`ort=${herten}`)).not.toContain('Nur Marl');
    expect(await shown(`ort=${herten}`)).toContain('Alle warnen');
    expect(await shown(`ort=${marl}&art=news`)).toContain('Nur Marl');
    expect(await shown('art=warning')).not.toContain('Nur Marl');
    expect(await shown('art=x&ort=%00&art=y')).toContain('Nur Marl');
  });

  it('are a feed too', async () => {
    await press(await written({ title: 'A & <b>' }), 'veroeffentlichen');
    await stage.tenants.refresh();
    const feed = await stage.get('/recklinghausen/ar/ankommen/aktuelles/feed.atom');
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(feed.body).toContain('<entry xml:lang="de">');
    expect(feed.body).toContain('<title>A &amp; &lt;b&gt;</title>');
    const again = await stage.get('/recklinghausen/ar/ankommen/aktuelles/feed.atom', undefined, {
      'if-none-match': String(feed.headers.etag),
    });
    expect(again.statusCode).toBe(304);
  });

  it('of those who write page by key', async () => {
    await database.inTenant(stage.here.id, async (trx) => {
      const rows = Array.from({ length: 60 }, (_, index) => ({
        tenant_id: stage.here.id,
        id: uuidv7(now.getTime() + index),
        number: index + 1,
        channel: 'news',
        texts: JSON.stringify({ de: { title: `Nummer ${index + 1}.`, text: 'x', by: 'human' } }),
        state: 'draft',
      }));
      await trx.insertInto('orientation_news').values(rows).execute();
    });
    const first = await stage.get(`${desk}?stand=entwurf`, 'staff');
    expect(first.body).toContain('Nummer 60.');
    expect(first.body).not.toContain('Nummer 10.');
    const [, next = ''] = /href="([^"]*nach=[^"]*)"/.exec(first.body) ?? [];
    expect((await stage.get(next.replaceAll('&amp;', '&'), 'staff')).body).toContain('Nummer 10.');
    expect((await stage.get(`${desk}?stand=x&nach=%27`, 'staff')).statusCode).toBe(200);
  });
});

describe('a translation', () => {
  it('is out of date when German changes, but not by a small correction', async () => {
    const record = await written();
    await stage.post(`${record}/sprache/tr`, { version: '1', title: 'Kapalı', text: 'Pazartesi kapalı.' }, 'staff');
    await press(record, 'veroeffentlichen');
    const save = async (title: string, minor: boolean) => {
      const { version } = await stored(record);
      await stage.post(record, { ...draft({ title }), version: String(version), ...(minor ? { minor: 'yes' } : {}) }, 'staff');
      await stage.tenants.refresh();
      return (await publicNews('tr'))[0]?.outdated;
    };
    expect(await save('Bürgerbüro geschlossen!', true)).toBe(false);
    expect(await save('Bürgerbüro offen', false)).toBe(true);
    expect((await stage.get('/recklinghausen/tr/ankommen/aktuelles')).body).toContain(
      stage.context({ language: 'tr' }).t('orientation:news.outdated'),
    );
  });

  it('can be removed; German cannot, and a language that is none has no page', async () => {
    const record = await written();
    await stage.post(`${record}/sprache/tr`, { version: '1', title: 'Kapalı', text: 'Pazartesi.' }, 'staff');
    await press(record, 'sprache/tr', { aktion: 'entfernen' });
    expect(Object.keys((await stored(record)).texts as object)).toEqual(['de']);
    for (const tag of ['de', 'xx', '__proto__'])
      expect((await stage.post(`${record}/sprache/${tag}`, { version: '3', title: 'x', text: 'x' }, 'staff')).statusCode).toBe(
        404,
      );
  });

  it('of a machine says so until a person has saved it', async () => {
    const record = await written();
    await press(record, 'veroeffentlichen');
    // The district has not allowed it yet.
    await press(record, 'sprache/tr/uebersetzen');
    expect(Object.keys((await stored(record)).texts as object)).toEqual(['de']);
    await database.inTenant(stage.here.id, (trx) =>
      trx
        .insertInto('directory_machine_translation')
        .values({ tenant_id: stage.here.id, enabled: true, languages: ['tr'], words_per_month: 1000 })
        .execute(),
    );
    await press(record, 'sprache/tr/uebersetzen');
    await stage.tenants.refresh();
    expect((await publicNews('tr'))[0]).toMatchObject({ by: 'machine', title: 'tr Bürgerbüro geschlossen' });
    await press(record, 'sprache/tr', { title: 'Kapalı', text: 'Pazartesi.' });
    await stage.tenants.refresh();
    expect((await publicNews('tr'))[0]).toMatchObject({ by: 'human', title: 'Kapalı' });
  });
});

describe('the moment of publication', () => {
  it('makes a message public, and not before', async () => {
    const record = await written({ push: 'yes' });
    expect((await press(record, 'planen', { moment: '2026-11-24T08:00' })).statusCode).toBe(303);
    await publishDue(new Date('2026-11-24T06:59:00Z'));
    expect((await stored(record)).state).toBe('scheduled');
    await publishDue(new Date('2026-11-24T07:00:00Z'));
    expect(await stored(record)).toMatchObject({ state: 'published', publish_at: null });
    await publishDue(new Date('2026-11-24T07:05:00Z'));
    expect(await takeJobs()).toHaveLength(1);
  });

  it.each(['2026-11-23T08:00', '2031-01-01T08:00', '2026-02-31T08:00', 'morgen', ''])('cannot be %s', async (moment) => {
    const answer = await press(await written(), 'planen', { moment });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('dk-error-summary');
  });

  it('can be given up', async () => {
    const record = await written();
    await press(record, 'planen', { moment: '2026-11-24T08:00' });
    await press(record, 'zurueckziehen');
    await publishDue(new Date('2026-11-25T07:00:00Z'));
    expect(await stored(record)).toMatchObject({ state: 'draft', publish_at: null });
  });
});

describe('messages on devices', () => {
  const fields = (device: TestDevice, changes: Fields = {}) => ({
    endpoint: device.endpoint,
    p256dh: device.p256dh,
    auth: device.auth,
    language: 'de',
    town: '',
    channels: ['news', 'warning'],
    ...changes,
  });
  async function device(name: string, changes: Fields = {}) {
    const made = createDevice(service.host, name);
    expect((await stage.post(wishes, fields(made, changes))).statusCode).toBe(200);
    return made;
  }
  const devices = () =>
    database.inTenant(stage.here.id, (trx) => trx.selectFrom('orientation_push_subscription').selectAll().execute());

  /** Publishes a message to devices and does the jobs that come of it. */
  async function sent(changes: Fields = {}) {
    const record = await written({ push: 'yes', ...changes });
    await press(record, 'veroeffentlichen');
    for (const { payload } of await takeJobs()) await push(payload);
    return record;
  }

  it('reach those who asked for this kind and town, in their language, sealed and signed', async () => {
    const everything = await device('everything');
    const inMarl = await device('marl', { town: marl, language: 'ar', channels: 'news' });
    const inHaltern = await device('herten', { town: herten });
    const warnings = await device('warnings', { channels: 'warning' });
    const record = await written({ push: 'yes', towns: [marl] });
    await stage.post(`${record}/sprache/ar`, { version: '1', title: 'مغلق', text: 'يوم الاثنين.' }, 'staff');
    await press(record, 'veroeffentlichen');
    for (const { payload } of await takeJobs()) await push(payload);
    expect(service.sentTo(inHaltern)).toEqual([]);
    expect(service.sentTo(warnings)).toEqual([]);
    const [german] = service.sentTo(everything);
    const [arabic] = service.sentTo(inMarl);
    if (!german || !arabic) throw new Error('Nothing arrived.');
    const { number } = await stored(record);
    expect(everything.unseal(german)).toEqual({
      title: 'Bürgerbüro geschlossen',
      body: 'Am Montag ist das Bürgerbüro geschlossen.',
      href: `/recklinghausen/de/ankommen/aktuelles/${number}`,
      tag: `news-${number}`,
      lang: 'de',
      dir: 'ltr',
    });
    expect(inMarl.unseal(arabic)).toMatchObject({ title: 'مغلق', lang: 'ar', dir: 'rtl' });
    expect(german.headers).toMatchObject({
      ttl: '259200',
      urgency: 'normal',
      topic: `news-${number}`,
      'content-encoding': 'aes128gcm',
    });
    expect(readVapid(german)).toMatchObject({
      key: pushKeysOf(wiring.pushKey).publicKey,
      claims: { aud: `http://${service.host}`, sub: 'mailto:postmaster@localhost' },
    });
    expect(await stored(record)).toMatchObject({ push_reached: 2, push_failed: 0, pushed_at: now });
  });

  it('come once, whatever becomes of the message', async () => {
    const one = await device('one');
    const record = await sent();
    await press(record, 'zurueckziehen');
    await press(record, 'veroeffentlichen');
    expect(await takeJobs()).toEqual([]);
    expect(service.sentTo(one)).toHaveLength(1);
  });

  it('do not come of a message that was taken back, or that waited too long', async () => {
    const one = await device('one');
    const record = await written({ push: 'yes' });
    await press(record, 'veroeffentlichen');
    const [job] = await takeJobs();
    await push(job?.payload, new Date('2026-11-27T09:00:00Z'));
    await press(record, 'zurueckziehen');
    await push(job?.payload);
    expect(service.sentTo(one)).toEqual([]);
  });

  it('are not sent again to a device that is gone, and later to one whose service is busy', async () => {
    const gone = await device('gone');
    const busy = await device('busy');
    const broken = await device('broken');
    service.answer(gone, 410);
    service.answer(busy, 429, { 'retry-after': '900' });
    service.answer(broken, 400);
    const record = await sent();
    expect((await devices()).map(({ endpoint }) => endpoint).sort()).toEqual([broken.endpoint, busy.endpoint].sort());
    expect(await stored(record)).toMatchObject({ push_reached: 0, push_failed: 2 });
    const [again] = await takeJobs();
    expect(again?.run_at).toEqual(new Date(now.getTime() + 900_000));
    service.answer(busy, 201);
    await push(again?.payload);
    expect(service.sentTo(busy)).toHaveLength(2);
    expect(service.sentTo(broken)).toHaveLength(1);
    expect(await stored(record)).toMatchObject({ push_reached: 1, push_failed: 2 });
  });

  it('are given up after the third time, and the device after ten messages', async () => {
    const busy = await device('busy');
    service.answer(busy, 503);
    await sent();
    for (let attempt = 0; attempt < 2; attempt++) for (const { payload } of await takeJobs()) await push(payload);
    expect(await takeJobs()).toEqual([]);
    expect(service.sentTo(busy)).toHaveLength(3);
    expect(await devices()).toMatchObject([{ failures: 1 }]);
    await database.inTenant(stage.here.id, (trx) =>
      trx.updateTable('orientation_push_subscription').set({ failures: 9 }).execute(),
    );
    service.answer(busy, 400);
    await sent();
    expect(await devices()).toEqual([]);
  });

  it('go to any number of devices, a portion at a time', async () => {
    const one = createDevice(service.host, 'many');
    await database.inTenant(stage.here.id, async (trx) => {
      const rows = Array.from({ length: 250 }, (_, index) => ({
        tenant_id: stage.here.id,
        id: uuidv7(now.getTime() + index),
        endpoint_hash: Buffer.alloc(32, index),
        endpoint: `${one.endpoint}${index}`,
        p256dh: one.p256dh,
        auth: one.auth,
        language: 'de',
        channels: ['news'],
        seen_on: '2026-01-01',
      }));
      await trx.insertInto('orientation_push_subscription').values(rows).execute();
    });
    const record = await sent();
    expect(await stored(record)).toMatchObject({ push_reached: 200, pushed_at: null });
    expect((await stage.get(record, 'staff')).body).toContain('200');
    for (const { payload } of await takeJobs()) await push(payload);
    expect(await stored(record)).toMatchObject({ push_reached: 250, pushed_at: now });
    expect(new Set((await devices()).map(({ seen_on }) => seen_on))).toEqual(new Set(['2026-11-23']));
  });

  it('are asked for once per device: the last wish counts, and whoever leaves is forgotten', async () => {
    const one = await device('one');
    await stage.post(wishes, fields(one, { town: marl, channels: 'offers' }));
    expect(await devices()).toMatchObject([{ town: marl, channels: ['offers'] }]);
    await stage.post(`${wishes}/abbestellen`, { endpoint: 'https://fcm.googleapis.com/other' });
    expect(await devices()).toHaveLength(1);
    await stage.post(`${wishes}/abbestellen`, { endpoint: one.endpoint });
    expect(await devices()).toEqual([]);
  });

  it('follow a device to its new address, which only who knows the old one can give', async () => {
    const one = await device('one', { town: marl });
    const moved = createDevice(service.host, 'moved');
    const renewal = (old: string) =>
      stage.app.inject({
        method: 'POST',
        url: `${wishes}/erneuern`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ old, endpoint: moved.endpoint, p256dh: moved.p256dh, auth: moved.auth }).toString(),
      });
    await renewal('https://fcm.googleapis.com/unknown');
    expect(await devices()).toMatchObject([{ endpoint: one.endpoint }]);
    expect((await renewal(one.endpoint)).statusCode).toBe(200);
    expect(await devices()).toMatchObject([{ endpoint: moved.endpoint, town: marl }]);
  });

  it.each([
    ['endpoint', 'https://evil.example/push'],
    ['endpoint', ''],
    ['p256dh', 'abc'],
    ['auth', ''],
    ['town', '05754008'],
    ['town', 'x'],
    ['language', 'xx'],
    ['channels', ''],
    ['channels', 'spam'],
  ])('are not sent where %s is %s', async (field, value) => {
    const answer = await stage.post(wishes, fields(createDevice(service.host, 'wrong'), { [field]: value }));
    expect(answer.statusCode).toBe(422);
    expect(await devices()).toEqual([]);
  });

  it('are signed by the same key for the same installation, a point of the curve', () => {
    const keys = pushKeysOf(wiring.pushKey);
    expect(pushKeysOf(Buffer.from(wiring.pushKey))).toEqual(keys);
    expect(pushKeysOf(Buffer.alloc(32, 8)).publicKey).not.toBe(keys.publicKey);
    const point = Buffer.from(keys.publicKey, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const key = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: keys.privateKey };
    expect(createPublicKey({ key, format: 'jwk' }).asymmetricKeyType).toBe('ec');
  });
});
