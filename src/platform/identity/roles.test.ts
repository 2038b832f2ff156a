import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Actor, visitor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { listPeople, showPerson } from './accounts.ts';
import { openTestIdentity, operator, type TestIdentity } from './testing.ts';

const database = useDatabase();
let identity: TestIdentity;
let nord: Tenant;
let sued: Tenant;
let worker: string;

async function actorOf(userId: string): Promise<Actor> {
  const assignments = await identity.rolesOf(userId);
  return { kind: 'user', userId, sessionId: '', name: '', email: '', secondFactor: false, assignments };
}

async function someone(email: string, tenant: Tenant, role: 'administrator' | 'ki_lead' | 'ki_staff') {
  return actorOf(await identity.addUser(email, tenant, [{ role }]));
}

beforeAll(async () => {
  identity = openTestIdentity(database);
  nord = await identity.addDistrict('nord', '05001');
  sued = await identity.addDistrict('sued', '05002');
  worker = await identity.addUser('worker@nord.example', nord, [{ role: 'ki_staff' }]);
  await identity.grantRole(identity.contextIn(sued), { userId: worker, grant: { role: 'controlling', scope: null } });
});

describe('rows of role_assignment', () => {
  const seen = (settings: Record<string, string>) =>
    database.shared.transaction().execute(async (trx) => {
      for (const [name, value] of Object.entries(settings)) await sql`select set_config(${name}, ${value}, true)`.execute(trx);
      return trx.selectFrom('role_assignment').select(['user_id', 'tenant_id']).execute();
    });

  test('show themselves to nobody without a district and an account', async () => {
    expect(await seen({})).toEqual([]);
    expect(await seen({ 'app.tenant': '', 'app.user': '' })).toEqual([]);
    expect(await seen({ 'app.tenant': uuidv7() })).toEqual([]);
    expect(await seen({ 'app.user': uuidv7() })).toEqual([]);
  });

  test('show themselves to their district, and to their account in all of them', async () => {
    expect(new Set((await seen({ 'app.tenant': sued.id })).map((row) => row.tenant_id))).toEqual(new Set([sued.id]));
    const own = await seen({ 'app.user': worker });
    expect(own.map((row) => row.tenant_id).sort()).toEqual([nord.id, sued.id].sort());
    expect(new Set(own.map((row) => row.user_id))).toEqual(new Set([worker]));
  });

  test('are read in one statement for a session, which leaves no trace in its transaction', async () => {
    await database.shared.transaction().execute(async (trx) => {
      const held = await sql<{ tenant_id: string }>`select tenant_id from roles_of_account(${worker}::uuid)`.execute(trx);
      expect(held.rows).toHaveLength(2);
      expect(await trx.selectFrom('role_assignment').selectAll().execute()).toEqual([]);
    });
  });

  const row = (tenantId: string | null) => ({
    id: uuidv7(),
    user_id: worker,
    tenant_id: tenantId,
    role: 'administrator',
    scope_kind: null,
    scope_id: null,
    granted_by: 'attack',
    granted_at: new Date(),
  });

  test.each([
    ['another district', () => sued.id],
    ['the installation', () => null],
  ])('cannot be written from one district for %s', async (_what, tenantId) => {
    await expect(
      database.inTenant(nord.id, (trx) => trx.insertInto('role_assignment').values(row(tenantId())).execute()),
    ).rejects.toThrow(/row-level security/);
  });

  test('cannot be written or deleted by an account for itself', async () => {
    const asWorker = <T>(work: (trx: Parameters<Parameters<typeof database.inTenant>[1]>[0]) => Promise<T>) =>
      database.shared.transaction().execute(async (trx) => {
        await sql`select set_config('app.user', ${worker}, true)`.execute(trx);
        return work(trx);
      });
    await expect(asWorker((trx) => trx.insertInto('role_assignment').values(row(nord.id)).execute())).rejects.toThrow(
      /row-level security/,
    );
    const [deleted] = await asWorker((trx) => trx.deleteFrom('role_assignment').execute());
    expect(deleted?.numDeletedRows).toBe(0n);
    const [updated] = await asWorker((trx) => trx.updateTable('role_assignment').set({ role: 'administrator' }).execute());
    expect(updated?.numUpdatedRows).toBe(0n);
  });

  test('are never changed, not by their district either', async () => {
    const [updated] = await database.inTenant(nord.id, (trx) =>
      trx.updateTable('role_assignment').set({ role: 'administrator' }).execute(),
    );
    expect(updated?.numUpdatedRows).toBe(0n);
  });

  test('go with their account, although the policy hides them from whoever deletes it', async () => {
    const userId = await identity.addUser('erased@nord.example', nord, [{ role: 'ki_staff' }]);
    await database.shared.deleteFrom('identity_user').where('id', '=', userId).execute();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query('select from role_assignment where user_id = $1', [userId]);
    await owner.end();
    expect(rows).toEqual([]);
  });
});

