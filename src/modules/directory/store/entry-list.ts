import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { isDay, isMoment, placeOf } from './cursor.ts';
import type { Entry, EntryKind } from './entries.ts';
import { inReach, type Reach } from './reach.ts';

export const entryStates = ['published', 'waiting', 'unpublished', 'archived'] as const;

export interface EntryFilter {
  readonly reach: Reach;
  readonly kind: EntryKind;
  /** Organisations whose entries alone are listed: the scope of provider accounts. */
  readonly organisationIds?: readonly string[] | undefined;
  readonly offerKind?: string | undefined;
  readonly town?: string | undefined;
  /** Leaf or top category; offers only. */
  readonly category?: string | undefined;
  readonly state?: (typeof entryStates)[number] | undefined;
  /** Never confirmed, or before this ISO date. */
  readonly confirmedBefore?: string | undefined;
  /** Part of the name. */
  readonly text?: string | undefined;
}

export interface EntryRow extends Entry {
  /** Proposals that wait for a decision. */
  readonly waiting: number;
  readonly organisationName: string | null;
  readonly cursor: string;
}

const pattern = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** A fact of a public offer, from the read model's index; of one that is hidden or not published, from its version. */
function hasFacet(word: string, path: string, values: readonly string[]) {
  return sql<boolean>`case when entry.published_version is not null and entry.stage <> 'hidden'
    then exists (select from directory_public_offer offer where offer.tenant_id = entry.tenant_id and offer.offer_id = entry.id and offer.facets @> ${[word]}::text[])
    else exists (select from directory_version version where version.tenant_id = entry.tenant_id and version.entry_id = entry.id
      and version.version = coalesce(entry.published_version, entry.latest_version) and version.content -> ${path} ?| ${[...values]}::text[]) end`;
}

function filtered(trx: Trx, filter: EntryFilter, leaves: readonly string[]) {
  const waits = sql<boolean>`exists (select from directory_version version where version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.state = 'proposed')`;
  // An entry that only an unconfirmed visitor knows of is not there yet.
  const known = sql<boolean>`(entry.published_version is not null or exists (select from directory_version version
    where version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.state <> 'unconfirmed'))`;
  return trx
    .selectFrom('directory_entry as entry')
    .where('entry.kind', '=', filter.kind)
    .where(inReach(filter.reach, 'entry.town'))
    .where(known)
    .$if(filter.organisationIds !== undefined, (query) =>
      query.where(sql<boolean>`entry.organisation_id = any(${[...(filter.organisationIds ?? [])]}::uuid[])`),
    )
    .$if(filter.town !== undefined, (query) => query.where('entry.town', '=', filter.town as string))
    .$if(filter.text !== undefined, (query) => query.where('entry.name', 'ilike', pattern(filter.text as string)))
    .$if(filter.confirmedBefore !== undefined, (query) =>
      query.where(({ or, eb }) =>
        or([eb('entry.confirmed_on', 'is', null), eb('entry.confirmed_on', '<', filter.confirmedBefore as string)]),
      ),
    )
    .$if(filter.state === 'published', (query) => query.where('entry.published_version', 'is not', null))
    .$if(filter.state === 'archived', (query) => query.where('entry.archived_at', 'is not', null))
    .$if(filter.state === 'unpublished', (query) =>
      query.where('entry.published_version', 'is', null).where('entry.archived_at', 'is', null),
    )
    .$if(filter.state === 'waiting', (query) => query.where(waits))
    .$if(filter.offerKind !== undefined, (query) =>
      query.where(hasFacet(`art:${filter.offerKind}`, 'kind', [filter.offerKind as string])),
    )
    .$if(filter.category !== undefined, (query) => query.where(hasFacet(`thema:${filter.category}`, 'categories', leaves)));
}

export const entrySorts = ['updated', 'name', 'confirmed'] as const;

export interface EntryOrder {
  readonly by: (typeof entrySorts)[number];
  readonly descending: boolean;
}

/** What a list is sorted by, never null, as text for the place of a row, and what such a text looks like. */
const sortKeys = {
  updated: {
    key: sql`entry.updated_at`,
    text: sql<string>`(entry.updated_at at time zone 'UTC')::text || '+00'`,
    type: sql`timestamptz`,
    isKey: isMoment,
  },
  name: {
    key: sql`entry.name`,
    text: sql<string>`entry.name`,
    type: sql`text`,
    isKey: (key: string) => key.length <= 400 && !key.includes('\0'),
  },
  confirmed: {
    key: sql`coalesce(entry.confirmed_on, date '0001-01-01')`,
    text: sql<string>`coalesce(entry.confirmed_on, date '0001-01-01')::text`,
    type: sql`date`,
    isKey: isDay,
  },
} as const;

const columns = [
  'entry.id as id',
  'entry.kind as kind',
  'entry.slug as slug',
  'entry.organisation_id as organisationId',
  'entry.published_version as publishedVersion',
  'entry.latest_version as latestVersion',
  'entry.name as name',
  'entry.town as town',
  'entry.confirmed_on as confirmedOn',
  'entry.confirmed_by as confirmedBy',
  'entry.archived_at as archivedAt',
  'entry.updated_at as updatedAt',
] as const;

/**
 * Entries as the filter says, last changed first unless ordered otherwise; rides on `directory_entry_list`.
 * @param leaves the leaf categories that `filter.category` stands for
 */
