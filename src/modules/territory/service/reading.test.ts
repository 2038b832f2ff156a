import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { addDistrict, auditLines, contextIn } from '../testing.ts';
import { loadDistrict } from './loading.ts';
import * as reading from './reading.ts';

const database = useDatabase();
const districts: Record<string, Tenant> = {};

beforeAll(async () => {
  for (const [slug, ags] of [
    ['recklinghausen', '05562'],
    ['guetersloh', '05754'],
    ['ennepe-ruhr', '05954'],
  ] as const) {
    districts[slug] = await addDistrict(database, slug, ags);
    await loadDistrict(await contextIn(database, districts[slug]));
  }
});

const reader = (slug: string) => contextIn(database, districts[slug] as Tenant);
const slugs = (units: readonly { slug: string }[]) => units.map((unit) => unit.slug);

describe('the three districts', () => {
  it('have 32 towns, each with point, postcode, population, shape and area', async () => {
    let count = 0;
    for (const slug of Object.keys(districts)) {
      for (const town of await reading.listTowns(await reader(slug))) {
        count++;
        expect(town.point && town.population && town.shape && town.areaKm2 && town.postcodes.length, town.slug).toBeTruthy();
        expect(town.shapeSource).toBe('© GeoBasis-DE / BKG 2017 (Daten verändert)');
      }
    }
    expect(count).toBe(32);
  });

  it('carry their own path from the Land down', async () => {
    const tree = await reading.territoryTree(await reader('guetersloh'));
    expect(tree?.key).toBe('05');
    expect(tree?.names.tr).toBe('Kuzey Ren-Vestfalya');
    expect(tree?.children[0]?.children[0]?.children.length).toBe(13);
    const path = await reading.territoryPath(await reader('guetersloh'), '05754044-suerenheide');
    expect(path.map((unit) => unit.key)).toEqual(['05', '057', '05754', '05754044', '05754044-suerenheide']);
    expect((await reading.districtUnit(await reader('guetersloh')))?.population?.count).toBe(363_982);
  });

  it('add up: no more people in the towns than the Kreis counts', async () => {
    for (const slug of Object.keys(districts)) {
      const context = await reader(slug);
      const sum = (await reading.listTowns(context)).reduce((total, town) => total + (town.population?.count ?? 0), 0);
      expect(sum, slug).toBe((await reading.districtUnit(context))?.population?.count);
    }
  });

  it('are loaded once: a second load changes and records nothing', async () => {
    const before = await reader('recklinghausen');
    await loadDistrict(before);
    expect((await reader('recklinghausen')).tenant.contentVersion).toBe(before.tenant.contentVersion);
    expect((await auditLines(database, districts.recklinghausen as Tenant)).map((line) => line.action)).toEqual([
      'territory.loaded',
    ]);
  });

  it('see only their own territories', async () => {
    expect(slugs(await reading.listTowns(await reader('ennepe-ruhr')))).not.toContain('recklinghausen');
    expect(await reading.findTown(await reader('ennepe-ruhr'), '05562032')).toBeUndefined();
    const { rows } = await sql`select key from territory_unit`.execute(database.shared);
    expect(rows).toEqual([]);
  });
});

describe('finding towns', () => {
  it('sorts as a German telephone book does', async () => {
    expect(slugs(await reading.listTowns(await reader('recklinghausen'))).slice(0, 4)).toEqual([
      'castrop-rauxel',
      'datteln',
      'dorsten',
      'gladbeck',
    ]);
  });

  it.each([
    ['recklinghausen', 'oer-erkenschwick', '05562028'],
    ['recklinghausen', '05562028', '05562028'],
    ['guetersloh', 'halle-westf', '05754012'],
    ['guetersloh', 'halle', '05754012'],
    ['ennepe-ruhr', 'wetter', '05954032'],
    ['ennepe-ruhr', 'wetter-', undefined],
    ['recklinghausen', 'halle', undefined],
    ['recklinghausen', '05562', undefined],
  ])('%s: %s → %s', async (district, address, key) => {
    expect((await reading.findTown(await reader(district), address))?.key).toBe(key);
  });

  it('finds towns and a middle by postcode', async () => {
    const context = await reader('recklinghausen');
    expect(slugs(await reading.townsByPostcode(context, '٤٥٦٥٧'))).toEqual(['recklinghausen']);
    expect(await reading.pointOfPostcode(context, '45657')).toEqual({ lat: 51.614576, lon: 7.197544 });
    expect(await reading.townsByPostcode(context, '33330')).toEqual([]);
    expect(await reading.pointOfPostcode(context, '33330')).toBeUndefined();
    expect(await reading.townsByPostcode(context, "' or 1=1")).toEqual([]);
  });

  it('finds the neighbours of a point', async () => {
    const context = await reader('recklinghausen');
    const found = await reading.nearestTowns(context, { lat: 51.614576, lon: 7.197544 }, 3);
    expect(found.map(({ unit }) => unit.slug)).toEqual(['recklinghausen', 'herten', 'oer-erkenschwick']);
  });

  it('knows quarters by town, and profiles', async () => {
    const context = await reader('ennepe-ruhr');
    expect(slugs(await reading.quarters(context, '05954012'))).toEqual(['gevelsberg-schnellmark', 'gevelsberg-vogelsang']);
    expect((await reading.quarters(context)).length).toBe(7);
    const profile = await reading.profileOf(await reader('guetersloh'), '05754020');
    expect(profile.version).toBe(1);
    expect(profile.sections.goals.length).toBe(2);
    expect(profile.source).toBe('Kreis Gütersloh: Integrationskonzept 2025, 4.5 Herzebrock-Clarholz');
    expect((await reading.profileOf(context, '00000000')).version).toBe(0);
    expect((await reading.townsWithProfile(await reader('guetersloh'))).size).toBe(13);
  });
});

describe('keeping', () => {
  it('reads the database once per content version, and again after a failed read', async () => {
    let reads = 0;
    const context = await reader('recklinghausen');
    const counted = (version: number, broken = false): reading.Reader => ({
      tenant: { ...context.tenant, id: context.tenant.id, contentVersion: version },
      now: context.now,
      transaction: (work) => {
        reads++;
        return broken ? Promise.reject(new Error('no connection')) : context.transaction(work);
      },
    });
    await expect(reading.listTowns(counted(900, true))).rejects.toThrow('no connection');
    await Promise.all([reading.listTowns(counted(900)), reading.quarters(counted(900))]);
    expect((await reading.listTowns(counted(900))).length).toBe(10);
    expect(reads).toBe(2);
    await reading.listTowns(counted(901));
    expect(reads).toBe(3);
  });
});
