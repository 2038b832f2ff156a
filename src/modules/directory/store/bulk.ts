import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent } from '../model/content.ts';
import { type Entry, entryColumns, type Version } from './entries.ts';
import { inReach, type Reach } from './reach.ts';
import { stillConfirmed } from './upkeep/languages.ts';

export interface BulkEntry extends Entry {
  /** The version a bulk release would make public: the waiting one, of a taken-down entry its latest. */
  readonly candidate: number | null;
}

/** Entries by id, locked in the order of their ids so that two bulk actions cannot wait for each other. */
export async function lockEntries(trx: Trx, reach: Reach, ids: readonly string[]): Promise<BulkEntry[]> {
  const rows = await trx
    .selectFrom('directory_entry as entry')
    .select([
      ...entryColumns,
      sql<number | null>`coalesce(
        (select max(version.version) from directory_version version where version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.state = 'proposed'),
        case when entry.published_version is null then
          (select max(version.version) from directory_version version where version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.state in ('published', 'superseded')) end)`.as(
        'candidate',
      ),
    ])
    .where('id', 'in', [...ids])
    .where(inReach(reach, 'town'))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows as BulkEntry[];
}

export async function findVersions(
  trx: Trx,
  wanted: readonly { readonly entryId: string; readonly version: number }[],
): Promise<Pick<Version, 'entryId' | 'version' | 'state' | 'baseVersion' | 'content'>[]> {
  if (!wanted.length) return [];
  const rows = await trx
    .selectFrom('directory_version')
    .select(['entry_id as entryId', 'version', 'state', 'base_version as baseVersion', 'content'])
    .where(
      sql<boolean>`(entry_id, version) in (select * from unnest(${wanted.map((one) => one.entryId)}::uuid[], ${wanted.map((one) => one.version)}::int[]))`,
    )
    .execute();
  return rows as unknown as Pick<Version, 'entryId' | 'version' | 'state' | 'baseVersion' | 'content'>[];
}

/** The version of an entry that others are held against: the public one, else its latest. */
export const currentVersion = ({
  id,
  publishedVersion,
  latestVersion,
}: Pick<Entry, 'id' | 'publishedVersion' | 'latestVersion'>) => ({
  entryId: id,
  version: publishedVersion ?? latestVersion,
});

const portion = 2000;

/** Contents of versions of offers by the id of the entry. */
export async function findOfferContents(
  trx: Trx,
  wanted: readonly { readonly entryId: string; readonly version: number }[],
): Promise<ReadonlyMap<string, OfferContent>> {
  const contents = new Map<string, OfferContent>();
  for (let start = 0; start < wanted.length; start += portion)
    for (const { entryId, content } of await findVersions(trx, wanted.slice(start, start + portion)))
      contents.set(entryId, content as OfferContent);
  return contents;
}

export interface ReleasedVersion {
  readonly entryId: string;
  readonly version: number;
  readonly name: string;
  readonly town: string | null;
  readonly organisationId: string;
  /** When its source was last checked, of an import that says so. */
  readonly confirmedOn?: string | null;
}

/** Makes versions the public ones of their entries, in three statements however many they are. */
export async function markAllPublished(
  trx: Trx,
  released: readonly ReleasedVersion[],
  decision: {
    readonly confirmedOn: string | null;
    readonly confirmedBy: Entry['confirmedBy'];
    readonly decidedBy: string | null;
    readonly at: Date;
  },
): Promise<void> {
  if (!released.length) return;
  const ids = released.map((one) => one.entryId);
  const versions = released.map((one) => one.version);
  await sql`update directory_version version set state = 'superseded'
    from directory_entry entry
    where entry.tenant_id = version.tenant_id and entry.id = version.entry_id and version.version = entry.published_version
      and entry.id = any(${ids}::uuid[])`.execute(trx);
  await sql`update directory_version version set state = 'published', decided_at = ${decision.at}, decided_by = ${decision.decidedBy}::uuid, confirm_token_hash = null
    from unnest(${ids}::uuid[], ${versions}::int[]) as released (entry_id, version)
    where version.entry_id = released.entry_id and version.version = released.version`.execute(trx);
  const on = sql`coalesce(released.confirmed_on, ${decision.confirmedOn}::date)`;
  await sql`update directory_entry entry set published_version = released.version, name = released.name, town = released.town,
      organisation_id = released.organisation_id, confirmed_on = coalesce(${on}, entry.confirmed_on),
      stage = case when ${on} > coalesce(entry.confirmed_on, '-infinity') then 'fresh' else entry.stage end,
      stage_on = case when ${on} > coalesce(entry.confirmed_on, '-infinity') then null else entry.stage_on end,
      languages_confirmed = ${stillConfirmed('entry', sql`released.version`, on)},
      confirmed_by = coalesce(case when released.confirmed_on is null then ${decision.confirmedBy}::text else 'source' end, entry.confirmed_by), archived_at = null, updated_at = now()
    from unnest(${ids}::uuid[], ${versions}::int[], ${released.map((one) => one.name)}::text[], ${released.map((one) => one.town)}::text[], ${released.map((one) => one.organisationId)}::uuid[], ${released.map((one) => one.confirmedOn ?? null)}::date[])
      as released (entry_id, version, name, town, organisation_id, confirmed_on)
    where entry.id = released.entry_id`.execute(trx);
}

export async function markAllUnpublished(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length)
    await trx
      .updateTable('directory_entry')
      .set({ published_version: null, archived_at: at, updated_at: at })
      .where('id', 'in', [...ids])
      .execute();
}