export async function listEntries(
  trx: Trx,
  filter: EntryFilter,
  leaves: readonly string[],
  after: string | undefined,
  limit: number,
  order: EntryOrder = { by: 'updated', descending: true },
): Promise<EntryRow[]> {
  const { key, text, type, isKey } = sortKeys[order.by];
  const place = placeOf(after, isKey);
  const direction = order.descending ? 'desc' : 'asc';
  const rows = await filtered(trx, filter, leaves)
    .leftJoin('directory_entry as organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'entry.tenant_id').onRef('organisation.id', '=', 'entry.organisation_id'),
    )
    .select([
      ...columns,
      'organisation.name as organisationName',
      sql<number>`(select count(*)::int from directory_version version where version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.state = 'proposed')`.as(
        'waiting',
      ),
      sql<string>`${text} || ' ' || entry.id::text`.as('cursor'),
    ])
    .$if(place !== undefined, (query) =>
      query.where(
        sql<boolean>`(${key}, entry.id) ${order.descending ? sql`<` : sql`>`} (${place?.key}::${type}, ${place?.id}::uuid)`,
      ),
    )
    .orderBy(key, direction)
    .orderBy('entry.id', direction)
    .limit(limit)
    .execute();
  return rows as EntryRow[];
}

export async function countEntries(trx: Trx, filter: EntryFilter, leaves: readonly string[]): Promise<number> {
  const row = await filtered(trx, filter, leaves).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return row.count;
}

/** Public entries of a kind, and how many of them nobody has confirmed since a day. */
export async function countPublished(
  trx: Trx,
  reach: EntryFilter['reach'],
  kind: EntryFilter['kind'],
  confirmedBefore: string,
): Promise<{ readonly published: number; readonly unconfirmed: number }> {
  return filtered(trx, { reach, kind, state: 'published' }, [])
    .select([
      sql<number>`count(*)::int`.as('published'),
      sql<number>`count(*) filter (where entry.confirmed_on is null or entry.confirmed_on < ${confirmedBefore}::date)::int`.as(
        'unconfirmed',
      ),
    ])
    .executeTakeFirstOrThrow();
}

export interface ExportRow {
  readonly id: string;
  readonly slug: string;
  readonly organisationSlug: string | null;
  readonly organisationName: string | null;
  readonly publishedVersion: number | null;
  readonly confirmedOn: string | null;
  readonly archivedAt: Date | null;
  readonly content: OfferContent | OrganisationContent;
}

/** The same entries with what they say (published, else latest version), by id, a thousand at a time. */
export async function listForExport(
  trx: Trx,
  filter: EntryFilter,
  leaves: readonly string[],
  afterId: string | undefined,
  limit: number,
): Promise<ExportRow[]> {
  const rows = await filtered(trx, filter, leaves)
    .innerJoin('directory_version as shown', (join) =>
      join
        .onRef('shown.tenant_id', '=', 'entry.tenant_id')
        .onRef('shown.entry_id', '=', 'entry.id')
        .on(sql<boolean>`shown.version = coalesce(entry.published_version, entry.latest_version)`),
    )
    .leftJoin('directory_entry as organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'entry.tenant_id').onRef('organisation.id', '=', 'entry.organisation_id'),
    )
    .select([
      'entry.id as id',
      'entry.slug as slug',
      'organisation.slug as organisationSlug',
      'organisation.name as organisationName',
      'entry.published_version as publishedVersion',
      'entry.confirmed_on as confirmedOn',
      'entry.archived_at as archivedAt',
      'shown.content as content',
    ])
    .$if(afterId !== undefined, (query) => query.where('entry.id', '>', afterId as string))
    .orderBy('entry.id')
    .limit(limit)
    .execute();
  return rows as unknown as ExportRow[];
}

export interface OrganisationName {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Published organisations by name, for choosing one in a form. */
export async function listOrganisations(trx: Trx, limit = 3000): Promise<OrganisationName[]> {
  return await trx
    .selectFrom('directory_entry')
    .select(['id', 'slug', 'name'])
    .where('kind', '=', 'organisation')
    .where('published_version', 'is not', null)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Published organisations whose name contains the text, the one of exactly this name first; at most `limit`. */
export async function findOrganisations(trx: Trx, text: string, limit: number): Promise<OrganisationName[]> {
  return await trx
    .selectFrom('directory_entry')
    .select(['id', 'slug', 'name'])
    .where('kind', '=', 'organisation')
    .where('published_version', 'is not', null)
    .where('name', 'ilike', pattern(text))
    .orderBy(sql`lower(name) <> lower(${text})`)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The published ones among these organisations. */
export async function listPublishedOrganisations(trx: Trx, ids: readonly string[]): Promise<OrganisationName[]> {
  return await trx
    .selectFrom('directory_entry')
    .select(['id', 'slug', 'name'])
    .where('kind', '=', 'organisation')
    .where('published_version', 'is not', null)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** Names of the chosen entries that are within reach. */
export async function listEntryNames(
  trx: Trx,
  reach: Reach,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  return await trx
    .selectFrom('directory_entry')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .where(inReach(reach, 'directory_entry.town'))
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Published offers by town (AGS), offers of the whole district under null; one statement. */
export async function countPublishedByTown(trx: Trx): Promise<ReadonlyMap<string | null, number>> {
  const rows = await trx
    .selectFrom('directory_entry')
    .select(({ fn }) => ['town', fn.countAll<number>().as('offers')])
    .where('kind', '=', 'offer')
    .where('published_version', 'is not', null)
    .groupBy('town')
    .execute();
  return new Map(rows.map(({ town, offers }) => [town, Number(offers)]));
}
