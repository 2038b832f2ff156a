import { type Actor, createContext } from '#platform/access';
import type { Trx } from '#platform/database';
import { translator } from '#platform/i18n';
import { fail, type Outcome, ok } from '#platform/outcome';
import { asAccount, type Caller, type House, languageOf } from './house.ts';
import { findInvitation, type OpenInvitation, tenantOfToken } from './invitations.ts';
import { normalisePassword, type PasswordFault, passwordFault } from './model.ts';
import { hashPassword } from './password.ts';
import {
  type Account,
  deleteFactors,
  findAccountByEmail,
  insertAccount,
  insertRole,
  setPassword,
  updateAccount,
} from './store.ts';

/** What the page behind an invitation's link has to ask. */
export interface InvitationView extends OpenInvitation {
  /** `new`: name and password; `sign-in`: there is an account, sign in first; `confirm`: signed in with it. */
  readonly step: 'new' | 'sign-in' | 'confirm';
}

/** Undefined: the link is unknown, used, withdrawn or too old. */
export async function viewInvitation(house: House, token: string, actor: Actor): Promise<InvitationView | undefined> {
  const open = await findInvitation(house, undefined, token);
  if (!open) return undefined;
  const account = await findAccountByEmail(house.database.shared, open.invitation.email);
  if (!account || account.deactivatedAt) return { ...open, step: 'new' };
  return { ...open, step: actor.kind === 'user' && actor.userId === account.id ? 'confirm' : 'sign-in' };
}

export type AcceptFault = PasswordFault | 'link_invalid' | 'name_missing' | 'sign_in_first';

/** Opens the account, or takes it up again after it was deactivated: with the new password and without old factors. */
async function openAccount(
  trx: Trx,
  account: Account | undefined,
  open: OpenInvitation,
  name: string,
  passwordHash: string,
  now: Date,
) {
  const { email, language } = open.invitation;
  if (!account) return insertAccount(trx, { email, name, language, passwordHash }, now);
  // Opened by somebody else in the moment between: never another password for an account in use.
  if (!account.deactivatedAt) return undefined;
  await updateAccount(trx, account.id, { name, language, deactivated_at: null }, now);
  await deleteFactors(trx, account.id, now);
  await trx.deleteFrom('identity_account').where('user_id', '=', account.id).execute();
  await setPassword(trx, account.id, passwordHash, now);
  return account.id;
}

/**
 * Accepts an invitation, once: with name and password when there is no account, otherwise by the signed-in owner of the
 * invited address.
 */
export async function acceptInvitation(
  house: House,
  input: { token: string; name: string; password: string },
  actor: Actor,
  caller: Caller,
): Promise<Outcome<{ readonly opened: boolean }, AcceptFault>> {
  const first = await viewInvitation(house, input.token, actor);
  if (!first) return fail('link_invalid');
  if (first.step === 'sign-in') return fail('sign_in_first');
  const isNew = first.step === 'new';
  const password = normalisePassword(input.password);
  const fault = isNew ? (input.name ? passwordFault(password, first.invitation.email) : 'name_missing') : undefined;
  if (fault) return fail(fault);
  const passwordHash = isNew ? await hashPassword(password) : '';
  const now = house.now();
  return house.database.inTenant(tenantOfToken(input.token) as string, async (trx) => {
    const open = await findInvitation(house, trx, input.token, true);
    if (!open) return fail('link_invalid');
    const { invitation, tenant } = open;
    const account = await findAccountByEmail(trx, invitation.email);
    const userId = isNew ? await openAccount(trx, account, open, input.name, passwordHash, now) : account?.id;
    if (!userId) return fail('sign_in_first');
    for (const grant of invitation.grants) {
      await insertRole(trx, { ...grant, userId, tenantId: tenant.id, grantedBy: invitation.invitedBy }, now);
    }
    await trx
      .updateTable('identity_invitation')
      .set({ accepted_at: now, accepted_by: userId })
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', invitation.id)
      .execute();
    const language = languageOf(invitation.language);
    const context = createContext({
      tenant,
      actor: asAccount({ id: userId, name: input.name, email: invitation.email }),
      language,
      t: translator(language),
      requestId: caller.requestId,
      publicUrl: house.config.publicUrl,
      database: house.database,
      permissions: new Map(),
    });
    const details = { account: userId, opened: isNew };
    await house.record(trx, context, {
      action: 'invitation.accepted',
      subjectType: 'invitation',
      subjectId: invitation.id,
      details,
    });
    return ok({ opened: isNew });
  });
}