describe('granting', () => {
  const grant = (role: 'ki_staff' | 'case_manager' | 'administrator' | 'data_protection_officer') => ({ role, scope: null });

  test('is open to leads, but not for the roles that watch over them', async () => {
    const lead = identity.contextIn(nord, await someone('lead@nord.example', nord, 'ki_lead'));
    expect(await identity.grantRole(lead, { userId: worker, grant: grant('case_manager') })).toEqual({ ok: true });
    expect(identity.lines.at(-1)).toMatchObject({
      action: 'role.granted',
      tenantId: nord.id,
      subjectId: worker,
      details: { role: 'case_manager' },
    });
    for (const role of ['administrator', 'data_protection_officer'] as const) {
      expect(await identity.grantRole(lead, { userId: worker, grant: grant(role) })).toMatchObject({ code: 'forbidden' });
    }
    expect(await identity.grantRole(lead, { userId: worker, grant: grant('case_manager') })).toMatchObject({
      code: 'held_already',
    });
  });

  test('to oneself is open to nobody', async () => {
    const actor = await someone('self@nord.example', nord, 'administrator');
    const context = identity.contextIn(nord, actor);
    const userId = actor.kind === 'user' ? actor.userId : '';
    const [own] = await identity.rolesOf(userId);
    expect(await identity.grantRole(context, { userId, grant: grant('case_manager') })).toMatchObject({ code: 'own_account' });
    expect(await identity.revokeRole(context, { userId, assignmentId: own?.id ?? '' })).toMatchObject({ code: 'own_account' });
    expect(await identity.deactivate(context, userId)).toMatchObject({ code: 'own_account' });
  });

  test('is closed to everybody else, and to people of other districts', async () => {
    const nobody = [
      visitor,
      await someone('staff@nord.example', nord, 'ki_staff'),
      await someone('admin@sued.example', sued, 'administrator'),
    ];
    for (const actor of nobody) {
      expect(
        await identity.grantRole(identity.contextIn(nord, actor), { userId: worker, grant: grant('ki_staff') }),
      ).toMatchObject({ code: 'forbidden' });
    }
  });

  test('does not reach accounts of other districts, which are not there', async () => {
    const foreign = await identity.addUser('foreign@sued.example', sued, [{ role: 'ki_staff' }]);
    const context = identity.contextIn(nord, await someone('admin@nord.example', nord, 'administrator'));
    expect(await identity.grantRole(context, { userId: foreign, grant: grant('ki_staff') })).toMatchObject({ code: 'unknown' });
    expect(await identity.deactivate(context, foreign)).toMatchObject({ code: 'unknown' });
    expect(await identity.removeFactors(context, foreign)).toMatchObject({ code: 'unknown' });
    expect(await showPerson(identity.house, context, foreign)).toBeUndefined();
    const [assignment] = await identity.rolesOf(foreign);
    expect(await identity.revokeRole(context, { userId: foreign, assignmentId: assignment?.id ?? '' })).toMatchObject({
      code: 'unknown',
    });
    expect((await listPeople(context, { search: 'foreign' })).people).toEqual([]);
  });

  test('of the whole installation is the command line’s, and reaches every district', async () => {
    const userId = await identity.addUser('root@example.org');
    expect(await identity.grantInstallation(userId, operator)).toEqual({ ok: true });
    expect(await identity.grantInstallation(userId, operator)).toMatchObject({ code: 'held_already' });
    expect(identity.lines.at(-1)).toMatchObject({ action: 'role.granted', tenantId: null });
    const actor = await actorOf(userId);
    for (const tenant of [nord, sued]) expect(identity.contextIn(tenant, actor).may('identity.manage')).toBe(true);
    expect(await identity.revokeInstallation(userId, operator)).toEqual({ ok: true });
    expect(await identity.rolesOf(userId)).toEqual([]);
  });
});

describe('closing an access', () => {
  test('ends the roles here, and the account only when nobody else needs it', async () => {
    const userId = await identity.addUser('both@nord.example', nord, [{ role: 'ki_staff' }]);
    await identity.grantRole(identity.contextIn(sued), { userId, grant: { role: 'ki_staff', scope: null } });
    expect(await identity.deactivate(identity.contextIn(nord), userId)).toEqual({ ok: true, value: { account: false } });
    expect((await identity.rolesOf(userId)).map((role) => role.tenantId)).toEqual([sued.id]);
    expect((await identity.findUser('both@nord.example'))?.deactivatedAt).toBeNull();
    expect(await identity.deactivate(identity.contextIn(sued), userId)).toEqual({ ok: true, value: { account: true } });
    expect((await identity.findUser('both@nord.example'))?.deactivatedAt).toBeInstanceOf(Date);
  });

  test('by a lead does not touch an administrator', async () => {
    const admin = await identity.addUser('untouched@nord.example', nord, [{ role: 'administrator' }, { role: 'ki_staff' }]);
    const lead = identity.contextIn(nord, await someone('lead2@nord.example', nord, 'ki_lead'));
    expect(await identity.deactivate(lead, admin)).toMatchObject({ code: 'forbidden' });
    expect(await identity.removeFactors(lead, admin)).toMatchObject({ code: 'forbidden' });
  });

  test('second factors that another district trusts in stay', async () => {
    const context = identity.contextIn(nord, await someone('admin3@nord.example', nord, 'administrator'));
    expect(await identity.removeFactors(context, worker)).toMatchObject({ code: 'other_district' });
  });
});

test('the list of people goes on where the page before ended', async () => {
  const west = await identity.addDistrict('west', '05003');
  for (let number = 0; number < 53; number += 1)
    await identity.addUser(`p${String(number).padStart(2, '0')}@west.example`, west, [{ role: 'ki_staff' }]);
  const context = identity.contextIn(west);
  const first = await listPeople(context, {});
  const second = await listPeople(context, { after: first.next });
  expect([first.people.length, second.people.length, second.next]).toEqual([50, 3, undefined]);
  expect([...first.people, ...second.people].map((one) => one.name)).toEqual(
    Array.from({ length: 53 }, (_, number) => `p${String(number).padStart(2, '0')}`),
  );
  expect((await listPeople(context, { search: '%' })).people).toEqual([]);
  expect((await listPeople(context, { search: 'P07@' })).people).toMatchObject([
    { name: 'p07', roles: [{ role: 'ki_staff', scope: null }] },
  ]);
});
