import { performance } from 'node:perf_hooks';
import pg from 'pg';
import type { PermissionTable } from '#platform/access';
import { createServer } from '#platform/http';
import { conceptModule } from '../src/modules/concept/module.ts';
import { insertSyntheticConcept } from '../src/modules/concept/testing/synthetic.ts';
import { person, testServerParts } from '../src/testing/server.ts';
import { addTenant, type Ground, openGround, vacuum } from './ground.ts';
import type { Result } from './main.ts';

const today = '2026-11-22';
const district = '05562';

/** Milliseconds that the server may take for the board and for the matrix on a machine that does nothing else. */
const allowed = 150;

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

/** Medians of several pieces of work in milliseconds, taken in turn, so that whatever else the machine does slows all alike. */
async function mediansOf(rounds: number, work: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  for (let warm = 0; warm < 10; warm++) for (const one of work) await one();
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

async function fill(ground: Ground, towns: number, editions: number, recommendations: number) {
  const context = await addTenant(ground, 'kreis-konzept', district);
  const keys = Array.from({ length: towns }, (_, index) => `${district}${String(500 + index)}`);
  const unit = { tenant_id: context.tenant.id, parent_key: null };
  const named = (name: string) => JSON.stringify({ de: name });
  const ids = await context.transaction(async (trx) => {
    await trx
      .insertInto('territory_unit')
      .values([
        { ...unit, key: '05', level: 'land', names: named('Land'), slug: 'land' },
        { ...unit, key: '055', level: 'region', parent_key: '05', names: named('Bezirk'), slug: 'bezirk' },
        { ...unit, key: district, level: 'kreis', parent_key: '055', names: named('Kreis'), slug: 'kreis' },
        ...keys.map((key, index) => ({
          ...unit,
          key,
          level: 'kommune',
          parent_key: district,
          names: named(`Musterstadt ${index + 1}`),
          slug: `musterstadt-${index + 1}`,
        })),
      ])
      .execute();
    return insertSyntheticConcept(trx, {
      tenantId: context.tenant.id,
      territory: district,
      towns: keys,
      editions,
      recommendations,
      today,
    });
  });
  return { context, edition: ids.at(-1) ?? '' };
}

/** The same rows through pg alone, in the same transaction: what no page could be faster than. */
async function rawSql(appUrl: string, tenantId: string, edition: string, adoptions: boolean) {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  const of = (table: string) =>
    `select x.* from ${table} x join concept_recommendation r on r.tenant_id = x.tenant_id and r.id = x.recommendation_id where r.edition_id = $1`;
  const statements = [
    'select * from concept_edition where id = $1',
    'select * from concept_node where edition_id = $1',
    'select * from concept_recommendation where edition_id = $1',
    of('concept_step'),
    of('concept_dependency'),
    ...(adoptions ? [of('concept_adoption')] : []),
  ];
  const run = async () => {
    await client.query('begin');
    await client.query("select set_config('app.tenant', $1, true)", [tenantId]);
    for (const statement of statements) await client.query(statement, [edition]);
    await client.query('commit');
  };
  return { run, close: () => client.end() };
}

/** Board, matrix and the other views of an edition: 10 editions × 500 recommendations × 40 towns. */
export async function benchConcept(serverUrl: string, quick: boolean): Promise<Result[]> {
  const [editions, recommendations, towns, rounds] = quick ? [2, 500, 40, 30] : [10, 500, 40, 150];
  const ground = await openGround(serverUrl, 'bench_concept');
  try {
    const { context, edition } = await fill(ground, towns, editions, recommendations);
    await vacuum(ground.ownerUrl);
    const staff = person([{ role: 'ki_staff', tenantId: context.tenant.id, scope: null }]);
    const permissions = new Map(Object.entries(conceptModule.permissions ?? {})) as PermissionTable;
    const app = await createServer(
      testServerParts({ database: ground.database, tenants: ground.tenants, permissions, actors: { staff } }),
    );
    conceptModule.routes?.(app);
    await app.ready();
    const page = (path: string) => async () => {
      const answer = await app.inject({
        url: `/intern/kreis-konzept/konzept/${edition}${path}`,
        headers: { cookie: 'session=staff' },
      });
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
      return answer;
    };
    const results: Result[] = [];
    for (const [name, path, adoptions, target] of [
      ['board', '', false, 4],
      ['matrix', '/matrix', true, 1.5],
    ] as const) {
      const raw = await rawSql(ground.appUrl, context.tenant.id, edition, adoptions);
      const [baseline = 0, value = 0] = await mediansOf(rounds, [raw.run, page(path)]);
      await raw.close();
      results.push({
        name: `concept ${name}, against its rows through pg`,
        value,
        baseline,
        unit: 'ms',
        target,
        better: 'lower',
      });
      console.log(
        `  ${name}: ${value.toFixed(1)} ms of ${allowed} ms, ${((await page(path)()).body.length / 1000).toFixed(0)} kB`,
      );
    }
    for (const path of ['/zeitplan', '/kanban', '/listen', '/orte', `/orte/${district}500`, '/beteiligte']) {
      const [time = 0] = await mediansOf(Math.ceil(rounds / 5), [page(path)]);
      console.log(`  ${path}: ${time.toFixed(1)} ms, ${((await page(path)()).body.length / 1000).toFixed(0)} kB`);
    }
    await app.close();
    return results;
  } finally {
    await ground.close();
  }
}
