import { sql } from 'kysely';
import { defineModule, type JobHandler, type PersonalDataTable } from '#platform/module';
import { identityApi } from './open-api.ts';

const officialTask = 'Art. 6 (1) e DSGVO, § 3 DSG NRW';
const security = 'Art. 6 (1) e, Art. 32 DSGVO, § 3 DSG NRW';

/** A row of the processing register; `owner` is the column with the account's id. */
function table(
  name: string,
  key: string,
  legalBasis: string,
  categories: readonly string[],
  retention: PersonalDataTable['retention'],
  owner: string | null = 'user_id',
): PersonalDataTable {
  const person = owner ? ({ column: owner, by: 'user_id' } as const) : null;
  return { table: name, purpose: `identity:staff.register.${key}`, legalBasis, categories, recipients: [], retention, person };
}

const deletedAfter = (anchor: string, months: number) => ({ anchor, months, action: 'delete' }) as const;

const personalData: readonly PersonalDataTable[] = [
  // Closed accounts stay half a year, so that what they did last can still be answered for. Everything below goes with them.
  table('identity_user', 'user', officialTask, ['name', 'email', 'language'], deletedAfter('deactivated_at', 6), 'id'),
  table('identity_session', 'session', security, ['browser', 'time'], deletedAfter('expires_at', 0)),
  table('identity_account', 'account', security, ['password hash', 'sign-on id'], null),
  table('identity_verification', 'verification', security, ['account id', 'time'], deletedAfter('expires_at', 0), null),
  table('identity_two_factor', 'twoFactor', security, ['secret'], null),
  table('identity_passkey', 'passkey', security, ['public key', 'device name'], null),
  table('identity_attempt', 'attempt', security, ['keyed hash'], deletedAfter('window_ends', 0), null),
  table('role_assignment', 'role', officialTask, ['role', 'scope'], null),
  {
    ...table('identity_invitation', 'invitation', officialTask, ['email', 'role'], deletedAfter('expires_at', 1)),
    person: { column: 'email', by: 'email' },
  },
];

/** Nightly: what has run out is of no use to anybody. */
const cleanUp: JobHandler = async (_payload, services) => {
  const [first] = services.tenantIds();
  if (!first) return;
  const context = services.contextOf(first, 'identity.clean-up');
  const now = context.now();
  const { shared } = context.database;
  await shared.deleteFrom('identity_session').where('expires_at', '<=', now).execute();
  await shared.deleteFrom('identity_verification').where('expires_at', '<=', now).execute();
  await shared.deleteFrom('identity_attempt').where('window_ends', '<=', now).execute();
  for (const tenantId of services.tenantIds()) {
    await services.contextOf(tenantId, 'identity.clean-up').transaction((trx) =>
      trx
        .deleteFrom('identity_invitation')
        .where('tenant_id', '=', tenantId)
        // A month longer than it can be accepted, so that the page can say who was invited and did not come.
        .where('expires_at', '<=', sql<Date>`${now}::timestamptz - interval '1 month'`)
        .execute(),
    );
  }
};

export const identityModule = defineModule({
  name: 'identity',
  openApi: identityApi,
  permissions: { 'identity.manage': ['administrator', 'ki_lead'] },
  navigation: { staff: [{ label: 'identity:staff.nav', path: '/konten', permission: 'identity.manage' }] },
  jobs: { 'identity.clean-up': cleanUp },
  crontab: ['17 3 * * * identity.clean-up'],
  personalData,
});
