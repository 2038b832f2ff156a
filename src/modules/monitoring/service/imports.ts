import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { FileStore } from '#platform/files';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { discardableStates, type ImportRecord, type ImportState, readableStates } from '../model/import.ts';
import {
  findImport,
  type ImportLine,
  insertImport,
  laterImports,
  listImports,
  moveImport,
  removeObservations,
} from '../store/imports.ts';
import { runAfterImport } from './import-effects.ts';
import { orderAccepting, orderReading } from './import-jobs.ts';
import { lockStoring, userOf } from './storing.ts';

/** Largest file that the form takes; the command line takes larger ones. */
export const uploadMegabytes = 300;

/** An import as staff see it; a malformed id is one that does not exist. */
export async function importOf(context: Context, id: string): Promise<ImportRecord | undefined> {
  if (!context.may('monitoring.read') || !z.uuid().safeParse(id).success) return undefined;
  return context.transaction((trx) => findImport(trx, id));
}

export const pageLength = 30;

/** @param after key of the last line of the page before: `<ISO time>_<id>` */
export async function importsOf(context: Context, after?: string): Promise<{ lines: ImportLine[]; next: string | undefined }> {
  const [time = '', id = ''] = after?.split('_') ?? [];
  const valid = z.uuid().safeParse(id).success && !Number.isNaN(Date.parse(time));
  const before = valid ? { createdAt: new Date(time), id } : undefined;
  const lines = await context.transaction((trx) => listImports(trx, { before, limit: pageLength + 1 }));
  const last = lines.length > pageLength ? lines[pageLength - 1] : undefined;
  return { lines: lines.slice(0, pageLength), next: last && `${last.createdAt.toISOString()}_${last.id}` };
}

export interface UploadedFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly firstBytes: Uint8Array;
}

const kinds = [
  { extension: 'zip', type: 'application/zip', is: (name: string, bytes: Buffer) => isZip(bytes) && !/\.xlsx$/i.test(name) },
  {
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    is: (_: string, bytes: Buffer) => isZip(bytes),
  },
  { extension: 'json', type: 'application/json', is: (name: string) => /\.json$/i.test(name) },
  { extension: 'csv', type: 'text/csv', is: (_: string, bytes: Buffer) => isText(bytes) },
];
const isZip = (bytes: Buffer) => bytes.subarray(0, 2).toString('latin1') === 'PK';
const isUtf16 = (bytes: Buffer) => /^(?:\xff\xfe|\xfe\xff)/.test(bytes.subarray(0, 2).toString('latin1'));
/** Pictures, PDF and programs have zeros or begin otherwise; a store must never hold what a browser would run. */
const isText = (bytes: Buffer) =>
  isUtf16(bytes) || (!bytes.includes(0) && !/^\s*(?:%PDF|<)/.test(bytes.subarray(0, 200).toString('latin1').replace(/^ï»¿/, '')));

/** Only the name itself, without folders and signs that no name has. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').trim().slice(-200) || 'datei';

/** Keeps a file and orders its reading. */
export async function uploadImport(
  context: Context,
  files: FileStore,
  file: UploadedFile,
  where: 'queue' | 'here' = 'queue',
): Promise<Outcome<string, FailureCode>> {
  if (!context.may('monitoring.import')) return fail('monitoring.not_allowed');
  const kind = kinds.find(({ is }) => is(file.name, Buffer.from(file.firstBytes)));
  if (!kind) return fail('monitoring.import_kind');
  const id = uuidv7();
  const tenantId = context.tenant.id;
  const fileKey = `${tenantId}/monitoring/${id}.${kind.extension}`;
  await files.putFile(fileKey, file.path, kind.type);
  try {
    await context.transaction(async (trx) => {
      const { bytes, sha256 } = file;
      const record = { id, tenantId, fileKey, bytes, sha256, fileName: plainName(file.name) };
      await insertImport(trx, { ...record, createdAt: context.now(), createdBy: userOf(context) });
      if (where === 'queue') await orderReading(trx, tenantId, id);
      await audit(trx, context, { action: 'monitoring.import_uploaded', subjectType: 'monitoring_import', subjectId: id });
    });
  } catch (error) {
    await files.delete(fileKey);
    throw error;
  }
  return ok(id);
}

type Change = (trx: Trx, record: ImportRecord) => Promise<Outcome<undefined, FailureCode>>;

async function change(
  context: Context,
  id: string,
  states: readonly ImportState[],
  work: Change,
): Promise<Outcome<undefined, FailureCode>> {
  if (!context.may('monitoring.import')) return fail('monitoring.not_allowed');
  if (!z.uuid().safeParse(id).success) return fail('monitoring.unknown_import');
  return context.transaction(async (trx) => {
    const record = await findImport(trx, id);
    if (!record) return fail('monitoring.unknown_import');
    if (!states.includes(record.state)) return fail('monitoring.import_state', { state: record.state });
    return work(trx, record);
  });
}

const stateChanged = fail('monitoring.import_state', { state: '' });
const subject = (id: string) => ({ subjectType: 'monitoring_import', subjectId: id });

/**
 * Orders what the preview shows to be stored. Asking again while it is under way starts it anew.
 * @param where `here`: the caller stores it itself, there is nobody to wait for
 */
export function orderAccept(
  context: Context,
  id: string,
  where: 'queue' | 'here' = 'queue',
): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, ['ready', 'accepting'], async (trx) => {
    if (!(await moveImport(trx, id, ['ready', 'accepting'], { state: 'accepting', progress: 0 }))) return stateChanged;
    if (where === 'queue') await orderAccepting(trx, context.tenant.id, id);
    await audit(trx, context, { action: 'monitoring.import_accepted', ...subject(id) });
    return ok();
  });
}

/** Orders the file to be read again, after a mapping was given or an indicator was made. */
export function orderRead(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, readableStates, async (trx, { fileKey }) => {
    if (!fileKey || !(await moveImport(trx, id, readableStates, { state: 'uploaded', progress: 0 }))) return stateChanged;
    await orderReading(trx, context.tenant.id, id);
    return ok();
  });
}

/** Throws an import away that was not accepted, and its file. */
export async function discardImport(context: Context, files: FileStore, id: string): Promise<Outcome<undefined, FailureCode>> {
  let fileKey: string | null = null;
  const outcome = await change(context, id, discardableStates, async (trx, record) => {
    fileKey = record.fileKey;
    const gone = { state: 'discarded', fileKey: null, report: null, preview: null } as const;
    if (!(await moveImport(trx, id, discardableStates, gone))) return stateChanged;
    await audit(trx, context, { action: 'monitoring.import_discarded', ...subject(id) });
    return ok();
  });
  // Only once nobody can ask for it any more: a file without a record is no harm, a record without its file is.
  if (outcome.ok && fileKey) await files.delete(fileKey);
  return outcome;
}

/** Takes the figures of an accepted import out again; what they superseded is current again. */
export function undoImport(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  return change(context, id, ['accepted'], async (trx) => {
    await lockStoring(trx, context.tenant.id);
    const later = await laterImports(trx, id);
    if (later.length) return fail('monitoring.import_needed', { names: later.join(', ') });
    if (!(await moveImport(trx, id, ['accepted'], { state: 'undone', undoneAt: context.now() }))) return stateChanged;
    const { indicatorIds, removed } = await removeObservations(trx, id);
    await runAfterImport(trx, context, indicatorIds);
    await audit(trx, context, { action: 'monitoring.import_undone', ...subject(id), details: { removed } });
    await touchContent(trx, context.tenant.id);
    return ok();
  });
}
