import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTerritory, territoryLevel } from './territories.ts';
import type { TerritoryKind } from './types.ts';

describe('keys', () => {
  it.each<[string, TerritoryKind | null, string | null, TerritoryKind, boolean]>([
    ['DG', 'nation', 'DG', 'nation', false],
    ['00', 'nation', 'DG', 'nation', false],
    ['05', null, '05', 'land', false],
    ['055', null, '055', 'region', false],
    ['05562', null, '05562', 'kreis', false],
    ['05562032', null, '05562032', 'gemeinde', false],
    ['071315001', null, '071315001', 'association', false],
    // Retired since 2009, kept as it is.
    ['05354', 'kreis', '05354', 'kreis', false],
    ['059540036036', 'gemeinde', '05954036', 'gemeinde', false],
    ['059540000000', null, '05954', 'kreis', false],
    ['055000000000', null, '055', 'region', false],
    ['050000000000', null, '05', 'land', false],
    // Köln is Kreis and Gemeinde in one: the variable tells which is meant.
    ['053150000000', 'gemeinde', '05315000', 'gemeinde', false],
    ['053150000000', 'kreis', '05315', 'kreis', false],
    // Hamburg and Berlin stand among the Kreise with two digits.
    ['02', 'kreis', '02', 'land', false],
    ['5', null, '05', 'land', true],
    ['5562', null, '05562', 'kreis', true],
    ['5562032', null, '05562032', 'gemeinde', true],
    ['59540036036', null, '05954036', 'gemeinde', true],
    ['55', null, '055', 'region', true],
    ['10', 'region', '010', 'region', true],
    ['10', 'land', '10', 'land', false],
    ['10', null, '10', 'land', false],
    ['99999', null, '99999', 'unknown', false],
    ['', null, null, 'unknown', false],
    ['EU27', null, 'EU27', 'unknown', false],
  ])('%j as %s', (text, level, code, kind, repaired) => {
    expect(readTerritory(text, level)).toEqual({ code, kind, repaired });
  });

  const land = fc.integer({ min: 1, max: 9 }).map((number) => `0${number}`);
  const digits = (length: number): fc.Arbitrary<string> =>
    fc.integer({ min: 10 ** (length - 1), max: 10 ** length - 1 }).map(String);

  it('a Gemeinde has one AGS, from its AGS, its ARS, and both without their zero', () => {
    fc.assert(
      fc.property(land, digits(3), digits(4), digits(3), (state, district, association, municipality) => {
        const ags = state + district + municipality;
        const ars = state + district + association + municipality;
        for (const text of [ags, ars, ags.slice(1), ars.slice(1)]) expect(readTerritory(text).code).toBe(ags);
        expect(readTerritory(ags.slice(1)).repaired).toBe(true);
      }),
    );
  });

  it('what was normalised once stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789DG'), maxLength: 13 }), (text) => {
        const once = readTerritory(text);
        if (once.code !== null && once.kind !== 'unknown') expect(readTerritory(once.code)).toEqual({ ...once, repaired: false });
      }),
      { numRuns: 2000 },
    );
  });
});

it.each<[string, TerritoryKind | null]>([
  ['KREISE', 'kreis'],
  ['FGEMEIN', 'gemeinde'],
  ['GEOGM4', 'gemeinde'],
  ['GEOLK1', 'kreis'],
  ['GEODL1', 'nation'],
  ['GES', null],
  ['GEOXX1', null],
  ['SCHUL', null],
])('the variable %s is a territory: %s', (variable, level) => {
  expect(territoryLevel(variable)).toBe(level);
});

it('further variables can be named', () => {
  expect(territoryLevel('STADTT', ['STADTT'])).toBe('unknown');
});
