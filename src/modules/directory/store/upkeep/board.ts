import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Stage, Standing } from '../../model/upkeep/stages.ts';
import { isDay, placeOf } from '../cursor.ts';
import { inReach, type Reach } from '../reach.ts';
import { sinceDay } from './stages.ts';

export interface BoardFilter {
  readonly reach: Reach;
  readonly stage?: Stage | undefined;
  readonly town?: string | undefined;
  /** Leaves; empty: all. */
  readonly categories: readonly string[];
  readonly organisationId?: string | undefined;
}

const from = sql`from directory_entry entry
  join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.version = entry.published_version`;

function where({ reach, stage, town, categories, organisationId }: BoardFilter): RawBuilder<boolean> {
  return sql<boolean>`entry.kind = 'offer' and ${inReach(reach, 'entry.town')}
    and ${stage === undefined ? sql`true` : sql`entry.stage = ${stage}`}
    and ${town === undefined ? sql`true` : sql`entry.town = ${town}`}
    and ${categories.length ? sql`version.content -> 'categories' ?| ${[...categories]}::text[]` : sql`true`}
    and ${organisationId === undefined ? sql`true` : sql`entry.organisation_id = ${organisationId}::uuid`}`;
}

/** Upper ends of the age groups in days; older, and never confirmed, come after them. */
export const ageGroups = [90, 180, 270, 365] as const;

export interface BoardCounts {
  readonly stages: Readonly<Record<Stage, number>>;
  /** Offers by days since their confirmation: one number for each of `ageGroups`, then older, then never. */
  readonly ages: readonly number[];
}

/** How many offers stand where, in one statement over the published offers. */
export async function countStanding(trx: Trx, filter: Omit<BoardFilter, 'stage'>, today: string): Promise<BoardCounts> {
  const stage = (name: Stage) => sql`count(*) filter (where entry.stage = ${name})::int`;
  const age = sql`(${today}::date - entry.confirmed_on)`;
  const ends = [...ageGroups, 100_000];
  const ages = ends.map(
    (end, index) => sql`count(*) filter (where ${age} < ${end} and ${age} >= ${ends[index - 1] ?? -100_000})::int`,
  );
  const { rows } = await sql<{ stages: Record<Stage, number>; ages: number[] }>`
    select jsonb_build_object('fresh', ${stage('fresh')}, 'badge', ${stage('badge')}, 'reminded', ${stage('reminded')},
        'demoted', ${stage('demoted')}, 'hidden', ${stage('hidden')}) as stages,
      jsonb_build_array(${sql.join([...ages, sql`count(*) filter (where entry.confirmed_on is null)::int`])}) as ages
    ${from} where ${where(filter)}`.execute(trx);
  return rows[0] as BoardCounts;
}

export const groupings = ['category', 'town', 'organisation'] as const;
export type Grouping = (typeof groupings)[number];

export interface GroupRow {
  /** Category, town or organisation; null: the whole district. */
  readonly id: string | null;
  /** Of an organisation. */
  readonly name: string | null;
  readonly stages: Readonly<Record<Stage, number>>;
  readonly offers: number;
}

/**
 * Stages by category or town, those with most to do first (a district has some dozens); or by organisation, by name and
 * in pages.
 */
export async function groupStanding(
  trx: Trx,
  filter: BoardFilter,
  by: Grouping,
  after: string | undefined,
  limit: number,
): Promise<GroupRow[]> {
  const place = by === 'organisation' ? placeOf(after, (key) => key.length <= 200) : undefined;
  const id = {
    category: sql`category`,
    town: sql`entry.town`,
    organisation: sql`entry.organisation_id::text`,
  }[by];
  const stage = (name: Stage) => sql`count(*) filter (where entry.stage = ${name})::int`;
  const { rows } = await sql<GroupRow>`
    select ${id} as id, ${by === 'organisation' ? sql`min(organisation.name)` : sql`null`} as name, count(*)::int as offers,
      jsonb_build_object('fresh', ${stage('fresh')}, 'badge', ${stage('badge')}, 'reminded', ${stage('reminded')},
        'demoted', ${stage('demoted')}, 'hidden', ${stage('hidden')}) as stages
    ${from}
    ${by === 'category' ? sql`, jsonb_array_elements_text(version.content -> 'categories') category` : sql``}
    ${by === 'organisation' ? sql`join directory_entry organisation on organisation.tenant_id = entry.tenant_id and organisation.id = entry.organisation_id` : sql``}
    where ${where(filter)}
    group by 1 ${place ? sql`having (min(organisation.name), entry.organisation_id::text) > (${place.key}, ${place.id})` : sql``}
    order by ${by === 'organisation' ? sql`2, 1` : sql`count(*) filter (where entry.stage <> 'fresh') desc, 1 nulls last`}
    limit ${limit}`.execute(trx);
  return rows;
}

export interface StandingRow extends Standing {
  readonly id: string;
  readonly name: string;
  readonly confirmedOn: string | null;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly categories: readonly string[];
  readonly pausedUntil: string | null;
  readonly cursor: string;
}

/** Offers, the longest unconfirmed first; pages by that day and the id. */
export async function listStanding(
  trx: Trx,
  filter: BoardFilter,
  today: string,
  after: string | undefined,
  limit: number,
): Promise<StandingRow[]> {
  const place = placeOf(after, isDay);
  const { rows } = await sql<StandingRow>`
    select entry.id, entry.name, entry.stage, entry.stage_on as "stageOn", ${sinceDay} as since, entry.confirmed_on as "confirmedOn",
      entry.organisation_id as "organisationId", organisation.name as "organisationName", version.content -> 'categories' as categories,
      pause.until as "pausedUntil", ${sinceDay}::text || ' ' || entry.id as cursor
    ${from}
    join directory_entry organisation on organisation.tenant_id = entry.tenant_id and organisation.id = entry.organisation_id
    left join directory_upkeep_pause pause on pause.tenant_id = entry.tenant_id and pause.organisation_id = entry.organisation_id and pause.until >= ${today}::date
    where ${where(filter)} and ${place ? sql`(${sinceDay}, entry.id) > (${place.key}::date, ${place.id}::uuid)` : sql`true`}
    order by ${sinceDay}, entry.id limit ${limit}`.execute(trx);
  return rows;
}

/** Offers whose contact person's consent ends until a day, soonest first; rides on `directory_version_contact`. */
export async function listEndingConsents(
  trx: Trx,
  reach: Reach,
  range: { readonly from: string; readonly until: string },
  limit: number,
): Promise<{ id: string; name: string; until: string }[]> {
  const { rows } = await sql<{ id: string; name: string; until: string }>`
    select entry.id, entry.name, version.contact_consent_until as until ${from}
    where entry.kind = 'offer' and ${inReach(reach, 'entry.town')} and version.contact_name is not null
      and version.contact_consent_until between ${range.from}::date and ${range.until}::date
    order by until, entry.id limit ${limit}`.execute(trx);
  return rows;
}
