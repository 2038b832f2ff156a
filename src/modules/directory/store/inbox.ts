import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { isMoment, placeOf } from './cursor.ts';
import type { EntryKind, Version } from './entries.ts';
import { inReach, type Reach } from './reach.ts';

export interface InboxFilter {
  readonly reach: Reach;
  readonly kind?: EntryKind | undefined;
  readonly town?: string | undefined;
  /** Only what waits since before this moment. */
  readonly waitingSince?: Date | undefined;
}

export interface InboxRow {
  readonly entryId: string;
  readonly version: number;
  readonly kind: EntryKind;
  readonly name: string;
  readonly town: string | null;
  /** False: the entry has never been public. */
  readonly published: boolean;
  readonly authorKind: Version['authorKind'];
  readonly createdAt: Date;
  /** Place in the list, for the next page. */
  readonly cursor: string;
}

/** Position of a row as text; PostgreSQL's microseconds do not fit a JavaScript date. */
const cursorOf = (timestamp: string, id: string) =>
  sql<string>`(${sql.ref(timestamp)} at time zone 'UTC')::text || '+00 ' || ${sql.ref(id)}::text`;

/** A new organisation that comes with an offer is decided with it and does not wait by itself. */
const waitsByItself = sql<boolean>`not (entry.kind = 'organisation' and entry.published_version is null and exists (
  select from directory_entry offer join directory_version waiting
    on waiting.tenant_id = offer.tenant_id and waiting.entry_id = offer.id and waiting.state = 'proposed'
  where offer.tenant_id = entry.tenant_id and offer.organisation_id = entry.id and offer.id <> entry.id))`;

/** Proposals that wait for a decision, oldest first. Rides on `directory_version_inbox`. */
export async function listProposals(
  trx: Trx,
  filter: InboxFilter,
  after: string | undefined,
  limit: number,
): Promise<InboxRow[]> {
  const place = placeOf(after, isMoment);
  const rows = await trx
    .selectFrom('directory_version as version')
    .innerJoin('directory_entry as entry', (join) =>
      join.onRef('entry.tenant_id', '=', 'version.tenant_id').onRef('entry.id', '=', 'version.entry_id'),
    )
    .select(({ eb }) => [
      'version.entry_id as entryId',
      'version.version as version',
      'entry.kind as kind',
      sql<string>`version.content ->> 'name'`.as('name'),
      'entry.town as town',
      eb('entry.published_version', 'is not', null).as('published'),
      'version.author_kind as authorKind',
      'version.created_at as createdAt',
      cursorOf('version.created_at', 'version.entry_id').as('cursor'),
    ])
    .where('version.state', '=', 'proposed')
    .where(inReach(filter.reach, 'entry.town'))
    .where(waitsByItself)
    .$if(filter.kind !== undefined, (query) => query.where('entry.kind', '=', filter.kind as EntryKind))
    .$if(filter.town !== undefined, (query) => query.where('entry.town', '=', filter.town as string))
    .$if(filter.waitingSince !== undefined, (query) => query.where('version.created_at', '<', filter.waitingSince as Date))
    .$if(place !== undefined, (query) =>
      query.where(sql<boolean>`(version.created_at, version.entry_id) > (${place?.key}::timestamptz, ${place?.id}::uuid)`),
    )
    .orderBy('version.created_at')
    .orderBy('version.entry_id')
    .limit(limit)
    .execute();
  return rows as InboxRow[];
}

/** How much waits for staff: proposals and corrections, up to a hundred of each. */
export async function countWaiting(trx: Trx, reach: Reach): Promise<{ proposals: number; corrections: number }> {
  const { rows } = await sql<{ proposals: number; corrections: number }>`
    select
      (select count(*)::int from (select from directory_version version join directory_entry entry
        on entry.tenant_id = version.tenant_id and entry.id = version.entry_id
        where version.state = 'proposed' and ${inReach(reach, 'entry.town')} and ${waitsByItself} limit 100) waiting) as proposals,
      (select count(*)::int from (select from directory_correction correction join directory_entry entry
        on entry.tenant_id = correction.tenant_id and entry.id = correction.entry_id
        where correction.state = 'open' and ${inReach(reach, 'entry.town')} limit 100) waiting) as corrections`.execute(trx);
  return rows[0] as { proposals: number; corrections: number };
}
