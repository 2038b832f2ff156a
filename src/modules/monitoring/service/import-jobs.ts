import { z } from 'zod';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import type { FileStore } from '#platform/files';
import { enqueue } from '#platform/jobs';
import type { JobHandler } from '#platform/module';
import { findImport, moveImport, setProgress } from '../store/imports.ts';
import { acceptStored } from './import-accepting.ts';
import { storedFile } from './import-file.ts';
import { previewFile } from './import-preview.ts';

const readJob = 'monitoring.read-import';
const acceptJob = 'monitoring.accept-import';

async function order(trx: Trx, job: string, tenantId: string, importId: string): Promise<void> {
  await enqueue(trx, job, { tenantId, importId }, { key: `${job}.${importId}` });
}
export const orderReading = (trx: Trx, tenantId: string, importId: string) => order(trx, readJob, tenantId, importId);
export const orderAccepting = (trx: Trx, tenantId: string, importId: string) => order(trx, acceptJob, tenantId, importId);

/** Tells how far the reading is, once a second at most and without keeping the reading up. */
function progressOf(context: Context, id: string, passes: number): (bytes: number) => void {
  let [taken, told, busy] = [0, Date.now(), false];
  return (bytes) => {
    taken += bytes;
    if (busy || Date.now() - told < 1000) return;
    busy = true;
    told = Date.now();
    const done = () => {
      busy = false;
    };
    // A progress bar that stands still is no reason to break off.
    context.transaction((trx) => setProgress(trx, id, Math.round(taken / passes))).then(done, done);
  };
}

/** Reads an uploaded file and keeps what its page shows. May run again at any time: it begins anew. */
export async function readImport(context: Context, files: FileStore, id: string): Promise<void> {
  const record = await context.transaction(async (trx) => {
    await moveImport(trx, id, ['uploaded', 'reading'], { state: 'reading', progress: 0 });
    return findImport(trx, id);
  });
  if (record?.state !== 'reading' || !record.fileKey) return;
  // It is read twice: first what it is, then what it would change.
  const file = await storedFile(files, { fileKey: record.fileKey, fileName: record.fileName }, progressOf(context, id, 2));
  if (!file) throw new Error(`The file of import ${id} is gone`);
  const { state, report, preview, mappingId } = await previewFile(context, file);
  await context.transaction((trx) =>
    moveImport(trx, id, ['reading'], { state, report, preview, mappingId, progress: record.bytes }),
  );
}

/** Stores what a file says, all of it or nothing. May run again: what is accepted already stays as it is. */
export async function acceptImport(context: Context, files: FileStore, id: string): Promise<void> {
  const record = await context.transaction((trx) => findImport(trx, id));
  if (record?.state !== 'accepting' || !record.fileKey) return;
  const file = await storedFile(files, { fileKey: record.fileKey, fileName: record.fileName }, progressOf(context, id, 1));
  if (!file) throw new Error(`The file of import ${id} is gone`);
  await acceptStored(context, record, file);
}

const payloadSchema = z.object({ tenantId: z.uuid(), importId: z.uuid() });

export function importJobs(files: FileStore): Readonly<Record<string, JobHandler>> {
  const handler =
    (name: string, work: (context: Context, files: FileStore, id: string) => Promise<void>): JobHandler =>
    async (payload, services) => {
      const { tenantId, importId } = payloadSchema.parse(payload);
      await work(services.contextOf(tenantId, name), files, importId);
    };
  return { [readJob]: handler(readJob, readImport), [acceptJob]: handler(acceptJob, acceptImport) };
}
