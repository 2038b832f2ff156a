import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { area, around, cell, density, figuresOf, indicators, people, share, testIndicator, towns } from '../testing/checked.ts';
import type { CheckedCell } from './plausibility.ts';
import { checkFigures } from './plausibility-rules.ts';

const foreign = { breakdown: 'nationality_group=foreign' };
const german = { breakdown: 'nationality_group=german' };
const [first = '', second = '', third = ''] = towns;

/** What is found, as `detail territory`, in the order of the rules. */
const check = (cells: readonly CheckedCell[], more: Parameters<typeof around>[0] = {}, definitions = indicators) =>
  checkFigures(figuresOf(cells, definitions), around({ indicators: definitions, ...more })).map(
    ({ detail, territory }) => `${detail} ${territory}`,
  );

describe('a share and its numbers', () => {
  const of = (percent: number, part: number, whole: number, source = 'exact'): CheckedCell[] => [
    cell('share', percent, { source }),
    cell('people', part, { ...foreign, source }),
    cell('people', whole, { source }),
  ];
  const rows: readonly [string, readonly CheckedCell[], readonly string[]][] = [
    ['fits', of(12.5, 125, 1000), []],
    ['fits within its last digit', of(12.5, 1254, 10_000), []],
    ['is off by two tenths', of(12.7, 1254, 10_000), ['share 05954']],
    ['is printed in whole per cents', of(13, 1254, 10_000), []],
    ['fits within the rounding of the numbers', of(12.3, 125, 1000, 'five'), []],
    // Wetter 2011: 4,990 of 27,935 are 17.86 %, printed 18.1 %, on another base.
    ['is computed on another base', of(18.1, 4990, 27_935, 'ten'), []],
    ['is off by more than another base explains', of(7.2, 26_380, 326_049, 'ten'), ['share 05954']],
    ['has an unknown numerator', [cell('share', 99.9), cell('people', null, foreign), cell('people', 1000)], []],
    ['has no numerator', [cell('share', 99.9), cell('people', 1000)], []],
    ['is divided by nobody', [cell('share', 10), cell('people', 0, foreign), cell('people', 0)], []],
    [
      'has its numbers from another source of the same base',
      [cell('share', 30), cell('people', 125, { ...foreign, source: 'exact' }), cell('people', 1000)],
      ['share 05954'],
    ],
    [
      'is not held against the numbers of another base',
      [cell('share', 30, { source: 'printed' }), cell('people', 125, foreign), cell('people', 1000)],
      [],
    ],
    [
      'density: square kilometres are the same whoever counts',
      [cell('density', 900), cell('people', 1000), cell('area', 2.5, { source: 'area' })],
      ['share 05954'],
    ],
  ];
  it.each(rows)('%s', (_, cells, expected) => {
    // The district's towns and categories are not part of these.
    expect(check(cells, { childrenOf: () => ({ keys: [], complete: true }) })).toEqual(expected);
  });

  it.each<[string, string, number, readonly string[]]>([
    ['fits its own parts', 'sums[sex=female] + sums[sex=male]', 100, []],
    ['does not fit its own parts', 'sums[sex=female] + sums[sex=male]', 130, ['share 05954']],
    ['is the sum of categories that nobody has counted', 'sums[sex=*]', 130, []],
  ])('a total %s, which are not held against it themselves', (_, formula, total, expected) => {
    const sums = testIndicator('sums', { formula, additive: false });
    const cells = [
      cell('sums', total),
      cell('sums', 60, { breakdown: 'sex=female' }),
      cell('sums', 40, { breakdown: 'sex=male' }),
      cell('sums', 7, { breakdown: 'sex=other' }),
    ];
    expect(check(cells, { childrenOf: () => ({ keys: [], complete: true }) }, [sums])).toEqual(expected);
  });

  it('says what the printed numbers give', () => {
    const [found] = checkFigures(figuresOf(of(7.2, 26_380, 326_049, 'ten')), around());
    expect(found?.computed).toBeCloseTo(8.0908, 4);
    expect(found?.figures.map(({ value }) => value)).toEqual([7.2, 26_380, 326_049]);
  });
});

