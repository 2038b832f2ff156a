import { columnsReader, jsonStatReader } from './columns-reader.ts';
import type { ImportReader } from './import-reader.ts';
import { readOfficialTable } from './official-table-reading.ts';

export type { ImportFile, ImportReader } from './import-reader.ts';

/** Errors that say "this is no file of mine", of all readers. */
export const notMine: ReadonlySet<string> = new Set([
  'file.workbook',
  'file.not_a_table',
  'file.binary',
  'header.unknown',
  'table.no_header',
  'table.no_period',
  'zip.no_table',
]);

const officialTables: ImportReader = {
  key: 'official',
  // Text or ZIP: what is in it shows only when it is read.
  recognises: () => true,
  open: async (file) => readOfficialTable(await file.open(), file.fileName, file.checked),
};

/** All readers, in the order in which they are asked. */
export const importReaders: ImportReader[] = [jsonStatReader, officialTables, columnsReader];

/** Readers that may be able to read the file, the likeliest first. */
export function readersOf(fileName: string, firstBytes: Uint8Array): readonly ImportReader[] {
  return importReaders.filter((reader) => reader.recognises({ fileName, firstBytes }));
}
