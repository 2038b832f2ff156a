import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classMethods } from '#platform/charts';
import { german, translator } from '#platform/i18n';
import { mapClasses } from '../pages/map-chart.ts';
import type { MapView } from '../service/map.ts';
import { aCell, aFigureSet, anIndicator, aPlace } from '../testing/figure-set.ts';
import { dashboard } from './dashboard.ts';
import type { Dimension } from './indicator.ts';
import { comparedPlaces, dimensionsOf, newestOf } from './indicator-view.ts';
import { nationalitiesView } from './nationalities.ts';
import { unevenAges } from './pyramid-view.ts';

const words = { t: translator(german), language: german };
const [kreis, land, town] = [aPlace('05562'), aPlace('05'), aPlace('05562024')];

const dimension = (key: string, codes: readonly string[]): Dimension => ({
  key,
  names: { de: key },
  variableCodes: [],
  categories: codes.map((code, position) => ({ code, names: { de: code }, attributeCodes: [], position })),
});

describe('comparedPlaces', () => {
  const share = anIndicator('anteil');
  const count = anIndicator('anzahl', { additive: true, unit: 'persons' });
  const around = aFigureSet({
    indicators: [],
    places: [aPlace('DG'), land, aPlace('055'), kreis, aPlace('05754'), town],
    cells: {},
  });
  const keys = (...parameters: Parameters<typeof comparedPlaces>) => comparedPlaces(...parameters).map(({ key }) => key);

  it.each([
    [share, [], ['05562', '055', '05', 'DG']],
    [count, [], ['05562']],
    [share, ['05562024', '05754'], ['05754', '05562024']],
    [share, ['nichts'], ['05562', '055', '05', 'DG']],
  ])('%#', (indicator, wanted, expected) => {
    expect(keys(indicator, around, wanted, '05562')).toEqual(expected);
  });

  it('takes what there is where the district has nothing', () => {
    expect(keys(count, aFigureSet({ indicators: [], places: [town], cells: {} }), [], '05562')).toEqual(['05562024']);
    expect(keys(share, aFigureSet({ indicators: [], places: [], cells: {} }), [], '05562')).toEqual([]);
  });
});

describe('newest and dimensions', () => {
  it('a sign is newer than a number of before', () => {
    const set = aFigureSet({
      indicators: [],
      places: [kreis],
      cells: { 'a|05562|2023|': 4, 'a|05562|2024|': aCell(null, '...') },
    });
    expect(newestOf(set, 'a', kreis)).toMatchObject({ period: '2024', cell: { marker: '...' } });
    expect(newestOf(set, 'b', kreis)).toBeUndefined();
  });

  it('sums of categories stand where there are no single ones', () => {
    const set = aFigureSet({
      indicators: [],
      places: [kreis],
      dimensions: [dimension('age', ['0-2', 'group-0-17']), dimension('nationality', ['group-eu']), dimension('sex', ['male'])],
      cells: { 'a|05562|2024|age=0-2': 1, 'a|05562|2024|age=group-0-17': 2, 'a|05562|2024|nationality=group-eu': 3 },
    });
    expect(dimensionsOf(set).map(({ dimension, codes }) => [dimension.key, codes])).toEqual([
      ['age', ['0-2']],
      ['nationality', ['group-eu']],
    ]);
  });
});

describe('dashboard', () => {
  it('compares shares with the Land in the same period only, and draws the stretch after the last break', () => {
    const broken = anIndicator('anteil', { seriesBreaks: [{ period: '2023', names: { de: 'Bruch' } }] });
    const retired = anIndicator('alt', { state: 'retired' });
    const set = aFigureSet({
      indicators: [broken, anIndicator('anzahl', { additive: true }), retired, anIndicator('leer', { topic: 'school' })],
      places: [land, kreis],
      cells: {
        'anteil|05562|2021|': 1,
        'anteil|05562|2023|': 2,
        'anteil|05562|2025|': 3,
        'anteil|05|2023|': 9,
        'anzahl|05562|2025|': 5,
        'anzahl|05|2025|': 500,
        'alt|05562|2025|': 1,
      },
    });
    const [demography, school] = dashboard(set, '05562', '2026-11-23');
    expect(demography?.tiles.map(({ indicator, land, course }) => [indicator.key, land, course])).toEqual([
      ['anteil', undefined, [2, null, 3]],
      ['anzahl', undefined, [5]],
    ]);
    expect([school?.tiles.length, school?.empty.map(({ key }) => key)]).toEqual([0, ['leer']]);
  });
});

