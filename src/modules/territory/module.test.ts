import { beforeAll, describe, expect, it } from 'vitest';
import { interfaceLanguages, translator } from '#platform/i18n';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { territoryModule } from './module.ts';
import { addDistrict, contextIn, userIn } from './testing.ts';

const database = useDatabase();
const module = territoryModule({
  installation: () => {
    throw new Error('only asked for when the start page is called');
  },
});
let district: Tenant;

beforeAll(async () => {
  district = await addDistrict(database, 'ennepe-ruhr', '05954');
  await module.demo?.(await contextIn(database, district));
});

const figuresOf = async (period: string, territory: string) =>
  (await module.figures?.(await contextIn(database, district), { period, territory })) ?? [];

describe('figures', () => {
  it('tell the inhabitants of the district and its towns in the period asked for', async () => {
    const figures = await figuresOf('2024', '05954');
    expect(figures.length).toBe(10);
    expect(figures[0]).toMatchObject({
      id: 'territory.population',
      value: 314_167,
      territory: '05954',
      period: '2024-12-31',
      href: '/ennepe-ruhr/de/orte',
    });
    const [witten] = await figuresOf('2024-01-01/2024-12-31', '05954036');
    expect(witten).toMatchObject({ value: 91_808, href: '/ennepe-ruhr/de/orte/witten' });
    expect(await figuresOf('2023', '05954')).toEqual([]);
    expect(await figuresOf('2024', '05562')).toEqual([]);
  });
});

describe('search in the staff pages', () => {
  const hits = async (text: string, actor = userIn(district, 'ki_staff')) =>
    (await module.search?.(await contextIn(database, district, { actor }), text)) ?? [];

  it('finds towns and quarters by name or key', async () => {
    expect((await hits('WETTER')).map((hit) => hit.title)).toEqual(['Wetter (Ruhr)', 'Alt-Wetter']);
    expect((await hits('05954036'))[0]?.href).toBe('/intern/ennepe-ruhr/sozialraeume/05954036');
    expect(await hits('  ')).toEqual([]);
  });

  it('shows nobody more than they may edit', async () => {
    const officer = userIn(district, 'integration_officer', { kind: 'territory', id: '05954032' });
    expect((await hits('e', officer)).map((hit) => hit.title)).toEqual(['Wetter (Ruhr)', 'Alt-Wetter', 'Grundschöttel']);
    expect(await hits('e', userIn(district, 'provider'))).toEqual([]);
  });
});

it('the module fits the house: permissions, register and texts', async () => {
  expect(module.permissions).toEqual({ 'territory.edit': ['ki_staff', 'ki_lead', 'integration_officer'] });
  for (const language of interfaceLanguages.filter((one) => one.staff)) {
    const t = translator(language);
    const keys = [...(module.navigation?.public ?? []), ...(module.navigation?.staff ?? [])].map((item) => item.label);
    for (const table of module.personalData ?? []) keys.push(table.purpose, ...table.categories);
    for (const key of keys) expect(t(key), key).not.toBe(key.split(':')[1]);
  }
  const { rows } = await database.pool.query<{ column_name: string }>(
    "select column_name from information_schema.columns where table_name = 'territory_profile'",
  );
  const columns = rows.map((row) => row.column_name);
  for (const table of module.personalData ?? []) {
    expect(columns).toEqual(
      expect.arrayContaining([table.retention?.anchor, table.person?.column, ...Object.keys(table.anonymised ?? {})]),
    );
  }
});
