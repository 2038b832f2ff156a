import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../model/figures.ts';
import { checkFormula } from '../model/formula-check.ts';
import { gridOf } from '../model/grid.ts';
import { indicator } from '../testing/world.ts';
import { addDerived } from './derived.ts';
import { closureOf, inputFilters, wholePlaces } from './derived-inputs.ts';
import type { Cells } from './figure-set.ts';

const blank: Cell = { value: null, marker: null, quality: null, withheld: false, sources: ['s'], uncertainty: 0, warnings: [] };

/** Figures of a place in 2024, by `indicator[breakdown]`, observed and computed. */
function derive(formulas: Readonly<Record<string, string | null>>, observed: Readonly<Record<string, number>>) {
  const indicators = Object.entries(formulas).map(([key, formula]) => indicator({ key, formula }));
  const inputs: Cells = new Map();
  for (const [name, value] of Object.entries(observed)) {
    const [, key = '', breakdown = ''] = /^(\w+)\[?([^\]]*)/.exec(name) ?? [];
    gridOf(inputs, key).set({ territory: '05', period: '2024', breakdown }, { ...blank, value });
  }
  const cells: Cells = new Map();
  const defined = { indicators, sources: [], dimensions: [] };
  addDerived(indicators, defined, { breakdowns: 'all' }, cells, inputs);
  const all: Record<string, number | null> = {};
  for (const [key, grid] of cells)
    grid.forEach(({ breakdown }, { value }) => {
      all[breakdown ? `${key}[${breakdown}]` : key] = value;
    });
  return all;
}

describe('totals of parts', () => {
  const parts = {
    'a[age=1;sex=f]': 10,
    'a[age=1;sex=m]': 20,
    'a[age=2;sex=m]': 40,
    'a[age=group-x;sex=m]': 60,
  };

  it('stand in all breakdowns that arise by leaving dimensions out', () => {
    expect(derive({ a: 'a[age=*;sex=*]' }, parts)).toEqual({
      ...parts,
      a: 70,
      'a[age=1]': 30,
      'a[age=2]': 40,
      'a[age=group-x]': 60,
      'a[sex=f]': 10,
      'a[sex=m]': 60,
    });
  });

  it('leave what was observed as it is', () => {
    const found = derive({ a: 'a[age=*;sex=*]' }, { ...parts, a: 75, 'a[sex=f]': 11 });
    expect(found).toMatchObject({ a: 75, 'a[sex=f]': 11, 'a[sex=m]': 60 });
  });

  it('of single categories are no figure of another category', () => {
    const formulas = {
      a: 'a[age=1] + a[age=2]',
      other: 'share(a[age=3], a)',
      one: 'share(a[age=1], a)',
      each: 'share(a, a[age=total])',
    };
    expect(derive(formulas, { 'a[age=1]': 10, 'a[age=2]': 30, 'a[age=1;sex=f]': 4, 'a[age=2;sex=f]': 6 })).toMatchObject({
      a: 40,
      'a[sex=f]': 10,
      one: 25,
      'one[sex=f]': 40,
      'each[age=2]': 75,
      'each[age=2;sex=f]': 60,
    });
    expect(derive(formulas, { 'a[age=1]': 10 })).toEqual({ 'a[age=1]': 10 });
    expect(Object.keys(derive(formulas, { 'a[age=1]': 10, 'a[age=2]': 30 })).filter((one) => one.startsWith('other'))).toEqual(
      [],
    );
  });

  it('are what others stand upon', () => {
    const formulas = { a: 'a[age=*;sex=*]', women: 'a[sex=f]', sum: 'women[age=*] * 2', rate: 'share(women, a)' };
    expect(derive(formulas, parts)).toMatchObject({
      women: 10,
      'women[age=1]': 10,
      sum: 20,
      rate: expect.closeTo(1000 / 70, 9),
      'rate[age=1]': expect.closeTo(1000 / 30, 9),
    });
  });
});

