import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';

/** A role that was limited to one organisation and is now limited to another. */
export interface MovedScope {
  readonly userId: string;
  readonly role: string;
  /** False: the account held the role for the other organisation already. */
  readonly granted: boolean;
}

/**
 * Gives every account of the district that may act for one organisation the same for another, e.g. because two entries
 * of the directory were one. Rows of roles are never changed, so the old one goes and a new one comes. The caller writes
 * the audit line in the same transaction.
 */
export async function moveOrganisationScopes(
  trx: Trx,
  move: { readonly tenantId: string; readonly from: string; readonly to: string; readonly by: string; readonly at: Date },
): Promise<MovedScope[]> {
  const held = await trx
    .deleteFrom('role_assignment')
    .where('tenant_id', '=', move.tenantId)
    .where('scope_kind', '=', 'organisation')
    .where('scope_id', '=', move.from)
    .returning(['user_id', 'role'])
    .execute();
  const moved: MovedScope[] = [];
  for (const { user_id: userId, role } of held) {
    moved.push({ userId, role, granted: await grant(trx, move, userId, role, move.to) });
  }
  return moved;
}

/** Takes such a move back for the accounts named; whoever lost the role meanwhile does not get it again. */
export async function returnOrganisationScopes(
  trx: Trx,
  move: { readonly tenantId: string; readonly from: string; readonly to: string; readonly by: string; readonly at: Date },
  moved: readonly MovedScope[],
): Promise<void> {
  for (const { userId, role, granted } of moved) {
    const held = trx
      .selectFrom('role_assignment')
      .select('id')
      .where('tenant_id', '=', move.tenantId)
      .where('user_id', '=', userId)
      .where('role', '=', role)
      .where('scope_kind', '=', 'organisation')
      .where('scope_id', '=', move.to);
    const row = await held.executeTakeFirst();
    if (!row) continue;
    if (granted) await trx.deleteFrom('role_assignment').where('id', '=', row.id).execute();
    await grant(trx, move, userId, role, move.from);
  }
}

async function grant(
  trx: Trx,
  { tenantId, by, at }: { readonly tenantId: string; readonly by: string; readonly at: Date },
  userId: string,
  role: string,
  organisationId: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('role_assignment')
    .values({
      id: uuidv7(at.getTime()),
      user_id: userId,
      tenant_id: tenantId,
      role,
      scope_kind: 'organisation',
      scope_id: organisationId,
      granted_by: by,
      granted_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
