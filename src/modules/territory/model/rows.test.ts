import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#platform/config';
import { completeUnits, districtFileSchema, profilesFileSchema, profilesOf } from './district-files.ts';
import { columns, readRows } from './rows.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const head = columns.join(',');
const path = [
  '05,050000000000,land,Nordrhein-Westfalen,en=North Rhine-Westphalia|fr=,,,,34112.8,18034454,2024-12-31',
  '055,,region,Regierungsbezirk Münster,,,,,,,',
  '05562,055620000000,kreis,Kreis Recklinghausen,,,,,,621305,2024-12-31',
];
const town = '05562032,055620032032,kommune,Recklinghausen,,45657,7.19,51.61,66.5,115344,2024-12-31';
const read = (...rows: string[]) => {
  const result = readRows(bytes([head, ...path, ...rows].join('\n')), 'Quelle');
  return result.ok ? result.units.length : result.faults.map(({ row, column, fault }) => `${row} ${column} ${fault}`);
};

describe('a table of territories', () => {
  it('is read with names, figures and their source', () => {
    const result = readRows(bytes(`\ufeff${[head, ...path, town].join('\r\n')}\r\n`), 'Quelle');
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    expect(result.units[0]?.names).toEqual({ de: 'Nordrhein-Westfalen', en: 'North Rhine-Westphalia' });
    expect(result.units[3]).toMatchObject({
      key: '05562032',
      parentKey: '05562',
      slug: 'recklinghausen',
      postcodes: ['45657'],
      population: { count: 115_344, source: 'Quelle' },
    });
  });

  it.each([
    ['a key that is none', town.replace('05562032,', '0556203,'), ['5 ags key', '5 ars ars_differs']],
    ['keys that contradict each other', town.replace('055620032032', '055620028028'), ['5 ars ars_differs']],
    ['an unknown level', town.replace('kommune', 'dorf'), ['5 level level']],
    ['no name', town.replace(',Recklinghausen,', ',,'), ['5 name name']],
    ['half a point', town.replace('7.19', ''), ['5 lat half_point']],
    ['text for a number', town.replace('115344', '115.344,9'), ['5  not_csv']],
    ['a number with a comma', town.replace('66.5', '"66,5"'), ['5 area_km2 number']],
    ['an impossible date', town.replace('2024-12-31', '2024-02-30'), ['5 population_date date']],
    ['a postcode of four digits', town.replace('45657', '4565'), ['5 postcode_of_town_hall postcode']],
    ['the level of another key', town.replace('kommune', 'kreis'), ['5 ags level']],
  ])('is refused for %s, with the row', (_, row, faults) => {
    const found = read(row);
    expect(typeof found === 'number' ? found : found.map((fault) => fault.replace(/^(\d+) +not_csv$/, '5  not_csv'))).toEqual(
      faults,
    );
  });

  it('is refused for towns without their Kreis, twice, or with one address', () => {
    expect(read(town, town)).toEqual(['6 ags duplicate', '6 ags slug_taken']);
    expect(read('05754008,,kommune,Gütersloh,,,,,,,')).toEqual(['5 ags parent']);
  });

  it('is refused as a whole for a wrong encoding, missing columns or no CSV', () => {
    expect(readRows(Uint8Array.from([0x67, 0xfc, 0x74]), '')).toEqual({
      ok: false,
      faults: [{ row: 0, column: '', fault: 'encoding' }],
    });
    expect(readRows(bytes('ags,name\n05,NRW'), '')).toEqual({
      ok: false,
      faults: [{ row: 1, column: 'ars', fault: 'column_missing' }],
    });
    expect(readRows(bytes(''), '')).toEqual({ ok: false, faults: [{ row: 1, column: 'ags', fault: 'column_missing' }] });
    expect(readRows(new Uint8Array(3 * 1024 * 1024), '')).toMatchObject({ ok: false, faults: [{ fault: 'too_large' }] });
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(readRows(noise, '').ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 12 }), { minLength: 11, maxLength: 11 }), { maxLength: 5 }),
        (rows) => {
          const text = [head, ...rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))].join('\n');
          const result = readRows(bytes(text), '');
          expect(result.ok ? result.units.length : result.faults.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('the files of the three districts', () => {
  it.each(['recklinghausen', 'guetersloh', 'ennepe-ruhr'])(
    '%s: every postcode, quarter and profile belongs to a town of the table',
    (slug) => {
      const file = (name: string) => readFileSync(join(projectRoot, 'districts', slug, name));
      const rows = readRows(file('territories.csv'), 'x');
      if (!rows.ok) throw new Error(JSON.stringify(rows.faults));
      const units = completeUnits(rows.units, districtFileSchema.parse(JSON.parse(String(file('district.json')))));
      const towns = units.filter((unit) => unit.level === 'kommune');
      for (const one of rows.units.filter((unit) => unit.level === 'kommune')) {
        expect(units.find((unit) => unit.key === one.key)?.postcodes, one.key).toEqual(
          expect.arrayContaining([...one.postcodes]),
        );
      }
      const profiles = profilesOf(profilesFileSchema.parse(JSON.parse(String(file('profiles.json')))));
      expect(profiles.length).toBeGreaterThan(0);
      for (const profile of profiles) {
        expect(towns.map((unit) => unit.key)).toContain(profile.town);
        expect(profile.source).toMatch(/^(Kreis|Ennepe)/);
      }
    },
  );

  it('must fit each other', () => {
    const rows = readRows(bytes([head, ...path, town].join('\n')), 'x');
    const complete = (change: object) =>
      completeUnits(rows.ok ? rows.units : [], districtFileSchema.parse({ ags: '05562', name: { de: 'Kreis' }, ...change }));
    expect(() => complete({ postcodes: { '05562028': ['45739'] } })).toThrow('05562028');
    expect(() => complete({ quarters: [{ town: '05562028', name: 'Mitte' }] })).toThrow('05562028');
    expect(() => complete({ quarters: [{ town: '05562032', name: '!!' }] })).toThrow('usable name');
    expect(complete({ quarters: [{ town: '05562032', name: 'Süd' }] }).at(-1)).toMatchObject({
      key: '05562032-sued',
      slug: 'recklinghausen-sued',
    });
  });
});
