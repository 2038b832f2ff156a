import { beforeAll, expect, test } from 'vitest';
import { roles, secondFactorRoles } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { createDemonstrationAccounts } from './demo.ts';
import { challengedAccount, verifyCode } from './second-factor.ts';
import { signIn } from './sign-in.ts';
import { appCode, browser, openTestIdentity, password, type TestIdentity } from './testing.ts';

const database = useDatabase();
let identity: TestIdentity;
let district: Tenant;

beforeAll(async () => {
  identity = openTestIdentity(database);
  district = await identity.addDistrict('recklinghausen', '05562');
});

test('every role gets an account that can sign in, with a second factor where it must be', async () => {
  const scopes = {
    provider: { kind: 'organisation', id: uuidv7() },
    integration_officer: { kind: 'territory', id: '05562020' },
  } as const;
  const made = await createDemonstrationAccounts(identity, district, password, scopes);
  expect(made.map((one) => one.role)).toEqual([...roles]);
  expect(made.filter((one) => one.totpSecret).map((one) => one.role)).toEqual([...secondFactorRoles]);
  for (const { email, role, totpSecret } of made) {
    const outcome = await signIn(identity.house, { email, password }, browser());
    if (!outcome.ok) throw new Error(`${email}: ${outcome.code}`);
    const { actor, cookies } = outcome.value;
    if (!totpSecret) {
      expect(actor).toMatchObject({ kind: 'user', assignments: [{ role, tenantId: district.id }] });
      continue;
    }
    const userId = (await challengedAccount(identity.house, browser(cookies))) ?? '';
    const verified = await verifyCode(identity.house, userId, { code: appCode(totpSecret) }, browser(cookies));
    expect(verified).toMatchObject({ ok: true, value: { actor: { secondFactor: true, assignments: [{ role }] } } });
  }
});

test('a second time makes nothing, and a role without its scope is left out', async () => {
  expect(await createDemonstrationAccounts(identity, district, password)).toEqual([]);
  const other = await identity.addDistrict('guetersloh', '05754');
  const made = await createDemonstrationAccounts(identity, other, password);
  expect(roles.filter((role) => !made.some((one) => one.role === role))).toEqual(['provider', 'integration_officer']);
  expect(made.map((one) => one.email)).toContain('ki-lead@guetersloh.example');
});
