import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { defineModule } from '#platform/module';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringPermissions } from '../permissions.ts';
import { readImport } from '../service/import-jobs.ts';
import { importOf } from '../service/imports.ts';
import { type RetrievalParts, retrievalJobs, retrievals, runRetrieval } from '../service/retrieval.ts';
import { type GenesisStandIn, openGenesisStandIn, standInAccount } from '../testing/genesis-stand-in.ts';
import { type ImportBench, openImportBench } from '../testing/import-files.ts';
import { retrievalRoutes } from './retrieval.tsx';

const database = useDatabase();
let stage: Stage;
let staff: Context;
let system: Context;
let bench: ImportBench;
let standIn: GenesisStandIn;
let parts: RetrievalParts;
const root = '/intern/recklinghausen/monitoring/abrufe';

beforeAll(async () => {
  [bench, standIn] = [await openImportBench(), await openGenesisStandIn()];
  parts = {
    files: bench.files,
    logins: { regionalstatistik: `${standInAccount.username}:${standInAccount.password}` },
    bases: { regionalstatistik: standIn.base },
    limits: { timeout: 20_000, bytes: 1_000_000 },
  };
  const module = defineModule({
    name: 'monitoring',
    permissions: monitoringPermissions,
    routes: (app) => retrievalRoutes(app, parts),
  });
  stage = await openStage(database, [module]);
  staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  system = stage.context();
  stage.add('officer', 'integration_officer');
});
afterAll(async () => {
  await stage.close();
  await standIn.close();
  await bench.close();
});

const fields = {
  service: 'regionalstatistik',
  tableCode: '12411-88-01-4',
  regionalVariable: 'KREISE',
  regionalKey: '05562',
  startYear: '',
  endYear: '',
  language: 'de',
  everyMonths: '3',
  nextOn: '2026-11-20',
};
const only = async (code: string) => {
  const found = (await retrievals(staff)).find(({ tableCode }) => tableCode === code);
  if (!found) throw new Error(code);
  return found;
};
const add = async (tableCode: string, more: Partial<typeof fields> = {}) => {
  expect(
    (await stage.post(`${root}/neu`, { ...fields, nextOn: '', everyMonths: '', ...more, tableCode }, 'staff')).statusCode,
  ).toBe(303);
  return only(tableCode);
};

/** Only the owner of the database sees the queue. */
async function waitingJobs(id: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query('select payload from graphile_worker._private_jobs where key = $1', [`monitoring.retrieve.${id}`]))
      .rows;
  } finally {
    await client.end();
  }
}

describe('the pages', () => {
  it('keep what was typed, refuse a table twice, and a change that came in between', async () => {
    expect((await stage.get(root, 'staff')).body).toContain('Noch kein Abruf');
    const wrong = await stage.post(`${root}/neu`, { ...fields, tableCode: '../x', endYear: '20' }, 'staff');
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('value="../x"');
    expect((await stage.post(`${root}/neu`, fields, 'staff')).statusCode).toBe(303);
    const twice = await stage.post(`${root}/neu`, fields, 'staff');
    expect(twice.statusCode).toBe(422);
    expect(twice.body).toContain('gibt es schon');
    const { id } = await only('12411-88-01-4');
    expect((await stage.get(`${root}/${id}`, 'staff')).body).toContain('value="05562"');
    expect((await stage.post(`${root}/${id}`, { ...fields, version: '7' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${root}/${id}`, { ...fields, version: '1', startYear: '2020' }, 'staff')).statusCode).toBe(303);
    expect((await only('12411-88-01-4')).startYear).toBe(2020);
    expect((await add('12411-88-02-4', { everyMonths: '12' })).nextOn).toBe('2026-11-22');
  });
  it('are for those who import; others read', async () => {
    const { id } = await only('12411-88-01-4');
    const page = await stage.get(root, 'officer');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('/abrufen');
    for (const path of ['/neu', `/${id}`, `/${id}/loeschen`])
      expect((await stage.get(root + path, 'officer')).statusCode).toBe(403);
    for (const path of ['/0193b3a0-0000-7000-8000-000000000000', '/x', '/x/loeschen'])
      expect((await stage.get(root + path, 'staff')).statusCode).toBe(404);
    expect((await stage.post(`${root}/${id}/abrufen`, {}, 'officer')).statusCode).toBe(403);
  });
  it('say that there is no account', async () => {
    const { id } = await add('12411-0001', { service: 'destatis' });
    expect((await stage.get(root, 'staff')).body).toContain('Kein Zugang eingerichtet für: Destatis');
    expect((await stage.post(`${root}/${id}/abrufen`, {}, 'staff')).statusCode).toBe(303);
    expect(await runRetrieval(system, parts, id)).toMatchObject({ ok: false, code: 'no_credentials' });
    expect((await stage.post(`${root}/${id}/loeschen`, {}, 'staff')).statusCode).toBe(303);
  });
});

describe('a retrieval', () => {
  it('becomes an import that waits for acceptance, once', async () => {
    const { id } = await only('12411-88-01-4');
    const result = await runRetrieval(system, parts, id);
    expect(result).toMatchObject({ ok: true, code: 'delivered' });
    await readImport(staff, bench.files, result?.importId ?? '');
    expect(await importOf(staff, result?.importId ?? '')).toMatchObject({
      fileName: '12411-88-01-4_de_flat.zip',
      report: { reading: { tableCode: '12411-88-01-4', observations: 2 } },
    });
    expect((await only('12411-88-01-4')).nextOn).toBe('2027-02-22');
    expect(await runRetrieval(system, parts, id)).toMatchObject({ ok: true, code: 'unchanged', importId: result?.importId });
    expect((await stage.get(root, 'staff')).body).toContain(`/einspielen/${result?.importId}`);
  });
  it('of a large table waits for the job of the service', async () => {
    const { id } = await add('large');
    expect(await runRetrieval(system, parts, id)).toMatchObject({ ok: false, code: 'job_started', job: 'large_526319421' });
    expect((await only('large')).nextOn).toBe('2026-11-23');
    expect(await runRetrieval(system, parts, id)).toMatchObject({ code: 'job_running', job: 'large_526319421' });
    standIn.finishJobs();
    expect(await runRetrieval(system, parts, id)).toMatchObject({ ok: true, job: null });
  });
  it('that failed is told on the page, without the account', async () => {
    const { id } = await add('echo');
    expect(await runRetrieval(system, parts, id)).toMatchObject({ ok: false, code: 'refused' });
    const { body } = await stage.get(root, 'staff');
    expect(body).toContain('Abgelehnt');
    expect(body).not.toContain(standInAccount.username);
    expect(body).not.toContain(standInAccount.password);
  });
  it('runs by itself on the day it is due', async () => {
    await add('plain-csv', { nextOn: '2026-11-22' });
    const services = {
      tenantIds: () => [stage.here.id, stage.there.id],
      contextOf: (tenantId: string) => stage.context({ tenant: tenantId === stage.here.id ? stage.here : stage.there }),
    };
    await retrievalJobs(parts)['monitoring.retrieve']?.({ _cron: {} }, services);
    const { id } = await only('plain-csv');
    expect(await waitingJobs(id)).toEqual([{ payload: { tenantId: stage.here.id, retrievalId: id } }]);
    await retrievalJobs(parts)['monitoring.retrieve']?.({ tenantId: stage.here.id, retrievalId: id }, services);
    expect((await only('plain-csv')).lastResult).toMatchObject({ ok: true, code: 'delivered' });
    expect((await only('plain-csv')).nextOn).toBeNull();
  });
});
