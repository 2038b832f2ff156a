import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { addDistrict, contextIn, linesOf } from '../audit/testing.ts';
import type { Person } from './model.ts';
import { dossier, erase } from './persons.ts';
import { addSampleTables, sampleRegister } from './testing.ts';

const database = useDatabase();
const userId = '01900000-0000-7000-8000-0000000000aa';
const amal: Person = { email: 'amal@example.org', userId, elsewhere: false };
let owner: pg.Client;
let here: Tenant;
let there: Tenant;

beforeAll(async () => {
  await addSampleTables(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  here = await addDistrict(database, 'person-here', '05401');
  there = await addDistrict(database, 'person-there', '05402');
});
afterAll(() => owner.end());

beforeEach(async () => {
  await owner.query('delete from sample_comment; delete from sample_note; delete from sample_login; delete from privacy_hold');
  for (const tenant of [here, there]) {
    await owner.query(
      `insert into sample_note (tenant_id, email, body) values ($1, 'Amal@example.org', 'geheim'), ($1, 'bo@example.org', 'fremd')`,
      [tenant.id],
    );
    await owner.query(
      `insert into sample_comment (tenant_id, note_id, author_id, author_name) select tenant_id, id, $2::uuid, 'Amal' from sample_note where tenant_id = $1 and body = 'fremd'`,
      [tenant.id, userId],
    );
  }
  await owner.query('insert into sample_login (user_id) values ($1), (gen_random_uuid())', [userId]);
});

const ask = (person: Person) => dossier(contextIn(database, here), sampleRegister, person);
const forget = (person: Person) => {
  const context = contextIn(database, here);
  return context.transaction((trx) => erase(trx, context, sampleRegister, person));
};

describe('the dossier', () => {
  test('holds what the register finds about the person in this district, and no secrets', async () => {
    const found = await ask(amal);
    expect(found).toMatchObject({ district: 'person-here', person: { email: 'amal@example.org', account: userId } });
    expect(found.parts.map(({ table, rows }) => [table, rows.length])).toEqual([
      ['sample_note', 1],
      ['sample_comment', 1],
      ['sample_login', 1],
    ]);
    const [notes] = found.parts;
    expect(notes?.rows[0]).toMatchObject({ email: 'Amal@example.org', body: 'geheim' });
    expect(notes?.rows[0]).not.toHaveProperty('secret');
    expect(notes?.rows[0]).not.toHaveProperty('tenant_id');
    expect(notes).toMatchObject({
      purpose: 'Zweck sample_note',
      withheld: ['secret'],
      retention: 'Gelöscht 6 Monate nach „closed_on“',
    });
    expect(JSON.stringify(found)).not.toContain('fremd');
  });

  test('of somebody without an account holds what lies under the address', async () => {
    const found = await ask({ ...amal, userId: null });
    expect(found.parts.map(({ table }) => table)).toEqual(['sample_note']);
  });

  test('leaves its line in the log, without the address', async () => {
    await ask(amal);
    const line = (await linesOf(database, here.id)).at(-1);
    expect(line).toMatchObject({
      action: 'privacy.dossier',
      subject_id: userId,
      details: { sample_note: 1, sample_comment: 1, sample_login: 1 },
    });
    expect(JSON.stringify(line)).not.toContain('example.org');
  });
});

describe('erasure', () => {
  test('deletes, or anonymises where the row must stay; other people and other districts are untouched', async () => {
    expect(await forget(amal)).toEqual({
      sample_note: { deleted: 1, anonymised: 0, held: 0, kept: 0 },
      sample_comment: { deleted: 0, anonymised: 1, held: 0, kept: 0 },
      sample_login: { deleted: 1, anonymised: 0, held: 0, kept: 0 },
    });
    const { rows } = await owner.query('select tenant_id, email from sample_note order by email');
    expect(rows.filter(({ tenant_id }) => tenant_id === here.id).map(({ email }) => email)).toEqual(['bo@example.org']);
    expect(rows.filter(({ tenant_id }) => tenant_id === there.id)).toHaveLength(2);
    const comments = await owner.query('select author_id, author_name from sample_comment where tenant_id = $1', [here.id]);
    expect(comments.rows).toEqual([{ author_id: null, author_name: 'gelöscht' }]);
    expect((await ask(amal)).parts).toEqual([]);
  });

  test('leaves what a hold protects, and says so', async () => {
    await owner.query(
      `insert into privacy_hold (tenant_id, id, email, user_id, reason, placed_by, placed_at) values ($1, gen_random_uuid(), 'amal@example.org', $2, 'Klage', 'x', now())`,
      [here.id, userId],
    );
    const outcome = await forget(amal);
    for (const table of ['sample_note', 'sample_comment', 'sample_login'])
      expect(outcome[table]).toEqual({ deleted: 0, anonymised: 0, held: 1, kept: 0 });
    expect((await ask(amal)).parts).toHaveLength(3);
  });

  test('leaves the account’s own tables while other districts need the account', async () => {
    const outcome = await forget({ ...amal, elsewhere: true });
    expect(outcome.sample_login).toEqual({ deleted: 0, anonymised: 0, held: 0, kept: 1 });
    expect(outcome.sample_note?.deleted).toBe(1);
  });

  test('of somebody unknown does nothing', async () => {
    expect(await forget({ email: 'nobody@example.org', userId: null, elsewhere: false })).toEqual({});
  });

  test('is undone as a whole when one table fails', async () => {
    await owner.query(
      `insert into sample_comment (tenant_id, note_id) select tenant_id, id from sample_note where tenant_id = $1 and body = 'geheim'`,
      [here.id],
    );
    await expect(forget(amal)).rejects.toMatchObject({ code: '23503' });
    expect((await ask(amal)).parts).toHaveLength(3);
  });
});
