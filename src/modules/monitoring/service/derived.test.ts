import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Context } from '#platform/access';
import { openStage, type Stage, useDatabase } from '#testing';
import type { FigureQuery } from '../model/figures.ts';
import { monitoringModule } from '../module.ts';
import { insertFigures, type TestObservation } from '../testing/observations.ts';
import { readFigures } from './reading.ts';

const database = useDatabase();
const [kreis, marl, herten] = ['05562', '05562024', '05562020'];
let stage: Stage;
let visitor: Context;

const series = (
  indicator: string,
  territory: string,
  values: Readonly<Record<string, number>>,
  breakdown = '',
): TestObservation[] =>
  Object.entries(values).map(([period, value]) => ({ indicator, territory, period, value, breakdown, source: 'fortschreibung' }));

const part = (territory: string, nation: string, sex: string) => ({
  indicator: 'parts',
  territory,
  period: '2023-12-31',
  breakdown: `nation=${nation};sex=${sex}`,
  source: 'azr',
});

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  visitor = stage.context();
  await insertFigures(visitor, {
    sources: [
      { key: 'fortschreibung', populationBasis: 'update' },
      { key: 'azr', populationBasis: 'azr', roundedTo: 5 },
      { key: 'intern', public: false },
    ],
    dimensions: [
      { key: 'nation', name: 'Nationalität', categories: { foreign: 'Ausländer', german: 'Deutsche' } },
      { key: 'sex', name: 'Geschlecht', categories: { f: 'weiblich', m: 'männlich' } },
    ],
    indicators: [
      { key: 'people', seriesBreaks: [{ period: '2022-12-31', names: { de: 'Zensus' } }] },
      { key: 'azr_people' },
      { key: 'moves' },
      { key: 'offers', periodicity: 'month', unit: 'offers' },
      { key: 'secret_count', secrecyK: 3 },
      { key: 'secret_share', unit: 'percent', decimals: 1, secrecyOf: 'secret_count' },
      { key: 'hidden' },
      { key: 'foreign_share', unit: 'percent', decimals: 1, formula: 'share(people[nation=foreign], people)' },
      { key: 'foreign_growth', unit: 'percent', decimals: 1, formula: 'growth(people[nation=foreign], 1)' },
      { key: 'people_index', unit: 'index', decimals: 1, formula: 'index(people, 2021)' },
      { key: 'foreign_quotient', unit: 'quotient', decimals: 2, formula: 'quotient(people[nation=foreign], people)' },
      { key: 'sex_share', unit: 'percent', decimals: 1, formula: 'share(people, people[sex=total])' },
      { key: 'azr_share', unit: 'percent', decimals: 1, formula: 'share(azr_people, people)' },
      { key: 'moves_rate', unit: 'per_thousand', decimals: 1, formula: 'per(moves, people, 1000)' },
      { key: 'offers_rate', unit: 'per_thousand', decimals: 2, periodicity: 'month', formula: 'per(offers, last(people), 1000)' },
      { key: 'share_change', unit: 'quotient', decimals: 2, formula: 'change(foreign_share, 1)' },
      { key: 'secret_rate', unit: 'percent', decimals: 1, formula: 'share(secret_count, people)' },
      { key: 'secret_back', formula: 'secret_share * people / 100' },
      { key: 'hidden_rate', unit: 'percent', decimals: 1, formula: 'share(hidden, people)' },
      { key: 'circle_a', formula: 'circle_b + people' },
      { key: 'circle_b', formula: 'circle_a + people' },
      { key: 'broken', formula: 'share(people' },
      { key: 'parts', formula: 'parts[nation=*;sex=*]' },
      { key: 'parts_rate', unit: 'per_thousand', decimals: 1, formula: 'per(parts, people, 1000)' },
    ],
    observations: [
      ...series('people', '05', { '2022-12-31': 18_000_000, '2023-12-31': 18_000_000 }),
      ...series('people', '05', { '2022-12-31': 2_700_000, '2023-12-31': 2_880_000 }, 'nation=foreign'),
      ...series('people', kreis, { '2021-12-31': 600_000, '2022-12-31': 610_000, '2023-12-31': 620_000 }),
      ...series('people', kreis, { '2022-12-31': 80_000, '2023-12-31': 93_000 }, 'nation=foreign'),
      ...series('people', kreis, { '2023-12-31': 320_000 }, 'sex=f'),
      ...series('people', kreis, { '2023-12-31': 45_000 }, 'nation=foreign;sex=f'),
      ...series('people', marl, { '2021-12-31': 80_000, '2022-12-31': 84_000, '2023-12-31': 85_000 }),
      ...series('people', marl, { '2021-12-31': 10_000, '2022-12-31': 12_000, '2023-12-31': 17_000 }, 'nation=foreign'),
      ...series('people', herten, { '2023-12-31': 60_000 }),
      ...series('people', herten, { '2023-12-31': 15 }, 'nation=foreign'),
      ...series('moves', marl, { '2022': 840, '2023': 850 }),
      ...series('offers', marl, { '2024-05': 170 }),
      { indicator: 'foreign_share', territory: marl, period: '2022-12-31', value: 14.9, source: 'fortschreibung' },
      { indicator: 'foreign_share', territory: marl, period: '2011-12-31', value: 9.9, source: 'fortschreibung' },
      { indicator: 'azr_people', territory: marl, period: '2023-12-31', value: 17_005, source: 'azr' },
      { indicator: 'secret_count', territory: marl, period: '2023-12-31', value: 2, withheld: 1 },
      { indicator: 'secret_share', territory: marl, period: '2023-12-31', value: 0.1 },
      { indicator: 'hidden', territory: marl, period: '2023-12-31', value: 7, source: 'intern' },
      ...[marl, herten].flatMap((territory): TestObservation[] => [
        { ...part(territory, 'foreign', 'f'), value: 40 },
        { ...part(territory, 'foreign', 'm'), value: 45 },
        { ...part(territory, 'german', 'f'), value: 0, marker: '-' },
      ]),
      { ...part(herten, 'german', 'm'), value: 1, withheld: 1 },
    ],
  });
});
afterAll(() => stage.close());

