import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { problemCodes, rejectionCodes } from 'official-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { type FailureCode, failures, failureText } from '../failures.ts';
import { createMonitoringModule } from '../module.ts';
import { acceptImport, readImport } from '../service/import-jobs.ts';
import { addTestIndicators } from '../testing/import-definitions.ts';
import {
  flatFile,
  flatRow,
  type ImportBench,
  openImportBench,
  peopleMapping,
  rememberMapping,
  zipOf,
} from '../testing/import-files.ts';

const database = useDatabase();
let stage: Stage;
let bench: ImportBench;
let system: Context;
const base = '/intern/recklinghausen/monitoring';
const name = '12411-01-01-4_de_flat.csv';

beforeAll(async () => {
  bench = await openImportBench();
  stage = await openStage(database, [createMonitoringModule({ files: bench.files, modules: () => [] })]);
  stage.add('staff', 'ki_staff');
  stage.add('controlling', 'controlling');
  stage.add('there', 'ki_staff', null, stage.there);
  system = stage.context();
  await addTestIndicators(system, ['people']);
  await rememberMapping(system, uuidv7(), 'table:12411-01-01-4', peopleMapping);
});
afterAll(async () => {
  await stage.close();
  await bench.close();
});

const zip = (value: string) => new Uint8Array(zipOf(name, flatFile([flatRow('05562024', 'Marl', 2001, '', value)])));
const send = (content: Uint8Array<ArrayBuffer>, as = 'staff', fileName = 'a.zip') =>
  stage.upload(`${base}/einspielen`, {}, { name: fileName, type: 'application/zip', content }, as);
const idOf = (location: unknown) => String(location).split('/').at(-1) ?? '';
const page = async (id: string, as = 'staff') => (await stage.get(`${base}/einspielen/${id}`, as)).body;

describe('the pages of imports', () => {
  it('lead from the file to its figures and back', async () => {
    const sent = await send(zip('85000'));
    expect(sent.statusCode).toBe(303);
    const id = idOf(sent.headers.location);
    const waiting = await page(id);
    expect(waiting).toContain('http-equiv="refresh"');
    expect(waiting).toContain('<progress');
    await readImport(system, bench.files, id);
    const ready = await page(id);
    expect(ready).toContain('12411-01-01-4');
    expect(ready).not.toContain('http-equiv="refresh"');
    const accepting = await stage.post(`${base}/einspielen/${id}/uebernehmen`, {}, 'staff');
    expect(accepting.statusCode).toBe(303);
    await acceptImport(system, bench.files, id);
    expect(await page(id)).toContain('Neu: 1, geändert: 0, unverändert: 0.');
    expect((await stage.post(`${base}/einspielen/${id}/uebernehmen`, {}, 'staff')).statusCode).toBe(409);
    expect((await stage.get(`${base}/einspielen/${id}/zuruecknehmen`, 'staff')).body).toContain('1 Werte werden gelöscht');
    expect((await stage.post(`${base}/einspielen/${id}/zuruecknehmen`, {}, 'staff')).statusCode).toBe(303);
    expect(await page(id)).toContain('zurückgenommen');
    expect((await stage.get(`${base}/einspielen`, 'staff')).body).toContain('a.zip');
    expect((await stage.get(base, 'staff')).body).toContain('a.zip');
  });

  it('leave no file behind in the temporary folder, and take no other kind', async () => {
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]);
    const refused = await send(picture, 'staff', 'bild.png');
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('weder eine Tabelle');
    expect((await stage.upload(`${base}/einspielen`, {}, { name: '', type: '', content: '' }, 'staff')).statusCode).toBe(422);
    const left = async () => (await readdir(tmpdir())).filter((one) => one.startsWith(`dreiklang-upload-${process.pid}`));
    await expect.poll(left).toEqual([]);
  });

  it('are for those who may', async () => {
    const { id } = await bench.read(
      stage.context({ actor: stage.add('other', 'ki_staff') }),
      name,
      flatFile([flatRow('05562', 'RE', 2002, '', '1')]),
    );
    expect((await send(zip('1'), 'controlling')).statusCode).toBe(403);
    expect((await stage.get(`${base}/einspielen/${id}`, 'controlling')).statusCode).toBe(200);
    expect(await page(id, 'controlling')).not.toContain('/uebernehmen');
    expect((await stage.post(`${base}/einspielen/${id}/uebernehmen`, {}, 'controlling')).statusCode).toBe(403);
    expect((await stage.get(`${base}/einspielen/${id}`, 'there')).statusCode).toBe(403);
    expect((await stage.get(`/intern/guetersloh/monitoring/einspielen/${id}`, 'there')).statusCode).toBe(404);
    for (const wrong of ['x', '..%2f', uuidv7(), `${id}x`])
      expect((await stage.get(`${base}/einspielen/${wrong}`, 'staff')).statusCode, wrong).toBe(404);
    expect((await stage.get(`${base}/einspielen?ab=x`, 'staff')).statusCode).toBe(200);
    expect((await stage.get(`${base}/einspielen?ab=2026-01-01_${id}&ab=2`, 'staff')).statusCode).toBe(200);
  });

  it('page through many by key', async () => {
    const rows = Array.from({ length: 65 }, (_, index) => ({
      tenant_id: stage.here.id,
      id: uuidv7(),
      file_name: `viele-${index}.csv`,
      state: 'accepted',
      created_at: new Date(Date.UTC(2020, 0, 1, 0, Math.floor(index / 3))),
    }));
    await system.transaction((trx) => trx.insertInto('monitoring_import').values(rows).execute());
    const seen = new Set<string>();
    let next: string | undefined = `${base}/einspielen`;
    while (next) {
      const { body }: { body: string } = await stage.get(next.replaceAll('&amp;', '&'), 'staff');
      for (const [, found = ''] of body.matchAll(/<bdi>(viele-\d+\.csv)<\/bdi>/g)) {
        expect(seen.has(found)).toBe(false);
        seen.add(found);
      }
      next = /href="([^"]+)" rel="next"/.exec(body)?.[1];
    }
    expect(seen.size).toBe(65);
  });

  it('have a text for every code', () => {
    const { t } = system;
    const missing = [...problemCodes, ...rejectionCodes].filter((code) =>
      t(`monitoring:staff.import.code.${code}`).startsWith('staff.'),
    );
    expect(missing).toEqual([]);
    const own = (Object.keys(failures) as FailureCode[]).filter((code) => /import|not_allowed/.test(code));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((code) => t(failureText(code)).startsWith('staff.'))).toEqual([]);
  });
});
