import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { completeUnits, districtFileSchema, profilesFileSchema, profilesOf } from '../model/district-files.ts';
import { readShapes } from '../model/geojson.ts';
import { readRows } from '../model/rows.ts';
import { faultsOfTree, type Territory } from '../model/tree.ts';
import { insertProfile, insertUnits, listUnits, touchContent } from '../store.ts';

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
