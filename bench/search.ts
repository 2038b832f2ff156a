import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMasterKey } from '#platform/crypto';
import { tsQuery } from '../src/modules/directory/model/query.ts';
import { lexicon } from '../src/modules/directory/service/lexicon.ts';
import { searchStatement } from '../src/modules/directory/store/search.ts';
import { addTenant, fillOffers, openGround, vacuum } from './ground.ts';
import { type Load, measure } from './load.ts';
import type { Result } from './main.ts';
import { startBaseline, startProgram } from './program.ts';
import { measureDatabase } from './search-database.ts';
import { firstVisitKilobytes } from './weight.ts';

const words = [
  'Deutschkurs',
  'Beratung',
  'Sprachcafé',
  'Treffpunkt',
  'Hausaufgabenhilfe',
  'Schwimmkurs',
  'Mietberatung',
  'Kochabend',
  'Elterncafé',
  'Nähwerkstatt',
];
const towns = ['05562004', '05562012', '05562024', '05562032'];
const languages = ['arb', 'ukr', 'tur', 'kmr'];

/** Text and three filters, in many combinations so that no page is asked for twice in a row. */
function queries(): { q: string; ort: string; sprache: string }[] {
  return words.flatMap((q) => towns.flatMap((ort) => languages.map((sprache) => ({ q, ort, sprache }))));
}

/** The one of some rounds that is neither the fastest nor the slowest. */
const middle = (rounds: readonly Load[]): Load =>
  rounds.toSorted((a, b) => a.throughput - b.throughput)[Math.floor(rounds.length / 2)] as Load;

/** The search page of a district with 20,000 offers, from memory and uncached, each against a bare server. */
export async function benchSearch(serverUrl: string, quick: boolean): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-bench-search-'));
  const ground = await openGround(serverUrl, 'bench_search');
  const context = await addTenant(ground, 'recklinghausen', '05562');
  await fillOffers(context, 20_000, 8, 1);
  await vacuum(ground.ownerUrl);
  // The key exists before the program starts, so that both connect as the same role.
  openMasterKey(join(folder, 'master.key'));

  const inDatabase = await measureDatabase(ground, context, quick);
  const possible = queries();
  const written = possible.map(({ q, ort, sprache }) => {
    const compiled = searchStatement({
      tenantId: context.tenant.id,
      text: tsQuery(lexicon('de').analyse(q)),
      facets: { ort: [`ort:${ort}`], sprache: [`sprache:${sprache}`], merkmal: ['merkmal:free'] },
      gates: [],
      age: null,
      openAt: null,
      near: null,
      sort: 'relevance',
      now: new Date(),
      language: 'de',
      limit: 20,
      offset: 0,
    }).compile(ground.database.shared);
    return { sql: compiled.sql, parameters: compiled.parameters };
  });
  // A query without a hit makes our server look for other words, which the bare one does not do. The invented offers are
  // drawn at random, so a few combinations have none.
  const totals = await Promise.all(
    written.map(async ({ sql, parameters }) => (await ground.database.pool.query(sql, [...parameters])).rows[0].total as number),
  );
  const withHits = totals.flatMap((total, index) => (total ? [index] : []));
  if (withHits.length < possible.length / 2) throw new Error('Most queries of the benchmark find nothing');
  const asked = withHits.map((index) => possible[index] as (typeof possible)[number]);
  const statements = withHits.map((index) => written[index] as (typeof written)[number]);
  const program = await startProgram(ground.ownerUrl, folder);
  const published = '/recklinghausen/de/angebote?q=Deutschkurs';
  const bytes = Buffer.from(
    await (
      await fetch(`http://127.0.0.1:${program.port}${published}`, { headers: { 'accept-encoding': 'identity' } })
    ).arrayBuffer(),
  );
  const baseline = await startBaseline(folder, bytes, statements, ground.ownerUrl);
  const seconds = quick ? 2 : 8;
  try {
    const weight = await firstVisitKilobytes(`http://127.0.0.1:${program.port}/recklinghausen/ar/angebote?q=Deutschkurs`);
    const bareBytes = await measure(baseline.port, ['/bytes'], seconds);
    const ourPage = await measure(program.port, [published], seconds);
    const barePaths = statements.map((_, index) => `/sql/${index}`);
    // A parameter that means nothing keeps every address new, so that the page cache never answers.
    let fresh = 0;
    const ourPaths = Array.from({ length: 40_000 }, () => {
      const { q, ort, sprache } = asked[fresh % asked.length] as (typeof asked)[number];
      fresh += 1;
      return `/recklinghausen/de/angebote?q=${encodeURIComponent(q)}&ort=${ort}&sprache=${sprache}&merkmal=free&frisch=${fresh}`;
    });
    // In turns, because the machine is not equally fast all the time.
    const [bareRounds, ourRounds]: [Load[], Load[]] = [[], []];
    for (let round = 0; round < 3; round += 1) {
      bareRounds.push(await measure(baseline.port, barePaths, seconds / 2));
      ourRounds.push(await measure(program.port, ourPaths, seconds / 2));
    }
    const bareSql = middle(bareRounds);
    const ourSql = middle(ourRounds);
    return [
      ...inDatabase,
      { name: 'Arabic search page: first visit', value: weight, baseline: 60, unit: 'kB', target: 1, better: 'lower' },
      {
        name: 'published search page: throughput',
        value: ourPage.throughput,
        baseline: bareBytes.throughput,
        unit: '1/s',
        target: 0.4,
        better: 'higher',
      },
      {
        name: 'uncached search: throughput',
        value: ourSql.throughput,
        baseline: bareSql.throughput,
        unit: '1/s',
        target: 0.75,
        better: 'higher',
      },
      { name: 'uncached search: p95', value: ourSql.p95, baseline: bareSql.p95, unit: 'ms', target: 1.4, better: 'lower' },
    ];
  } finally {
    program.child.kill('SIGTERM');
    baseline.child.disconnect();
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
