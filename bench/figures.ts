import { performance } from 'node:perf_hooks';
import pg from 'pg';
import type { Context, PermissionTable } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { createServer } from '#platform/http';
import { readSelection, selectionQuery } from '../src/modules/monitoring/model/explorer.ts';
import { monitoringModule } from '../src/modules/monitoring/module.ts';
import { explore } from '../src/modules/monitoring/service/explorer.ts';
import { indicatorView } from '../src/modules/monitoring/service/indicator-page.ts';
import { testServerParts } from '../src/testing/server.ts';
import { addTenant, benchTowns, type Ground, openGround, vacuum } from './ground.ts';
import type { Result } from './main.ts';
import { generator } from './synthetic.ts';

const district = '05562';
const slug = 'kreis-zahlen';

/** Milliseconds that the issue allows on a machine that does nothing else. */
const allowed = { explorer: 50, indicator: 30 };

const observed = 50;
const categories = 9;
const years = 20;
const firstYear = 2004;

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

/** Medians in milliseconds, taken in turn, so that whatever else the machine does slows all alike. */
async function mediansOf(rounds: number, work: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  for (let warm = 0; warm < 15; warm++) for (const one of work) await one();
  const times: number[][] = work.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, one] of work.entries()) {
      const started = performance.now();
      await one();
      times[index]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

/** The district with its towns, and other places up to the number wanted: towns and districts of the Land. */
async function insertPlaces(context: Context, count: number): Promise<readonly string[]> {
  const districts = Array.from({ length: 52 }, (_, index) => `057${String(10 + index)}`);
  const towns = Array.from({ length: Math.max(0, count - benchTowns.length - 54) }, (_, index) => `057${String(10_000 + index)}`);
  const others = [...districts, ...towns];
  const unit = { tenant_id: context.tenant.id, parent_key: null };
  const named = (name: string) => JSON.stringify({ de: name });
  await context.transaction(async (trx) => {
    await trx
      .insertInto('territory_unit')
      .values([
        { ...unit, key: '05', level: 'land', names: named('Land'), slug: 'land' },
        { ...unit, key: '055', level: 'region', parent_key: '05', names: named('Bezirk'), slug: 'bezirk' },
        { ...unit, key: district, level: 'kreis', parent_key: '055', names: named('Kreis'), slug: 'kreis' },
        ...benchTowns.map((key) => ({
          ...unit,
          key,
          level: 'kommune',
          parent_key: district,
          names: named(`Musterstadt ${key.slice(-3)}`),
          slug: `musterstadt-${key.slice(-3)}`,
        })),
      ])
      .execute();
    await trx
      .insertInto('monitoring_place')
      .values(others.map((key) => ({ tenant_id: context.tenant.id, key, name: `Ort ${key}` })))
      .execute();
  });
  return ['05', district, ...benchTowns, ...others];
}

async function insertDefinitions(context: Context): Promise<void> {
  const tenant_id = context.tenant.id;
  const names = (name: string) => JSON.stringify({ de: name });
  await context.transaction(async (trx) => {
    const source = { tenant_id, id: uuidv7(), key: 'amt', names: names('Amt'), publisher: 'Amt', rounded_to: 5 };
    await trx.insertInto('monitoring_source').values(source).execute();
    await trx
      .insertInto('monitoring_dimension')
      .values({ tenant_id, key: 'age', names: names('Alter') })
      .execute();
    await trx
      .insertInto('monitoring_category')
      .values(
        Array.from({ length: categories }, (_, position) => ({
          tenant_id,
          dimension: 'age',
          code: `a${position}`,
          names: names(`Gruppe ${position}`),
          position,
        })),
      )
      .execute();
    const indicator = { tenant_id, topic: 'demography', kind: 'context', periodicity: 'year', additive: true };
    const counts = Array.from({ length: observed }, (_, index) => ({
      ...indicator,
      id: uuidv7(),
      key: `count_${index}`,
      names: names(`Anzahl ${index}`),
      unit: 'persons',
      breakdowns: ['age'],
      source_id: source.id,
    }));
    const rates = counts.slice(1, 11).map(({ key }, index) => ({
      ...indicator,
      id: uuidv7(),
      key: `rate_${index}`,
      names: names(`Anteil ${index}`),
      unit: 'percent',
      decimals: 1,
      breakdowns: ['age'],
      additive: false,
      formula: index % 2 ? `growth(${key}, 1)` : `share(${key}, count_0)`,
    }));
    await trx.insertInto('monitoring_indicator').values(counts).execute();
    await trx.insertInto('monitoring_indicator').values(rates).execute();
  });
}

/** Every count for every place, category and year, as an import would store them: series by series. */
async function insertObservations(ground: Ground, context: Context, places: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: ground.ownerUrl });
  await client.connect();
  const tenant = context.tenant.id;
  const importId = uuidv7();
  // As the owner: COPY is closed to tables with row-level security, and the program's way in has a benchmark of its own.
  await client.query(
    `insert into monitoring_import (tenant_id, id, file_name, state, accepted_at) values ($1, $2, 'bench.csv', 'accepted', now())`,
    [tenant, importId],
  );
  await client.query(
    `insert into monitoring_series (tenant_id, id, indicator_id, source_id, territory, breakdown)
     select i.tenant_id, hashtextextended(concat_ws('|', i.key, p.key, b.text), 0) & 9223372036854775807, i.id, i.source_id, p.key, b.text
     from monitoring_indicator i
     cross join unnest($2::text[]) p (key)
     cross join (select '' union all select 'age=a' || n from generate_series(0, $3::int - 1) n) b (text)
     where i.tenant_id = $1 and i.formula is null`,
    [tenant, places, categories],
  );
  const random = generator(20_261_123)();
  const { rowCount } = await client.query(
    `insert into monitoring_observation (tenant_id, series_id, period, import_id, value, marker)
     select s.tenant_id, s.id, y || '-12-31', $2::uuid,
       case when v.value < 5 then null else v.value end, case when v.value < 5 then '.' end
     from monitoring_series s
     cross join generate_series($3::int, $3::int + $4::int - 1) y
     cross join lateral (select 5 * (((hashtextextended(s.id || '|' || y, $5::bigint) & 1048575) % 20000)) as value) v
     where s.tenant_id = $1 order by s.id, y`,
    [tenant, importId, firstYear, years, Math.floor(random * 1_000_000)],
  );
  await client.end();
  return rowCount ?? 0;
}

