import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { audit, auditInstallation, installationChain } from './index.ts';
import { addDistrict, addLine, contextIn, linesOf } from './testing.ts';

const database = useDatabase();
let district: Tenant;
beforeAll(async () => {
  district = await addDistrict(database, 'audit-write', '05001');
});

describe('a line', () => {
  test('stands with its change, or not at all', async () => {
    await addLine(database, district, { action: 'offer.published', subjectType: 'offer', subjectId: 'a' });
    const undone = database.inTenant(district.id, async (trx) => {
      await audit(trx, contextIn(database, district), { action: 'offer.published', subjectType: 'offer', subjectId: 'b' });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    const lines = await linesOf(database, district.id);
    expect(lines.map((line) => [line.sequence, line.subject_id])).toEqual([[1, 'a']]);
  });

  test('is chained to the one before, two in one transaction too', async () => {
    await database.inTenant(district.id, async (trx) => {
      await audit(trx, contextIn(database, district), {
        action: 'offer.changed',
        subjectType: 'offer',
        subjectId: 'c',
        details: { fields: ['title', 'fee'], at: 3 },
      });
      await audit(trx, contextIn(database, district), { action: 'offer.withdrawn', subjectType: 'offer', subjectId: 'd' });
    });
    const lines = await linesOf(database, district.id);
    lines.forEach((line, index) => {
      expect(line.sequence).toBe(index + 1);
      expect(line.previous_hash).toEqual(index ? lines[index - 1]?.hash : Buffer.alloc(32));
    });
    expect(lines.length).toBeGreaterThan(2);
  });

  test('of the installation is a chain of its own, also from inside a district', async () => {
    const by = { actor: { kind: 'system', name: 'test' }, requestId: 'r' } as const;
    await database.inTenant(district.id, async (trx) => {
      await auditInstallation(trx, by, { action: 'account.created', subjectType: 'account', subjectId: '1' });
      await audit(trx, contextIn(database, district), { action: 'offer.published', subjectType: 'offer', subjectId: 'e' });
    });
    await database.shared
      .transaction()
      .execute((trx) => auditInstallation(trx, by, { action: 'account.created', subjectType: 'account', subjectId: '2' }));
    expect((await linesOf(database, installationChain)).map((line) => [line.sequence, line.subject_id])).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
    expect((await linesOf(database, district.id)).at(-1)?.subject_id).toBe('e');
  });

  test('of another district cannot be written or read', async () => {
    const other = await addDistrict(database, 'audit-other', '05002');
    await expect(
      database.inTenant(other.id, (trx) =>
        audit(trx, contextIn(database, district), { action: 'offer.published', subjectType: 'offer', subjectId: 'x' }),
      ),
    ).rejects.toThrow(/row-level security/);
    const seen = await database.inTenant(other.id, (trx) => trx.selectFrom('audit_entry').selectAll().execute());
    expect(seen).toEqual([]);
  });
});

test('fifty writers at once make one chain without a gap', async () => {
  const busy = await addDistrict(database, 'audit-busy', '05003');
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      addLine(database, busy, { action: 'offer.changed', subjectType: 'offer', subjectId: String(index) }),
    ),
  );
  const lines = await linesOf(database, busy.id);
  expect(lines.map((line) => line.sequence)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  lines.slice(1).forEach((line, index) => {
    expect(line.previous_hash).toEqual(lines[index]?.hash);
  });
});

test('writers that lock rows in opposite order to their audit lines do not deadlock', async () => {
  const pair = await addDistrict(database, 'audit-pair', '05004');
  const line = { action: 'district.changed', subjectType: 'tenant', subjectId: null };
  let audited = () => {};
  const firstHasAudited = new Promise<void>((resolve) => {
    audited = resolve;
  });
  let locked = () => {};
  const secondHasLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const touch = sql`update tenant set content_version = content_version + 1 where id = ${pair.id}`;
  await Promise.all([
    database.inTenant(pair.id, async (trx) => {
      await audit(trx, contextIn(database, pair), line);
      audited();
      await secondHasLocked;
      await touch.execute(trx);
    }),
    database.inTenant(pair.id, async (trx) => {
      await firstHasAudited;
      await touch.execute(trx);
      locked();
      await audit(trx, contextIn(database, pair), line);
    }),
  ]);
  expect(await linesOf(database, pair.id)).toHaveLength(2);
});

describe('nobody changes the log', () => {
  const refused = [
    'update audit_entry set action = $$a.b$$',
    'delete from audit_entry',
    'truncate audit_entry',
    'delete from audit_head',
    'update audit_head set sequence = 0',
    'delete from audit_seal',
    'insert into audit_entry (tenant_id, id, sequence) values (gen_random_uuid(), gen_random_uuid(), 9)',
    'alter table audit_entry disable trigger all',
  ];
  test.each(refused)('the application may not: %s', async (statement) => {
    await expect(database.inTenant(district.id, (trx) => sql.raw(statement).execute(trx))).rejects.toMatchObject({
      code: '42501',
    });
  });

  test.each(refused.slice(0, 3))('the owner may not either: %s', async (statement) => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`set app.tenant = '${district.id}'`);
      await expect(owner.query(statement)).rejects.toThrow('append-only');
    } finally {
      await owner.end();
    }
  });
});
