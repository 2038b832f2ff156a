import { Collector } from './collector.ts';
import { FlatRows } from './flat.ts';
import { expectedColumns, readFlatHeader } from './flat-header.ts';
import { Lines, Records, splitFields } from './lines.ts';
import { excerpt, Failure, type Problem } from './problems.ts';
import { type ByteInput, Source } from './source.ts';
import { isTable, TableRows } from './table.ts';
import { Text } from './text.ts';
import type { Limits, Observation, ReadOptions, TableReport } from './types.ts';
import { zipEntries } from './zip.ts';

export const defaultLimits: Limits = {
  bytes: 4 * 1024 ** 3,
  ratio: 250,
  zipEntries: 100,
  line: 1024 * 1024,
  columns: 10_000,
  listed: 100,
  keys: 3_000_000,
};

/** A table being read. Iterate it (or its batches) once and to the end, then look at the report. */
export interface OpenTable extends AsyncIterable<Observation> {
  /** The same observations, as many at a time as one piece of the file holds: several times faster. */
  batches(): AsyncIterable<readonly Observation[]>;
  /** State so far; final once the iteration has ended. `complete` is false before. */
  report(): TableReport;
}

/**
 * Opens a table of a statistical office, plain or in a ZIP, and reads it as it is iterated. Whatever is wrong with the
 * file is told by the report and never thrown; nothing but the iterated observations and bounded lists is held.
 *
 * @example
 * const table = openTable(createReadStream('12411-01-01-4_flat.zip'));
 * for await (const observation of table) …
 * const { complete, error, rejected } = table.report();
 */
export function openTable(input: ByteInput, options: ReadOptions = {}): OpenTable {
  const limits = { ...defaultLimits, ...options.limits };
  const collector = new Collector(options, limits);
  const text = new Text();
  const batches = (): AsyncGenerator<readonly Observation[]> => readAll(input, collector, text, limits);
  return {
    batches,
    async *[Symbol.asyncIterator]() {
      for await (const batch of batches()) yield* batch;
    },
    report: () => collector.report(collector.rows > 0 || collector.layout ? text.encoding : null, text.byteOrderMark),
  };
}

async function* readAll(
  input: ByteInput,
  collector: Collector,
  text: Text,
  limits: Limits,
): AsyncGenerator<readonly Observation[]> {
  const source = new Source(input);
  try {
    const start = await source.peek(4);
    if (start[0] === 0x50 && start[1] === 0x4b) yield* readZip(source, collector, text, limits);
    else yield* readContent(plain(source, limits), collector, text, limits);
    collector.finished = true;
  } catch (error) {
    collector.error = problemOf(error);
  } finally {
    await source.close();
  }
}

/** Bugs stay exceptions; only what the input causes becomes a value. */
function problemOf(error: unknown): Problem {
  if (error instanceof Failure) return error.problem;
  throw error;
}

async function* plain(source: Source, limits: Limits): AsyncGenerator<Uint8Array> {
  for (let chunk = await source.next(); chunk; chunk = await source.next()) {
    if (source.taken > limits.bytes)
      throw new Failure('file.too_large', `The file has more than ${limits.bytes} bytes.`, { limit: limits.bytes });
    yield chunk;
  }
}

async function* readZip(
  source: Source,
  collector: Collector,
  text: Text,
  limits: Limits,
): AsyncGenerator<readonly Observation[]> {
  let found = 0;
  for await (const entry of zipEntries(source, limits)) {
    if (entry.name === '[Content_Types].xml')
      throw new Failure('file.workbook', 'This is a workbook (XLSX, DOCX). Save the table as CSV, or import it by a mapping.');
    if (!/\.(csv|txt)$/i.test(entry.name) || /(^|\/)(\.|__MACOSX)/.test(entry.name)) {
      if (!entry.name.endsWith('/')) collector.notice('zip.skipped_entry', null, entry.name);
      continue;
    }
    found += 1;
    if (found > 1)
      throw new Failure('zip.several_tables', 'The ZIP file holds several tables. Unpack it and read them one by one.', {
        entry: excerpt(entry.name),
      });
    collector.fileName = excerpt(entry.name.split('/').at(-1) ?? '', 200);
    yield* readContent(entry.content, collector, text, limits);
  }
  if (found === 0) throw new Failure('zip.no_table', 'The ZIP file holds no table (no file that ends with .csv or .txt).');
}

