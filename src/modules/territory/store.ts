import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Shape } from './model/geojson.ts';
import type { Profile, ProfileTranslation } from './model/profile.ts';
import type { Territory } from './model/tree.ts';

const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;

function toTerritory(row: Selectable<Tables['territory_unit']>): Territory {
  const { longitude, latitude, population, population_date, population_source } = row;
  return {
    key: row.key,
    level: row.level as Territory['level'],
    parentKey: row.parent_key,
    names: row.names as Record<string, string>,
    slug: row.slug,
    postcodes: row.postcodes,
    point: longitude !== null && latitude !== null ? { lat: latitude, lon: longitude } : null,
    areaKm2: row.area_km2,
    population:
      population !== null && population_date && population_source
        ? { count: population, date: population_date, source: population_source }
        : null,
    shape: row.shape as unknown as Shape | null,
    shapeSource: row.shape_source,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

function toRow(tenantId: string, unit: Territory) {
  return {
    tenant_id: tenantId,
    key: unit.key,
    level: unit.level,
    parent_key: unit.parentKey,
    names: json(unit.names),
    slug: unit.slug,
    postcodes: [...unit.postcodes],
    longitude: unit.point?.lon ?? null,
    latitude: unit.point?.lat ?? null,
    area_km2: unit.areaKm2,
    population: unit.population?.count ?? null,
    population_date: unit.population?.date ?? null,
    population_source: unit.population?.source ?? null,
    shape: unit.shape ? json(unit.shape) : null,
    shape_source: unit.shapeSource,
    valid_from: unit.validFrom,
    valid_to: unit.validTo,
  };
}

/** All areas of the district, closed ones too, in the order of their keys. Rides on the primary key; at most some hundred rows. */
export async function listUnits(trx: Trx): Promise<Territory[]> {
  const rows = await trx.selectFrom('territory_unit').selectAll().orderBy('key').execute();
  return rows.map(toTerritory);
}

export async function findUnit(trx: Trx, key: string): Promise<Territory | undefined> {
  const row = await trx.selectFrom('territory_unit').selectAll().where('key', '=', key).executeTakeFirst();
  return row && toTerritory(row);
}

/** Adds units in one statement; a unit whose key or address is taken is left out. Returns how many were added. */
export async function insertUnits(trx: Trx, tenantId: string, units: readonly Territory[]): Promise<number> {
  if (!units.length) return 0;
  const result = await trx
    .insertInto('territory_unit')
    .values(units.map((unit) => toRow(tenantId, unit)))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

export async function saveNames(trx: Trx, key: string, names: Territory['names'], now: Date): Promise<void> {
  await trx
    .updateTable('territory_unit')
    .set({ names: json(names), updated_at: now })
    .where('key', '=', key)
    .execute();
}

export async function saveValidTo(trx: Trx, key: string, validTo: string | null, now: Date): Promise<void> {
  await trx.updateTable('territory_unit').set({ valid_to: validTo, updated_at: now }).where('key', '=', key).execute();
}

/** Replaces the shapes of several units in one statement. */
export async function saveShapes(trx: Trx, shapes: ReadonlyMap<string, Shape>, source: string, now: Date): Promise<void> {
  await sql`
    update territory_unit set shape = given.shape, shape_source = ${source}, updated_at = ${now}
    from jsonb_to_recordset(${JSON.stringify([...shapes].map(([key, shape]) => ({ key, shape })))}::jsonb) as given (key text, shape jsonb)
    where territory_unit.key = given.key
  `.execute(trx);
}

function toProfile(row: Selectable<Tables['territory_profile']>): Profile {
  const { structures, challenges, goals, counselling, lighthouse } = row;
  return {
    town: row.town,
    sections: { structures, challenges, goals, counselling, lighthouse },
    sourceLanguage: row.source_language,
    translations: row.translations as unknown as Record<string, ProfileTranslation>,
    source: row.source,
    version: row.version,
    updatedAt: row.updated_at,
  };
}

export async function listProfiles(trx: Trx): Promise<Profile[]> {
  const rows = await trx.selectFrom('territory_profile').selectAll().orderBy('town').execute();
  return rows.map(toProfile);
}

/** Locks the profile until the transaction ends, so that two editors are told apart by its version. */
export async function lockProfile(trx: Trx, town: string): Promise<Profile | undefined> {
  const row = await trx.selectFrom('territory_profile').selectAll().where('town', '=', town).forUpdate().executeTakeFirst();
  return row && toProfile(row);
}

export interface ProfileChange {
  readonly tenantId: string;
  readonly profile: Pick<Profile, 'town' | 'sections' | 'sourceLanguage' | 'translations' | 'source'>;
  readonly now: Date;
  /** Account of the editor; null: the system. */
  readonly by: string | null;
}

function profileColumns({ profile, now, by }: ProfileChange) {
  const { structures, challenges, goals, counselling, lighthouse } = profile.sections;
  return {
    structures: [...structures],
    challenges: [...challenges],
    goals: [...goals],
    counselling: [...counselling],
    lighthouse: [...lighthouse],
    source_language: profile.sourceLanguage,
    translations: json(profile.translations),
    source: profile.source,
    updated_at: now,
    updated_by: by,
  };
}

/** The first version of a profile; false when somebody was faster. */
export async function insertProfile(trx: Trx, change: ProfileChange): Promise<boolean> {
  const result = await trx
    .insertInto('territory_profile')
    .values({ tenant_id: change.tenantId, town: change.profile.town, ...profileColumns(change) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'town']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateProfile(trx: Trx, change: ProfileChange): Promise<void> {
  await trx
    .updateTable('territory_profile')
    .set((eb) => ({ ...profileColumns(change), version: eb('version', '+', 1) }))
    .where('town', '=', change.profile.town)
    .execute();
}
