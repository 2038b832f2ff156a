import { type Selectable, sql } from 'kysely';
import { uuidPattern } from '#platform/crypto';
import type { Tables, Trx } from '#platform/database';
import type { Seat, SeatFunction } from '../model/bodies.ts';

/** Most seats that a body shows and invites; the largest council of the Land has fewer than a hundred. */
export const mostSeats = 500;

export function toSeat(row: Selectable<Tables['network_member']>): Seat {
  return {
    id: row.id,
    bodyId: row.body_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    personName: row.person_name,
    email: row.email,
    userId: row.user_id,
    function: row.function as SeatFunction,
    votes: row.votes,
    fromOn: row.from_on,
    toOn: row.to_on,
    version: row.version,
  };
}

function toRow(seat: Omit<Seat, 'id' | 'bodyId' | 'version'>) {
  return {
    organisation_id: seat.organisationId,
    organisation_name: seat.organisationName,
    person_name: seat.personName,
    email: seat.email,
    user_id: seat.userId,
    function: seat.function,
    votes: seat.votes,
    from_on: seat.fromOn,
    to_on: seat.toOn,
  };
}

/** Chair, deputies, secretary, members, advisers, guests. */
const byFunction = sql`array_position(array['chair', 'deputy', 'secretary', 'member', 'adviser', 'guest'], function)`;
const byName = sql`lower(coalesce(person_name, organisation_name))`;

/** A seat of the body; undefined for what is no id, or another body's. */
export async function findMember(trx: Trx, bodyId: string, id: string): Promise<Seat | undefined> {
  if (!uuidPattern.test(bodyId) || !uuidPattern.test(id)) return undefined;
  const row = await trx
    .selectFrom('network_member')
    .selectAll()
    .where('id', '=', id)
    .where('body_id', '=', bodyId)
    .executeTakeFirst();
  return row && toSeat(row);
}

/** Locks a seat until the transaction ends. */
export async function lockMember(trx: Trx, bodyId: string, id: string): Promise<Seat | undefined> {
  if (!uuidPattern.test(bodyId) || !uuidPattern.test(id)) return undefined;
  const row = await trx
    .selectFrom('network_member')
    .selectAll()
    .where('id', '=', id)
    .where('body_id', '=', bodyId)
    .forUpdate()
    .executeTakeFirst();
  return row && toSeat(row);
}

/** All seats of a body, ended ones too, at most `mostSeats`; rides on `network_member_body`. */
export async function membersOf(trx: Trx, bodyId: string): Promise<Seat[]> {
  const rows = await trx
    .selectFrom('network_member')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy(byFunction)
    .orderBy(byName)
    .orderBy('id')
    .limit(mostSeats)
    .execute();
  return rows.map(toSeat);
}

/** The seats of a body that are held on the day: who is invited, and who has a vote. */
export async function membersOn(trx: Trx, bodyId: string, day: string): Promise<Seat[]> {
  const rows = await trx
    .selectFrom('network_member')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where(({ eb, or }) => or([eb('from_on', 'is', null), eb('from_on', '<=', day)]))
    .where(({ eb, or }) => or([eb('to_on', 'is', null), eb('to_on', '>=', day)]))
    .orderBy(byFunction)
    .orderBy(byName)
    .orderBy('id')
    .limit(mostSeats)
    .execute();
  return rows.map(toSeat);
}

/** Adds seats in one statement. */
export async function insertMembers(
  trx: Trx,
  tenantId: string,
  seats: readonly Omit<Seat, 'version'>[],
  now: Date,
): Promise<void> {
  if (!seats.length) return;
  await trx
    .insertInto('network_member')
    .values(
      seats.map((seat) => ({
        tenant_id: tenantId,
        id: seat.id,
        body_id: seat.bodyId,
        ...toRow(seat),
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
}

/** Saves a locked seat as its next version. */
export async function updateMember(trx: Trx, seat: Omit<Seat, 'version'>, now: Date): Promise<void> {
  await trx
    .updateTable('network_member')
    .set((eb) => ({ ...toRow(seat), updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', seat.id)
    .where('body_id', '=', seat.bodyId)
    .execute();
}

/** Ends all seats of a body that go on beyond the day; one that had not begun ends on its first day. */
export async function endMembersOf(trx: Trx, bodyId: string, lastDay: string, now: Date): Promise<void> {
  await trx
    .updateTable('network_member')
    .set((eb) => ({
      to_on: sql<string>`greatest(${lastDay}::date, from_on)`,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('body_id', '=', bodyId)
    .where(({ eb, or }) => or([eb('to_on', 'is', null), eb('to_on', '>', lastDay)]))
    .execute();
}

export async function countMembers(trx: Trx, bodyId: string): Promise<number> {
  const row = await trx
    .selectFrom('network_member')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('body_id', '=', bodyId)
    .executeTakeFirstOrThrow();
  return row.count;
}