describe('parts and their total', () => {
  const of = (whole: number, parts: readonly (number | null)[], source = 'exact'): CheckedCell[] => [
    cell('people', whole, { source }),
    ...parts.map((value, index) => cell('people', value, { source, breakdown: ['sex=female', 'sex=male'][index] ?? '' })),
  ];
  const rows: readonly [string, readonly CheckedCell[], readonly string[]][] = [
    ['add up', of(100, [60, 40]), []],
    ['are one short', of(100, [60, 39]), ['parts 05954']],
    ['are not all there', of(100, [60]), []],
    ['are rounded', of(100, [60, 35], 'five'), []],
    ['are off by more than rounding', of(100, [60, 30], 'five'), ['parts 05954']],
    ['one is secret', of(100, [60, null]), []],
    ['one is secret and the other larger than the total', of(100, [101, null]), ['parts 05954', 'larger_than_whole 05954']],
    // 12521-03i: 15 people from Taiwan, `-` men, `-` women.
    [
      'are left out by an office that rounds',
      of(15, [0, 0], 'five').map((one) => (one.value === 0 ? { ...one, marker: '-' as const } : one)),
      [],
    ],
    [
      'are exactly nothing elsewhere',
      of(15, [0, 0]).map((one) => (one.value === 0 ? { ...one, marker: '-' as const } : one)),
      ['parts 05954'],
    ],
    [
      'those of unknown nationality count where the table has them',
      [
        cell('people', 100),
        cell('people', 20, foreign),
        cell('people', 79, german),
        cell('people', 1, { breakdown: 'nationality_group=unknown' }),
      ],
      [],
    ],
    [
      'those of unknown nationality are missing',
      [cell('people', 100), cell('people', 20, foreign), cell('people', 79, german)],
      ['parts 05954'],
    ],
  ];
  it.each(rows)('%s', (_, cells, expected) => expect(check(cells)).toEqual(expected));

  it('hold within a category of another dimension too', () => {
    const within = (breakdown: string, value: number) => cell('people', value, { breakdown });
    const cells = [
      within('nationality_group=foreign', 20),
      within('nationality_group=foreign;sex=female', 12),
      within('nationality_group=foreign;sex=male', 7),
    ];
    expect(check(cells)).toEqual(['parts 05954']);
  });
});

describe('towns and their district', () => {
  const of = (whole: number, parts: readonly (number | null)[], source = 'exact', indicator = 'people') => [
    cell(indicator, whole, { source }),
    ...parts.map((value, index) => cell(indicator, value, { source, territory: towns[index] ?? '' })),
  ];
  const rows: readonly [string, readonly CheckedCell[], readonly string[]][] = [
    ['add up', of(60, [10, 20, 30]), []],
    ['are one short', of(61, [10, 20, 30]), ['towns 05954']],
    ['one is missing', of(61, [10, 20]), []],
    ['one is secret', of(61, [10, 20, null]), []],
    ['are rounded to ten', of(80, [10, 20, 30], 'ten'), []],
    ['areas are rounded to their last digit', of(6.01, [1.11, 2.22, 2.69], 'exact', 'area'), []],
    ['a share lies between those of the towns', of(12, [10.5, 11, 14.2], 'exact', 'share'), []],
    ['a share lies outside of those of the towns', of(15, [10.5, 11, 14.2], 'exact', 'share'), ['outside 05954']],
    [
      'another source has the towns',
      [cell('people', 26_380, { source: 'printed' }), ...of(23_380, [10_000, 8000, 5380], 'ten')],
      ['towns 05954'],
    ],
    [
      'another source has the towns, on another base',
      [cell('people', 24_000, { source: 'printed' }), ...of(23_380, [10_000, 8000, 5380], 'ten')],
      [],
    ],
  ];
  it.each(rows)('%s', (_, cells, expected) => expect(check(cells)).toEqual(expected));

  it('work for several towns counts in each of them', () => {
    const work = testIndicator('people', { kind: 'output' });
    expect(check(of(2, [1, 2, 3]), {}, [work])).toEqual([]);
  });

  it('quarters need not cover their town, but have no more than it', () => {
    const children = { childrenOf: (key: string) => ({ keys: key === '05954' ? towns : [], complete: false }) };
    expect(check(of(100, [10, 20, 30]), children)).toEqual([]);
    expect(check(of(50, [10, 20, 30]), children)).toEqual(['towns 05954']);
  });
});

