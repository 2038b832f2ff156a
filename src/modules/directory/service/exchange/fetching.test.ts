import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { fail, ok } from '#platform/outcome';
import type { Outgoing } from '#platform/outgoing';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import type { Source, SourceSettings } from '../../model/exchange/source.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';
import { createDirectoryModule } from '../../module.ts';
import { insertDefaultCategories } from '../../store/categories.ts';
import { listRuns } from '../../store/exchange/runs.ts';
import { listDueSources } from '../../store/exchange/sources.ts';
import { findPublicOffer } from '../../store/public-offers.ts';
import { addDistrict, addEntries, type District, offer } from '../../testing/district.ts';
import { otherServer } from '../../testing/exchange.ts';
import { acceptRun, fetchDueSources, readRun } from './jobs.ts';
import { orderAccept } from './runs.ts';
import { addSource, rememberMapping, sourceOf } from './sources.ts';
import { startFetch } from './starting.ts';
import { runOf } from './viewing.ts';

const database = useDatabase();
const store = openTestFiles();
const { files } = store;
let here: District;

beforeAll(async () => {
  here = await addDistrict(database, 'ennepe-ruhr', '05954');
});
afterAll(() => store.close());

const start = new Date('2026-11-23T03:25:00Z');
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const at = (now: Date) => here.staff(() => now);
const mapping = {
  columns: { name: 'name', text: 'description', tel: 'phone' },
  fixed: { organisation: 'Stadt', categories: 'sport' },
  values: {},
};

async function add(settings: Partial<SourceSettings> = {}): Promise<Source> {
  const all = {
    name: `Quelle ${uuidv7()}`,
    kind: 'geojson',
    url: 'https://example.org/x',
    every: 'day',
    review: false,
    active: true,
    ...settings,
  } as const;
  const id = await addSource(at(start), all);
  if (!id.ok) throw new Error(id.code);
  await rememberMapping(at(start), id.value, mapping);
  return (await sourceOf(at(start), id.value)) as Source;
}
const again = async (source: Source) => (await sourceOf(at(start), source.id)) as Source;
const runsOf = (source: Source) => at(start).transaction((trx) => listRuns(trx, source.id, { limit: 10 }));
const pointsWith = (more: Readonly<Record<string, string>>, ...names: string[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: names.map((name, id) => ({ type: 'Feature', id, properties: { name, text: 'Text', ...more }, geometry: null })),
  });
const points = (...names: string[]) => pointsWith({}, ...names);
const shown = async (slug: string) => (await findPublicOffer(database.shared, here.tenant.id, slug))?.content;
/** Nothing but this source is due. */
const pause = async (source: Source) =>
  here.system.transaction((trx) =>
    trx.updateTable('directory_source').set({ active: false }).where('id', '=', source.id).execute(),
  );

/** What the queue would do next for a source. */
async function work(source: Source, outgoing: Outgoing, now: Date): Promise<void> {
  for (const { id, state } of await runsOf(source)) {
    if (state === 'waiting') await readRun(at(now), { files, outgoing }, id);
    await acceptRun(at(now), id);
  }
}

