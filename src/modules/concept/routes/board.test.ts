import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conceptModule } from '#modules/concept';
import { listTowns } from '#modules/territory';
import { openStage, type Stage, useDatabase } from '#testing';
import { readTree } from '../store/tree.ts';
import { insertSyntheticConcept } from '../testing/synthetic.ts';

const database = useDatabase();
let stage: Stage;
let edition: string;
let closed: string;
let elsewhere: string;

const today = '2026-11-22';
const marl = '05562024';
const herten = '05562020';

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  stage.add('staff', 'ki_staff');
  stage.add('marl', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('controlling', 'controlling');
  stage.add('there', 'ki_staff', null, stage.there);
  stage.add('provider', 'provider');
  for (const tenant of [stage.here, stage.there]) {
    const context = stage.context({ tenant });
    const towns = (await listTowns(context)).map(({ key }) => key);
    const ids = await context.transaction((trx) =>
      insertSyntheticConcept(trx, {
        tenantId: tenant.id,
        territory: tenant.ags,
        towns,
        editions: 2,
        recommendations: 130,
        today,
      }),
    );
    if (tenant === stage.here) [closed = '', edition = ''] = ids;
    else elsewhere = ids[1] ?? '';
  }
});
afterAll(() => stage.close());

const base = (id = edition) => `/intern/recklinghausen/konzept/${id}`;
const get = (path = '', as = 'staff', id = edition) => stage.get(`${base(id)}${path}`, as);
const tree = async (id = edition) => {
  const found = await stage.context().transaction((trx) => readTree(trx, id, { today, internal: true }));
  if (!found) throw new Error('no edition');
  return found;
};
const numbered = async (number: number, id = edition) => {
  const found = (await tree(id)).recommendations.find((one) => one.number === number);
  if (!found) throw new Error(`no recommendation ${number}`);
  return found;
};
const lines = (body: string) => [...body.matchAll(/id="z-(\d+)"/g)].map(([, number]) => Number(number));

const views = [
  '',
  '/zeitplan',
  '/kanban',
  '/matrix',
  '/listen',
  '/orte',
  `/orte/${marl}`,
  '/beteiligte',
  '/beteiligte/jobcenter',
];