describe('possible values', () => {
  const rows: readonly [string, readonly CheckedCell[], readonly string[]][] = [
    ['a share beyond a hundred', [cell('share', 100.3)], ['beyond_hundred 05954']],
    ['a share of a hundred', [cell('share', 100)], []],
    ['fewer than nobody', [cell('people', -3)], ['negative 05954']],
    ['a balance below zero', [cell('migration_balance', -3)], []],
    ['more than in the Land', [cell('people', 11), cell('people', 10, { territory: '05' })], ['larger_than_land 05954']],
    [
      'more than in the district',
      [cell('people', 11, { territory: first }), cell('people', 10), cell('people', 20, { territory: '05' })],
      [`larger_than_land ${first}`],
    ],
    ['as many as in the Land', [cell('people', 10), cell('people', 10, { territory: '05' })], []],
    ['a part larger than the whole', [cell('people', 10), cell('people', 11, foreign)], ['larger_than_whole 05954']],
  ];
  it.each(rows)('%s', (_, cells, expected) => expect(check(cells)).toEqual(expected));

  it('nothing at all where a thousand are to be expected', () => {
    const populationOf = (key: string) => (key === '05' ? 1_000_000 : 10_000);
    const of = (land: number) => [cell('people', 0, { marker: '-' }), cell('people', land, { territory: '05' })];
    expect(check(of(100_000), { populationOf })).toEqual(['nothing 05954']);
    expect(check(of(99_000), { populationOf })).toEqual([]);
    expect(check(of(100_000))).toEqual([]);
  });
});

describe('jumps', () => {
  const series = (values: readonly number[], indicator = 'people') =>
    values.map((value, index) => cell(indicator, value, { period: `${2010 + index}-12-31` }));
  const rows: readonly [string, readonly CheckedCell[], readonly string[]][] = [
    ['a steady series', series([1000, 1010, 1025, 1030, 1042, 1050, 1061]), []],
    ['a last value ten times as large', series([1000, 1010, 1025, 1030, 1042, 1050, 10_610]), ['jump 05954']],
    ['an outlier is one finding', series([1000, 1010, 1025, 10_300, 1042, 1050, 1061, 1070]), ['jump 05954']],
    ['too short a history', series([1000, 1010, 10_250]), []],
    ['small numbers', series([3, 5, 2, 4, 9, 3, 6]), []],
    ['a wild series', series([100, 300, 90, 250, 80, 310, 120]), []],
    ['a share that leaps by nine points', series([10, 10.2, 10.1, 10.4, 10.3, 10.5, 19.5], 'share'), ['jump 05954']],
    ['a share that drifts', series([10, 10.5, 11.1, 11.4, 12, 12.6, 13.9], 'share'), []],
  ];
  it.each(rows)('%s', (_, cells, expected) => expect(check(cells)).toEqual(expected));

  it('is none over a declared break', () => {
    const broken = testIndicator('people', { seriesBreaks: [{ period: '2016-12-31', names: { de: 'Zensus' } }] });
    const cells = series([1000, 1010, 1025, 1030, 1042, 1050, 1610, 1620]);
    expect(check(cells)).toEqual(['jump 05954']);
    expect(check(cells, {}, [broken])).toEqual([]);
  });
});

describe('revisions', () => {
  const rows: readonly [string, number | null, number | null, number][] = [
    ['by a rebasing', 326_049, 320_000, 0],
    ['by a third', 3000, 2000, 1],
    ['of small numbers', 5, 3, 0],
    ['to unknown', 3000, null, 0],
    ['from unknown', null, 3000, 0],
  ];
  it.each(rows)('%s', (_, before, now, count) => {
    const revisions = [{ now: cell('people', now), before: cell('people', before) }];
    expect(check([cell('people', now)], { revisions })).toHaveLength(count);
  });
});

