import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { loadDistrict } from '#modules/territory';
import { copyIn, copyOut } from '#platform/database';
import { findDuplicates } from '../src/modules/directory/service/duplicates/finding.ts';
import { importOffers, readImport } from '../src/modules/directory/service/importing.ts';
import { addTenant, openGround } from './ground.ts';
import { offersFile } from './import.ts';
import type { Result } from './main.ts';

/**
 * The search for duplicates after an import, all entries new to it, against what it cannot do without: every content read
 * through pg, and a plain COPY of the keys it writes.
 */
export async function benchDuplicates(serverUrl: string, quick: boolean): Promise<Result[]> {
  const count = quick ? 2000 : 20_000;
  const ground = await openGround(serverUrl, 'bench_duplicates');
  const client = new pg.Client({ connectionString: ground.ownerUrl });
  try {
    const context = await addTenant(ground, 'recklinghausen', '05562');
    await loadDistrict(context);
    await ground.tenants.refresh();
    const rows = readImport(await offersFile(context, count));
    if (!rows.ok) throw new Error(rows.code);
    const imported = await importOffers(context, rows.value);
    if (!imported.ok || imported.value.added !== count) throw new Error(JSON.stringify(imported));

    const started = performance.now();
    const checked = await findDuplicates(context);
    const seconds = (performance.now() - started) / 1000;
    if (checked < count) throw new Error(`Only ${checked} entries were looked at`);

    await client.connect();
    const keys: Buffer[] = [];
    for await (const part of copyOut(client, 'copy directory_duplicate_key to stdout')) keys.push(part);
    await client.query('truncate directory_duplicate_key');
    const bareStarted = performance.now();
    await client.query('select entry_id, content from directory_version');
    await copyIn(
      client,
      'copy directory_duplicate_key from stdin',
      (async function* pieces() {
        yield* keys;
      })(),
    );
    const bare = (performance.now() - bareStarted) / 1000;
    return [
      {
        name: `duplicate search over ${count} offers, against reading them and a COPY of their keys`,
        value: seconds,
        baseline: bare,
        unit: 's',
        target: 10,
        better: 'lower',
      },
    ];
  } finally {
    await client.end().catch(() => undefined);
    await ground.close();
  }
}
