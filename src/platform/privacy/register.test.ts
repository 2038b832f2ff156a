import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAuditModule } from '#platform/audit';
import { testConfig, useDatabase } from '#testing';
import { identityModule } from '../identity/index.ts';
import { createMailModule } from '../mail/index.ts';
import { childrenFirst, reachable, readCatalog } from './catalog.ts';
import { checkRegister } from './check.ts';
import { registerOf } from './model.ts';
import { privacyData } from './module.ts';

const database = useDatabase();
const parts = { database, deriveKey: () => Buffer.alloc(32), witnessFile: '/nowhere', actorNames: async () => new Map() };
const platform = [
  createAuditModule(parts),
  identityModule,
  createMailModule(testConfig),
  { name: 'privacy', personalData: privacyData },
];

describe('it is noticed when', () => {
  beforeAll(async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(
      'create table new_thing (id uuid primary key, parent uuid references new_thing, contact_email text, weight integer)',
    );
    await owner.end();
  });
  const only = (table: string) => table === 'new_thing';
  const registered = (rest: object) => [
    {
      name: 'new',
      personalData: [
        {
          table: 'new_thing',
          purpose: 'x',
          legalBasis: 'x',
          categories: [],
          recipients: [],
          retention: null,
          person: null,
          ...rest,
        },
      ],
    },
  ];

  test('a table with a personal column is in no register', async () => {
    expect(await checkRegister(database.shared, [], only, {})).toEqual([
      expect.stringContaining('new_thing.contact_email looks personal'),
    ]);
    expect(await checkRegister(database.shared, registered({}), only, {})).toEqual([]);
    expect(await checkRegister(database.shared, [], only, { 'new_thing.contact_email': 'of an office' })).toEqual([]);
  });

  test('an excuse has become needless', async () => {
    const excuse = { 'new_thing.contact_email': 'of an office' };
    expect(await checkRegister(database.shared, registered({}), only, excuse)).toEqual([
      'new_thing.contact_email is excused without need',
    ]);
  });

  test.each([
    [{ retention: { anchor: 'weight', months: 1, action: 'delete' } }, 'weight is no date'],
    [{ retention: { anchor: 'closed_at', months: 1, action: 'delete' } }, 'there is no column closed_at'],
    [{ person: { column: 'mail', by: 'email' } }, 'there is no column mail'],
    [{ anonymised: { nickname: null } }, 'there is no column nickname'],
    [{ retention: { anchor: 'weight', months: 1, action: 'anonymise' } }, 'no column is named'],
    [{ table: 'old_thing' }, 'old_thing: there is no such table'],
  ])('an entry does not fit the schema: %j', async (rest, fault) => {
    const faults = await checkRegister(database.shared, registered(rest), () => false, {});
    expect(faults.join('\n')).toContain(fault);
  });
});

test('rows are deleted before the rows they point to', async () => {
  const catalog = await readCatalog(database.shared);
  const order = childrenFirst(reachable(registerOf(platform), catalog)).map(({ table }) => table.name);
  for (const child of ['identity_session', 'identity_account', 'identity_passkey', 'role_assignment']) {
    expect(order.indexOf(child), child).toBeLessThan(order.indexOf('identity_user'));
  }
});
