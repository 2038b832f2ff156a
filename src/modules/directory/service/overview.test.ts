import { beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '#platform/access';
import { german, translator } from '#platform/i18n';
import { createTestTenants, person, useDatabase } from '#testing';
import { directoryPermissions } from '../permissions.ts';
import { insertEntry } from '../store/entries.ts';
import { directoryFigures, searchEntries } from './overview.ts';

const database = useDatabase();
let contextOf: (tenant: 'here' | 'there', role: 'ki_staff' | 'volunteer') => ReturnType<typeof createContext>;

beforeAll(async () => {
  const { tenants, here, there } = await createTestTenants(database);
  await tenants.close();
  contextOf = (where, role) => {
    const tenant = where === 'here' ? here : there;
    const parts = { tenant, database, language: german, t: translator(german), requestId: 'test', publicUrl: 'http://localhost' };
    const actor = person([{ role, tenantId: tenant.id, scope: null }]);
    return createContext({ ...parts, actor, permissions: new Map(Object.entries(directoryPermissions)) as never });
  };
  await database.inTenant(here.id, async (trx) => {
    for (const [number, town] of ['05562024', '05562024', null].entries()) {
      const id = `01900000-0000-7000-8000-00000000000${number}`;
      const names = { slug: `treff-${number}`, name: `Treffpunkt ${number}` };
      await insertEntry(trx, { tenantId: here.id, id, kind: 'offer', organisationId: null, town, ...names });
      await trx
        .updateTable('directory_entry')
        .set({ published_version: 1 })
        .where('id', '=', id)
        .where('slug', '!=', 'treff-1')
        .execute();
    }
  });
});

describe('figures', () => {
  it('count published offers, of this district alone', async () => {
    const of = async (where: 'here' | 'there') => (await directoryFigures(contextOf(where, 'ki_staff'), { territory: '' }))[0];
    expect(await of('here')).toMatchObject({ id: 'directory.offers', territory: '05562', value: 2 });
    expect(await of('there')).toMatchObject({ territory: '05754', value: 0 });
  });
});

describe('search in the staff pages', () => {
  it('finds released entries by a part of their name, for those who may edit them', async () => {
    const titles = async (...who: Parameters<typeof contextOf>) =>
      (await searchEntries(contextOf(...who), 'treffpunkt')).map(({ title }) => title);
    expect((await titles('here', 'ki_staff')).sort()).toEqual(['Treffpunkt 0', 'Treffpunkt 2']);
    expect(await titles('here', 'volunteer')).toEqual([]);
    expect(await titles('there', 'ki_staff')).toEqual([]);
    expect(await searchEntries(contextOf('here', 'ki_staff'), '%')).toEqual([]);
  });
});