interface Rows {
  readonly raw: boolean;
  record(text: string, row: number): void;
  end(): void;
}

async function* readContent(
  chunks: AsyncIterable<Uint8Array>,
  collector: Collector,
  text: Text,
  limits: Limits,
): AsyncGenerator<readonly Observation[]> {
  let rows: Rows | null = null;
  const record = (line: string, row: number): void => {
    if (text.damaged && line.includes('\ufffd')) {
      collector.reject(row, 'encoding.invalid_bytes');
      return;
    }
    if (rows) {
      rows.record(line, row);
      return;
    }
    if (line.trim() === '') return;
    rows = recognise(line, row, collector, records);
  };
  const records = new Records(record, (row) => collector.reject(row, 'row.unclosed_quote'), limits.line);
  const sink = {
    line: (line: string, row: number): void => {
      if (rows?.raw) rows.record(line, row);
      else records.line(line, row);
    },
    tooLong: (row: number, length: number): void => {
      if (!rows) throw notATable(`${length} characters in one line`, row);
      collector.reject(row, 'row.too_long', { length, limit: limits.line });
    },
  };
  const lines = new Lines(sink, limits.line);
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes === 0) refuseForeign(chunk);
    bytes += chunk.length;
    lines.push(text.push(chunk));
    if (collector.batch.length > 0) yield collector.batch.splice(0);
  }
  if (bytes === 0) throw new Failure('file.empty', 'The file is empty.');
  lines.push(text.end());
  lines.end();
  records.end();
  const read = rows as Rows | null;
  if (!read) throw new Failure('file.empty', 'The file holds no line with content.');
  read.end();
  if (!lines.closed) collector.notice('file.no_final_newline', lines.row - 1, '');
  if (collector.observations === 0)
    throw new Failure('table.no_rows', 'The table has a header but no row that could be read.', { rows: collector.rows });
  if (collector.batch.length > 0) yield collector.batch.splice(0);
}

/** Zeros are in no text but UTF-16; web pages and error messages are what a download often brings instead. */
function refuseForeign(chunk: Uint8Array): void {
  const head = chunk.subarray(0, 4096);
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!utf16 && head.includes(0))
    throw new Failure('file.binary', 'The file is no text. Expected is a CSV file or a ZIP with one.');
  const text = Buffer.from(head.subarray(0, 200)).toString('latin1').trimStart();
  if (/^(<!doctype|<html|<\?xml|[{[]|%PDF)/i.test(text)) throw notATable(excerpt(text), 1);
}

function notATable(found: string, row: number): Failure {
  return new Failure('file.not_a_table', `The file is no table of a statistical office. It begins: ${found}`, { found }, row);
}

function recognise(line: string, row: number, collector: Collector, records: Records): Rows {
  if (isTable(line)) return new TableRows(line, collector);
  for (const separator of [';', '\t', ',']) {
    const cells = splitFields(line, separator);
    if (cells.length > collector.limits.columns)
      throw new Failure(
        'header.too_wide',
        `The header has more than ${collector.limits.columns} columns.`,
        { columns: cells.length },
        row,
      );
    const header = cells.length > 1 ? readFlatHeader(cells, separator) : null;
    if (!header) continue;
    records.separator = separator;
    return new FlatRows(header, collector);
  }
  throw new Failure(
    'header.unknown',
    `The header is not known. Expected is ${expectedColumns}. Found is: ${excerpt(line, 200)}`,
    { expected: expectedColumns, found: excerpt(line, 200) },
    row,
  );
}
