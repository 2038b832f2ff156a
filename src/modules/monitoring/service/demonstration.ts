import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findTerritory } from '#modules/territory';
import type { Context } from '#platform/access';
import { projectRoot } from '#platform/config';
import type { Trx } from '#platform/database';
import { parseCsv } from '#platform/documents';
import { type Marker, markers } from '../model/vocabulary.ts';
import { addPlaces, hasImport } from '../store/demonstration.ts';
import { loadCatalogue } from './catalogue.ts';
import { type StorableRow, storeRows } from './storing.ts';

const districts = join(projectRoot, 'districts');
const headings = ['indicator', 'source', 'territory', 'period', 'breakdown', 'value', 'marker', 'quality', 'note'] as const;

const daysSchema = z.object({ asOf: z.record(z.string(), z.string()) });

const rowSchema = z.object({
  indicator: z.string(),
  source: z.string(),
  territory: z.string(),
  period: z.string(),
  breakdown: z.string(),
  value: z.string().transform((text) => (text === '' ? null : Number(text))),
  marker: z.enum(['', ...(Object.keys(markers) as [Marker, ...Marker[]])]).transform((marker) => (marker === '' ? null : marker)),
  quality: z.string().transform((quality) => quality || null),
});

/** A file of `districts/<slug>/figures`, as documented in `SOURCES.md`. */
export function readFigureFile(name: string, content: Uint8Array): (StorableRow & { readonly source: string })[] {
  const { rows, problems } = parseCsv(content, { columns: headings.map((key) => ({ key, header: [key], required: true })) });
  if (problems.length) throw new Error(`${name}: ${JSON.stringify(problems)}`);
  return rows.map(({ number, values }) => ({ ...rowSchema.parse(values), row: number }));
}

/**
 * Loads the catalogue and the published figures of a district's folder: each file one import, under its name. A file that was
 * imported before is left alone, even when somebody has undone it since.
 */
export async function loadFigures(context: Context): Promise<void> {
  await loadCatalogue(context);
  const folder = join(districts, context.tenant.slug, 'figures');
  const files = await listFiles(folder);
  if (!files.length) return;
  const { asOf } = daysSchema.parse(JSON.parse(await readFile(join(districts, 'figures.json'), 'utf8')));
  await context.transaction(async (trx) => addPlaces(trx, context.tenant.id, await placesBeyond(context)));
  for (const fileName of files) {
    const rows = readFigureFile(fileName, await readFile(join(folder, fileName)));
    await context.transaction((trx) => importOnce(trx, context, { fileName, rows, asOf: asOf[fileName] ?? null }));
  }
}

async function importOnce(
  trx: Trx,
  context: Context,
  file: { fileName: string; rows: ReturnType<typeof readFigureFile>; asOf: string | null },
): Promise<void> {
  const source = file.rows[0]?.source;
  if (source === undefined || (await hasImport(trx, file.fileName))) return;
  await storeRows(trx, context, { ...file, source });
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.csv')).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Territories that the figures speak of and the district's own tree does not have. */
async function placesBeyond(context: Context): Promise<{ key: string; name: string }[]> {
  const columns = ['key', 'name'].map((key) => ({ key, header: [key], required: true }));
  const { rows, problems } = parseCsv(await readFile(join(districts, 'places.csv')), { columns });
  if (problems.length) throw new Error(`places.csv: ${JSON.stringify(problems)}`);
  const beyond: { key: string; name: string }[] = [];
  for (const { values } of rows) {
    const { key = '', name = '' } = values;
    if (!(await findTerritory(context, key))) beyond.push({ key, name });
  }
  return beyond;
}
