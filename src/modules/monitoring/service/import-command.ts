import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Context } from '#platform/access';
import type { FileStore } from '#platform/files';
import type { ImportOutcome, ImportPreview, ImportReport, ImportState } from '../model/import.ts';
import type { ReadingReport } from '../model/incoming.ts';
import { diskFile } from './import-file.ts';
import { acceptImport, readImport } from './import-jobs.ts';
import { previewFile } from './import-preview.ts';
import { readersOf } from './import-readers.ts';
import { importOf, orderAccept, uploadImport } from './imports.ts';

/** What became of one file of the command line. */
export interface CommandResult {
  readonly state: ImportState | 'read';
  readonly report: Pick<ImportReport, 'reading' | 'problem'>;
  readonly preview: ImportPreview | null;
  readonly outcome: ImportOutcome | null;
}

/** Reads a file without any district: what it is, and which rows cannot be read. */
export async function readStatistics(path: string, fileName: string, onBytes?: (bytes: number) => void): Promise<CommandResult> {
  const file = await diskFile(path, fileName, onBytes);
  let reading: ReadingReport | undefined;
  // Readers that must be told what the columns are come to nothing here.
  for (const reader of readersOf(fileName, file.firstBytes).filter(({ signatureOf }) => !signatureOf)) {
    const table = await reader.open(file, null);
    for await (const _ of table.batches());
    reading = table.report();
    if (reading.complete) break;
  }
  if (!reading) throw new Error(`No reader looked at ${fileName}`);
  return { state: 'read', report: { reading, problem: reading.error }, preview: null, outcome: null };
}

/** What bringing a file into a district would change. */
export async function previewStatistics(
  context: Context,
  path: string,
  fileName: string,
  onBytes?: (bytes: number) => void,
): Promise<CommandResult> {
  return { ...(await previewFile(context, await diskFile(path, fileName, onBytes))), outcome: null };
}

/** Brings a file into a district the way the pages do: kept, read, accepted when nothing speaks against it. */
export async function importStatistics(
  context: Context,
  files: FileStore,
  path: string,
  fileName: string,
): Promise<CommandResult & { readonly refused: string | null }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const { size, firstBytes } = await diskFile(path, fileName);
  const file = { path, name: fileName, bytes: size, sha256: hash.digest('hex'), firstBytes };
  const uploaded = await uploadImport(context, files, file, 'here');
  if (!uploaded.ok) {
    const read = await readStatistics(path, fileName);
    return { ...read, state: 'refused', refused: uploaded.code };
  }
  const id = uploaded.value;
  await readImport(context, files, id);
  const accepting = (await importOf(context, id))?.state === 'ready';
  if (accepting) {
    const ordered = await orderAccept(context, id, 'here');
    if (ordered.ok) await acceptImport(context, files, id);
  }
  const record = await importOf(context, id);
  if (!record?.report) throw new Error(`The import ${id} was not read`);
  const { state, report, preview, outcome } = record;
  return { state, report, preview, outcome, refused: state === 'accepted' ? null : (report.problem?.code ?? state) };
}
