import { sql } from 'kysely';
import { uuidPattern } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { BodyKind, Seat } from '../model/bodies.ts';
import { type BodyReach, reachesBody } from './bodies.ts';
import { containing } from './body-list.ts';
import { toSeat } from './members.ts';

export interface SeatFilter {
  readonly reach: BodyReach;
  /** Seats of organisations by the organisation's name, or seats of persons by theirs. */
  readonly by: 'organisation' | 'person';
  /** Part of the organisation's, the person's or the body's name. */
  readonly text?: string | undefined;
  /** Seats held on this day in bodies open on it; absent: former ones, too. */
  readonly onDay?: string | undefined;
  /** Seats of one body only. */
  readonly bodyId?: string | undefined;
}

export interface SeatRow extends Seat {
  readonly bodyName: string;
}

function filtered(trx: Trx, { reach, by, text, onDay, bodyId }: SeatFilter) {
  const name = by === 'organisation' ? 'seat.organisation_name' : 'seat.person_name';
  return trx
    .selectFrom('network_member as seat')
    .innerJoin('network_body as body', (join) =>
      join.onRef('body.tenant_id', '=', 'seat.tenant_id').onRef('body.id', '=', 'seat.body_id'),
    )
    .where(reachesBody(reach, 'body'))
    .where(name, 'is not', null)
    .$if(bodyId !== undefined, (query) => query.where('seat.body_id', '=', bodyId as string))
    .$if(text !== undefined, (query) =>
      query.where(({ eb, or }) =>
        or(
          (['seat.organisation_name', 'seat.person_name', 'body.name'] as const).map((column) =>
            eb(column, 'ilike', containing(text as string)),
          ),
        ),
      ),
    )
    .$if(onDay !== undefined, (query) =>
      query.where(sql<boolean>`(seat.from_on is null or seat.from_on <= ${onDay}::date) and (seat.to_on is null or seat.to_on >= ${onDay}::date)
        and (body.ended_on is null or body.ended_on >= ${onDay}::date)`),
    );
}

/**
 * Who sits where, over all bodies within reach, by name.
 * @param after id of the last seat of the page before
 */
export async function listSeats(trx: Trx, filter: SeatFilter, after: string | undefined, limit: number): Promise<SeatRow[]> {
  const column = filter.by === 'organisation' ? 'organisation_name' : 'person_name';
  const key = sql`lower(${sql.ref(`seat.${column}`)})`;
  const rows = await filtered(trx, filter)
    .selectAll('seat')
    .select('body.name as bodyName')
    .$if(after !== undefined && uuidPattern.test(after), (query) =>
      query.where(sql<boolean>`(${key}, seat.id) > (select lower(${sql.ref(`last.${column}`)}), last.id from network_member last
        where last.tenant_id = seat.tenant_id and last.id = ${after}::uuid)`),
    )
    .orderBy(key)
    .orderBy('seat.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...toSeat(row), bodyName: row.bodyName }));
}

export async function countSeats(trx: Trx, filter: SeatFilter): Promise<number> {
  const row = await filtered(trx, filter).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return row.count;
}

/** One organisation in one body. */
export interface SeatLink {
  readonly bodyId: string;
  readonly bodySlug: string;
  readonly bodyName: string;
  readonly bodyKind: BodyKind;
  readonly organisationId: string | null;
  readonly organisationName: string;
}

/** Most links that a network map is drawn of. */
export const mostLinks = 3000;

/**
 * Which organisations sit in which bodies on the day, each pair once and without persons; bodies and organisations by name.
 * @param scope the public's bodies, or those within the reach of somebody at work
 */
export async function listSeatLinks(trx: Trx, scope: 'public' | BodyReach, day: string): Promise<SeatLink[]> {
  const rows = await trx
    .selectFrom('network_member as seat')
    .innerJoin('network_body as body', (join) =>
      join.onRef('body.tenant_id', '=', 'seat.tenant_id').onRef('body.id', '=', 'seat.body_id'),
    )
    .where(scope === 'public' ? sql<boolean>`body.public` : reachesBody(scope, 'body'))
    .where('seat.organisation_name', 'is not', null)
    .where(sql<boolean>`(seat.from_on is null or seat.from_on <= ${day}::date) and (seat.to_on is null or seat.to_on >= ${day}::date)
      and (body.ended_on is null or body.ended_on >= ${day}::date)`)
    .select([
      'body.id as bodyId',
      'body.slug as bodySlug',
      'body.name as bodyName',
      'body.kind as bodyKind',
      sql<string | null>`min(seat.organisation_id::text)`.as('organisationId'),
      'seat.organisation_name as organisationName',
    ])
    .groupBy(['body.id', 'body.slug', 'body.name', 'body.kind', 'seat.organisation_name'])
    .orderBy('body.name')
    .orderBy('body.id')
    .orderBy('seat.organisation_name')
    .limit(mostLinks)
    .execute();
  return rows as SeatLink[];
}
