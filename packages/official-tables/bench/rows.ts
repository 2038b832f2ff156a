// Rows a second and peak memory for a generated flat file, beside plain reading of the same bytes line by line.
// `node bench/rows.ts [rows]`; each measurement runs in a process of its own, because peak memory never falls.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { crc32, createDeflateRaw } from 'node:zlib';
import { openTable } from '../src/index.ts';

const header =
  'statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;2_variable_attribute_code;2_variable_attribute_label;3_variable_code;3_variable_label;3_variable_attribute_code;3_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label;value_q\n';

/** Every key once: years × sexes × ages × municipalities, one value in twenty a marker. */
function* chunks(rows: number): Generator<string> {
  yield `\ufeff${header}`;
  const sexes = [';Insgesamt', 'GESM;männlich', 'GESW;weiblich'];
  const markers = ['-', '.', '...', '/', 'x'];
  let chunk = '';
  for (let row = 0; row < rows; row += 1) {
    const town = Math.floor(row / 60) % 11_000;
    const age = Math.floor(row / 3) % 20;
    const key = `${String(1 + (town % 16)).padStart(2, '0')}${String(100_000 + Math.floor(town / 16)).slice(0, 6)}`;
    const value = row % 20 === 0 ? markers[(row / 20) % 5] : String((row * 7919) % 100_000);
    const year = 2024 - Math.floor(row / 660_000);
    chunk += `12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;${year}-12-31;GEMEIN;Gemeinden;${key};Gemeinde Nummer ${town}, Stadt;GES;Geschlecht;${sexes[row % 3]};ALTX20;Altersgruppen (u3-75m);ALT${age};${age} bis unter ${age + 1} Jahre;${value};Anzahl;BEVSTD;Bevölkerungsstand;${row % 50 === 0 ? 'e' : ''}\n`;
    if (chunk.length < 1 << 18) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

async function writeZip(source: string, target: string): Promise<void> {
  let crc = 0;
  for await (const chunk of createReadStream(source)) crc = crc32(chunk, crc);
  const name = Buffer.from('12411-0017_de_flat.csv');
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(name.length, 26);
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  const end = Buffer.alloc(26);
  end.writeUInt32LE(0x02014b50, 0);
  end.writeUInt32LE(0x06054b50, 4);
  await pipeline(async function* () {
    yield Buffer.concat([head, name]);
    yield* createReadStream(source).pipe(createDeflateRaw({ level: 1 }));
    yield Buffer.concat([descriptor, end]);
  }, createWriteStream(target));
}

const ways: Record<string, (file: string) => Promise<number>> = {
  'plain reading, line by line': async (file) => {
    let lines = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) lines += line.length > 0 ? 1 : 0;
    return lines - 1;
  },
  'parsed, in batches': async (file) => {
    const table = openTable(createReadStream(file), { fileName: file });
    let rows = 0;
    for await (const batch of table.batches()) rows += batch.length;
    return report(table, rows);
  },
  'parsed, one by one': async (file) => {
    const table = openTable(createReadStream(file), { fileName: file });
    let rows = 0;
    for await (const { row } of table) rows += row > 0 ? 1 : 0;
    return report(table, rows);
  },
  'parsed from a ZIP, in batches': async (file) => {
    const table = openTable(createReadStream(`${file}.zip`));
    let rows = 0;
    for await (const batch of table.batches()) rows += batch.length;
    return report(table, rows);
  },
};

function report(table: ReturnType<typeof openTable>, rows: number): number {
  const { complete, error, rejected, duplicates } = table.report();
  if (!complete || rejected.count > 0 || duplicates.identical + duplicates.conflicting > 0)
    throw new Error(`The generated file was not read cleanly: ${JSON.stringify({ error, rejected, duplicates })}`);
  return rows;
}

const [first = '2000000', file = ''] = process.argv.slice(2);
const way = ways[first];
if (way) {
  const started = performance.now();
  const rows = await way(file);
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ rows, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'official-tables-'));
  try {
    const target = join(folder, '12411-0017_de_flat.csv');
    await pipeline(Readable.from(chunks(Number(first))), createWriteStream(target));
    await writeZip(target, `${target}.zip`);
    console.log(
      `${first} rows, ${Math.round(statSync(target).size / 1e6)} MB, as ZIP ${Math.round(statSync(`${target}.zip`).size / 1e6)} MB`,
    );
    let plain = 0;
    for (const name of Object.keys(ways)) {
      const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, target], { encoding: 'utf8' });
      if (child.status !== 0) throw new Error(child.stderr);
      const { rows, seconds, megabytes } = JSON.parse(child.stdout) as { rows: number; seconds: number; megabytes: number };
      plain ||= seconds;
      const rate = Math.round(rows / seconds / 1000);
      console.log(
        `${name.padEnd(32)}${String(rate).padStart(6)} thousand rows/s  ratio ${(plain / seconds).toFixed(2)}  peak ${Math.round(megabytes)} MB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