describe('mapClasses', () => {
  const value = fc.oneof(fc.integer({ min: -50, max: 200 }), fc.double({ min: 0, max: 100, noNaN: true }));

  it('has a class for each value, the highest in the last, no class twice', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...classMethods),
        fc.integer({ min: 2, max: 7 }),
        (values, method, count) => {
          const places = values.map((_, index) => aPlace(String(5_562_000 + index).padStart(8, '0')));
          const cells = Object.fromEntries(values.map((one, index) => [`a|${places[index]?.key}|2024|`, one]));
          const indicator = anIndicator('a');
          const view = {
            indicator,
            figures: aFigureSet({ indicators: [indicator], places, cells }),
            places,
            period: '2024',
            method,
            count,
          };
          const classes = mapClasses(view as unknown as MapView, words);
          expect(classes.length).toBeGreaterThanOrEqual(1);
          expect(classes.length).toBeLessThanOrEqual(count);
          expect(classes.at(-1)?.below).toBe(Number.POSITIVE_INFINITY);
          expect(new Set(classes.map(({ label }) => label)).size).toBe(classes.length);
          for (const [index, { below }] of classes.entries())
            expect(below).toBeGreaterThan(classes[index - 1]?.below ?? -Infinity);
        },
      ),
    );
  });
});

describe('nationalitiesView', () => {
  const states = Array.from({ length: 12 }, (_, index) => `st${index}`);
  const dimensions = [dimension('nationality', ['group-eu', ...states])];
  const share = anIndicator('anteil_staatsangehoerigkeit');

  it('of shares, all others are the rest of a hundred', () => {
    const cells = Object.fromEntries(
      states.map((code, index) => [`anteil_staatsangehoerigkeit|05562|2011|nationality=${code}`, index]),
    );
    const view = nationalitiesView(aFigureSet({ indicators: [share], places: [kreis], dimensions, cells }), kreis, '1999');
    expect(view?.top.map(({ cell }) => cell.value)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect([view?.rest, view?.period]).toEqual([35, '2011']);
  });

  it('of counts without a total the rest is unknown', () => {
    const count = anIndicator('auslaender_azr', { unit: 'persons', additive: true, decimals: 0 });
    const cells = { 'auslaender_azr|05562|2024|nationality=st1': 50, 'auslaender_azr|05562|2024|nationality=st2': null };
    const view = nationalitiesView(
      aFigureSet({ indicators: [count, share], places: [kreis], dimensions, cells }),
      kreis,
      undefined,
    );
    expect([view?.rest, view?.unknown, view?.indicator.key]).toEqual([null, 1, 'auslaender_azr']);
  });

  it('the parts of the world add up to everybody', () => {
    const count = anIndicator('auslaender_azr', { unit: 'persons', additive: true, decimals: 0 });
    const world = ['europe', 'africa', 'america', 'asia', 'oceania', 'others'].map((part) => `group-${part}`);
    const cells = Object.fromEntries(
      ['st1', ...world].map((code) => [`auslaender_azr|05562|2024|nationality=${code}`, code === 'st1' ? 40 : 100]),
    );
    const all = [dimension('nationality', [...world, ...states])];
    const set = (changes: Record<string, number | null>) =>
      aFigureSet({ indicators: [count], places: [kreis], dimensions: all, cells: { ...cells, ...changes } });
    const view = nationalitiesView(set({}), kreis, undefined);
    expect([view?.sum, view?.rest]).toEqual([600, 560]);
    const secret = nationalitiesView(set({ 'auslaender_azr|05562|2024|nationality=group-asia': null }), kreis, undefined);
    expect([secret?.sum, secret?.rest]).toEqual([null, null]);
    const told = nationalitiesView(set({ 'auslaender_azr|05562|2024|': 601 }), kreis, undefined);
    expect([told?.sum, told?.rest]).toEqual([null, 561]);
  });

  it('is nothing without a number', () => {
    const cells = { 'anteil_staatsangehoerigkeit|05562|2024|nationality=st2': null };
    expect(
      nationalitiesView(aFigureSet({ indicators: [share], places: [kreis], dimensions, cells }), kreis, undefined),
    ).toBeUndefined();
  });
});

it.each([
  [['0-2', '3-5', '90plus'], false],
  [['0-4', '5-14'], true],
  [['90plus'], false],
])('age groups %j are uneven: %j', (codes, uneven) => {
  expect(unevenAges(dimension('age', codes).categories)).toBe(uneven);
});