const read = (query: Partial<FigureQuery> & Pick<FigureQuery, 'indicators'>, context = visitor) => readFigures(context, query);
const one = async (indicator: string, territory: string, period: string, more: Partial<FigureQuery> = {}, breakdown = '') =>
  (await read({ indicators: [indicator], ...more })).cell(indicator, territory, period, breakdown);

describe('derived figures', () => {
  it('fill the gaps of what was observed, which stands', async () => {
    const set = await read({ indicators: ['foreign_share'] });
    expect(set.periods).toEqual(['2011-12-31', '2021-12-31', '2022-12-31', '2023-12-31']);
    expect(set.cell('foreign_share', marl, '2011-12-31')).toMatchObject({ value: 9.9 });
    expect(set.cell('foreign_share', marl, '2022-12-31')).toMatchObject({ value: 14.9, uncertainty: 0.05 });
    expect(set.cell('foreign_share', marl, '2023-12-31')).toMatchObject({ value: 20, sources: ['fortschreibung'] });
    expect(set.cell('foreign_share', kreis, '2023-12-31')?.value).toBeCloseTo(15, 9);
    expect(set.cell('foreign_share', kreis, '2021-12-31')).toBeUndefined();
    expect(set.cell('foreign_share', herten, '2023-12-31')).toMatchObject({ warnings: ['small_number'] });
    expect(set.places.map(({ key }) => key)).toEqual(['05', kreis, herten, marl]);
    expect(set.sources.map(({ key }) => key)).toEqual(['fortschreibung']);
  });

  it('come for the territories, periods and breakdowns asked for alone, whatever they look at', async () => {
    const set = await read({ indicators: ['foreign_quotient', 'foreign_growth'], territories: [marl], from: '2023-01-01' });
    expect(set.places.map(({ key }) => key)).toEqual([marl]);
    expect(set.periods).toEqual(['2023-12-31']);
    expect(set.cell('foreign_quotient', marl, '2023-12-31')?.value).toBeCloseTo(1.25, 9);
    expect(set.cell('foreign_growth', marl, '2023-12-31')?.value).toBeCloseTo(41.667, 3);
    expect((await one('foreign_share', kreis, '2023-12-31', { breakdowns: ['by:sex'] }, 'sex=f'))?.value).toBeCloseTo(14.0625, 9);
    const all = await read({ indicators: ['sex_share'], breakdowns: 'all', territories: [kreis] });
    expect(all.breakdowns).toEqual(['nation=foreign;sex=f', 'sex=f']);
    expect(all.cell('sex_share', kreis, '2023-12-31', 'nation=foreign;sex=f')?.value).toBeCloseTo(48.387, 3);
    expect((await read({ indicators: ['sex_share'] })).periods).toEqual([]);
  });

  it('say when they cross a break, mix bases or rest on rounded numbers', async () => {
    expect((await one('foreign_growth', marl, '2022-12-31'))?.warnings).toEqual(['crosses_break']);
    expect((await one('foreign_growth', marl, '2023-12-31'))?.warnings).toEqual([]);
    expect(await one('people_index', marl, '2023-12-31', { from: '2023-01-01' })).toMatchObject({
      value: 106.25,
      warnings: ['crosses_break'],
    });
    expect(await one('azr_share', marl, '2023-12-31')).toMatchObject({
      warnings: ['mixed_basis'],
      sources: ['azr', 'fortschreibung'],
    });
  });

  it('stand upon each other, also where one of them was observed', async () => {
    expect((await one('share_change', marl, '2023-12-31', { from: '2023-01-01' }))?.value).toBeCloseTo(20 - 14.9, 9);
  });

  it('join what happened in a year with its last day, and a month with the newest figure before', async () => {
    expect((await one('moves_rate', marl, '2023'))?.value).toBeCloseTo(10, 9);
    expect((await one('offers_rate', marl, '2024-05', { from: '2024-01-01' }))?.value).toBeCloseTo(2, 9);
  });

  it('are the newest ones that can be computed', async () => {
    const set = await read({ indicators: ['foreign_share', 'moves_rate', 'people_index'], newest: true });
    expect(set.periods).toEqual(['2023-12-31', '2023']);
    expect(set.cell('foreign_share', herten, '2023-12-31')).toBeDefined();
    expect(set.cell('people_index', marl, '2023-12-31')?.value).toBe(106.25);
    expect((await read({ indicators: ['foreign_growth'], newest: true, to: '2022-12-31' })).periods).toEqual(['2022-12-31']);
  });

  it('tell nothing of what is withheld or internal', async () => {
    const withheld = { value: null, marker: '.', withheld: true };
    expect(await one('secret_rate', marl, '2023-12-31')).toMatchObject(withheld);
    expect(await one('secret_back', marl, '2023-12-31')).toMatchObject(withheld);
    const staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
    expect((await read({ indicators: ['hidden_rate'] }, staff)).cell('hidden_rate', marl, '2023-12-31')).toBeDefined();
    expect((await read({ indicators: ['hidden_rate'] }, stage.context({ actor: { kind: 'visitor' } }))).periods).toEqual([]);
  });

  it('are nothing where a formula goes in circles or cannot be read', async () => {
    const set = await read({ indicators: ['circle_a', 'circle_b', 'broken'] });
    expect(set.indicators.map(({ key }) => key)).toEqual(['circle_a', 'circle_b', 'broken']);
    expect(set.periods).toEqual([]);
  });

  it('are the sum of parts where there is no total, as exact as the rounding of all of them', async () => {
    const set = await read({ indicators: ['parts', 'parts_rate'], breakdowns: 'all' });
    expect(set.cell('parts', marl, '2023-12-31', 'nation=german;sex=f')).toMatchObject({
      value: 0,
      marker: '-',
      uncertainty: 2.5,
    });
    expect(set.cell('parts', marl, '2023-12-31')).toMatchObject({ value: 85, marker: null, uncertainty: 7.5, sources: ['azr'] });
    expect(set.cell('parts', marl, '2023-12-31', 'sex=f')).toMatchObject({ value: 40, uncertainty: 5 });
    const withheld = { value: null, marker: '.', withheld: true };
    expect(set.cell('parts', herten, '2023-12-31')).toMatchObject(withheld);
    expect(set.cell('parts', herten, '2023-12-31', 'nation=foreign')).toMatchObject({ value: 85 });
    expect(await one('parts_rate', herten, '2023-12-31')).toMatchObject(withheld);
    expect(await one('parts_rate', marl, '2023-12-31', { newest: true, territories: [marl] })).toMatchObject({
      value: 1,
      warnings: ['mixed_basis', 'rounding'],
    });
  });

  it('need one statement more, two where parts are added up, however many there are', async () => {
    const statements = async (indicators: readonly string[]) => {
      const query = vi.spyOn(pg.Client.prototype, 'query');
      await read({ indicators });
      const count = query.mock.calls.length;
      query.mockRestore();
      return count;
    };
    // Fills what is kept in memory.
    expect(await statements(['people'])).toBeGreaterThan(3);
    expect((await statements(['foreign_share', 'share_change', 'people_index'])) - (await statements(['people']))).toBe(1);
    // What is added up is read by its own.
    expect((await statements(['foreign_share', 'parts', 'parts_rate'])) - (await statements(['people']))).toBe(2);
  });
});
