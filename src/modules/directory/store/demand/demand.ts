import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import { type DemandKind, fewest } from '../../model/demand/demand.ts';

export interface DemandUse {
  readonly tenantId: string;
  /** Monday. */
  readonly week: string;
  readonly kind: DemandKind;
  readonly termHash: Buffer;
  /** The words, should they have been used often enough; null: never to be kept. */
  readonly term: string | null;
  readonly concepts: readonly string[];
  readonly language: string;
  readonly town: string;
  readonly target: string;
  /** ISO day from which equal ones are added up. */
  readonly since: string;
}

/**
 * Counts one use, and keeps the words when this is the fifth since `since`, whatever the language, town or target group. In one
 * statement, so that two at the same time are two; rides on `directory_demand_term`.
 */
export async function countUse(trx: Trx, use: DemandUse): Promise<void> {
  await sql`
    insert into directory_demand (tenant_id, week, kind, term_hash, term, concepts, language, town, target, uses)
    select ${use.tenantId}::uuid, ${use.week}::date, ${use.kind}, ${use.termHash}::bytea,
      case when before.uses + 1 >= ${fewest} then ${use.term}::text end,
      ${[...use.concepts]}::text[], ${use.language}, ${use.town}, ${use.target}, 1
    from (
      select coalesce(sum(uses), 0) as uses from directory_demand
      where tenant_id = ${use.tenantId}::uuid and kind = ${use.kind} and term_hash = ${use.termHash}::bytea and week >= ${use.since}::date
    ) before
    on conflict (tenant_id, week, kind, term_hash, language, town, target) do update set
      uses = directory_demand.uses + 1,
      term = coalesce(directory_demand.term, excluded.term, case when directory_demand.uses + 1 >= ${fewest} then ${use.term}::text end),
      concepts = array(select distinct word from unnest(directory_demand.concepts || excluded.concepts) word order by word)
  `.execute(trx);
}

export interface DemandRow {
  readonly kind: DemandKind;
  readonly concepts: readonly string[];
  readonly language: string;
  readonly town: string;
  readonly target: string;
  readonly uses: number;
}

const mostRows = 20_000;

/** What was asked since a day, added up over weeks and words; rides on `directory_demand_kind`. */
export async function readDemand(trx: Trx, since: string): Promise<DemandRow[]> {
  const { rows } = await sql<DemandRow>`
    select kind, concepts, language, town, target, sum(uses)::int as uses
    from directory_demand where kind in ('search', 'outside') and week >= ${since}::date
    group by kind, concepts, language, town, target
    order by sum(uses) desc, kind, concepts, language, town, target
    limit ${mostRows}`.execute(trx);
  return rows;
}

export interface TermRow extends Omit<DemandRow, 'kind'> {
  readonly term: string;
}

/** Words that were used often enough to be kept, with their uses by language, town and target group. */
export async function readTerms(trx: Trx, since: string): Promise<TermRow[]> {
  const { rows } = await sql<TermRow>`
    with known as (
      select term_hash, max(term) as term from directory_demand
      where kind = 'search' and week >= ${since}::date
      group by term_hash having max(term) is not null and sum(uses) >= ${fewest}
      order by sum(uses) desc, term_hash limit 500
    )
    select known.term, demand.concepts, demand.language, demand.town, demand.target, sum(demand.uses)::int as uses
    from known join directory_demand demand on demand.kind = 'search' and demand.term_hash = known.term_hash and demand.week >= ${since}::date
    group by known.term, demand.concepts, demand.language, demand.town, demand.target
    order by known.term, demand.language, demand.town, demand.target limit ${mostRows}`.execute(trx);
  return rows;
}

/** @returns uses of the searches in vain between two days, both included. */
export async function countDemand(trx: Trx, kind: DemandKind, from: string, to: string): Promise<number> {
  const { rows } = await sql<{ uses: number }>`
    select coalesce(sum(uses), 0)::int as uses from directory_demand
    where kind = ${kind} and week between ${from}::date and ${to}::date`.execute(trx);
  return rows[0]?.uses ?? 0;
}

/** Deletes what is older than a day. */
export async function deleteDemandBefore(trx: Trx, day: string): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('directory_demand').where('week', '<', day).executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Gives up the words of what was asked too seldom until a day: what the glossary understood of it stays counted under its
 * concepts, which anybody could hash; the rest goes.
 */
export async function giveUpSeldom(trx: Trx, before: string): Promise<number> {
  const { rows } = await sql<{ given: number }>`
    with seldom as (
      delete from directory_demand old
      where old.week < ${before}::date and old.term is null and old.kind = 'search'
        and old.term_hash <> sha256(convert_to(array_to_string(old.concepts, ','), 'UTF8'))
        and not exists (
          select from directory_demand kept
          where kept.tenant_id = old.tenant_id and kept.kind = old.kind and kept.term_hash = old.term_hash and kept.term is not null
        )
      returning tenant_id, week, kind, concepts, language, town, target, uses
    ), folded as (
      insert into directory_demand (tenant_id, week, kind, term_hash, term, concepts, language, town, target, uses)
      select tenant_id, week, kind, sha256(convert_to(array_to_string(concepts, ','), 'UTF8')), null, concepts, language, town, target, sum(uses)
      from seldom where cardinality(concepts) > 0
      group by tenant_id, week, kind, concepts, language, town, target
      on conflict (tenant_id, week, kind, term_hash, language, town, target) do update set uses = directory_demand.uses + excluded.uses
    )
    select count(*)::int as given from seldom`.execute(trx);
  return rows[0]?.given ?? 0;
}

export async function hasDemand(trx: Trx): Promise<boolean> {
  return (await trx.selectFrom('directory_demand').select('week').limit(1).executeTakeFirst()) !== undefined;
}

export interface InventedRow extends DemandRow {
  readonly week: string;
  readonly termHash: Buffer;
  readonly term: string | null;
}

/** Writes invented demand of the demonstration as it stands. */
export async function insertInvented(trx: Trx, tenantId: string, rows: readonly InventedRow[]): Promise<void> {
  if (!rows.length) return;
  await trx
    .insertInto('directory_demand')
    .values(
      rows.map(({ week, kind, termHash, term, concepts, language, town, target, uses }) => ({
        tenant_id: tenantId,
        week,
        kind,
        term_hash: termHash,
        term,
        concepts: [...concepts],
        language,
        town,
        target,
        uses,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
