import { describe, expect, it } from 'vitest';
import { catalogue } from '../service/catalogue.ts';
import { shippedMappings } from '../service/import-mappings.ts';
import { partitionsOf } from './plausibility-partitions.ts';

const dimensions = catalogue.dimensions;
const partitions = partitionsOf(dimensions);
const of = (dimension: string, whole: string | null) =>
  partitions.find((one) => one.dimension === dimension && one.whole === whole);

describe('categories that make up a whole', () => {
  it('are those of the catalogue, by its own codes', () => {
    expect(of('sex', null)).toEqual({ dimension: 'sex', whole: null, parts: ['female', 'male'], optional: [] });
    expect(of('nationality_group', null)).toMatchObject({ parts: ['german', 'foreign'], optional: ['unknown'] });
    expect(of('age', null)?.parts).toHaveLength(21);
    expect(of('age', 'group-15-24')?.parts).toEqual(['15-17', '18-19', '20-24']);
    expect(of('protection_status', 'group-recognised')?.parts).toEqual(['group-temporary', 'permanent']);
  });

  it('are all states of a continent; the British territories count with the others', () => {
    expect(of('nationality', 'group-europe')?.parts).toContain('st163');
    expect(of('nationality', 'group-europe')?.parts).not.toContain('st185');
    expect(of('nationality', 'group-others')?.parts.toSorted()).toEqual(
      ['st185', 'st195', 'st295', 'st395', 'st495', 'st997', 'st998', 'st999'].toSorted(),
    );
    const states = partitions.filter(({ dimension }) => dimension === 'nationality').flatMap(({ parts }) => parts);
    expect(new Set(states).size).toBe(states.length);
    expect(states).toHaveLength(215);
  });

  it('are not guessed where the rest is no category', () => {
    expect(
      partitions
        .filter(({ whole }) => whole === null)
        .map(({ dimension }) => dimension)
        .toSorted(),
    ).toEqual(['age', 'nationality_group', 'sex']);
  });
});

describe('the mappings of known tables', () => {
  const keys = (list: readonly { readonly key: string }[]) => new Set(list.map(({ key }) => key));
  const [indicators, sources, known] = [keys(catalogue.indicators), keys(catalogue.sources), keys(dimensions)];

  it.each(shippedMappings.map((one) => [one.name, one] as const))('%s speaks of what the catalogue has', (_, { mapping }) => {
    for (const rule of mapping.rules) {
      expect(indicators).toContain(rule.indicator);
      expect(sources).toContain(rule.source ?? mapping.source);
    }
    for (const dimension of Object.values(mapping.dimensions)) expect(known).toContain(dimension);
    for (const [dimension, categories] of Object.entries(mapping.categories))
      for (const code of Object.values(categories))
        expect(dimensions.find(({ key }) => key === dimension)?.categories.map((one) => one.code)).toContain(code);
  });

  it('name each table once', () => {
    const tables = shippedMappings.flatMap((one) => one.tables);
    expect(new Set(tables).size).toBe(tables.length);
  });
});
