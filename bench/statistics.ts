import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadDistrict } from '#modules/territory';
import { uuidv7 } from '#platform/crypto';
import { copyIn, copyOut } from '#platform/database';
import { addTestIndicators } from '../src/modules/monitoring/testing/import-definitions.ts';
import { addTenant, openGround } from './ground.ts';
import type { Result } from './main.ts';

const fileName = '12411-99-01-4_de_flat.csv';
const header =
  'statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;2_variable_attribute_code;2_variable_attribute_label;3_variable_code;3_variable_label;3_variable_attribute_code;3_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label;value_q\n';

/** 400 districts × 10 nationalities × 25 years × ages, in no order, as GENESIS delivers them; one value in twenty a sign. */
function* flatFile(rows: number): Generator<string> {
  const signs = ['-', '.', '...', '/', 'x'];
  yield `\ufeff${header}`;
  let chunk = '';
  for (let index = 0; index < rows; index += 1) {
    // 7919 divides no such number, so each row comes once.
    const row = (index * 7919) % rows;
    const kreis = row % 400;
    const nation = Math.floor(row / 400) % 10;
    const year = 2024 - (Math.floor(row / 4000) % 25);
    const age = Math.floor(row / 100_000);
    const key = `${String(1 + (kreis % 16)).padStart(2, '0')}${100 + Math.floor(kreis / 16)}`;
    const value = index % 20 === 0 ? signs[(index / 20) % 5] : String((row * 31) % 100_000);
    chunk += `12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;${year}-12-31;KREISE;Kreise und kreisfreie Städte;${key};Kreis Nummer ${kreis};NAT;Nationalität;${nation ? `NAT${nation}` : ''};Nationalität ${nation};ALTX20;Altersgruppen (u3-75m);ALT${age};${age} bis unter ${age + 1} Jahre;${value};Anzahl;BEVSTD;Bevölkerungsstand;\n`;
    if (chunk.length < 1 << 18) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Accepting a flat file, from its bytes to stored observations, against plain COPY of the parsed rows into an identical table. */
export async function benchStatistics(serverUrl: string, quick: boolean): Promise<Result[]> {
  const rows = quick ? 100_000 : 2_000_000;
  const ground = await openGround(serverUrl, 'bench_statistics');
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-statistics-'));
  const client = new pg.Client({ connectionString: ground.ownerUrl });
  try {
    const context = await addTenant(ground, 'recklinghausen', '05562');
    await loadDistrict(context);
    await addTestIndicators(context, ['people']);
    const table = {
      source: '12411',
      rules: [{ indicator: 'people', measure: 'BEVSTD' }],
      dimensions: { NAT: 'nationality', ALTX20: 'age' },
    };
    await context.transaction((trx) =>
      trx
        .insertInto('monitoring_mapping')
        .values({
          tenant_id: context.tenant.id,
          id: uuidv7(),
          name: 'bench',
          signature: 'table:12411-99-01-4',
          mapping: JSON.stringify({ columns: null, table }),
        })
        .execute(),
    );
    const path = join(folder, fileName);
    await pipeline(flatFile(rows), createWriteStream(path));
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);

    const program = fileURLToPath(new URL('statistics-import.mjs', import.meta.url));
    const answer = execFileSync(process.execPath, [program, ground.appUrl, folder, fileName, hash.digest('hex')], {
      encoding: 'utf8',
    });
    const imported = JSON.parse(answer) as {
      seconds: number;
      previewSeconds: number;
      growth: number;
      previewGrowth: number;
      state: string;
      added: number;
    };
    if (imported.state !== 'accepted' || imported.added !== rows) throw new Error(answer);
    console.log(
      `  preview of ${rows} rows: ${imported.previewSeconds.toFixed(1)} s, stored in ${imported.seconds.toFixed(1)} s; memory ${Math.round(imported.previewGrowth / 1e6)}, then ${Math.round(imported.growth / 1e6)} MB`,
    );

    await client.connect();
    const copySeconds = await plainCopy(client, context.tenant.id);
    return [
      {
        name: `ffcsv import of ${rows} rows`,
        value: rows / imported.seconds,
        baseline: rows / copySeconds,
        unit: 'rows/s',
        target: 0.4,
        better: 'higher',
      },
      {
        name: `memory of the ffcsv import of ${rows} rows`,
        value: imported.growth / 1_000_000,
        baseline: 300,
        unit: 'MB',
        target: 1,
        better: 'lower',
      },
    ];
  } finally {
    await client.end().catch(() => undefined);
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The stored rows in the order of the file, copied into a table with the same keys, checks and indexes. */
async function plainCopy(client: pg.Client, tenantId: string): Promise<number> {
  await client.query(`select set_config('app.tenant', $1, false)`, [tenantId]);
  const chunks: Buffer[] = [];
  for await (const chunk of copyOut(client, 'copy (select * from monitoring_observation order by file_row) to stdout'))
    chunks.push(chunk);
  await client.query('create table plain (like monitoring_observation including all)');
  await client.query(
    'alter table plain add foreign key (tenant_id, series_id) references monitoring_series (tenant_id, id) on delete cascade',
  );
  await client.query('checkpoint');
  const started = performance.now();
  await copyIn(
    client,
    'copy plain from stdin',
    (async function* () {
      yield* chunks;
    })(),
  );
  return (performance.now() - started) / 1000;
}
