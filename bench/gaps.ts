import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { loadDistrict } from '#modules/territory';
import type { Context } from '#platform/access';
import { createContext } from '#platform/access';
import { addDays } from '#platform/days';
import { weekOf } from '../src/modules/directory/model/demand/demand.ts';
import { insertInvented } from '../src/modules/directory/store/demand/demand.ts';
import { readBoardFilter } from '../src/modules/gaps/model/filter.ts';
import { readBoard } from '../src/modules/gaps/service/board.ts';
import { addTenant, benchTowns, fillOffers, openGround, vacuum } from './ground.ts';
import type { Result } from './main.ts';
import { generator } from './synthetic.ts';

/** Milliseconds that the board of one district may take. */
const allowed = 300;

const topics = [
  'debt',
  'migration-counselling',
  'german-courses',
  'medical',
  'mental-health',
  'housing-search',
  'sport',
  'daycare',
];
const tags = ['de', 'ar', 'uk', 'tr', 'fa', 'ru', 'kmr'];
const groups = ['', 'women', 'families', 'seniors'];

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

/** A year of invented demand, so many rows. */
async function fillDemand(context: Context, count: number): Promise<void> {
  const random = generator(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const monday = weekOf(context.now());
  const rows = Array.from({ length: count }, (_, number) => ({
    week: addDays(monday, -7 * Math.floor(random() * 52)),
    kind: random() < 0.9 ? ('search' as const) : ('outside' as const),
    termHash: Buffer.from(`term ${number}`),
    term: number % 5 ? null : `wort ${number % 400}`,
    concepts: [`thema:${pick(topics)}`],
    language: pick(tags),
    town: pick(['', ...benchTowns]),
    target: pick(groups),
    uses: 1 + Math.floor(random() * 9),
  }));
  await context.transaction(async (trx) => {
    for (let done = 0; done < count; done += 1000) await insertInvented(trx, context.tenant.id, rows.slice(done, done + 1000));
  });
}

/** The board of one district among 54 districts' rows, against its limit and against reading the same offers without a question. */
export async function benchGaps(serverUrl: string, quick: boolean): Promise<Result[]> {
  const [many, size, demand, rounds] = quick ? [6, 200, 500, 10] : [54, 1000, 5000, 60];
  const ground = await openGround(serverUrl, 'bench_gaps');
  try {
    const first = await addTenant(ground, 'recklinghausen', '05562');
    await loadDistrict(first);
    await fillOffers(first, size, 3, 1);
    await fillDemand(first, demand);
    for (let number = 1; number < many; number++) {
      const other = await addTenant(ground, `kreis-${number}`, `06${String(number).padStart(3, '0')}`);
      await fillOffers(other, size, 3, number + 1);
      await fillDemand(other, demand / 5);
    }
    await vacuum(ground.ownerUrl);
    await ground.tenants.refresh();
    const permissions = new Map([['monitoring.read', []]]) as never;
    const context = createContext({ ...first, tenant: ground.tenants.bySlug('recklinghausen') ?? first.tenant, permissions });
    const filters = [{}, { ebene: 'fein' }, { sprache: 'arb', km: '20' }, { frei: '1', km: '5' }].map(readBoardFilter);
    const read = () =>
      sql`select facets, lat, lon, card from directory_public_offer where tenant_id = ${context.tenant.id}`.execute(
        ground.database.shared,
      );
    const boards: number[] = [];
    const plain: number[] = [];
    for (let round = -8; round < rounds; round++) {
      const filter = filters[(round + 8) % filters.length] as (typeof filters)[number];
      const started = performance.now();
      const board = await readBoard(context, filter);
      const between = performance.now();
      await read();
      if (!board.rows.length || !board.gaps.length) throw new Error('The board of the benchmark is empty');
      if (round < 0) continue;
      boards.push(between - started);
      plain.push(performance.now() - between);
    }
    const name = `gap board, one of ${many} districts`;
    return [
      { name, value: median(boards), baseline: allowed, unit: 'ms', target: 1, better: 'lower' },
      {
        name: `${name}: against reading its offers`,
        value: median(boards),
        baseline: median(plain),
        unit: 'ms',
        target: 20,
        better: 'lower',
      },
    ];
  } finally {
    await ground.close();
  }
}
