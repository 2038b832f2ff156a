import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupParts } from '../model/category-groups.ts';
import type { Cell } from '../model/figures.ts';
import { gridOf } from '../model/grid.ts';
import { indicator } from '../testing/world.ts';
import { addDerived } from './derived.ts';
import { closureOf, inputFilters } from './derived-inputs.ts';
import type { Cells } from './figure-set.ts';

const plain: Cell = { value: null, marker: null, quality: null, withheld: false, sources: ['s'], uncertainty: 2.5, warnings: [] };
const period = '2024-12-31';
const continents = ['europe', 'africa', 'america', 'asia', 'oceania'].map((one) => `nationality=group-${one}`);
const states = groupParts('nationality=group-eu', period)?.plus ?? [];

const formulas = {
  people: 'people[nationality=group-nowhere]',
  union: 'people[nationality=group-eu]',
  others: 'people[nationality=group-third-countries]',
};

function derive(observed: ReadonlyMap<string, Partial<Cell>>, unit: 'persons' | 'percent' = 'persons') {
  const indicators = Object.entries(formulas).map(([key, formula]) => indicator({ key, formula, unit }));
  const inputs: Cells = new Map();
  for (const [breakdown, cell] of observed)
    gridOf(inputs, 'people').set({ territory: '05', period, breakdown }, { ...plain, ...cell });
  const cells: Cells = new Map();
  addDerived(indicators, { indicators, sources: [], dimensions: [] }, { breakdowns: 'all' }, cells, inputs);
  return (key: string, breakdown = '') => cells.get(key)?.get({ territory: '05', period, breakdown });
}

const everywhere = (value = 10) =>
  new Map<string, Partial<Cell>>([
    ...continents.map((one) => [one, { value: 1000 }] as const),
    ...states.map((one) => [one, { value }] as const),
  ]);

describe('groups that are made up of their members', () => {
  it('add and subtract them, with what rounding leaves open', () => {
    const cell = derive(everywhere());
    expect(cell('union')).toMatchObject({ value: 260, uncertainty: 65, sources: ['s'], warnings: ['rounding'] });
    expect(cell('others')).toMatchObject({ value: 4740, uncertainty: 77.5 });
    expect(cell('people', 'nationality=group-eu')).toMatchObject({ value: 260 });
  });

  it('are never silently smaller: one missing member and there is no figure, one unknown and it is unknown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom<Partial<Cell> | null>(null, { marker: '.' }, { value: 3, withheld: true }, { marker: '/' }),
        (state, instead) => {
          const observed = everywhere();
          if (instead) observed.set(state, instead);
          else observed.delete(state);
          const cell = derive(observed);
          for (const key of ['union', 'others']) {
            const found = cell(key);
            if (instead) expect(found).toMatchObject({ value: null, withheld: instead.withheld ?? false });
            else expect(found).toBeUndefined();
          }
        },
      ),
    );
  });

  it('count nobody as nobody', () => {
    const observed = everywhere();
    observed.set('nationality=st145', { value: 0, marker: '-' });
    expect(derive(observed)('union')).toMatchObject({ value: 250, uncertainty: 65, marker: null });
  });

  it('leave what an office delivered as it is', () => {
    const cell = derive(everywhere().set('nationality=group-eu', { value: 262 }));
    expect(cell('union')?.value).toBe(262);
    expect(cell('others')?.value).toBe(4738);
  });

  it('are made of counts alone: shares do not add up', () => {
    expect(derive(everywhere(), 'percent')('union')).toBeUndefined();
  });

  it('read their members', () => {
    const indicators = Object.entries(formulas).map(([key, formula]) => indicator({ key, formula }));
    const asked = indicators.filter(({ key }) => key === 'others');
    const { plain } = inputFilters(closureOf(indicators, asked), [], { indicators: ['others'] });
    expect(plain.breakdowns).toEqual(expect.arrayContaining([...continents, ...states, 'nationality=st168']));
  });
});
