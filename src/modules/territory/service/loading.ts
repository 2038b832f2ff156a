import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import type { Importer } from '#platform/module';
import { touchContent } from '#platform/tenancy';
import { completeUnits, districtFileSchema, profilesFileSchema, profilesOf } from '../model/district-files.ts';
import { readShapes } from '../model/geojson.ts';
import { readRows } from '../model/rows.ts';
import { faultsOfTree, type Territory } from '../model/tree.ts';
import { insertProfile, insertUnits, listUnits } from '../store.ts';

/** Credit of the figures in `territories.csv`; see `districts/<slug>/SOURCES.md`. */
export const figuresSource = 'Statistisches Bundesamt, Gemeindeverzeichnis; IT.NRW, Tabelle 12411-15i (dl-de/by-2-0)';
/** Credit of the outlines in `towns.geojson`. */
export const outlinesSource = '© GeoBasis-DE / BKG 2017 (Daten verändert)';

async function optional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The units of a district's folder: `territories.csv`, completed by `district.json`, with the shapes of `towns.geojson`. */
async function readUnits(folder: string): Promise<Territory[]> {
  const rows = readRows(await readFile(join(folder, 'territories.csv')), figuresSource);
  if (!rows.ok) throw new Error(`${folder}/territories.csv: ${JSON.stringify(rows.faults)}`);
  const file = districtFileSchema.parse(JSON.parse(await readFile(join(folder, 'district.json'), 'utf8')));
  const units = completeUnits(rows.units, file);
  const faults = faultsOfTree(units);
  if (faults.length) throw new Error(`${folder}: ${JSON.stringify(faults)}`);
  const shapes = readShapes(await readFile(join(folder, 'towns.geojson'), 'utf8'), new Set(units.map((unit) => unit.key)));
  if (!shapes.ok) throw new Error(`${folder}/towns.geojson: ${JSON.stringify(shapes.faults)}`);
  return units.map((unit) => {
    const shape = shapes.shapes.get(unit.key);
    return shape ? { ...unit, shape, shapeSource: outlinesSource } : unit;
  });
}

/**
 * Loads a district's territories and town profiles from its folder, in one transaction; does nothing when the district
 * has territories already. A profile file is optional: the sources describe the towns of some districts only.
 */
export async function loadDistrict(
  context: Context,
  folder: string = join(projectRoot, 'districts', context.tenant.slug),
): Promise<void> {
  const units = await readUnits(folder);
  const profiles = profilesOf(profilesFileSchema.parse(JSON.parse((await optional(join(folder, 'profiles.json'))) ?? '{}')));
  await context.transaction(async (trx) => {
    if ((await listUnits(trx)).length) return;
    const added = await insertUnits(trx, context.tenant.id, units);
    if (added !== units.length) throw new Error(`${folder}: ${units.length - added} territories could not be added.`);
    for (const profile of profiles)
      await insertProfile(trx, { tenantId: context.tenant.id, profile, now: context.now(), by: null });
    await audit(trx, context, {
      action: 'territory.loaded',
      subjectType: 'territory',
      subjectId: context.tenant.ags,
      details: { units: units.length, profiles: profiles.length },
    });
    await touchContent(trx, context.tenant.id);
  });
}

/** Files of the command line: the tree of a district that has none yet, in the format of `districts/<slug>/territories.csv`. */
export const unitsImporter: Importer = {
  description: 'Territories of a new district as CSV (ags, level, parent_ags, name, … as in districts/*/territories.csv)',
  async run(context, { name, content, dryRun }) {
    const rows = readRows(content, name);
    if (!rows.ok) return { problems: rows.faults.map(({ row, ...fault }) => ({ row, message: JSON.stringify(fault) })) };
    const faults = faultsOfTree(rows.units);
    if (faults.length) return { problems: faults.map(({ key, fault }) => ({ row: null, message: `${key}: ${fault}` })) };
    return context.transaction(async (trx) => {
      if ((await listUnits(trx)).length)
        return { problems: [{ row: null, message: 'The district has its territories already.' }] };
      if (dryRun) return { imported: rows.units.length };
      const imported = await insertUnits(trx, context.tenant.id, rows.units);
      const details = { units: imported, profiles: 0 };
      await audit(trx, context, { action: 'territory.loaded', subjectType: 'territory', subjectId: context.tenant.ags, details });
      await touchContent(trx, context.tenant.id);
      return { imported };
    });
  },
};
