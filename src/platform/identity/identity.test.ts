import { createHash } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { audit, auditInstallation, installationChain } from '#platform/audit';
import { readConfig } from '#platform/config';
import { queueMail } from '#platform/mail';
import { useDatabase } from '#testing';
import { openIdentity } from './identity.ts';
import { requestPasswordReset, signIn } from './sign-in.ts';
import { browser, openTestIdentity, operator, password } from './testing.ts';

const database = useDatabase();

const linesOf = (tenantId: string) =>
  database.inTenant(tenantId, (trx) =>
    trx
      .selectFrom('audit_entry')
      .select(['action', 'actor_kind', 'actor_id', 'subject_id', 'details'])
      .orderBy('sequence')
      .execute(),
  );

/** Wired as an installation is: with the real audit log and the real mail queue. */
function openInstalled() {
  const directory = openTestIdentity(database);
  const identity = openIdentity({
    config: readConfig({ NODE_ENV: 'test' }),
    deriveKey: (purpose) => createHash('sha256').update(purpose).digest(),
    database,
    tenants: directory.tenants,
    record: (trx, origin, line) => ('tenant' in origin ? audit(trx, origin, line) : auditInstallation(trx, origin, line)),
    queueMail,
  });
  return { directory, identity };
}

let installed: ReturnType<typeof openInstalled>;
beforeAll(() => {
  installed = openInstalled();
});

test('a sign-in stands in the log of the one district somebody works for, and nobody’s name does', async () => {
  const { directory, identity } = installed;
  const nord = await directory.addDistrict('nord', '05001');
  const created = await identity.createUser({ email: 'log@nord.example', name: 'Log', password }, operator);
  const userId = created.ok ? created.value.userId : '';
  await identity.grantRole(directory.contextIn(nord), { userId, grant: { role: 'ki_staff', scope: null } });
  await signIn(identity.house, { email: 'log@nord.example', password }, browser());
  await signIn(identity.house, { email: 'log@nord.example', password: 'not the password' }, browser());
  await signIn(identity.house, { email: 'nobody@nord.example', password }, browser());

  expect(await linesOf(nord.id)).toMatchObject([
    { action: 'role.granted', actor_kind: 'system', subject_id: userId },
    { action: 'session.opened', actor_kind: 'user', actor_id: userId, details: { method: 'password', secondFactor: false } },
    { action: 'session.refused', actor_kind: 'visitor', subject_id: userId },
  ]);
  expect(await linesOf(installationChain)).toMatchObject([
    { action: 'account.created', subject_id: userId },
    { action: 'session.refused', subject_id: null },
  ]);
  expect(JSON.stringify([await linesOf(nord.id), await linesOf(installationChain)])).not.toContain('nord.example');
});

test('a link for a new password goes into the mail queue', async () => {
  const { identity } = installed;
  await requestPasswordReset(identity.house, { email: 'log@nord.example' }, browser());
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    "select payload from graphile_worker._private_jobs where payload->>'to' = 'log@nord.example'",
  );
  await owner.end();
  expect(rows).toHaveLength(1);
  expect(rows[0].payload.text).toContain('/konto/passwort-neu?token=');
});