/** The same rows through pg alone, in the same transaction: what no reading could be faster than. */
async function rawRows(ground: Ground, context: Context, indicators: readonly string[], places: readonly string[] | null) {
  const client = new pg.Client({ connectionString: ground.appUrl });
  await client.connect();
  const run = async () => {
    await client.query('begin');
    await client.query("select set_config('app.tenant', $1, true)", [context.tenant.id]);
    const { rows } = await client.query(
      `select s.indicator_id, s.source_id, s.territory, s.breakdown, o.period, o.value, o.marker, o.quality, o.withheld
       from monitoring_series s join monitoring_observation o on o.tenant_id = s.tenant_id and o.series_id = s.id
       where s.indicator_id in (select id from monitoring_indicator where key = any($1)) and s.breakdown = ''
         and ($2::text[] is null or s.territory = any($2)) and o.superseded_by is null`,
      [indicators, places],
    );
    await client.query('commit');
    return rows.length;
  };
  return { run, close: () => client.end() };
}

/** Explorer and page of an indicator over 5 million observations. */
export async function benchFigures(serverUrl: string, quick: boolean): Promise<Result[]> {
  const [count, rounds] = quick ? [100, 30] : [500, 100];
  const ground = await openGround(serverUrl, 'bench_figures');
  try {
    const context = await addTenant(ground, slug, district);
    const places = await insertPlaces(context, count);
    await insertDefinitions(context);
    const stored = await insertObservations(ground, context, places);
    await vacuum(ground.ownerUrl);
    console.log(`  ${(stored / 1e6).toFixed(1)} million observations`);
    const permissions = new Map(Object.entries(monitoringModule.permissions ?? {})) as PermissionTable;
    const app = await createServer(testServerParts({ database: ground.database, tenants: ground.tenants, permissions }));
    monitoringModule.routes?.(app);
    await app.ready();
    // A query that changes keeps the page out of the cache.
    let call = 0;
    const page = (path: string) => async () => {
      const url = `/${slug}/de/zahlen/${path}${path.includes('?') ? '&' : '?'}ohne=${call++}`;
      const answer = await app.inject({ url });
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
      return answer;
    };
    const selection = readSelection({ kennzahl: ['count_0', 'count_1', 'count_2', 'count_3', 'rate_0', 'rate_3'], von: '2010' });
    const own = ['05', district, ...benchTowns];
    const offered = places.slice(0, own.length + 52);
    const read = ['count_0', 'count_1', 'count_2', 'count_3', 'count_4'];
    const choice = { places: [], dimension: undefined, from: undefined, to: undefined, knownOn: undefined };
    const results: Result[] = [];
    const parts = [
      {
        name: 'explorer, against its rows through pg',
        limit: allowed.explorer,
        target: 6,
        raw: await rawRows(ground, context, read, own),
        work: () => explore(context, selection, 50_000),
        page: `auswahl${selectionQuery(selection)}`,
      },
      {
        name: 'page of an indicator, against its rows through pg',
        limit: allowed.indicator,
        // Besides its figures it draws charts and tables.
        target: 8,
        raw: await rawRows(ground, context, ['count_7'], offered),
        work: page('count_7'),
        page: 'count_7',
      },
    ];
    for (const { name, limit, target, raw, work, page: path } of parts) {
      const [baseline = 0, value = 0] = await mediansOf(rounds, [raw.run, work]);
      console.log(`  ${name}: ${value.toFixed(1)} ms of ${limit} ms, ${await raw.run()} rows`);
      await raw.close();
      results.push({ name: `figures ${name}`, value, baseline, unit: 'ms', target, better: 'lower' });
      const [whole = 0] = await mediansOf(Math.ceil(rounds / 5), [page(path)]);
      console.log(`  /${path.slice(0, 30)}: ${whole.toFixed(1)} ms, ${((await page(path)()).body.length / 1000).toFixed(0)} kB`);
    }
    for (const key of ['count_7', 'rate_0', 'rate_3']) {
      const [time = 0] = await mediansOf(Math.ceil(rounds / 5), [() => indicatorView(context, key, choice)]);
      console.log(`  figures of the page of ${key}: ${time.toFixed(1)} ms`);
    }
    await app.close();
    return results;
  } finally {
    await ground.close();
  }
}
