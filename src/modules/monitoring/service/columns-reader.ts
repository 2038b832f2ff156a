import { ReportCollector } from '../model/columns-report.ts';
import type { IncomingTable } from '../model/incoming.ts';
import { columnLimits, columnTable, readSheets } from './columns-reading.ts';
import type { ImportFile, ImportReader } from './import-reader.ts';
import { jsonStatTable } from './json-stat-reading.ts';
import { signatureOfSheets } from './mapping-assistant-file.ts';

/** Tables of people and JSON are read as a whole; undefined: larger than such files are. */
async function wholeFile(file: ImportFile): Promise<Buffer | undefined> {
  if (file.size > columnLimits.bytes) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of await file.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A table of which nothing was read, and why. */
function unread(layout: string, code: string, detail = ''): IncomingTable {
  const collector = new ReportCollector({ layout, title: null, encoding: null });
  collector.end({ code, detail });
  return { async *batches() {}, report: () => collector.report() };
}

/** The first characters of a file that may be text. */
export const textStart = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').replace(/^ï»¿/, '').trimStart();

const isWorkbook = (bytes: Uint8Array): boolean => /^PK[\s\S]*(?:\[Content_Types\]\.xml|_rels\/|xl\/)/.test(textStart(bytes));

/** Workbooks and CSV of any make: somebody has to say once what their columns are. */
export const columnsReader: ImportReader = {
  key: 'columns',
  recognises: ({ firstBytes }) => !/^[<{[]/.test(textStart(firstBytes)),
  async signatureOf(file) {
    const bytes = await wholeFile(file);
    const reading = bytes && (await readSheets(bytes));
    // A workbook that cannot be read is ours all the same: its error says more than "no official table".
    const ours = isWorkbook(file.firstBytes) || (reading && !reading.ok && reading.code === 'file.too_many_rows');
    if (!reading?.ok) return ours ? 'columns:unread' : null;
    return signatureOfSheets(reading.sheets);
  },
  async open(file, columns) {
    const bytes = await wholeFile(file);
    if (!bytes) return unread('csv', 'file.too_large', String(file.size));
    const reading = columns ? undefined : await readSheets(bytes);
    if (reading) return reading.ok ? unread(reading.layout, 'mapping.needed') : unread('workbook', reading.code, reading.detail);
    return columns ? columnTable(bytes, columns) : unread('csv', 'mapping.needed');
  },
};

export const jsonStatReader: ImportReader = {
  key: 'json-stat',
  recognises: ({ firstBytes }) => /^[{[]/.test(textStart(firstBytes)),
  async open(file) {
    const bytes = await wholeFile(file);
    return bytes ? jsonStatTable(bytes) : unread('json-stat', 'file.too_large', String(file.size));
  },
};
