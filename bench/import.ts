import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { loadDistrict } from '#modules/territory';
import { uuidv7 } from '#platform/crypto';
import { copyIn, copyOut } from '#platform/database';
import { csv } from '#platform/documents';
import { localFileStore } from '#platform/files';
import { openOutgoing } from '#platform/outgoing';
import { offerColumns } from '../src/modules/directory/model/table/columns.ts';
import { writeOfferRow } from '../src/modules/directory/model/table/offer-row.ts';
import { acceptRun, readRun } from '../src/modules/directory/service/exchange/jobs.ts';
import { readGround, readTowns } from '../src/modules/directory/service/ground.ts';
import { importOffers, readImport } from '../src/modules/directory/service/importing.ts';
import { tableNames } from '../src/modules/directory/service/table-names.ts';
import { findRun, insertRun, moveRun } from '../src/modules/directory/store/exchange/runs.ts';
import { insertSource } from '../src/modules/directory/store/exchange/sources.ts';
import { addTenant, benchTowns, openGround } from './ground.ts';
import type { Result } from './main.ts';
import { generator, syntheticOffer } from './synthetic.ts';

const tables = ['directory_entry', 'directory_version', 'directory_public_offer', 'directory_public_word'];

/** A file as a district would bring it: German headings, names instead of ids. */
export async function offersFile(context: Awaited<ReturnType<typeof addTenant>>, count: number): Promise<Buffer> {
  const towns = await readTowns(context);
  const ground = await context.transaction((trx) => readGround(trx, towns));
  const { label } = tableNames(ground);
  const random = generator(3);
  const rows = Array.from({ length: count }, (_, number) => ({
    ...writeOfferRow(syntheticOffer(random, benchTowns, number, 1), { slug: '', confirmedOn: null }, label),
    organisation: `Träger ${number % 40}`,
    organisationKind: 'Verein',
    organisationDescription: 'Ein Verein der Stadt.',
  }));
  const columns = offerColumns.map(({ key, header }) => ({ key, header, kind: 'text' as const }));
  return Buffer.from(csv(columns, rows, { separator: ';', bom: true }) as string);
}

/** The same file as a run of a source: read, compared, kept for looking at, and accepted. @returns seconds of all of it */
async function runOfSource(serverUrl: string, count: number): Promise<number> {
  const ground = await openGround(serverUrl, 'bench_source');
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-bench-files-'));
  try {
    const context = await addTenant(ground, 'recklinghausen', '05562');
    await loadDistrict(context);
    await ground.tenants.refresh();
    const bytes = await offersFile(context, count);
    const id = uuidv7();
    const runId = uuidv7();
    const settings = { name: 'Bench', kind: 'csv', url: null, every: 'never', review: true, active: true } as const;
    const files = localFileStore(folder);
    const fileKey = `${context.tenant.id}/directory/${runId}.csv`;
    await files.put(fileKey, bytes, 'text/csv');
    const facts = {
      fileName: 'bench.csv',
      fileKey,
      sha256: Buffer.alloc(32),
      how: 'upload',
      createdBy: null,
      report: {},
    } as const;
    await context.transaction(async (trx) => {
      await insertSource(trx, context.tenant.id, id, settings);
      await insertRun(trx, context.tenant.id, { id: runId, sourceId: id, ...facts, createdAt: context.now() });
    });
    const started = performance.now();
    await readRun(context, { files, outgoing: openOutgoing({ agent: 'bench' }) }, runId);
    await context.transaction((trx) => moveRun(trx, runId, ['read'], { state: 'writing' }));
    await acceptRun(context, runId);
    const seconds = (performance.now() - started) / 1000;
    const run = await context.transaction((trx) => findRun(trx, runId));
    if (run?.report.outcome?.added !== count) throw new Error(JSON.stringify(run?.report).slice(0, 2000));
    return seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await ground.close();
  }
}

/** Importing a CSV file of 20,000 offers against a plain COPY of the very rows it makes into the same tables. */
export async function benchImport(serverUrl: string, quick: boolean): Promise<Result[]> {
  const count = quick ? 2000 : 20_000;
  const ground = await openGround(serverUrl, 'bench_import');
  const bare = await openGround(serverUrl, 'bench_copy');
  const clients = [
    new pg.Client({ connectionString: ground.ownerUrl }),
    new pg.Client({ connectionString: bare.ownerUrl }),
  ] as const;
  try {
    const context = await addTenant(ground, 'recklinghausen', '05562');
    await loadDistrict(context);
    await ground.tenants.refresh();
    const file = await offersFile(context, count);

    const started = performance.now();
    const rows = readImport(file);
    if (!rows.ok) throw new Error(rows.code);
    const imported = await importOffers(context, rows.value);
    const seconds = (performance.now() - started) / 1000;
    if (!imported.ok || imported.value.added !== count) throw new Error(JSON.stringify(imported));

    for (const client of clients) await client.connect();
    const [from, to] = clients;
    const chunks = new Map<string, Buffer[]>();
    for (const table of ['tenant', ...tables]) {
      const parts: Buffer[] = [];
      for await (const part of copyOut(from, `copy ${table} to stdout`)) parts.push(part);
      chunks.set(table, parts);
    }
    const copy = async (table: string) =>
      copyIn(
        to,
        `copy ${table} from stdin`,
        (async function* pieces() {
          yield* chunks.get(table) ?? [];
        })(),
      );
    await copy('tenant');
    const copyStarted = performance.now();
    await to.query('begin');
    for (const table of tables) await copy(table);
    await to.query('commit');
    const copySeconds = (performance.now() - copyStarted) / 1000;
    const runSeconds = await runOfSource(serverUrl, count);
    return [
      {
        name: `run of a source, ${count} offers`,
        value: count / runSeconds,
        baseline: count / copySeconds,
        unit: 'offers/s',
        target: 0.2,
        better: 'higher',
      },
      {
        name: `CSV import of ${count} offers`,
        value: count / seconds,
        baseline: count / copySeconds,
        unit: 'offers/s',
        target: 0.3,
        better: 'higher',
      },
    ];
  } finally {
    for (const client of clients) await client.end().catch(() => undefined);
    await ground.close();
    await bare.close();
  }
}
