import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { centroid, nearest, type Point } from '../model/distance.ts';
import type { Shape } from '../model/geojson.ts';
import { outlineOf } from '../model/outline.ts';
import { readPostcode, withPostcode } from '../model/postcode.ts';
import { emptyProfile, type Profile } from '../model/profile.ts';
import { shortName, slugOf } from '../model/slug.ts';
import { nest, pathOf, type Territory, type TerritoryNode, validOn } from '../model/tree.ts';
import { listProfiles, listUnits } from '../store.ts';

/** What reading territories needs of a context; the chooser of districts has no more than this. */
export type Reader = Pick<Context, 'tenant' | 'transaction' | 'now'>;

interface Snapshot {
  readonly units: readonly Territory[];
  readonly profiles: ReadonlyMap<string, Profile>;
}

const germanOrder = new Intl.Collator('de');

/**
 * Territories are read on almost every page and change a few times a year: each district's are kept in memory under
 * its content version, some 100 kB per district. Editing pages read the database instead.
 */
const kept = new Map<string, { version: number; snapshot: Promise<Snapshot> }>();

function snapshotOf(reader: Reader): Promise<Snapshot> {
  const { id, contentVersion } = reader.tenant;
  const found = kept.get(id);
  if (found?.version === contentVersion) return found.snapshot;
  const snapshot = reader.transaction(readAll);
  kept.set(id, { version: contentVersion, snapshot });
  // A failed read must not be kept; the caller gets the error.
  snapshot.catch(() => kept.get(id)?.snapshot === snapshot && kept.delete(id));
  return snapshot;
}

async function readAll(trx: Parameters<Parameters<Reader['transaction']>[0]>[0]): Promise<Snapshot> {
  const units = await listUnits(trx);
  const profiles = await listProfiles(trx);
  const byName = units.toSorted((a, b) => germanOrder.compare(a.names.de ?? '', b.names.de ?? ''));
  return { units: byName, profiles: new Map(profiles.map((profile) => [profile.town, profile])) };
}

/** All areas that exist today, by German name. */
async function unitsToday(reader: Reader): Promise<readonly Territory[]> {
  const { units } = await snapshotOf(reader);
  const today = dayOf(reader.now());
  return units.filter((unit) => validOn(unit, today));
}

/** The towns of the district by German name. */
export async function listTowns(reader: Reader): Promise<readonly Territory[]> {
  return (await unitsToday(reader)).filter((unit) => unit.level === 'kommune');
}

/**
 * A town by its public address or AGS. A name without its addition (`halle` for `halle-westf`) is understood too when
 * only one town is meant; compare the town's `slug` to send such callers to the right address.
 */
export async function findTown(reader: Reader, slugOrAgs: string): Promise<Territory | undefined> {
  const towns = await listTowns(reader);
  const exact = towns.find((town) => town.slug === slugOrAgs || town.key === slugOrAgs);
  if (exact) return exact;
  const meant = towns.filter((town) => slugOf(shortName(town.names.de ?? '')) === slugOrAgs);
  return meant.length === 1 ? meant[0] : undefined;
}

/** Any area of the district's tree by its key: the Land as well as a quarter, closed ones too, for records that name it. */
export async function findTerritory(reader: Reader, key: string): Promise<Territory | undefined> {
  return (await snapshotOf(reader)).units.find((unit) => unit.key === key);
}

/** The quarters of one town, or of all towns, by German name. */
export async function quarters(reader: Reader, town?: string): Promise<readonly Territory[]> {
  return (await unitsToday(reader)).filter((unit) => unit.level === 'quartier' && (!town || unit.parentKey === town));
}

/** The district's tree from the Land down; undefined when no territories are loaded. */
export async function territoryTree(reader: Reader): Promise<TerritoryNode | undefined> {
  return nest(await unitsToday(reader));
}

/** The way from the Land down to an area, that area last; empty when there is no such key. */
export async function territoryPath(reader: Reader, key: string): Promise<readonly Territory[]> {
  return pathOf((await snapshotOf(reader)).units, key);
}

/** The district's own unit (level `kreis`), with its population and the credit of its shapes. */
export async function districtUnit(reader: Reader): Promise<Territory | undefined> {
  return findTerritory(reader, reader.tenant.ags);
}

/** The towns that have a postcode, as somebody typed it; empty when it is none or lies elsewhere. */
export async function townsByPostcode(reader: Reader, typed: string): Promise<readonly Territory[]> {
  const postcode = readPostcode(typed);
  return postcode ? withPostcode(await listTowns(reader), postcode) : [];
}

/** The middle of the towns that have a postcode, to measure distances from. */
export async function pointOfPostcode(reader: Reader, typed: string): Promise<Point | undefined> {
  const towns = await townsByPostcode(reader, typed);
  return centroid(towns.flatMap((town) => (town.point ? [town.point] : [])));
}

/** The towns nearest to a point, nearest first, with kilometres. */
export async function nearestTowns(reader: Reader, point: Point, limit = 5): Promise<readonly { unit: Territory; km: number }[]> {
  return nearest(await listTowns(reader), point, limit);
}

/** The published profile of a town; empty when nobody has written one. */
export async function profileOf(reader: Reader, ags: string): Promise<Profile> {
  return (await snapshotOf(reader)).profiles.get(ags) ?? emptyProfile(ags);
}

/** Which towns have a profile. */
export async function townsWithProfile(reader: Reader): Promise<ReadonlySet<string>> {
  return new Set((await snapshotOf(reader)).profiles.keys());
}

const outlines = new WeakMap<Snapshot, Shape | undefined>();

/** The outline of the whole district, made of its towns'; undefined when they have no shapes. */
export async function districtOutline(reader: Reader): Promise<Shape | undefined> {
  const snapshot = await snapshotOf(reader);
  if (!outlines.has(snapshot)) {
    const shapes = (await listTowns(reader)).flatMap((town) => town.shape ?? []);
    outlines.set(snapshot, outlineOf(shapes));
  }
  return outlines.get(snapshot);
}
