import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Context } from '#platform/access';
import { type FileStore, localFileStore } from '#platform/files';
import type { ImportRecord } from '../model/import.ts';
import type { TableMapping } from '../model/mapping.ts';
import { acceptImport, readImport } from '../service/import-jobs.ts';
import { importOf, orderAccept, uploadImport } from '../service/imports.ts';

const header =
  'statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label';

/** One row of a flat file of 2025; sex '' is the total. */
export function flatRow(
  key: string,
  name: string,
  year: number,
  sex: '' | 'GESM' | 'GESW',
  value: string,
  statistic = '12411',
): string {
  const label = { '': 'Insgesamt', GESM: 'männlich', GESW: 'weiblich' }[sex];
  const level = key.length === 2 ? 'DLAND' : key.length >= 7 ? 'GEMEIN' : 'KREISE';
  return `${statistic};Fortschreibung;STAG;Stichtag;${year}-12-31;${level};Gebiet;${key};${name};GES;Geschlecht;${sex};${label};${value};Anzahl;BEVSTD;Bevölkerungsstand`;
}

export const flatFile = (rows: readonly string[]): Buffer => Buffer.from(`\ufeff${[header, ...rows].join('\n')}\n`);

export const zipOf = (name: string, content: Uint8Array): Buffer => Buffer.from(zipSync({ [name]: new Uint8Array(content) }));

export const peopleMapping: TableMapping = {
  source: '12411',
  rules: [{ indicator: 'people', measure: 'BEVSTD', where: {}, factor: 1 }],
  dimensions: { GES: 'sex' },
  categories: { sex: { GESW: 'female', GESM: 'male' } },
  territories: {},
};

/** Remembers how a table is read. */
export async function rememberMapping(context: Context, id: string, signature: string, table: TableMapping): Promise<void> {
  const mapping = JSON.stringify({ columns: null, table });
  await context.transaction((trx) =>
    trx
      .insertInto('monitoring_mapping')
      .values({ tenant_id: context.tenant.id, id, name: signature, signature, mapping })
      .execute(),
  );
}

/** Files go the way they go in the program: uploaded, read, accepted, with the jobs run at once. */
export interface ImportBench {
  readonly files: FileStore;
  upload(context: Context, name: string, content: Uint8Array): Promise<string>;
  read(context: Context, name: string, content: Uint8Array): Promise<ImportRecord>;
  /** Read and accepted. */
  accept(context: Context, name: string, content: Uint8Array): Promise<ImportRecord>;
  close(): Promise<void>;
}

export async function openImportBench(): Promise<ImportBench> {
  const folder = await mkdtemp(join(tmpdir(), 'dreiklang-imports-'));
  const files = localFileStore(join(folder, 'files'));
  let number = 0;
  const upload: ImportBench['upload'] = async (context, name, content) => {
    number += 1;
    const path = join(folder, `upload-${number}`);
    await writeFile(path, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const file = { path, name, bytes: content.length, sha256, firstBytes: content.subarray(0, 4096) };
    const outcome = await uploadImport(context, files, file);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value;
  };
  const record = async (context: Context, id: string) => {
    const found = await importOf(context, id);
    if (!found) throw new Error(`No import ${id}`);
    return found;
  };
  const read: ImportBench['read'] = async (context, name, content) => {
    const id = await upload(context, name, content);
    await readImport(context, files, id);
    return record(context, id);
  };
  return {
    files,
    upload,
    read,
    async accept(context, name, content) {
      const { id, state } = await read(context, name, content);
      const outcome = await orderAccept(context, id);
      if (!outcome.ok) throw new Error(`${outcome.code} ${state}`);
      await acceptImport(context, files, id);
      return record(context, id);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
