import type { Indicator, Source } from '../model/indicator.ts';
import { type CheckedCell, Figures } from '../model/plausibility.ts';
import type { Surroundings } from '../model/plausibility-rules.ts';
import { anIndicator } from './figure-set.ts';

/** An indicator of the rules' tests: a count of people unless said otherwise. */
export const testIndicator = (key: string, more: Partial<Indicator> = {}): Indicator =>
  anIndicator(key, { id: key, unit: 'persons', decimals: 0, additive: true, ...more });

export function testSource(key: string, more: Partial<Source> = {}): Source {
  return {
    id: key,
    key,
    names: { de: key },
    publisher: '',
    licence: null,
    licenceNote: '',
    attribution: '',
    url: null,
    populationBasis: 'update',
    roundedTo: null,
    rank: 10,
    public: true,
    version: 1,
    ...more,
  };
}

export const people = testIndicator('people');
export const share = testIndicator('share', {
  unit: 'percent',
  decimals: 1,
  additive: false,
  formula: 'share(people[nationality_group=foreign], people)',
});
export const area = testIndicator('area', { unit: 'square_kilometres', decimals: 2 });
export const density = testIndicator('density', {
  unit: 'per_square_kilometre',
  decimals: 1,
  additive: false,
  formula: 'people / area',
});
export const balance = testIndicator('migration_balance');
export const indicators: readonly Indicator[] = [people, share, area, density, balance];

export const sources: readonly Source[] = [
  testSource('exact'),
  testSource('five', { populationBasis: 'azr', roundedTo: 5 }),
  testSource('ten', { populationBasis: 'census', roundedTo: 10, rank: 20 }),
  testSource('printed', { populationBasis: null, rank: 30 }),
  testSource('area', { populationBasis: null }),
];

/** A figure of 2024 in the district. */
export const cell = (indicator: string, value: number | null, more: Partial<CheckedCell> = {}): CheckedCell => ({
  indicator,
  source: 'exact',
  territory: '05954',
  period: '2024-12-31',
  breakdown: '',
  value,
  marker: value === null ? '.' : null,
  ...more,
});

export const figuresOf = (cells: readonly CheckedCell[], definitions = indicators) => new Figures(cells, definitions, sources);

export const towns = ['05954004', '05954008', '05954012'];

/** A district of three towns, in a Land; sexes and nationality are complete. */
export const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  indicators,
  partitions: [
    { dimension: 'sex', whole: null, parts: ['female', 'male'], optional: [] },
    { dimension: 'nationality_group', whole: null, parts: ['foreign', 'german'], optional: ['unknown'] },
  ],
  revisions: [],
  childrenOf: (territory) => ({ keys: territory === '05954' ? towns : [], complete: true }),
  aboveOf: (territory) => ['05954', '05'].filter((key) => key.length < territory.length && territory.startsWith(key)),
  populationOf: () => null,
  ...more,
});
