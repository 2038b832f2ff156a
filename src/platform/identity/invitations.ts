import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Context, roles } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { translator } from '#platform/i18n';
import { fail, type Outcome, ok } from '#platform/outcome';
import { type Tenant, tenantName } from '#platform/tenancy';
import { type House, languageOf, nameOf } from './house.ts';
import { type Grant, grantFault, invitationDays, normaliseEmail } from './model.ts';
import { managementFault, type RoleFault } from './roles.ts';
import { findAccountByEmail } from './store.ts';
import { listRolesInDistrict } from './store-lists.ts';

const grantsSchema = z.array(
  z.object({
    role: z.enum(roles),
    scope: z.object({ kind: z.enum(['territory', 'organisation', 'team', 'area', 'person']), id: z.string() }).nullable(),
  }),
);

/** More than anybody holds; it also bounds the statements of one acceptance. */
const maximumGrants = 20;

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly language: string;
  readonly grants: readonly Grant[];
  readonly expiresAt: Date;
  readonly invitedBy: string;
}

/**
 * The secret of a link: the district, so that the invitation can be looked for behind its fence, and 256 random bits, of
 * which the database keeps the hash.
 */
function newToken(tenantId: string): { token: string; hash: Buffer } {
  const secret = randomBytes(32);
  const district = Buffer.from(tenantId.replaceAll('-', ''), 'hex');
  return { token: Buffer.concat([district, secret]).toString('base64url'), hash: createHash('sha256').update(secret).digest() };
}

function readToken(token: string): { tenantId: string; hash: Buffer } | undefined {
  const bytes = /^[\w-]{64}$/.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0);
  if (bytes.length !== 48) return undefined;
  const tenantId = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { tenantId, hash: createHash('sha256').update(bytes.subarray(16)).digest() };
}

const invitationColumns = ['id', 'email', 'language', 'roles', 'expires_at', 'invited_by'] as const;

const toInvitation = (row: {
  id: string;
  email: string;
  language: string;
  roles: unknown;
  expires_at: Date;
  invited_by: string;
}): Invitation => ({
  id: row.id,
  email: row.email,
  language: row.language,
  grants: grantsSchema.parse(row.roles),
  expiresAt: row.expires_at,
  invitedBy: row.invited_by,
});

export type InvitationFault = Exclude<RoleFault, 'unknown' | 'held_already'> | 'member_already' | 'role_missing';

/**
 * Invites somebody by mail to one or more roles in the district. An earlier open invitation of the same address ends.
 * The link is returned too, for the command line.
 */
export async function invite(
  house: House,
  context: Context,
  input: { email: string; language: string; grants: readonly Grant[] },
): Promise<Outcome<{ readonly id: string; readonly link: string }, InvitationFault>> {
  const email = normaliseEmail(input.email);
  if (!input.grants.length || input.grants.length > maximumGrants) return fail('role_missing');
  for (const grant of input.grants) {
    const fault = managementFault(context, null, grant) ?? grantFault(grant);
    if (fault) return fail(fault);
  }
  const account = await findAccountByEmail(house.database.shared, email);
  const { token, hash } = newToken(context.tenant.id);
  const link = `${context.publicUrl}/konto/einladung?token=${token}`;
  const now = context.now();
  return context.transaction(async (trx) => {
    // Whether the address has an account elsewhere is not this district's to know.
    if (account && (await listRolesInDistrict(trx, context.tenant.id, account.id)).length) return fail('member_already');
    const { language } = input;
    const open = trx.updateTable('identity_invitation').set({ withdrawn_at: now }).where('email', '=', email);
    await open
      .where('tenant_id', '=', context.tenant.id)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    const id = uuidv7(now.getTime());
    await trx
      .insertInto('identity_invitation')
      .values({
        tenant_id: context.tenant.id,
        id,
        email,
        language,
        roles: JSON.stringify(input.grants),
        token_hash: hash,
        expires_at: new Date(now.getTime() + invitationDays * 86_400_000),
        invited_by: nameOf(context.actor),
        created_at: now,
      })
      .execute();
    const details = { roles: input.grants.map((grant) => grant.role).join(' ') };
    await house.record(trx, context, { action: 'invitation.sent', subjectType: 'invitation', subjectId: id, details });
    await mailInvitation(house, trx, context.tenant, { email, language, link });
    return ok({ id, link });
  });
}

async function mailInvitation(
  house: House,
  trx: Trx,
  tenant: Tenant,
  to: { email: string; language: string; link: string },
): Promise<void> {
  const language = languageOf(to.language);
  const t = translator(language);
  const district = tenantName(tenant, language);
  await house.queueMail(trx, {
    to: to.email,
    language,
    subject: t('identity:mail.invitation.subject', { district }),
    text: t('identity:mail.invitation.text', { district, link: to.link, count: invitationDays }),
  });
}

/** Invitations that can still be accepted, newest first. Rides on identity_invitation_open. */
export async function listInvitations(context: Context): Promise<Invitation[]> {
  if (!context.may('identity.manage')) return [];
  const rows = await context.transaction((trx) =>
    trx
      .selectFrom('identity_invitation')
      .select(invitationColumns)
      .where('tenant_id', '=', context.tenant.id)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', context.now())
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(200)
      .execute(),
  );
  return rows.map(toInvitation);
}

export async function withdrawInvitation(
  house: House,
  context: Context,
  id: string,
): Promise<Outcome<undefined, 'forbidden' | 'unknown'>> {
  if (!context.may('identity.manage')) return fail('forbidden');
  return context.transaction(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('identity_invitation')
      .set({ withdrawn_at: context.now() })
      .where('tenant_id', '=', context.tenant.id)
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (!numUpdatedRows) return fail('unknown');
    await house.record(trx, context, { action: 'invitation.withdrawn', subjectType: 'invitation', subjectId: id });
    return ok();
  });
}

export interface OpenInvitation {
  readonly invitation: Invitation;
  readonly tenant: Tenant;
}

/** The invitation behind a link while it can be accepted; `lock` keeps a second click waiting for the first. */
export async function findInvitation(
  house: House,
  trx: Trx | undefined,
  token: string,
  lock = false,
): Promise<OpenInvitation | undefined> {
  const parts = readToken(token);
  const tenant = parts && house.tenants.byId(parts.tenantId);
  if (!tenant) return undefined;
  const read = async (inTenant: Trx) => {
    const query = inTenant
      .selectFrom('identity_invitation')
      .select(invitationColumns)
      .where('tenant_id', '=', tenant.id)
      .where('token_hash', '=', parts.hash)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', house.now());
    return (lock ? query.forUpdate() : query).executeTakeFirst();
  };
  const row = await (trx ? read(trx) : house.database.inTenant(tenant.id, read));
  return row && { invitation: toInvitation(row), tenant };
}

export const tenantOfToken = (token: string): string | undefined => readToken(token)?.tenantId;

/** Whether somebody who signs on with this address was invited by this link, and in which language. */
export async function invitedLanguage(house: House, token: unknown, email: string): Promise<string | undefined> {
  const open = typeof token === 'string' ? await findInvitation(house, undefined, token) : undefined;
  return open?.invitation.email === normaliseEmail(email) ? open.invitation.language : undefined;
}
