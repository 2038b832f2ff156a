import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMasterKey } from '#platform/crypto';
import { listServices } from '../src/modules/directory/store/hsds.ts';
import { addTenant, fillOffers, openGround, vacuum } from './ground.ts';
import { measure } from './load.ts';
import type { Result } from './main.ts';
import { startBaseline, startProgram } from './program.ts';

/** HSDS over a district with 20,000 offers: unchanged against a bare server with the same bytes, fresh against the bare statement. */
export async function benchHsds(serverUrl: string, quick: boolean): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-bench-hsds-'));
  const ground = await openGround(serverUrl, 'bench_hsds');
  const context = await addTenant(ground, 'recklinghausen', '05562');
  await fillOffers(context, 20_000, 3, 1);
  await vacuum(ground.ownerUrl);
  openMasterKey(join(folder, 'master.key'));
  const program = await startProgram(ground.ownerUrl, folder);
  const listed = '/hsds/3/recklinghausen/services?per_page=100';
  const answer = await fetch(`http://127.0.0.1:${program.port}${listed}`, { headers: { 'accept-encoding': 'identity' } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { total_items: total, size } = JSON.parse(bytes.toString()) as { total_items: number; size: number };
  if (total !== 20_000 || size !== 100) throw new Error(`The benchmark reads ${size} of ${total} services`);
  // What a page costs the database alone, as the store asks it.
  const filter = { tenantIds: [context.tenant.id], text: '' };
  const baseline = await startBaseline(folder, bytes, [], ground.ownerUrl);
  const seconds = quick ? 2 : 8;
  try {
    const bare = await measure(baseline.port, ['/bytes'], seconds);
    const ours = await measure(program.port, [listed], seconds);
    const started = performance.now();
    const pages = quick ? 10 : 40;
    for (let page = 0; page < pages; page++)
      await listServices(ground.database.shared, filter, { limit: 100, offset: page * 100 });
    const statement = (performance.now() - started) / pages;
    const again = performance.now();
    for (let page = 1; page <= pages; page++)
      await (await fetch(`http://127.0.0.1:${program.port}${listed}&page=${page}`)).arrayBuffer();
    const fresh = (performance.now() - again) / pages;
    return [
      {
        name: 'HSDS services, unchanged: throughput',
        value: ours.throughput,
        baseline: bare.throughput,
        unit: '1/s',
        target: 0.5,
        better: 'higher',
      },
      { name: 'HSDS services, fresh page of 100', value: fresh, baseline: statement, unit: 'ms', target: 3, better: 'lower' },
    ];
  } finally {
    program.child.kill('SIGTERM');
    baseline.child.disconnect();
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
