import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGroupOfCategories, readBreakdown, writeBreakdown } from './breakdown.ts';
import type { Cell, Warning } from './figures.ts';
import { derivedCell, evaluate, type FormulaGround, placeAt } from './formula-evaluation.ts';
import { parseFormula } from './formula-parsing.ts';
import { monthsEarlier, periodBefore, sameInYear } from './formula-periods.ts';
import type { Spot } from './grid.ts';
import type { Marker, Periodicity } from './vocabulary.ts';

const blankCell: Cell = {
  value: null,
  marker: '.',
  quality: null,
  withheld: false,
  sources: ['update'],
  uncertainty: 0,
  warnings: [],
};
const counted = (value: number, more: Partial<Cell> = {}): Cell => ({ ...blankCell, value, marker: null, ...more });
const marked = (marker: Marker): Cell => ({ ...blankCell, marker, value: marker === '-' ? 0 : null });

type Cells = Readonly<Record<string, Cell>>;

/** Cells by `indicator`, `indicator@territory`, `indicator@territory:period`, `indicator[breakdown]`. */
function compute(
  text: string,
  cells: Cells,
  choice: {
    spot?: Partial<Spot>;
    breaks?: Record<string, string[]>;
    decimals?: number;
    periodicity?: Periodicity;
    own?: string;
  } = {},
): Cell | undefined {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.code}`);
  const spot: Spot = { territory: '05562032', period: '2024', breakdown: '', ...choice.spot };
  const ground: FormulaGround = {
    own: choice.own ?? null,
    finer: (indicator, { breakdown }, dimensions) =>
      Object.keys(cells).flatMap((name) => {
        const [, key, parts = ''] = /^(\w+)\[(.*)\]$/.exec(name) ?? [];
        const all = readBreakdown(parts) ?? {};
        const rest = Object.fromEntries(Object.entries(all).filter(([dimension]) => !dimensions.includes(dimension)));
        const fits = key === indicator && writeBreakdown(rest) === breakdown;
        return fits && dimensions.every((one) => all[one] && !isGroupOfCategories(all[one])) ? [parts] : [];
      }),
    cell: (indicator, at) => {
      const name = `${indicator}${at.breakdown && `[${at.breakdown}]`}`;
      return (
        cells[`${name}@${at.territory}:${at.period}`] ??
        (at.period === spot.period
          ? (cells[`${name}@${at.territory}`] ?? (at.territory === spot.territory ? cells[name] : undefined))
          : undefined)
      );
    },
    periods: (indicator, { territory }) =>
      Object.keys(cells).flatMap((name) => (name.startsWith(`${indicator}@${territory}:`) ? (name.split(':')[1] ?? []) : [])),
    counts: (indicator) => !indicator.startsWith('rate'),
    breaks: (indicator) => choice.breaks?.[indicator] ?? [],
    basis: (source) => (source === 'azr' || source === 'update' || source === 'employment' ? source : null),
  };
  const found = evaluate(parsed.formula, spot, choice.periodicity ?? 'year', ground);
  return found && derivedCell(found, choice.decimals ?? 1, ground.basis);
}

const value = (cell: Cell | undefined) => cell?.value;

describe('arithmetic', () => {
  const cells: Cells = {
    a: counted(300),
    b: counted(1200),
    'a@05': counted(100),
    'b@05': counted(800),
    'a[sex=f]': counted(120),
    'a[sex=m]': counted(180),
    'a@05562': counted(7),
    'a@DG': counted(9),
    'a@05562032:2023': counted(200),
    'a@05562032:2015': counted(150),
  };
  test.each([
    ['a + b * 2 - 10 / 5', 2698],
    ['-a', -300],
    ['share(a, b)', 25],
    ['per(a, b, 1000)', 250],
    ['change(a)', 100],
    ['growth(a)', 50],
    ['index(a, 2015)', 200],
    ['quotient(a, b)', 2],
    ['share(a[sex=f], a)', 40],
    ['a@land', 100],
    ['a@kreis', 7],
    ['a@nation', 9],
    ['a@05', 100],
  ])('%s is %d', (text, expected) => {
    expect(value(compute(text, cells))).toBeCloseTo(expected, 9);
  });

  test('the breakdown asked for stands, a selection replaces or removes it', () => {
    const asked = { spot: { breakdown: 'sex=f' } };
    expect(value(compute('a', cells, asked))).toBe(120);
    expect(value(compute('a[sex=m]', cells, asked))).toBe(180);
    expect(value(compute('share(a, a[sex=total])', cells, asked))).toBe(40);
  });

  test('what happened in a year meets what was counted on its last day', () => {
    const flow = { moves: counted(50), 'people@05562032:2024-12-31': counted(1000), 'people@05562032:2023-12-31': counted(900) };
    expect(value(compute('per(moves, people, 1000)', flow))).toBe(50);
    expect(value(compute('change(people)', flow))).toBe(100);
    const stock = { people: counted(1000), 'moves@05562032:2024': counted(50), 'moves@05562032:2024-12': counted(9) };
    expect(value(compute('per(moves, people, 1000)', stock, { spot: { period: '2024-12-31' } }))).toBe(50);
  });

  test('the newest figure up to a month', () => {
    const cells = {
      offers: counted(30),
      'people@05562032:2023-12-31': counted(900),
      'people@05562032:2024-12-31': counted(1000),
      'old@05562032:2022-03-31': counted(900),
    };
    const month = { spot: { period: '2024-05' } };
    expect(value(compute('last(people)', cells, month))).toBe(900);
    expect(value(compute('last(people)', cells, { spot: { period: '2024-12' } }))).toBe(1000);
    expect(value(compute('per(offers, last(people), 300)', cells, month))).toBe(10);
    expect(compute('last(old)', cells, month)).toBeUndefined();
  });

  test('without an input there is no figure', () => {
    expect(compute('a + nirgends', cells)).toBeUndefined();
    expect(compute('change(b)', cells)).toBeUndefined();
    expect(compute('share(a, a[sex=total])', cells)).toBeUndefined();
    expect(compute('change(a)', cells, { periodicity: 'irregular' })).toBeUndefined();
    expect(compute('a@land', cells, { spot: { territory: 'DG' } })).toBeUndefined();
  });

  test.each([
    [null, '05562032', '05562032'],
    ['land', '05562032', '05'],
    ['land', '05', '05'],
    ['kreis', '05562032-nord', '05562'],
    ['kreis', '055', undefined],
    ['land', 'DG', undefined],
    ['05754', '05562', '05754'],
  ])('@%s seen from %s is %s', (at, territory, key) => {
    expect(placeAt(at, territory)).toBe(key);
  });
});

describe('sums over categories', () => {
  const cells: Cells = {
    'a[age=1;sex=f]': counted(10, { uncertainty: 2.5 }),
    'a[age=1;sex=m]': counted(20, { uncertainty: 2.5 }),
    'a[age=2;sex=f]': marked('-'),
    'a[age=2;sex=m]': counted(40, { uncertainty: 2.5 }),
    'a[age=group-all;sex=f]': counted(15, { uncertainty: 2.5 }),
    'a[age=group-all;sex=m]': counted(60, { uncertainty: 2.5 }),
    'a[sex=f]': counted(12),
    'a[land=x]': counted(9),
  };
  test.each([
    ['a[age=*;sex=*]', '', 70],
    ['a[age=*;sex=*]', 'sex=f', 10],
    ['a[age=*;sex=*]', 'age=group-all', 75],
    ['a[age=*;sex=*]', 'age=1;sex=m', 20],
    ['a[age=*;sex=m]', '', 60],
    ['a[sex=*]', '', 12],
    ['a[sex=*;age=total]', 'age=1', 12],
    ['a[nirgends=*]', '', undefined],
    ['a[age=*]', '', undefined],
    ['share(a[age=1;sex=*], a[age=*;sex=*])', '', 3000 / 70],
  ])('%s, asked for %j, is %j', (text, breakdown, expected) => {
    const found = value(compute(text, cells, { spot: { breakdown } }));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(expected, 9);
  });

  test('are as uncertain, unknown or withheld as their parts', () => {
    expect(compute('a[age=*;sex=*]', cells)).toMatchObject({ uncertainty: 7.5, warnings: ['rounding'] });
    const unknown = compute('a[age=*;sex=*]', { ...cells, 'a[age=3;sex=f]': marked('/') });
    expect(unknown).toMatchObject({ value: null, marker: '/', withheld: false });
    const withheld = compute('a[age=*;sex=*]', { ...cells, 'a[age=3;sex=f]': { ...blankCell, withheld: true } });
    expect(withheld).toMatchObject({ value: null, marker: '.', withheld: true });
  });

  test.each([
    ['a[age=*;sex=*]', '', 70],
    ['a[age=*;sex=*]', 'age=1;sex=m', undefined],
    ['a[sex=f]', '', 12],
    ['a[sex=f]', 'sex=f', undefined],
    ['a[sex=f]', 'sex=m', undefined],
    ['a[age=*;sex=f]', 'sex=f', 10],
    ['a[age=*;sex=f]', 'sex=m', undefined],
    ['a[age=*;sex=f]', 'age=group-all', 15],
    ['a', '', undefined],
    ['a[sex=total]', 'sex=f', undefined],
  ])('a as %s, asked for %j, is %j', (text, breakdown, expected) => {
    expect(value(compute(text, cells, { own: 'a', spot: { breakdown } }))).toBe(expected);
  });

  test('is the sum of what is there, whatever it is', () => {
    const parts = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9]{0,3}$/), fc.nat(), { maxKeys: 8, noNullPrototype: true });
    fc.assert(
      fc.property(parts, (parts) => {
        const cells = Object.fromEntries(Object.entries(parts).map(([code, count]) => [`a[age=${code}]`, counted(count)]));
        const sum = Object.values(parts).reduce<number | undefined>((sum, one) => (sum ?? 0) + one, undefined);
        expect(value(compute('a[age=*]', { ...cells, 'a[age=group-x]': counted(7) }))).toBe(sum);
      }),
    );
  });
});

describe('markers', () => {
  test.each<[string, Cells, Marker]>([
    ['a + b', { a: marked('.'), b: marked('...') }, '.'],
    ['a + b', { a: marked('*'), b: marked('.') }, '.'],
    ['a + b', { a: marked('x'), b: marked('*') }, '*'],
    ['a + b', { a: marked('/'), b: marked('...') }, '...'],
    ['a * b', { a: marked('x'), b: marked('/') }, '/'],
    ['share(a, b)', { a: counted(5), b: marked('x') }, 'x'],
    ['0 * a', { a: marked('.') }, '.'],
    ['a - a', { a: marked('/') }, '/'],
    ['a / b', { a: counted(5), b: counted(0) }, 'x'],
    ['a / b', { a: counted(5), b: marked('-') }, 'x'],
    ['a / b', { a: counted(500), b: counted(5, { uncertainty: 5 }) }, '/'],
    ['a', { a: counted(Number.NaN) }, '.'],
    ['a * a', { a: counted(1e300) }, 'x'],
  ])('%s of %j is %s', (text, cells, marker) => {
    expect(compute(text, cells)).toMatchObject({ value: null, marker, withheld: false });
  });

  test('nothing is as exact as the source rounds', () => {
    const nothing: Cell = { ...marked('-'), uncertainty: 2.5 };
    expect(compute('a + b', { a: nothing, b: counted(50) })).toMatchObject({ value: 50, uncertainty: 2.5 });
  });

  test('nothing is exactly zero, limited stays limited', () => {
    const cells = { a: marked('-'), b: counted(50, { uncertainty: 2.5 }), c: counted(30, { marker: '()' }) };
    expect(compute('share(a, b)', cells)).toMatchObject({ value: 0, marker: null, uncertainty: 0, warnings: [] });
    expect(compute('b + c', cells)).toMatchObject({ value: 80, marker: '()' });
  });

  test('what is withheld withholds everything made of it', () => {
    const withheld: Cell = { ...blankCell, withheld: true };
    for (const text of ['share(a, b)', 'b - a', 'growth(a)', '0 * a', 'a / (b - b)'])
      expect(compute(text, { a: withheld, b: counted(9), 'a@05562032:2023': counted(4) }), text).toMatchObject({
        value: null,
        marker: '.',
        withheld: true,
      });
  });

  test('no marker ever becomes a number', () => {
    const marker = fc.constantFrom<Marker>('.', '...', '/', 'x', '*');
    const texts = fc.constantFrom(
      'a + b',
      'b - a',
      'a * b',
      'b * 0 * a',
      'share(a, b)',
      'share(b, a)',
      'per(a, b, 10)',
      'growth(a) + b',
      'change(b) / a',
      'b + -a',
    );
    fc.assert(
      fc.property(marker, texts, fc.integer(), (marker, text, number) => {
        const cells = { a: marked(marker), b: counted(number), 'a@05562032:2023': counted(5), 'b@05562032:2023': counted(7) };
        expect(compute(text, cells)).toMatchObject({ value: null, marker, withheld: false });
      }),
    );
  });
});

describe('rounding', () => {
  test('the interval holds the true value, whatever was rounded away', () => {
    const texts = fc.constantFrom(
      'a + b - c',
      'a * b / 100',
      'share(a, b)',
      'share(a, a + b)',
      'per(a - c, b, 1000)',
      'growth(a)',
      'index(a, 2015)',
      'change(a) + b',
      'quotient(a, b)',
      '-(a - b) * (c - a) / 7',
    );
    const people = fc.integer({ min: 0, max: 100_000 });
    const truth = fc.record({
      a: people,
      b: people,
      c: people,
      'a@05562032:2023': people,
      'a@05562032:2015': people,
      'a@05': people,
      'b@05': people,
    });
    fc.assert(
      fc.property(texts, truth, fc.constantFrom(1, 3, 5, 10, 100), (text, all, roundedTo) => {
        const exact = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, counted(value)]));
        const rounded = Object.fromEntries(
          Object.entries(all).map(([name, value]) => [
            name,
            counted(Math.round(value / roundedTo) * roundedTo, { uncertainty: roundedTo / 2 }),
          ]),
        );
        const shown = compute(text, rounded);
        const real = compute(text, exact);
        if (typeof shown?.value !== 'number' || typeof real?.value !== 'number') return;
        expect(Math.abs(shown.value - real.value)).toBeLessThanOrEqual(shown.uncertainty * (1 + 1e-9) + 1e-6);
      }),
      { numRuns: 1000 },
    );
  });

  test('the warning comes when the last digit shown is not certain', () => {
    const cells = { a: counted(26_380, { uncertainty: 5 }), b: counted(326_050, { uncertainty: 5 }) };
    expect(compute('share(a, b)', cells, { decimals: 1 })?.warnings).toEqual([]);
    expect(compute('share(a, b)', cells, { decimals: 3 })?.warnings).toEqual(['rounding']);
    expect(compute('share(a, b)', cells)?.uncertainty).toBeCloseTo(0.00166, 4);
  });
});

describe('warnings', () => {
  const warnings = (text: string, cells: Cells, breaks: Record<string, string[]> = {}): readonly Warning[] | undefined =>
    compute(text, cells, { breaks })?.warnings;

  test('two ways of counting the residents', () => {
    const cells = {
      a: counted(100, { sources: ['azr'] }),
      b: counted(1000),
      jobs: counted(300, { sources: ['employment'] }),
    };
    expect(compute('share(a, b)', cells)).toMatchObject({ warnings: ['mixed_basis'], sources: ['azr', 'update'] });
    expect(warnings('share(b, b)', cells)).toEqual([]);
    expect(warnings('share(jobs, b)', cells)).toEqual([]);
  });

  test('a break between the two periods', () => {
    const cells = { a: counted(110), 'a@05562032:2023': counted(100), 'a@05562032:2015': counted(90) };
    expect(warnings('growth(a)', cells, { a: ['2024'] })).toEqual(['crosses_break']);
    expect(warnings('growth(a)', cells, { a: ['2023'] })).toEqual([]);
    expect(warnings('growth(a)', cells, { b: ['2024'] })).toEqual([]);
    expect(warnings('index(a, 2015)', cells, { a: ['2022'] })).toEqual(['crosses_break']);
    expect(warnings('share(a, a)', cells, { a: ['2024'] })).toEqual([]);
  });

  test('small counts, not small rates', () => {
    expect(warnings('share(a, b)', { a: counted(19), b: counted(1000) })).toEqual(['small_number']);
    expect(warnings('share(a, b)', { a: counted(20), b: counted(1000) })).toEqual([]);
    expect(warnings('share(a, b)', { a: marked('-'), b: counted(1000) })).toEqual([]);
    expect(warnings('rate_a / rate_b', { rate_a: counted(3), rate_b: counted(4) })).toEqual([]);
  });
});

describe('periods', () => {
  test.each<[string, number, Periodicity, string | undefined]>([
    ['2024', 1, 'year', '2023'],
    ['2024-12-31', 1, 'year', '2023-12-31'],
    ['2024-12-31', 1, 'quarter', '2024-09-30'],
    ['2024-02-29', 1, 'year', '2023-02-28'],
    ['2023-02-28', -1, 'year', '2024-02-29'],
    ['2024-03-15', 1, 'month', '2024-02-15'],
    ['2024-03-30', 1, 'month', undefined],
    ['2024-01', 1, 'month', '2023-12'],
    ['2024-01/P3M', 1, 'quarter', '2023-10/P3M'],
    ['2023-08/P12M', 2, 'school_year', '2021-08/P12M'],
    ['2019/P3Y', 1, 'several_years', '2016/P3Y'],
    ['2024-12-31', 1, 'half_year', '2024-06-30'],
    ['2022-05-15', 1, 'several_years', undefined],
    ['2024', 1, 'quarter', undefined],
    ['2024', 1, 'irregular', undefined],
    ['Unsinn', 1, 'year', undefined],
  ])('%s, %d earlier (%s): %s', (period, steps, periodicity, expected) => {
    expect(periodBefore(period, steps, periodicity)).toBe(expected);
  });

  test('the same day of another year', () => {
    expect(sameInYear('2024-12-31', 2015)).toBe('2015-12-31');
    expect(sameInYear('2024', 2030)).toBe('2030');
  });

  test('back and forth is where it was', () => {
    const days = fc
      .integer({ min: 1980, max: 2060 })
      .chain((year) => fc.integer({ min: 1, max: 12 }).map((month) => `${year}-${String(month).padStart(2, '0')}`));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 200 }), (month, months) => {
        expect(monthsEarlier(monthsEarlier(month, months) ?? '', -months)).toBe(month);
      }),
    );
  });
});