describe('hostile formulas', () => {
  it('never hang, whatever refers to itself and to others', () => {
    const category = fc.constantFrom('*', '*', 'total', 'f', 'group-x');
    const where = fc.dictionary(fc.constantFrom('age', 'sex', 'nat', 'status'), category, { maxKeys: 4, noNullPrototype: true });
    const reference = fc
      .tuple(fc.constantFrom('a', 'b', 'c'), where, fc.constantFrom('', '', '@land', '@DG'))
      .map(([key, where, at]) => {
        const chosen = Object.entries(where).map(([dimension, one]) => `${dimension}=${one}`);
        return `${key}${chosen.length ? `[${chosen.join(';')}]` : ''}${at}`;
      });
    const formula = fc
      .array(fc.tuple(reference, fc.constantFrom('+', '*', '/')), { minLength: 1, maxLength: 4 })
      .map((all) => all.map(([one, sign], index) => (index ? `${sign} last(${one})` : one)).join(' '));
    const breakdown = fc
      .dictionary(fc.constantFrom('age', 'nat', 'sex', 'status'), fc.constantFrom('f', 'm', 'group-x'), { maxKeys: 4 })
      .map((parts) =>
        Object.keys(parts)
          .toSorted()
          .map((one) => `${one}=${parts[one]}`)
          .join(';'),
      );
    const observed = fc.dictionary(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), breakdown).map(([key, one]) => `${key}[${one}]`),
      fc.nat(100),
      { maxKeys: 12 },
    );
    fc.assert(
      fc.property(fc.record({ a: formula, b: formula, c: formula }), observed, (formulas, observed) => {
        const indicators = Object.entries(formulas).map(([key, text]) => indicator({ key, formula: text }));
        for (const { key, formula } of indicators) {
          checkFormula(formula ?? '', key, indicators);
          const closure = closureOf(
            indicators,
            indicators.filter((one) => one.key === key),
          );
          expect(new Set(closure).size).toBe(closure.length);
          inputFilters(closure, [], { indicators: [key], newest: true });
        }
        const found = derive(formulas, observed);
        for (const [name, value] of Object.entries(observed)) expect(found[name.replace('[]', '')]).toBe(value);
      }),
      { numRuns: 300 },
    );
  });
});

describe('reading', () => {
  const indicators = [
    indicator({ key: 'a', formula: 'a[age=*]', secrecyOf: 'guard' }),
    indicator({ key: 'guard' }),
    indicator({ key: 'people' }),
    indicator({ key: 'rate', formula: 'per(a, people, 1000)' }),
  ];

  it('takes in all breakdowns what is added up, and nothing else', () => {
    const closure = closureOf(
      indicators,
      indicators.filter(({ key }) => key === 'rate'),
    );
    const { plain, summed } = inputFilters(closure, [], { indicators: ['rate'], territories: ['05562'] });
    expect([plain.indicatorIds, plain.breakdowns]).toEqual([['rate', 'people'], ['']]);
    expect([summed.indicatorIds.toSorted(), summed.breakdowns]).toEqual([['a', 'guard'], null]);
    expect(summed.territories).toEqual(['05562']);
    const none = inputFilters(closureOf(indicators, []), [], { indicators: ['people'] });
    expect(none.summed.indicatorIds).toEqual([]);
  });

  it('keeps no place of which it could not read everything', () => {
    const row = (indicatorId: string, territory: string) => ({
      ...blank,
      indicatorId,
      territory,
      sourceId: 's',
      breakdown: '',
      period: '2024',
      withheld: null,
    });
    const rows = [row('a', '05'), row('b', '05'), row('b', '06'), row('b', '06')];
    expect(wholePlaces(rows, 4)).toEqual(rows);
    expect(wholePlaces(rows, 3)).toEqual(rows.slice(0, 2));
    expect(wholePlaces(rows, 2)).toEqual(rows.slice(0, 2));
    expect(wholePlaces(rows.slice(2), 1)).toEqual([]);
  });
});