describe('every view', () => {
  test.each(views)('%s is there for those who steer, on the screen and as a sheet', async (path) => {
    for (const as of ['staff', 'marl', 'controlling']) expect((await get(path, as)).statusCode, as).toBe(200);
    const page = await get(path);
    for (const tab of [
      '/zeitplan',
      '/kanban',
      '/matrix',
      '/listen',
      '/orte',
      '/beteiligte',
      '/gliederung',
      '/datei',
      '/fortschreibung',
    ])
      expect(page.body).toContain(`href="${base()}${tab}"`);
    expect(page.body).not.toMatch(/concept:|staff\.view|style="|undefined|NaN/);
    const sheet = await get(`${path}?druck=1`);
    expect(sheet.statusCode).toBe(200);
    expect(sheet.body).toContain('dk-sheet');
    expect(sheet.body).not.toMatch(/<form|<select|concept:|staff\.view/);
    expect((await stage.get(`${base()}${path}?lang=en`, 'staff')).body).not.toMatch(/staff\.view/);
  });

  test.each(views)('%s is nothing to others, to other districts and at made-up addresses', async (path) => {
    expect((await get(path, 'provider')).statusCode).toBe(403);
    expect((await get(path, 'there')).statusCode).toBe(403);
    expect((await get(path, '')).statusCode).toBe(303);
    for (const id of [elsewhere, '01900000-0000-7000-8000-000000000001', 'x', '%00', '..%2f'])
      expect((await get(path, 'staff', id)).statusCode, id).toBe(404);
  });

  test.each(views)('%s asks the database six times at most', async (path) => {
    const statements: string[] = [];
    const { pool } = database;
    const connect = pool.connect.bind(pool);
    // Every statement of a request goes through a client of the pool.
    Object.assign(pool, {
      connect: async () => {
        const client = await connect();
        const query = client.query;
        const release = client.release;
        Object.assign(client, {
          query: (...sent: Parameters<typeof query>) => {
            const [first] = sent as unknown as [string | { text: string }];
            statements.push(typeof first === 'string' ? first : first.text);
            return (query as (...all: unknown[]) => unknown).apply(client, sent);
          },
          release: (error?: Error | boolean) => {
            Object.assign(client, { query, release });
            release.call(client, error);
          },
        });
        return client;
      },
    });
    try {
      expect((await get(path)).statusCode).toBe(200);
    } finally {
      Object.assign(pool, { connect });
    }
    const asked = statements.filter((text) => !/^(begin|commit|start transaction)/i.test(text));
    expect(asked.some((text) => text.includes('concept_recommendation'))).toBe(true);
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(6);
  });

  test('holds out odd addresses', async () => {
    for (const path of views)
      for (const query of [
        'seite=0',
        'seite=999999',
        'stand=;drop',
        'ort[]=1',
        'q=%00%25_\\',
        'q=a&q=b',
        'zeile=1&sortierung=x',
        'feld=feld-99',
      ])
        expect((await get(`${path}?${query}`)).statusCode, `${path}?${query}`).toBe(200);
    for (const path of ['/orte/05754012', '/orte/%00', '/beteiligte/niemand'])
      expect((await get(path)).statusCode, path).toBe(404);
  });
});

describe('the numbers at the head', () => {
  test('lead to as many lines as they count', async () => {
    const { body } = await get();
    const figures = [...body.matchAll(/<a class="dk-figure[^"]*" href="([^"]+)"><bdi class="dk-figure__value">([\d.]+)</g)];
    expect(figures).toHaveLength(7);
    for (const [, href = '', value = ''] of figures) {
      const list = await stage.get(href.replaceAll('&amp;', '&'), 'staff');
      const pages = [list, await stage.get(`${href}${href.includes('?') ? '&' : '?'}seite=2`, 'staff')];
      const shown = new Set(pages.flatMap((page) => lines(page.body)));
      expect(shown.size, href).toBe(Number(value));
    }
  });
});

describe('the board', () => {
  test('pages by a hundred, sorts and groups', async () => {
    expect(lines((await get()).body)).toHaveLength(100);
    expect(lines((await get('?seite=2')).body)).toHaveLength(30);
    const numbers = lines((await get('?sortierung=nummer&richtung=ab&gruppe=keine')).body);
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => 130 - index));
    expect((await get('?gruppe=stand')).body).toContain('scope="rowgroup"');
    expect(lines((await get('?druck')).body)).toHaveLength(130);
  });

  test('saves one line and returns to its place', async () => {
    const item = await numbered(2);
    const back = `${base()}?gruppe=stand#z-2`;
    const open = await get('?gruppe=stand&zeile=2');
    expect(open.body).toContain(`action="${base()}/zeile/${item.id}"`);
    const sent = {
      status: 'done',
      reason: 'Fertig geworden',
      leads: 'Volkshochschule; Jobcenter',
      due: '2027-03-01',
      progress: '80',
      timeFrame: 'long',
      version: String(item.version),
      stepVersion: '1',
      back,
    };
    const saved = await stage.post(`${base()}/zeile/${item.id}`, sent, 'staff');
    expect([saved.statusCode, saved.headers.location]).toEqual([303, back]);
    const now = await numbered(2);
    expect(now).toMatchObject({ status: 'done', statusReason: 'Fertig geworden', timeFrame: 'long', manualProgress: 80 });
    expect(now.stakeholders.filter(({ role }) => role === 'lead').map(({ name }) => name)).toEqual([
      'Volkshochschule',
      'Jobcenter',
    ]);
    expect(now.steps.some(({ dueOn }) => dueOn === '2027-03-01')).toBe(true);

    const late = await stage.post(`${base()}/zeile/${item.id}`, { ...sent, leads: 'Kreissportbund' }, 'staff');
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('dk-diff');
    expect(late.body).toContain('value="Kreissportbund"');
    expect(late.body).toContain(`name="version" value="${now.version}"`);
    expect((await numbered(2)).version).toBe(now.version);
  });

  test('keeps what was typed when a line is refused, and stores none of it', async () => {
    const item = await numbered(3);
    const sent = {
      status: 'paused',
      reason: '',
      leads: '"><script>',
      due: '',
      progress: '',
      timeFrame: '',
      version: String(item.version),
      back: base(),
    };
    const refused = await stage.post(`${base()}/zeile/${item.id}`, sent, 'staff');
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('dk-error-summary');
    expect(refused.body).not.toContain('"><script>');
    for (const wrong of [
      { due: '2026-02-31' },
      { progress: '101' },
      { progress: '1e1' },
      { status: 'late' },
      { version: '0' },
      { timeFrame: 'x' },
    ])
      expect((await stage.post(`${base()}/zeile/${item.id}`, { ...sent, reason: 'x', ...wrong }, 'staff')).statusCode).toBe(422);
    const now = await numbered(3);
    expect([now.version, now.stakeholders]).toEqual([item.version, item.stakeholders]);
  });

  test('is written by those who edit only, and not once the edition is superseded', async () => {
    const item = await numbered(4);
    const sent = { status: 'done', reason: 'x', leads: '', due: '', progress: '', timeFrame: '', version: '1', back: base() };
    for (const as of ['marl', 'controlling', 'there']) {
      expect((await stage.post(`${base()}/zeile/${item.id}`, sent, as)).statusCode).toBe(403);
      expect((await stage.post(`${base()}/auswahl`, { action: 'lead', lead: 'x', ids: `${item.id}:1` }, as)).statusCode).toBe(
        403,
      );
      expect((await stage.post(`${base()}/kanban/${item.id}`, sent, as)).statusCode).toBe(403);
    }
    expect((await get('', 'marl')).body).not.toContain('name="ids"');
    const old = await numbered(4, closed);
    expect((await stage.post(`${base(closed)}/zeile/${old.id}`, sent, 'staff')).statusCode).toBe(422);
    expect((await get('', 'staff', closed)).body).not.toContain('name="ids"');
    expect((await stage.post(`${base()}/zeile/${old.id}`, sent, 'staff')).statusCode).toBe(404);
    expect(
      (await stage.post(`${base()}/zeile/${item.id}`, { ...sent, back: 'https://example.org' }, 'staff')).headers.location,
    ).toBe(base());
  });

  test('changes many at once, and says what was left alone', async () => {
    const [one, two] = [await numbered(11), await numbered(12)];
    const ids = [`${one.id}:${one.version}`, `${two.id}:${two.version}`];
    const done = await stage.post(`${base()}/auswahl`, { action: 'lead', lead: 'Kreisverwaltung', ids, back: base() }, 'staff');
    expect(done.statusCode).toBe(303);
    expect((await numbered(12)).stakeholders).toContainEqual({ name: 'Kreisverwaltung', role: 'lead' });
    const stale = await stage.post(
      `${base()}/auswahl`,
      { action: 'status', status: 'paused', reason: 'Wartet', ids, back: base() },
      'staff',
    );
    expect(stale.body).toContain('Geändert: 0. Nicht geändert: 2.');
    const now = await numbered(11);
    const bare = await stage.post(
      `${base()}/auswahl`,
      { action: 'status', status: 'paused', reason: '', ids: `${now.id}:${now.version}` },
      'staff',
    );
    expect(bare.body).toContain('Nicht geändert: 1.');
    for (const sent of [{ action: 'drop' }, { action: 'lead', lead: 'x', ids: 'x:1' }, { action: 'status', status: 'late', ids }])
      expect((await stage.post(`${base()}/auswahl`, sent, 'staff')).statusCode).toBe(422);
    for (const sent of [
      { action: 'lead', lead: 'x' },
      { action: 'lead', lead: '', ids },
    ])
      expect((await stage.post(`${base()}/auswahl`, sent, 'staff')).headers.location).toBe(base());
  });

  test('goes along as a file, filtered, with a line in the log', async () => {
    const file = await get('/tafel.csv?stand=late');
    expect(file.headers['content-type']).toContain('text/csv');
    const late = (await tree()).recommendations.filter(({ status }) => status === 'late');
    expect(file.body.trimEnd().split('\r\n')).toHaveLength(late.length + 1);
    const book = await get('/tafel.xlsx');
    expect(book.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const log = await database.inTenant(stage.here.id, (trx) =>
      trx.selectFrom('audit_entry').select('details').where('action', '=', 'concept.exported').execute(),
    );
    expect(log.map(({ details }) => details)).toContainEqual({ format: 'csv', filter: ['status'], rows: late.length });
  });
});

describe('kanban', () => {
  test('moves a card, and asks for the reason where one is due', async () => {
    const item = await numbered(20);
    const back = `${base()}/kanban#k-20`;
    const asked = await stage.post(
      `${base()}/kanban/${item.id}`,
      { status: 'paused', version: String(item.version), back },
      'staff',
    );
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toContain('name="reason"');
    const moved = await stage.post(
      `${base()}/kanban/${item.id}`,
      { status: 'paused', reason: 'Stelle unbesetzt', version: String(item.version), back },
      'staff',
    );
    expect([moved.statusCode, moved.headers.location]).toEqual([303, back]);
    expect((await numbered(20)).status).toBe('paused');
    const late = await stage.post(
      `${base()}/kanban/${item.id}`,
      { status: 'dropped', reason: 'x', version: String(item.version), back },
      'staff',
    );
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('dk-diff');
  });
});

describe('a town', () => {
  test('answers its own rows only', async () => {
    const item = await numbered(1);
    const mine = item.adoptions.find(({ town }) => town === marl);
    const sent = { decision: 'changed', status: 'planned', note: 'Nur in zwei Stadtteilen', version: String(mine?.version ?? 0) };
    expect((await get(`/orte/${marl}`, 'marl')).body).toContain('name="decision"');
    expect((await get(`/orte/${herten}`, 'marl')).body).not.toContain('name="decision"');
    expect((await stage.post(`${base()}/orte/${herten}/${item.id}`, sent, 'marl')).statusCode).toBe(403);
    expect((await stage.post(`${base()}/orte/${marl}/${item.id}`, sent, 'controlling')).statusCode).toBe(403);
    const bare = await stage.post(`${base()}/orte/${marl}/${item.id}`, { ...sent, note: '' }, 'marl');
    expect(bare.statusCode).toBe(422);
    expect(bare.body).toContain('dk-error-summary');
    const saved = await stage.post(`${base()}/orte/${marl}/${item.id}`, sent, 'marl');
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `${base()}/orte/${marl}`]);
    expect((await numbered(1)).adoptions.find(({ town }) => town === marl)).toMatchObject({
      decision: 'changed',
      status: 'planned',
    });
    const late = await stage.post(`${base()}/orte/${marl}/${item.id}`, { ...sent, note: 'Später' }, 'staff');
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('Nur in zwei Stadtteilen');
    expect(late.body).toContain('Später');
  });
});

test('milestones go into a calendar as whole days', async () => {
  const { body, headers } = await get('/zeitplan.ics');
  expect(headers['content-type']).toContain('text/calendar');
  const step = (await tree()).recommendations
    .filter(({ status }) => status === 'running')
    .flatMap(({ steps }) => steps)
    .find(({ state, dueOn }) => state === 'open' && dueOn !== null);
  const event = body.split('BEGIN:VEVENT').find((one) => one.includes(`UID:${step?.id}`));
  expect(event).toContain(`DTSTART;VALUE=DATE:${step?.dueOn?.replaceAll('-', '')}`);
});
