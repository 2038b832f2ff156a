import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { hashOf, readLines } from './line.ts';
import { readWitness } from './seal.ts';
import { AuditBrokenError, sealChains } from './sealing.ts';
import { addDistrict, addLine } from './testing.ts';
import { type AuditProblem, verifyAudit, verifyChain } from './verify.ts';

const database = useDatabase();
const key = Buffer.alloc(32, 7);
const folder = mkdtempSync(join(tmpdir(), 'dreiklang-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

let owner: pg.Client;
let district: Tenant;
let count = 0;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());

/** Every test tampers with a chain of twelve lines of its own. */
beforeEach(async () => {
  count += 1;
  district = await addDistrict(database, `verify-${count}`, String(5100 + count).padStart(5, '0'));
  await owner.query(`set app.tenant = '${district.id}'`);
  for (let index = 1; index <= 12; index += 1) {
    await addLine(database, district, {
      action: 'offer.changed',
      subjectType: 'offer',
      subjectId: `Ä${index}`,
      details: { index, note: 'größer „als“', none: null },
    });
  }
});
afterEach(() => owner.query("set session_replication_role = 'origin'"));

const witnessFile = () => join(folder, `${district.id}.json`);
const seal = () =>
  sealChains(database, { key, witnessFile: witnessFile(), tenantIds: [district.id], now: new Date('2026-11-22T12:00:00Z') });
const verify = () => verifyChain(database, district.id, { key, witness: readWitness(witnessFile()), batch: 5 });

/** What only a superuser can: the triggers asleep, the statement goes through. */
async function tamper(...statements: string[]): Promise<void> {
  await owner.query("set session_replication_role = 'replica'");
  for (const statement of statements) await owner.query(statement);
}

const mine = () => `tenant_id = '${district.id}'`;

async function expectBreak(problem: AuditProblem, sequence: number): Promise<void> {
  expect((await verify()).broken).toEqual({ chain: district.id, problem, sequence });
}

/** Computes hashes anew from a line on, as a thorough forger would. */
async function rehash(from: number): Promise<void> {
  const lines = await database.inTenant(district.id, (trx) => readLines(trx, district.id, from - 1, 100));
  let previousHash = lines[0]?.previousHash ?? '';
  for (const line of lines) {
    const hash = hashOf(district.id, { ...line, previousHash });
    await tamper(
      `update audit_entry set hash = '\\x${hash}', previous_hash = '\\x${previousHash}' where ${mine()} and sequence = ${line.sequence}`,
    );
    previousHash = hash;
  }
  await tamper(`update audit_head set hash = '\\x${previousHash}' where ${mine()}`);
}

const renumber = (from: number, by: number) =>
  tamper(
    `update audit_entry set sequence = -sequence where ${mine()} and sequence >= ${from}`,
    `update audit_entry set sequence = -sequence + ${by} where ${mine()} and sequence < 0`,
  );

test('an untouched chain holds, in batches and sealed', async () => {
  expect(await verify()).toMatchObject({ lines: 12, sealed: 0 });
  await seal();
  const report = await verify();
  expect(report).toMatchObject({ lines: 12, sealed: 12 });
  expect(report.broken).toBeUndefined();
  const all = await verifyAudit(database, { key, witness: readWitness(witnessFile()) });
  expect(all.find((one) => one.chain === district.id)).toEqual(report);
});

describe('somebody with access to the database, but not to the key,', () => {
  test.each(['action', 'subject_id', 'request_id', 'actor_name'])('changes %s of a line', async (column) => {
    await tamper(`update audit_entry set ${column} = 'a.b' where ${mine()} and sequence = 6`);
    await expectBreak('changed', 6);
  });

  test('changes the time of a line by a microsecond', async () => {
    await tamper(`update audit_entry set at = at + interval '1 microsecond' where ${mine()} and sequence = 6`);
    await expectBreak('changed', 6);
  });

  test('changes details and computes the hash of that line', async () => {
    await tamper(`update audit_entry set details = '{}' where ${mine()} and sequence = 6`);
    const [line] = await database.inTenant(district.id, (trx) => readLines(trx, district.id, 5, 1));
    if (!line) throw new Error('no line 6');
    await tamper(`update audit_entry set hash = '\\x${hashOf(district.id, line)}' where ${mine()} and sequence = 6`);
    await expectBreak('replaced', 6);
  });

  test('deletes a line', async () => {
    await tamper(`delete from audit_entry where ${mine()} and sequence = 6`);
    await expectBreak('missing', 6);
  });

  test('deletes the first line', async () => {
    await tamper(`delete from audit_entry where ${mine()} and sequence = 1`);
    await expectBreak('missing', 1);
  });

  test('deletes a line and closes the gap', async () => {
    await tamper(`delete from audit_entry where ${mine()} and sequence = 6`);
    await renumber(7, -1);
    await expectBreak('missing', 6);
  });

  test('swaps two lines', async () => {
    await tamper(
      `update audit_entry set sequence = -1 where ${mine()} and sequence = 6`,
      `update audit_entry set sequence = 6 where ${mine()} and sequence = 9`,
      `update audit_entry set sequence = 9 where ${mine()} and sequence = -1`,
    );
    await expectBreak('reordered', 6);
  });

  test('inserts a well-made line and moves the others up', async () => {
    await renumber(6, 1);
    await tamper(`insert into audit_entry select tenant_id, gen_random_uuid(), 6, at, actor_kind, actor_id, actor_name, action, subject_type,
      subject_id, details, request_id, hash, hash from audit_entry where ${mine()} and sequence = 5`);
    const [line] = await database.inTenant(district.id, (trx) => readLines(trx, district.id, 5, 1));
    if (!line) throw new Error('no line 6');
    await tamper(`update audit_entry set hash = '\\x${hashOf(district.id, line)}' where ${mine()} and sequence = 6`);
    await expectBreak('inserted', 6);
  });

  test('adds a line past the trigger', async () => {
    await tamper(`insert into audit_entry (tenant_id, id, actor_kind, action, subject_type, request_id)
      values ('${district.id}', gen_random_uuid(), 'visitor', 'a.b', 'offer', 'r')`);
    await expectBreak('inserted', 13);
  });

  test('cuts the end off', async () => {
    await tamper(`delete from audit_entry where ${mine()} and sequence > 9`);
    await expectBreak('cut', 10);
  });

  test('cuts the end off and sets the head back', async () => {
    await seal();
    await tamper(
      `delete from audit_entry where ${mine()} and sequence > 9`,
      `update audit_head set sequence = 9, hash = (select hash from audit_entry where ${mine()} and sequence = 9) where ${mine()}`,
    );
    await expectBreak('cut', 10);
  });

  test('empties the log, its head and its seal', async () => {
    await seal();
    await tamper(
      `delete from audit_entry where ${mine()}`,
      `delete from audit_head where ${mine()}`,
      `delete from audit_seal where ${mine()}`,
    );
    await expectBreak('cut', 1);
  });

  test('writes a line and all later ones anew', async () => {
    await seal();
    await tamper(`update audit_entry set subject_id = 'other' where ${mine()} and sequence = 6`);
    await rehash(6);
    await expectBreak('rewritten', 12);
  });

  test('writes all anew and makes up a seal', async () => {
    await seal();
    await tamper(`update audit_entry set subject_id = 'other' where ${mine()} and sequence = 6`);
    await rehash(6);
    await tamper(`update audit_seal set hash = (select hash from audit_head where ${mine()}) where ${mine()}`);
    await expectBreak('forged_seal', 12);
  });

  test('sets everything back to an earlier state, seal included', async () => {
    await seal();
    const { rows } = await owner.query(`select * from audit_seal where ${mine()}`);
    for (let index = 0; index < 3; index += 1)
      await addLine(database, district, { action: 'offer.changed', subjectType: 'offer', subjectId: null });
    await seal();
    await tamper(
      `delete from audit_entry where ${mine()} and sequence > 12`,
      `update audit_head set sequence = 12, hash = '\\x${rows[0].hash.toString('hex')}' where ${mine()}`,
    );
    await owner.query(`update audit_seal set sequence = 12, hash = $1, mac = $2, sealed_at = $3 where ${mine()}`, [
      rows[0].hash,
      rows[0].mac,
      rows[0].sealed_at,
    ]);
    await expectBreak('cut', 13);
    expect((await verifyChain(database, district.id, { key })).broken).toBeUndefined();
  });
});

describe('the sealing job', () => {
  test('reads only what is new', async () => {
    await seal();
    await addLine(database, district, { action: 'offer.changed', subjectType: 'offer', subjectId: null });
    expect(await verifyChain(database, district.id, { key, sinceSeal: true })).toMatchObject({ from: 12, lines: 1 });
    await seal();
    expect(await verify()).toMatchObject({ lines: 13, sealed: 13 });
  });

  test('does not put its name under a forged line', async () => {
    await seal();
    await addLine(database, district, { action: 'offer.changed', subjectType: 'offer', subjectId: null });
    const before = readFileSync(witnessFile(), 'utf8');
    await tamper(`update audit_entry set subject_id = 'other' where ${mine()} and sequence = 13`);
    await expect(seal()).rejects.toThrow(AuditBrokenError);
    await expect(seal()).rejects.toThrow(/changed at line 13/);
    expect(readFileSync(witnessFile(), 'utf8')).toBe(before);
  });

  test('does not replace the memory of a later head by an earlier one', async () => {
    await seal();
    const [remembered] = readWitness(witnessFile());
    await tamper(
      `delete from audit_entry where ${mine()}`,
      `delete from audit_head where ${mine()}`,
      `delete from audit_seal where ${mine()}`,
    );
    await expect(seal()).rejects.toThrow(/cut at line 1/);
    expect(readWitness(witnessFile())).toEqual([remembered]);
  });

  test('a witness file that somebody edited is no witness', async () => {
    await seal();
    writeFileSync(witnessFile(), readFileSync(witnessFile(), 'utf8').replace('"sequence": 12', '"sequence": 11'));
    await expectBreak('forged_seal', 11);
  });
});
