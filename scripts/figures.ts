/**
 * Writes `districts/<slug>/figures/*.csv`, `districts/figures.json` and `districts/places.csv` out of the published tables and the official files:
 *
 *   node scripts/node24.mjs scripts/figures.ts FOLDER
 *
 * FOLDER holds the published tables as CSV and, in `official/`, the files as the offices deliver them; neither is part of the
 * project. Official tables go through the mappings that the importer uses.
 */
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dimension } from '../src/modules/monitoring/model/indicator.ts';
import { ImportRows } from '../src/modules/monitoring/service/import-mapping.ts';
import { shippedMappings } from '../src/modules/monitoring/service/import-mappings.ts';
import { readOfficialTable } from '../src/modules/monitoring/service/official-table-reading.ts';
import { publishedTables, type Row } from './figures-published.ts';

const catalogue = join(import.meta.dirname, '../src/modules/monitoring/catalogue');
const dimensions = JSON.parse(readFileSync(join(catalogue, 'dimensions.json'), 'utf8')) as readonly Dimension[];

const districts = [
  { slug: 'recklinghausen', key: '05562' },
  { slug: 'guetersloh', key: '05754' },
  { slug: 'ennepe-ruhr', key: '05954' },
] as const;

/** Own towns and what lies above; the other districts only where a comparison with them is of use. */
const official: readonly { readonly file: string; readonly table: string; readonly others: boolean }[] = [
  { file: 'ffcsv-new_12411-01-01-4_bevoelkerung_NRW-kreise_de.csv', table: '12411-01-01-4', others: true },
  { file: 'ffcsv-new_12531-0043_schutzsuchende_RE-GT-EN_de.csv', table: '12531-0043', others: false },
  { file: 'ffcsv-new_13111-01-03-4_svb-arbeitsort_NRW_de.csv', table: '13111-01-03-4', others: true },
  { file: 'ldbnrw_12411-15i_bevoelkerung-flaeche_gemeinden_RE-GT-EN.csv', table: '12411-15i', others: true },
  { file: 'ldbnrw_12521-03i_auslaender-staatsangehoerigkeit_kreise_RE-GT-EN-NRW.csv', table: '12521-03i', others: false },
];

const headings = ['indicator', 'source', 'territory', 'period', 'breakdown', 'value', 'marker', 'quality', 'note'] as const;

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** In one order, so that a newer delivery shows what it changed. */
function write(path: string, rows: readonly Row[]): void {
  const lines = rows.map((row) => headings.map((heading) => cell(row[heading] ?? '')).join(','));
  writeFileSync(path, `${[headings.join(','), ...lines].join('\n')}\n`);
}

/** The offices write "Olpe, Kreis"; people say "Kreis Olpe". */
const nameOf = (label: string): string => {
  const [name = '', kind] = label.trim().split(', ');
  return kind === 'Regierungsbezirk' || (kind === 'Kreis' && !name.startsWith('Städteregion')) ? `${kind} ${name}` : name;
};

/** Aachen and the Kreis Aachen became the Städteregion in October 2009; the offices still print `-` for them. */
const retired = ['05313', '05354'];

interface OfficialTable {
  readonly rows: readonly Row[];
  /** Day of the table at the office. */
  readonly asOf: string | null;
}

async function readTable(path: string, table: string, places: Map<string, string>): Promise<OfficialTable> {
  const known = shippedMappings.find(({ tables }) => tables.includes(table));
  if (!known) throw new Error(`no mapping for ${table}`);
  const { source } = known.mapping;
  const reader = readOfficialTable(createReadStream(path), path);
  const figures = new ImportRows(known.mapping, dimensions, new Set());
  const rows: Row[] = [];
  for await (const batch of reader.batches())
    for (const { value, marker, quality, ...one } of figures.map(
      batch.filter(({ territory }) => !retired.includes(territory ?? '')),
    ))
      rows.push({
        source,
        ...one,
        value: value === null ? '' : String(value),
        marker: marker ?? '',
        quality: quality ?? '',
      });
  for (const [key, { name }] of figures.territories) if (key.length < 8 && !places.has(key)) places.set(key, nameOf(name));
  const { complete, rejected, asOf } = reader.report();
  if (!complete || rejected.count + figures.unusedRows + figures.unknownRows + figures.rejectedRows + figures.fresh.size > 0)
    throw new Error(`${path} was not read completely`);
  const order = (row: Row) => `${row.indicator} ${row.territory} ${row.breakdown}`;
  return { rows: rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)), asOf };
}

async function main(folder: string | undefined): Promise<void> {
  if (!folder) throw new Error('usage: scripts/figures.ts FOLDER');
  const root = join(import.meta.dirname, '../districts');
  for (const { slug } of districts) mkdirSync(join(root, slug, 'figures'), { recursive: true });
  for (const { slug, file, from, rows } of publishedTables)
    write(join(root, slug, 'figures', file), rows(readFileSync(join(folder, from), 'utf8')));
  const places = new Map<string, string>();
  const days: Record<string, string> = {};
  for (const { file, table, others } of official) {
    const { rows, asOf } = await readTable(join(folder, 'official', file), table, places);
    if (asOf) days[`${table}.csv`] = asOf;
    for (const { slug, key } of districts) {
      const own = ({ territory }: Row) =>
        territory.startsWith(key) || key.startsWith(territory) || territory === 'DG' || (others && territory.length <= 5);
      write(join(root, slug, 'figures', `${table}.csv`), rows.filter(own));
    }
  }
  writeFileSync(join(root, 'figures.json'), `${JSON.stringify({ asOf: days }, null, 2)}\n`);
  const named = [...places].toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(join(root, 'places.csv'), `key,name\n${named.map(([key, name]) => `${key},${cell(name)}`).join('\n')}\n`);
}

await main(process.argv[2]);
