import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { Reason } from '../../model/duplicates/score.ts';
import { inReach, type Reach } from '../reach.ts';

export interface Pair {
  readonly kind: 'organisation' | 'offer';
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly first: PairSide;
  readonly second: PairSide;
}

export interface PairSide {
  readonly id: string;
  readonly name: string;
  readonly town: string | null;
  readonly published: boolean;
  readonly organisation: string | null;
}

export interface PairKey {
  readonly score: number;
  readonly first: string;
  readonly second: string;
}

/** Open pairs of which the actor reaches both, likeliest first; rides on `directory_duplicate_open`. */
export async function listOpenPairs(
  trx: Trx,
  reach: Reach,
  kind: Pair['kind'] | undefined,
  after: PairKey | undefined,
  limit: number,
): Promise<Pair[]> {
  const side = (table: string) => sql`jsonb_build_object('id', ${sql.ref(`${table}.id`)}, 'name', ${sql.ref(`${table}.name`)},
    'town', ${sql.ref(`${table}.town`)}, 'published', ${sql.ref(`${table}.published_version`)} is not null, 'organisation', ${sql.ref(`${table}_of.name`)})`;
  const { rows } = await sql<Pair>`
    select a.kind, pair.score, pair.reasons, ${side('a')} as first, ${side('b')} as second
    from directory_duplicate pair
    join directory_entry a on a.tenant_id = pair.tenant_id and a.id = pair.first_id
    join directory_entry b on b.tenant_id = pair.tenant_id and b.id = pair.second_id
    left join directory_entry a_of on a_of.tenant_id = a.tenant_id and a_of.id = a.organisation_id and a.kind = 'offer'
    left join directory_entry b_of on b_of.tenant_id = b.tenant_id and b_of.id = b.organisation_id and b.kind = 'offer'
    where pair.state = 'open' and ${inReach(reach, 'a.town')} and ${inReach(reach, 'b.town')}
      and ${kind ? sql`a.kind = ${kind}` : sql`true`}
      and ${
        after
          ? sql`(pair.score < ${after.score} or (pair.score = ${after.score} and (pair.first_id, pair.second_id) > (${after.first}::uuid, ${after.second}::uuid)))`
          : sql`true`
      }
    order by pair.score desc, pair.first_id, pair.second_id limit ${limit}`.execute(trx);
  return rows;
}

/** Notes what was decided about two entries, found or not. */
export async function decidePair(
  trx: Trx,
  tenantId: string,
  ids: readonly [string, string],
  decision: {
    readonly state: 'open' | 'different' | 'merged';
    readonly score: number;
    readonly reasons: readonly Reason[];
    readonly decidedBy: string | null;
    readonly at: Date | null;
  },
): Promise<void> {
  const [first, second] = [...ids].sort();
  await sql`insert into directory_duplicate (tenant_id, first_id, second_id, score, reasons, state, decided_by, decided_at)
    values (${tenantId}::uuid, ${first}::uuid, ${second}::uuid, ${decision.score}, ${JSON.stringify(decision.reasons)}::jsonb, ${decision.state},
      ${decision.decidedBy}::uuid, ${decision.at}::timestamptz)
    on conflict (tenant_id, first_id, second_id) do update set state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(
    trx,
  );
}

/** Open pairs of an entry that is no more. */
export async function dropOpenPairs(trx: Trx, entryId: string): Promise<void> {
  await sql`delete from directory_duplicate where state = 'open' and (first_id = ${entryId}::uuid or second_id = ${entryId}::uuid)`.execute(
    trx,
  );
}