/** A consistent district: counts per town, sex and nationality, their sums, shares and densities, as an office prints them. */
const consistent = fc
  .record({
    counts: fc.array(fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 4, maxLength: 4 }), {
      minLength: 3,
      maxLength: 3,
    }),
    areas: fc.array(fc.integer({ min: 500, max: 20_000 }), { minLength: 3, maxLength: 3 }),
    source: fc.constantFrom('exact', 'five', 'ten'),
    hidden: fc.array(fc.nat(200), { maxLength: 10 }),
  })
  .map(({ counts, areas, source, hidden }) => {
    const step = { exact: 1, five: 5, ten: 10 }[source] ?? 1;
    const rounded = (value: number) => Math.round(value / step) * step;
    const cells: CheckedCell[] = [];
    const place = (territory: string, four: readonly number[], squares: number) => {
      const [a = 0, b = 0, c = 0, d = 0] = four;
      const put = (breakdown: string, value: number) =>
        cells.push(cell('people', rounded(value), { territory, breakdown, source }));
      put('', a + b + c + d);
      put('sex=female', a + b);
      put('sex=male', c + d);
      put('nationality_group=foreign', a + c);
      put('nationality_group=german', b + d);
      put('nationality_group=foreign;sex=female', a);
      put('nationality_group=german;sex=female', b);
      put('nationality_group=foreign;sex=male', c);
      put('nationality_group=german;sex=male', d);
      const percent = Math.round(((a + c) / (a + b + c + d)) * 1000) / 10;
      cells.push(cell('share', percent, { territory, source }));
      cells.push(cell('area', squares / 100, { territory, source: 'area' }));
      if (source === 'exact') {
        cells.push(cell('density', Math.round(((a + b + c + d) / (squares / 100)) * 10) / 10, { territory, source }));
      }
    };
    counts.forEach((four, index) => {
      place(towns[index] ?? '', four, areas[index] ?? 0);
    });
    const sum = (at: number) => counts.reduce((total, four) => total + (four[at] ?? 0), 0);
    place(
      '05954',
      [0, 1, 2, 3].map(sum),
      areas.reduce((total, one) => total + one, 0),
    );
    const secret = new Set(hidden);
    return cells.map((one, index) => (secret.has(index) ? { ...one, value: null, marker: '.' as const } : one));
  });

describe('over all consistent data', () => {
  test('nothing is found, rounded and partly secret as they may be', () => {
    fc.assert(
      fc.property(consistent, (cells) => {
        expect(check(cells)).toEqual([]);
      }),
    );
  });

  test('a planted error is found, and it is named', () => {
    fc.assert(
      fc.property(consistent, fc.nat(), fc.boolean(), (cells, at, up) => {
        const known = cells.filter(({ indicator, value }) => indicator === 'people' && value !== null);
        // A figure that nothing known speaks against cannot be found: all of its parts and wholes are secret.
        fc.pre(known.length === cells.filter(({ indicator }) => indicator === 'people').length);
        const victim = known[at % known.length] as CheckedCell;
        const wrong = up ? (victim.value ?? 0) * 3 + 500 : Math.floor((victim.value ?? 0) / 3) - 500;
        const planted = cells.map((one) => (one === victim ? { ...one, value: wrong } : one));
        const found = checkFigures(figuresOf(planted), around());
        expect(
          found.some(({ figures }) => figures.some(({ value, territory }) => value === wrong && territory === victim.territory)),
        ).toBe(true);
      }),
    );
  });

  test('the order of the figures does not matter', () => {
    fc.assert(
      fc.property(consistent, fc.nat(), (cells, at) => {
        const wrong = cells.map((one, index) => (index === at % cells.length ? { ...one, value: 999_999 } : one));
        const keys = (list: readonly CheckedCell[]) => check(list).toSorted();
        expect(keys(wrong.toReversed())).toEqual(keys(wrong));
      }),
    );
  });
});

test('the fixtures are what the tests say', () => {
  expect([people.additive, share.additive, area.unit, density.formula]).toEqual([
    true,
    false,
    'square_kilometres',
    'people / area',
  ]);
  expect([second, third].every((key) => key.startsWith('05954'))).toBe(true);
});
