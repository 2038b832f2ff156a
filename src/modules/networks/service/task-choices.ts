import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { listAccounts } from '#platform/identity';
import { seatName } from '../model/bodies.ts';
import { networkPermissions } from '../permissions.ts';
import { membersOn } from '../store/members.ts';

export interface OwnerChoice {
  readonly id: string;
  readonly name: string;
}

/** Accounts that may have a task: those that see the networks; the own one stands first. */
export async function accountChoices(trx: Trx, context: Context): Promise<OwnerChoice[]> {
  const accounts = await listAccounts(trx, context.tenant.id, { limit: 500 });
  const readers: readonly string[] = networkPermissions['networks.read'];
  const { actor } = context;
  const own = actor.kind === 'user' ? [{ id: actor.userId, name: actor.name }] : [];
  const others = accounts
    .filter(({ id, roles }) => id !== own[0]?.id && roles.some(({ role }) => readers.includes(role)))
    .map(({ id, name }) => ({ id, name }));
  return [...own, ...others];
}

/** Who may have a task of a body: the seats that it has today, and accounts. */
export async function ownerChoices(
  trx: Trx,
  context: Context,
  bodyId: string,
): Promise<{ readonly seats: readonly OwnerChoice[]; readonly accounts: readonly OwnerChoice[] }> {
  const seats = await membersOn(trx, bodyId, dayOf(context.now()));
  return {
    seats: seats.map((seat) => ({ id: seat.id, name: seatName(seat) })),
    accounts: await accountChoices(trx, context),
  };
}