describe('a scheduled source', () => {
  test('is asked with what it said last, published by itself, and left alone when nothing is new', async () => {
    const source = await add();
    const outgoing = otherServer((_url, { headers = {} }) =>
      headers['if-none-match'] === '"1"'
        ? { status: 304 }
        : { headers: { etag: '"1"', 'last-modified': 'gestern' }, body: points('Sporthalle') },
    );
    await fetchDueSources(at(start), { files, outgoing });
    await work(source, outgoing, start);
    expect(await runsOf(source)).toMatchObject([{ state: 'done', how: 'schedule', report: { outcome: { added: 1 } } }]);
    expect(await shown('sporthalle')).toBeDefined();
    await fetchDueSources(at(later(2)), { files, outgoing });
    expect(outgoing.heard).toHaveLength(1);
    await fetchDueSources(at(later(24)), { files, outgoing });
    expect(outgoing.heard[1]?.headers).toEqual({ 'if-none-match': '"1"', 'if-modified-since': 'gestern' });
    expect(await runsOf(source)).toHaveLength(1);
    expect((await again(source)).fetchedAt).toEqual(later(24));
    await pause(source);
  });

  test('whose file is the same without saying so makes no new run', async () => {
    const source = await add();
    const outgoing = otherServer(() => ({ body: points('Turnhalle') }));
    for (const hours of [0, 25, 50]) {
      await fetchDueSources(at(later(hours)), { files, outgoing });
      await work(source, outgoing, later(hours));
    }
    expect(outgoing.heard).toHaveLength(3);
    expect(await runsOf(source)).toHaveLength(1);
    await pause(source);
  });

  test('waits for somebody when it is told to, or when something is doubtful', async () => {
    const source = await add({ review: true });
    const outgoing = otherServer(() => ({ body: points('Eishalle') }));
    await fetchDueSources(at(start), { files, outgoing });
    await work(source, outgoing, start);
    expect(await runsOf(source)).toMatchObject([{ state: 'read' }]);
    expect(await shown('eishalle')).toBeUndefined();
    await pause(source);
    await addEntries(here, {
      organisation: { name: 'Bad', towns: [] },
      offer: {
        name: 'Schwimmhalle im Park',
        town: undefined,
        categories: ['sport'],
        contact: { phone: '+49 5246 7788' },
      } as never,
    });
    const doubtful = await add();
    const other = otherServer(() => ({ body: pointsWith({ tel: '05246/77-88' }, 'Schwimm-Halle im Park') }));
    await fetchDueSources(at(start), { files, outgoing: other });
    await work(doubtful, other, start);
    expect(await runsOf(doubtful)).toMatchObject([{ state: 'read', report: { counts: { doubtful: 1 } } }]);
    await pause(doubtful);
  });

  test('that fails is told of, and asked again after longer and longer times', async () => {
    const source = await add();
    const outgoing = otherServer(() => ({ status: 503 }));
    await fetchDueSources(at(start), { files, outgoing });
    expect(await again(source)).toMatchObject({
      failures: 1,
      failure: { code: 'exchange.answer', details: { status: 503 } },
      failedAt: start,
    });
    const due = (hours: number) =>
      at(start).transaction(async (trx) => (await listDueSources(trx, later(hours))).some((one) => one.id === source.id));
    expect([await due(1), await due(3)]).toEqual([false, true]);
    const broken: Outgoing = { fetch: async () => fail('outgoing.forbidden') };
    await fetchDueSources(at(later(3)), { files, outgoing: broken });
    expect(await again(source)).toMatchObject({
      failures: 2,
      failure: { code: 'exchange.fetch', details: { reason: 'forbidden' } },
    });
    expect([await due(6), await due(8)]).toEqual([false, true]);
    const mended = otherServer(() => ({ body: points('Mehrzweckhalle') }));
    await fetchDueSources(at(later(8)), { files, outgoing: mended });
    expect(await again(source)).toMatchObject({ failures: 0, failure: null });
    await pause(source);
  });
});

describe('a feed', () => {
  const service = (id: string) => ({
    id,
    name: `Kurs ${id}`,
    description: 'Text',
    status: 'active',
    organization: { id: 'o', name: 'Stadt' },
    phones: [],
  });
  const fetchNow = async (source: Source, outgoing: Outgoing) => {
    const id = await startFetch(at(start), source);
    if (!id.ok) throw new Error(id.code);
    await readRun(at(start), { files, outgoing }, id.value);
    return runOf(at(start), source, id.value);
  };

  test('is read to its last page, and not beyond', async () => {
    const source = await add({ kind: 'hsds', url: 'https://example.org/hsds/3', every: 'never' });
    await rememberMapping(at(start), source.id, {
      columns: { name: 'name', description: 'description', organisation: 'organisation' },
      fixed: { categories: 'sport' },
      values: {},
    });
    const outgoing = otherServer((url) => {
      const page = Number(url.searchParams.get('page'));
      return {
        body: JSON.stringify({
          total_pages: 3,
          page_number: page,
          last_page: page >= 3,
          contents: page > 3 ? [] : [service(`${page}a`), service(`${page}b`)],
        }),
      };
    });
    expect(await fetchNow(await again(source), outgoing)).toMatchObject({ state: 'read', report: { counts: { new: 6 } } });
    expect(outgoing.heard.map((one) => new URL(one.url).pathname)).toEqual(Array(3).fill('/hsds/3/services'));
  });

  test('that turns in a circle, has no end, or tells nothing of ours is refused', async () => {
    const source = await add({ kind: 'hsds', url: 'https://example.org/services', every: 'never' });
    const problem = async (answer: Parameters<typeof otherServer>[0]) =>
      (await fetchNow(source, otherServer(answer)))?.report.problem?.code;
    expect(await problem(() => ({ body: JSON.stringify({ total_pages: 9, contents: [service('a')] }) }))).toBe('exchange.pages');
    let number = 0;
    expect(await problem(() => ({ body: JSON.stringify({ total_pages: 1e9, contents: [service(String(number++))] }) }))).toBe(
      'exchange.pages',
    );
    expect(await problem(() => ({ body: '<html>' }))).toBe('exchange.json');
    expect(await problem(() => ({ status: 404 }))).toBe('exchange.answer');
  });

  test('that tells its services in short is asked for each', async () => {
    const source = await add({ kind: 'hsds', url: 'https://example.org', every: 'never' });
    const outgoing = otherServer(({ pathname }) =>
      pathname === '/services' ? { body: JSON.stringify([{ id: 'a', name: 'Kurs a' }]) } : { body: JSON.stringify(service('a')) },
    );
    await fetchNow(source, outgoing);
    expect(outgoing.heard.map((one) => new URL(one.url).pathname)).toEqual(['/services', '/services/a']);
  });
});

