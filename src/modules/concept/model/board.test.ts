import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recommendation, step } from '../testing/recommendations.ts';
import {
  type BoardFilter,
  facetsOf,
  filtered,
  grouped,
  groupings,
  isBehind,
  ownersOf,
  pageOf,
  sorted,
  sortKeys,
  stepToCome,
} from './board.ts';
import { boardParameters, readBoardAddress } from './board-address.ts';
import { keyNumbers, progressByField, statusShares } from './board-summary.ts';
import { concernsTown } from './rules.ts';
import { levels, settableStatuses, statuses, timeFrames, timelinesses } from './vocabulary.ts';

const today = '2026-11-22';
const fields = [
  { id: 'f-1', key: 'sprache' },
  { id: 'f-2', key: 'arbeit' },
  { id: 'f-3', key: 'wohnen' },
];
const towns = ['05562004', '05562008', '05562012'];
const names = ['Jobcenter', 'Volkshochschule', 'Müller & Söhne'];
const day = fc.constantFrom(null, '2025-03-01', '2026-11-21', '2026-11-22', '2027-05-05');

const recommendations = fc
  .array(
    fc.record({
      fieldId: fc.constantFrom('f-1', 'f-2'),
      targetGroups: fc.subarray(['Frauen', 'Jugendliche']),
      levels: fc.subarray([...levels]),
      territories: fc.subarray([...towns, '05562', '05562004-mitte']),
      stakeholders: fc.uniqueArray(
        fc.record({ name: fc.constantFrom(...names), role: fc.constantFrom('lead' as const, 'partner' as const) }),
        { maxLength: 3, selector: ({ name }) => name },
      ),
      needsMoney: fc.boolean(),
      timeFrame: fc.constantFrom(null, ...timeFrames),
      startsOn: day,
      manualStatus: fc.constantFrom(null, null, ...settableStatuses),
      manualProgress: fc.constantFrom(null, 0, 40, 100),
      reportedOn: day,
      weight: fc.integer({ min: 1, max: 5 }),
      steps: fc.array(fc.record({ dueOn: day, state: fc.constantFrom('open' as const, 'done' as const) }).map(step), {
        maxLength: 3,
      }),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map((changes, index) => recommendation({ ...changes, number: index + 1 })));

const maybe = <Value>(...values: Value[]) => fc.constantFrom(undefined, undefined, ...values);
const filters: fc.Arbitrary<BoardFilter> = fc.record({
  field: maybe('sprache', 'arbeit', 'wohnen'),
  status: maybe(...statuses),
  timeliness: maybe(...timelinesses),
  town: maybe(...towns),
  targetGroup: maybe('Frauen', 'Jugendliche'),
  stakeholder: maybe(...names),
  timeFrame: maybe(...timeFrames),
  text: maybe('empfehlung', 'jobcenter', '3', 'muller sohne'),
  ownerless: maybe<true>(true),
  unfunded: maybe<true>(true),
});

describe('the filter', () => {
  test('counts for each answer as many as choosing it leaves', () => {
    fc.assert(
      fc.property(recommendations, filters, (all, filter) => {
        const facets = facetsOf(all, fields, towns, filter);
        for (const dimension of ['field', 'status', 'timeliness', 'town', 'targetGroup', 'stakeholder', 'timeFrame'] as const)
          for (const [value, count] of facets[dimension])
            expect(filtered(all, fields, { ...filter, [dimension]: value })).toHaveLength(count);
        expect(filtered(all, fields, { ...filter, ownerless: true })).toHaveLength(facets.ownerless);
        expect(filtered(all, fields, { ...filter, unfunded: true })).toHaveLength(facets.unfunded);
      }),
    );
  });

  test('counts at the head as many as the list behind each number holds', () => {
    fc.assert(
      fc.property(recommendations, (all) => {
        const numbers = keyNumbers(all);
        const left = (filter: BoardFilter) => filtered(all, fields, filter).length;
        expect(numbers).toEqual({
          all: left({}),
          running: left({ status: 'running' }),
          late: left({ status: 'late' }),
          done: left({ status: 'done' }),
          ownerless: left({ ownerless: true }),
          stale: left({ timeliness: 'stale' }),
          unfunded: left({ unfunded: true }),
        });
        expect(statusShares(all).reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        expect(progressByField(all, fields).reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
      }),
    );
  });

  test.each([
    ['lotse', true],
    ['LOTSEN ubergang', true],
    ['7', true],
    ['17', false],
    ['lotsen fehlt', false],
  ])('finds by the words "%s": %s', (text, found) => {
    const one = recommendation({ number: 7, title: 'Lotsendienst', wording: 'Am Übergang in den Beruf' });
    expect(filtered([one], fields, { text })).toEqual(found ? [one] : []);
  });

  test.each([
    [[], [], true],
    [[], ['kreis'], false],
    [[], ['kreis', 'kommune'], true],
    [[], ['quartier'], true],
    [['05562004'], ['kreis'], true],
    [['05562004-mitte'], [], true],
    [['05562'], ['kreis'], true],
    [['05562008'], [], false],
    [['05562'], [], true],
  ] as const)('territories %j and levels %j mean the town: %s', (territories, meant, expected) => {
    expect(concernsTown({ territories, levels: meant }, '05562004')).toBe(expected);
  });
});

describe('order, groups and pages', () => {
  test('lose none and double none', () => {
    fc.assert(
      fc.property(
        recommendations,
        fc.constantFrom(...sortKeys),
        fc.boolean(),
        fc.constantFrom(...groupings),
        (all, by, descending, grouping) => {
          const numbers = all.map(({ number }) => number).toSorted((a, b) => a - b);
          const inOrder = sorted(all, { by, descending });
          expect(inOrder.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(numbers);
          const groups = grouped(inOrder, grouping, fields);
          expect(groups.flatMap(({ items }) => items.map(({ number }) => number)).toSorted((a, b) => a - b)).toEqual(numbers);
          expect(groups.every(({ items }) => items.length > 0)).toBe(true);
          const pages = pageOf(inOrder, 1, 4).pages;
          expect(Array.from({ length: pages }, (_, page) => pageOf(inOrder, page + 1, 4).items).flat()).toEqual(inOrder);
          expect(pageOf(inOrder, 999, 4).page).toBe(pages);
        },
      ),
    );
  });

  test('what has no day stands last, whichever way', () => {
    const all = [
      recommendation({ number: 1 }),
      recommendation({ number: 2, endsOn: '2027-01-01' }),
      recommendation({ number: 3, endsOn: '2026-12-01' }),
    ];
    const numbers = (descending: boolean) => sorted(all, { by: 'due', descending }).map(({ number }) => number);
    expect([numbers(false), numbers(true)]).toEqual([
      [3, 2, 1],
      [2, 3, 1],
    ]);
  });
});

test('an address says all, and reading it gives the same again', () => {
  fc.assert(
    fc.property(
      fc.record({
        filter: filters,
        order: fc.option(fc.record({ by: fc.constantFrom(...sortKeys), descending: fc.boolean() }), { nil: undefined }),
        grouping: fc.constantFrom(...groupings),
        page: fc.integer({ min: 1, max: 50 }),
        editing: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
      }),
      (address) => {
        const sent = Object.fromEntries(boardParameters(address));
        expect(readBoardAddress(sent, ['sprache', 'arbeit', 'wohnen'], towns)).toEqual(address);
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('feld', 'stand', 'ort', 'seite', 'zeile', 'sortierung', 'q'), fc.anything()),
      (sent) => {
        const { page, editing } = readBoardAddress(sent, ['sprache'], towns);
        expect(Number.isInteger(page) && page > 0 && (editing === undefined || editing > 0)).toBe(true);
      },
    ),
  );
});

describe('what comes next', () => {
  const late = step({ title: 'Partner finden', dueOn: '2026-11-21', responsible: 'KI' });
  const later = step({ title: 'Beginnen', dueOn: '2027-01-01', responsible: 'Jobcenter' });
  const own = step({ title: 'Im Ort', dueOn: '2026-01-01', town: '05562004', responsible: 'Rathaus' });

  test('is the step of the district that is due first', () => {
    const one = recommendation({ steps: [later, own, late], stakeholders: [{ name: 'Jobcenter', role: 'lead' }] });
    expect(stepToCome(one)).toBe(late);
    expect(isBehind(one, today)).toBe(true);
    expect(isBehind(one, '2026-11-21')).toBe(false);
    expect(ownersOf(one)).toEqual(['Jobcenter', 'KI']);
  });

  test('is nothing once the work has ended', () => {
    const one = recommendation({ steps: [late], manualStatus: 'dropped', statusReason: 'Kein Bedarf' });
    expect([stepToCome(one), isBehind(one, today)]).toEqual([undefined, false]);
  });
});
