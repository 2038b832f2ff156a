import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFinder } from '../testing/columns-files.ts';
import { headingText } from './columns-grid.ts';
import { readGermanPeriod, readPeriodOf } from './columns-periods.ts';
import { readTerritoryKey } from './columns-territories.ts';
import { numberStyle, readValue } from './columns-values.ts';

describe('times', () => {
  it.each([
    ['31.12.2024', '2024-12-31'],
    ['31.12.24', '2024-12-31'],
    ['Stand: 30.06.2024', '2024-06-30'],
    ['am 31.12.2024', '2024-12-31'],
    ['Dezember 2024', '2024-12'],
    ['Dez. 2024', '2024-12'],
    ['12/2024', '2024-12'],
    ['Schuljahr 2023/24', '2023-08/P12M'],
    ['Kita-Jahr 2023/24', '2023-08/P12M'],
    ['2. Quartal 2024', '2024-04/P3M'],
    ['II. Quartal 2024', '2024-04/P3M'],
    ['2024, 3. Quartal', '2024-07/P3M'],
    ['III/2024', '2024-07/P3M'],
    ['1. Halbjahr 2024', '2024-01/P6M'],
    ['2. Hj. 2024', '2024-07/P6M'],
    ['Jahr 2024', '2024'],
    ['2024-12-31T00:00:00', '2024-12-31'],
  ])('%s is %s', (text, expected) => expect(readGermanPeriod(text)).toBe(expected));
  it.each(['Marl 2024', 'Insgesamt', '31.02.2024', '', 'Deutsche 18 bis 25', '05562', '3. Quartett 2024'])('%j is none', (text) =>
    expect(readGermanPeriod(text)).toBeUndefined(),
  );
  it.each([
    [
      [
        ['Jahr', '2024'],
        ['Quartal', '3'],
      ],
      '2024-07/P3M',
    ],
    [
      [
        ['Jahr', '2024'],
        ['Monat', '12'],
      ],
      '2024-12',
    ],
    [
      [
        ['Jahr', '2024'],
        ['Monat', 'Mai'],
      ],
      '2024-05',
    ],
    [
      [
        ['Jahr', '2024'],
        ['Quartal', '2. Quartal'],
      ],
      '2024-04/P3M',
    ],
    [
      [
        ['Jahr', '2024'],
        ['Stichtag', '30.06.2024'],
      ],
      '2024-06-30',
    ],
    [
      [
        ['Jahr', '2023'],
        ['Stichtag', '30.06.2024'],
      ],
      undefined,
    ],
  ] as const)('in columns %j', (parts, expected) => {
    expect(readPeriodOf(parts.map(([heading, text]) => ({ heading, text })))).toBe(expected);
  });
});

describe('territories by key', () => {
  it.each([
    ['05562032', '05562032', false],
    ['5562032', '05562032', true],
    ['05 562 032', '05562032', false],
    ['055620032032', '05562032', false],
    ['05', '05', false],
    ['055', '055', false],
    ['05562032-nordviertel', '05562032-nordviertel', false],
    ['5562032-Nordviertel', '05562032-nordviertel', true],
    ['DG', 'DG', false],
  ])('%s', (text, key, repaired) => expect(readTerritoryKey(text)).toEqual({ key, repaired }));
  it.each(['', 'Marl', '99999', '31.12.2024', '05562032-'])('%j is none', (text) =>
    expect(readTerritoryKey(text)).toBeUndefined(),
  );
});

describe('territories by name', () => {
  const finder = testFinder();
  it.each([
    ['Kreis Recklinghausen', '05562'],
    ['Recklinghausen, Kreis', '05562'],
    ['Recklinghausen (Kreis)', '05562'],
    ['Landkreis Recklinghausen', '05562'],
    ['Recklinghausen, Stadt', '05562032'],
    ['Marl, Stadt', '05562024'],
    ['MARL', '05562024'],
    ['Stadt Marl', '05562024'],
    ['Ennepe-Ruhr-Kreis', '05954'],
    ['Ennepe-Ruhr, Kreis', '05954'],
    ['Halle (Westf.)', '05754012'],
    ['Halle', '05754012'],
    ['Halle Westf.', '05754012'],
    ['Marl, die Chemiestadt', '05562024'],
    ['Nordviertel', '05562032-nordviertel'],
    ['Recklinghausen, Nordviertel', '05562032-nordviertel'],
    ['Mitte (Marl)', '05562024-mitte'],
    ['Marl-Mitte', '05562024-mitte'],
    ['NRW', '05'],
    ['Reg.-Bez. Münster', '055'],
    ['Kreis insgesamt', '05562'],
  ])('%s', (text, key) => expect(finder.byName(text)).toEqual({ kind: 'found', key }));
  it('asks where several are meant', () => {
    expect(finder.byName('Recklinghausen')).toEqual({ kind: 'ambiguous', keys: ['05562', '05562032'] });
    expect(finder.byName('Mitte')).toEqual({ kind: 'ambiguous', keys: ['05562020-mitte', '05562024-mitte'] });
  });
  it.each(['Bottrop', 'Insgesamt', '', 'Kreis Marl', '2024', 'Marl, Hüls', 'Recklinghausen, Altstadt', 'Halle (Saale)'])(
    'does not know %j',
    (text) => expect(finder.byName(text)).toEqual({ kind: 'unknown' }),
  );
});

describe('values', () => {
  const german = numberStyle(['1.234,5', '12'], 'auto');
  it.each([
    ['1.234', '', 1234, null],
    ['12,5', '', 12.5, null],
    ['12,5 %', '', 12.5, null],
    ['1 234 567', '', 1234567, null],
    ['-', '', 0, '-'],
    ['*', '', null, '*'],
    ['x', '', null, 'x'],
    ['(1.234)', '', 1234, '()'],
    ['1.234', 'n', 1.234, null],
    ['k. A.', '', null, '.'],
  ])('%s of kind %j', (text, kind, value, marker) =>
    expect(readValue(text, kind, german)).toEqual({ value, marker, rejected: null }),
  );
  it('refuses what has two readings, formulas without result, and errors', () => {
    const open = numberStyle(['1.234', '12'], 'auto');
    expect(readValue('1.234', '', open).rejected).toBe('value.other_decimal_mark');
    expect(readValue('1.234', '', numberStyle(['0,5'], 'auto')).rejected).toBe('value.other_decimal_mark');
    expect(readValue('1.234', '', numberStyle([], ',')).value).toBe(1234);
    expect(readValue('1.234', '', numberStyle([], '.')).value).toBe(1.234);
    expect(readValue('', 'f', german).rejected).toBe('value.formula_without_result');
    expect(readValue('#DIV/0!', 'e', german).rejected).toBe('value.error');
    expect(readValue('12 Personen', '', german).rejected).toBe('value.not_a_number');
  });
  it('every number comes back from the way Germans write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (digits, places) => {
        const number = Number((digits / 10 ** places).toFixed(places));
        const text = new Intl.NumberFormat('de-DE', { minimumFractionDigits: places }).format(number);
        expect(readValue(text, '', numberStyle([], ',')).value).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});

it('headings lose the marks of their footnotes, and breaks', () => {
  expect(headingText('Arbeitslose 1)')).toBe('Arbeitslose');
  expect(headingText('Arbeits-\nlose²')).toBe('Arbeitslose');
  expect(headingText('18 bis 25')).toBe('18 bis 25');
  expect(headingText('Quote (in %)')).toBe('Quote (in %)');
});
