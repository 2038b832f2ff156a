import type { ReadingReport } from '../model/incoming.ts';
import { columnsReader, jsonStatReader, textStart } from './columns-reader.ts';
import type { ImportFile, ImportReader } from './import-reader.ts';
import { readOfficialTable } from './official-table-reading.ts';

export type { ImportFile, ImportReader } from './import-reader.ts';

/** Errors that say "this is no file of mine", of all readers. */
const notMine: ReadonlySet<string> = new Set([
  'file.workbook',
  'file.not_a_table',
  'file.binary',
  'header.unknown',
  'table.no_header',
  'table.no_period',
  'zip.no_table',
]);

/** Flat files of GENESIS in a language that nobody reads begin like those we know: no table of people, and no question helps. */
const looksFlat = /^"?(?:statistics?_|statistik_|code_statisti)/i;

/** Whether a reader found a file to be none of its own after all, so that the next one is asked. */
export function handsOver({ firstBytes }: Pick<ImportFile, 'firstBytes'>, { error, observations }: ReadingReport): boolean {
  return error !== null && observations === 0 && notMine.has(error.code) && !looksFlat.test(textStart(firstBytes));
}

const officialTables: ImportReader = {
  key: 'official',
  // Text or ZIP: what is in it shows only when it is read.
  recognises: () => true,
  open: async (file) => readOfficialTable(await file.open(), file.fileName, file.checked),
};

/** All readers, in the order in which they are asked. */
export const importReaders: readonly ImportReader[] = [jsonStatReader, officialTables, columnsReader];

/** Readers that may be able to read the file, the likeliest first. */
export function readersOf(fileName: string, firstBytes: Uint8Array): readonly ImportReader[] {
  return importReaders.filter((reader) => reader.recognises({ fileName, firstBytes }));
}
