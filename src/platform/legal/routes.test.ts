import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createServer } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import type { TenantDirectory } from '#platform/tenancy';
import { createTestTenants, testServerParts, useDatabase } from '#testing';
import { legalModule } from './index.ts';
import { usedPackages } from './software.ts';

const database = useDatabase();
const legal = {
  authority: 'Kreis Recklinghausen',
  address: 'Kurt-Schumacher-Allee 1\n45657 Recklinghausen',
  representative: 'Der Landrat',
  email: 'info@kreis.example',
  phone: '+49 2361 53-0',
  privacyOfficer: 'datenschutz@kreis.example',
};
let tenants: TenantDirectory;
let app: App;

beforeAll(async () => {
  const made = await createTestTenants(database);
  tenants = made.tenants;
  await database.shared
    .updateTable('tenant')
    .set({ settings: JSON.stringify({ legal }) })
    .where('id', '=', made.here.id)
    .execute();
  await tenants.refresh();
  app = await createServer(testServerParts({ database, tenants, permissions: new Map() }));
  legalModule.routes?.(app);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await tenants.close();
});

const pages = ['impressum', 'datenschutz', 'barrierefreiheit', 'open-source'];
const main = async (path: string) => {
  const answer = await app.inject({ url: path });
  expect(answer.statusCode, path).toBe(200);
  return parseHTML(answer.body).document.querySelector('main');
};

describe('legal pages', () => {
  it('stand where the footer leads, in every language', async () => {
    for (const { tag } of interfaceLanguages) {
      for (const page of pages)
        expect((await main(`/recklinghausen/${tag}/${page}`))?.querySelector('h1')?.textContent).not.toBe('');
    }
  });

  it('carry what the district has entered', async () => {
    const imprint = (await main('/recklinghausen/de/impressum'))?.textContent ?? '';
    for (const value of [legal.authority, '45657 Recklinghausen', legal.representative, legal.email, legal.phone])
      expect(imprint).toContain(value);
    expect((await main('/recklinghausen/de/datenschutz'))?.textContent).toContain(legal.privacyOfficer);
  });

  it('say plainly that something is missing, and invent nothing', async () => {
    for (const page of pages.slice(0, 3)) {
      expect((await main(`/guetersloh/de/${page}`))?.querySelector('.kern-alert--warning')?.textContent, page).toContain(
        'Demonstration',
      );
      expect((await main(`/${page}`))?.textContent, page).toContain('Kreises, den Sie auswählen');
    }
    expect((await main('/barriere-melden'))?.textContent).toContain('Kreises, den Sie auswählen');
    expect((await main('/guetersloh/de/impressum'))?.querySelector('dl')).toBeNull();
  });

  it('list the packages that run here with their licences', async () => {
    const packages = usedPackages();
    expect(packages.find(({ name }) => name === 'fastify')?.licence).toBe('MIT');
    for (const { name, licence, version } of packages) expect(`${name} ${version} ${licence}`).toMatch(/^\S+ \d\S* \S+/);
    expect((await main('/open-source'))?.querySelectorAll('tbody tr').length).toBe(packages.length);
  });
});
