import type { Context } from '#platform/access';
import type { ImportProblem } from '../model/import.ts';
import type { IncomingTable, ReadingReport } from '../model/incoming.ts';
import type { ColumnMapping } from '../model/mapping.ts';
import { type FoundMapping, findRemembered, findTableMapping, tableSignatures } from './import-mappings.ts';
import { handsOver, type ImportFile, type ImportReader, importReaders, readersOf } from './import-readers.ts';

/** What a file turned out to be. */
export interface Recognised {
  readonly reader: string;
  readonly reading: ReadingReport;
  readonly signature: string | null;
  /** Undefined: somebody has to say what its columns or measures are. */
  readonly found: FoundMapping | undefined;
}

async function structureOf(table: IncomingTable): Promise<ReadingReport> {
  for await (const _ of table.batches());
  return table.report();
}

/** Reads a file to its end without keeping anything of it: what it is, and which mapping fits. */
export async function recognise(context: Context, file: ImportFile): Promise<Recognised> {
  let first: Recognised | undefined;
  for (const reader of readersOf(file.fileName, file.firstBytes)) {
    const recognised = await (reader.signatureOf ? byColumns(context, file, reader) : byItself(context, file, reader));
    if (!recognised) continue;
    if (!handsOver(file, recognised.reading)) return recognised;
    first ??= recognised;
  }
  if (!first) throw new Error('No reader looked at the file');
  return first;
}

async function byColumns(context: Context, file: ImportFile, reader: ImportReader): Promise<Recognised | undefined> {
  const signature = (await reader.signatureOf?.(file)) ?? null;
  if (signature === null) return undefined;
  const found = await context.transaction((trx) => findRemembered(trx, [signature]));
  const reading = await structureOf(await reader.open(file, found?.mapping.columns ?? null));
  return { reader: reader.key, reading, signature, found };
}

async function byItself(context: Context, file: ImportFile, reader: ImportReader): Promise<Recognised> {
  const reading = await structureOf(await reader.open(file, null));
  const signature = tableSignatures(reading)[0] ?? null;
  const found = reading.error ? undefined : await context.transaction((trx) => findTableMapping(trx, reading));
  return { reader: reader.key, reading, signature, found };
}

/** Opens a file that was recognised before, for its rows. */
export async function openWith(key: string, file: ImportFile, columns: ColumnMapping | null): Promise<IncomingTable> {
  const reader = importReaders.find((one) => one.key === key);
  if (!reader) throw new Error(`There is no reader ${key}`);
  return reader.open({ ...file, checked: true }, columns);
}

/** Why nothing of the file may be stored, whatever the mapping says; null: nothing speaks against it. */
export function problemOf({ reading }: Recognised): ImportProblem | null {
  const { error, complete, duplicates, tableCode, statisticCode } = reading;
  if (error) return error;
  if (!complete) return { code: 'file.unreadable', detail: '' };
  // The name of a file is what people take it for; what is in it is another statistic.
  if (tableCode && statisticCode && /^\d{4}[0-9A-Z]-/.test(tableCode) && !tableCode.startsWith(statisticCode))
    return { code: 'table.unexpected', detail: `${tableCode}: ${statisticCode}` };
  if (duplicates.conflicting)
    return { code: 'duplicates.conflicting', detail: `${duplicates.conflicting}: ${duplicates.rows.slice(0, 20).join(', ')}` };
  return null;
}