describe('another installation of this software', () => {
  let stage: Stage;
  const keys = { puzzleKey: Buffer.alloc(32), demandKey: Buffer.alloc(32) };
  beforeAll(async () => {
    const outgoing = otherServer(() => ({ status: 404 }));
    stage = await openStage(database, [createDirectoryModule({ ...keys, files, outgoing } as never)]);
    for (const tenant of [stage.here, stage.there])
      await stage.context({ tenant }).transaction((trx) => insertDefaultCategories(trx, tenant.id));
  });
  afterAll(() => stage.close());

  test('gives its offers with times, languages, limits and translations', async () => {
    const staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
    const there = stage.context({ tenant: stage.there, actor: stage.add('there', 'ki_staff', null, stage.there) });
    const district = { staff: () => staff } as unknown as District;
    const { organisation: _named, ...usual } = offer;
    const content = {
      ...usual,
      name: 'Deutsch für Frauen',
      town: '05562024',
      gender: 'women' as const,
      residence: ['tolerated' as const, 'asylum-seeker' as const],
      germanLevel: { min: 'A1' as const, max: 'B1' as const },
      targetGroups: ['women' as const],
      languages: [
        { code: 'deu', mode: 'spoken' as const },
        { code: 'arb', mode: 'interpreted' as const, hours: 'Tu' },
      ],
      schedules: [
        { kind: 'weekly' as const, hours: 'Tu 16:00-18:00; PH,SH off' },
        { kind: 'dates' as const, start: '2026-12-01T16:00', minutes: 90, rrule: 'FREQ=YEARLY;COUNT=3' },
      ],
      breaks: [{ from: '2026-12-23', to: '2027-01-06', reason: 'Ferien' }],
      fees: { kind: 'contribution' as const, cents: 250, note: 'für Kaffee' },
      participation: { registration: 'required' as const, how: 'Bitte anrufen' },
      capacity: { total: 12, free: 3, waiting: 'weeks' as const },
      childcare: 'yes' as const,
      contact: { phone: '02361 123456', role: 'Büro' },
      translations: {
        tr: { name: { text: 'Kadınlar için Almanca', by: 'human' as const, of: fingerprint('Deutsch für Frauen') } },
      },
    };
    await addEntries(district, { organisation: { name: 'Frauentreff', towns: ['05562024'] }, offer: content });
    const outgoing: Outgoing = {
      fetch: async (url) => {
        const { pathname, search } = new URL(url);
        const answer = await stage.app.inject({ url: pathname + search });
        return ok({ status: answer.statusCode, url, hops: [], headers: answer.headers as never, body: answer.rawPayload });
      },
    };
    const settings = {
      name: 'Nachbarkreis',
      kind: 'dreiklang',
      url: 'https://example.org/hsds/3/recklinghausen',
      every: 'never',
      review: true,
      active: true,
    } as const;
    const added = await addSource(there, settings);
    const source = (await sourceOf(there, added.ok ? added.value : '')) as Source;
    const id = await startFetch(there, source);
    if (!id.ok) throw new Error(id.code);
    await readRun(there, { files, outgoing }, id.value);
    expect(await runOf(there, source, id.value)).toMatchObject({ state: 'read', report: { counts: { new: 1, rejected: 0 } } });
    await orderAccept(there, id.value);
    await acceptRun(there, id.value);
    const taken = await findPublicOffer(database.shared, stage.there.id, 'deutsch-fuer-frauen');
    const { town: _town, categories, ...facts } = content;
    expect(taken?.content).toMatchObject({ ...facts, categories, organisation: 'frauentreff' });
    expect(taken?.content.town).toBeUndefined();
    // Once more: nothing is new.
    const second = await startFetch(there, source);
    if (!second.ok) throw new Error(second.code);
    await readRun(there, { files, outgoing }, second.value);
    expect(await runOf(there, source, second.value)).toMatchObject({ report: { counts: { new: 0, changed: 0, untouched: 1 } } });
  });
});
