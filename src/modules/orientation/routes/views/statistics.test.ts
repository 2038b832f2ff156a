import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { readSpreadsheet } from '#platform/documents';
import type { JobServices } from '#platform/module';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { loadDemonstration } from '../../service/demonstration.ts';
import { orientationFigures } from '../../service/views/figures.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
const module = createOrientationModule(wiring);
const desk = '/intern/recklinghausen/ankommen/statistik';
const reader = { 'user-agent': 'Mozilla/5.0 Firefox/140.0' };
let stage: Stage;
let slug: string;

const rowsOf = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(stage.here.id, work);
const views = () =>
  rowsOf((trx) =>
    trx
      .selectFrom('orientation_view')
      .select(['day', 'path', 'language', 'via', 'views'])
      .orderBy('day')
      .orderBy('path')
      .orderBy('language')
      .execute(),
  );
const plant = (rows: readonly (readonly [day: string, path: string, language: string, views: number])[]) =>
  rowsOf((trx) =>
    trx
      .insertInto('orientation_view')
      .values(
        rows.map(([day, path, language, count]) => ({ tenant_id: stage.here.id, day, path, language, via: 'web', views: count })),
      )
      .execute(),
  );

beforeAll(async () => {
  stage = await openStage(database, [directoryModule, module], new Date('2026-11-23T10:00:00+01:00'));
  await loadDemonstration(stage.context());
  await stage.tenants.refresh();
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562024' });
  stage.add('there', 'ki_staff', null, stage.there);
  ({ slug } = await rowsOf((trx) =>
    trx.selectFrom('orientation_page').select('slug').orderBy('position').limit(1).executeTakeFirstOrThrow(),
  ));
});
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

describe('views', () => {
  it('are counted by day, page and language, and added up', async () => {
    const look = (path: string) => stage.get(`/recklinghausen/${path}`, undefined, reader);
    for (const path of [`de/ankommen/${slug}`, `de/ankommen/${slug}`, `ar/ankommen/${slug}`, 'de/ankommen', 'de/suche?q=geheim'])
      expect((await look(path)).statusCode, path).toBe(200);
    await look('de/ankommen/gibt-es-nicht');
    await stage.get('/recklinghausen/de/ankommen', 'staff', reader);
    await stage.app.writeCounts();
    await look(`de/ankommen/${slug}`);
    await stage.app.writeCounts();
    expect(await views()).toEqual([
      { day: '2026-11-23', path: '/ankommen', language: 'de', via: 'web', views: 1 },
      { day: '2026-11-23', path: `/ankommen/${slug}`, language: 'ar', via: 'web', views: 1 },
      { day: '2026-11-23', path: `/ankommen/${slug}`, language: 'de', via: 'web', views: 3 },
      { day: '2026-11-23', path: '/suche', language: 'de', via: 'web', views: 1 },
    ]);
  });
});

describe('the statistics', () => {
  beforeAll(async () => {
    await plant([
      ['2026-10-01', '/ankommen', 'de', 40],
      ['2026-10-02', `/ankommen/${slug}`, 'de', 30],
      ['2026-10-02', `/ankommen/${slug}`, 'ar', 17],
      ['2026-10-03', `/ankommen/${slug}`, 'uk', 3],
      ['2026-10-03', '/ankommen/umgezogen', 'tr', 8],
      ['2023-11-30', '/ankommen', 'de', 50],
    ]);
  });

  it('tell pages and languages, and keep back what could be about one person', async () => {
    const { statusCode, body } = await stage.get(`${desk}?monat=2026-10`, 'staff');
    expect(statusCode).toBe(200);
    expect(body).toContain('>98<');
    for (const number of ['>40<', '>47<']) expect(body).toContain(number);
    // Three in Ukrainian, and eight in Turkish with them: else the total would tell the three.
    expect(body).not.toContain('українською');
    expect(body).not.toContain('/ankommen/umgezogen');
  });

  it('begin with the running month, stand any address, and belong to who manages the guide', async () => {
    expect((await stage.get(desk, 'staff')).body).toContain('November 2026');
    for (const query of ['monat=2031-01', 'monat=%00', 'monat=2026-10&monat=2026-09', 'monat[]=x'])
      expect((await stage.get(`${desk}?${query}`, 'staff')).statusCode, query).toBe(200);
    expect((await stage.get(`${desk}?monat=2026-08`, 'staff')).body).toContain('Noch keine Abrufe');
    for (const who of ['officer', 'there']) expect((await stage.get(desk, who)).statusCode).toBe(403);
  });

  it('leave the house as a workbook and as CSV, with a line in the log', async () => {
    const xlsx = await stage.get(`${desk}.xlsx?monat=2026-10`, 'staff');
    const read = await readSpreadsheet(xlsx.rawPayload);
    expect(JSON.stringify(read)).toContain('47');
    const csv = await stage.get(`${desk}.csv?monat=2026-10`, 'staff');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain(`/ankommen/${slug};47`);
    const logged = await rowsOf((trx) =>
      trx.selectFrom('audit_entry').select('action').where('action', '=', 'orientation.views_exported').execute(),
    );
    expect(logged).toHaveLength(2);
  });

  it('are given away by whole months, without small numbers', async () => {
    const answer = await stage.get('/open-data/recklinghausen/guide-views.csv');
    expect(answer.statusCode).toBe(200);
    expect(answer.body.trim().split('\r\n')).toEqual([
      'month,language,page,url,views',
      '2026-10,de,/ankommen,http://localhost/recklinghausen/de/ankommen,40',
      `2026-10,ar,/ankommen/${slug},http://localhost/recklinghausen/ar/ankommen/${slug},17`,
      `2026-10,de,/ankommen/${slug},http://localhost/recklinghausen/de/ankommen/${slug},30`,
    ]);
    const datasets = await module.openData?.(stage.context());
    expect(datasets).toMatchObject([{ id: 'guide-views', temporal: { from: '2026-10-01', to: '2026-10-31' } }]);
    expect(await module.openData?.(stage.context({ tenant: stage.there }))).toEqual([]);
  });

  it('are figures for reports', async () => {
    const ask = (period: string, territory = stage.here.ags) => orientationFigures(stage.context(), { period, territory });
    expect(await ask('2026-10')).toMatchObject([
      { id: 'orientation.views', value: 98 },
      { id: 'orientation.feedback_open', value: 0 },
    ]);
    expect(await ask('2026-10-01')).toMatchObject([{ value: 40 }, {}]);
    for (const [period, territory] of [['unsinn'], ['2026-10', '05562024']] as const)
      expect(await ask(period, territory ?? stage.here.ags)).toEqual([]);
  });

  it('are kept for three years', async () => {
    const services: JobServices = {
      contextOf: () => stage.context(),
      tenantIds: () => [stage.here.id],
    };
    await module.jobs?.['orientation.clear_views']?.({}, services);
    expect((await views()).map(({ day }) => day)).not.toContain('2023-11-30');
    expect((await views()).map(({ day }) => day)).toContain('2026-10-01');
  });
});
