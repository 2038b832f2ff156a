import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '#platform/days';
import { step, storedRecommendation } from '../testing/edition.ts';
import type { Step } from './edition.ts';
import {
  automaticStatus,
  dependencyCycle,
  derive,
  isOverdue,
  reportingDays,
  rolledUpProgress,
  stepProgress,
  timelinessOf,
} from './rules.ts';
import { type Status, settableStatuses, statuses, stepStates } from './vocabulary.ts';

const today = '2026-11-22';
const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)];

describe('the automatic status', () => {
  const none = { startsOn: null, endsOn: null };
  const rows: readonly [string, readonly Partial<Step>[], { startsOn: string | null; endsOn: string | null }, Status][] = [
    ['nothing known', [], none, 'idea'],
    ['a last day ahead', [], { startsOn: null, endsOn: tomorrow }, 'planned'],
    ['the last day is today', [], { startsOn: null, endsOn: today }, 'planned'],
    ['the last day is over', [], { startsOn: null, endsOn: yesterday }, 'late'],
    ['the first day is ahead', [], { startsOn: tomorrow, endsOn: null }, 'planned'],
    ['the first day is today', [], { startsOn: today, endsOn: null }, 'running'],
    ['an open step without a date', [{}], none, 'planned'],
    ['a step due today', [{ dueOn: today }], none, 'planned'],
    ['a step due yesterday', [{ dueOn: yesterday }], none, 'late'],
    ['a begun step due yesterday', [{ state: 'running', dueOn: yesterday }], none, 'late'],
    ['a begun step', [{ state: 'running' }, {}], none, 'running'],
    ['one of two steps done', [{ state: 'done', dueOn: yesterday }, {}], none, 'running'],
    ['all steps done', [{ state: 'done', dueOn: yesterday }], none, 'done'],
    ['all steps done after the last day', [{ state: 'done' }], { startsOn: null, endsOn: yesterday }, 'done'],
    ['done steps and a dropped one that was due', [{ state: 'done' }, { state: 'dropped', dueOn: yesterday }], none, 'done'],
    ['dropped steps only', [{ state: 'dropped', dueOn: yesterday }], none, 'idea'],
    ['dropped steps only, time over', [{ state: 'dropped' }], { startsOn: null, endsOn: yesterday }, 'late'],
    ["a town's overdue step", [{ town: '05562024', dueOn: yesterday }], none, 'idea'],
    ["a town's done step beside the district's open one", [{ town: '05562024', state: 'done' }, {}], none, 'planned'],
  ];
  it.each(rows)('%s', (_, steps, dates, expected) => {
    expect(automaticStatus(steps.map(step), dates, today)).toBe(expected);
  });

  const day = fc.integer({ min: -800, max: 800 }).map((days) => addDays(today, days));
  const maybeDay = fc.option(day);
  const anyStep = fc
    .record({
      state: fc.constantFrom(...stepStates),
      dueOn: maybeDay,
      weight: fc.integer({ min: 1, max: 10 }),
      town: fc.constantFrom(null, '05562024'),
    })
    .map(step);
  const steps = fc.array(anyStep, { maxLength: 8 });

  test('time alone makes work late, never less late', () => {
    fc.assert(
      fc.property(steps, maybeDay, maybeDay, fc.nat(900), (all, startsOn, endsOn, days) => {
        const now = automaticStatus(all, { startsOn, endsOn }, today);
        const later = automaticStatus(all, { startsOn, endsOn }, addDays(today, days));
        if (now === 'late') expect(later).toBe('late');
        if (now === 'done') expect(later).toBe('done');
      }),
    );
  });

  test("a town's steps, and dropped ones, change nothing", () => {
    fc.assert(
      fc.property(steps, maybeDay, maybeDay, (all, startsOn, endsOn) => {
        const counting = all.filter(({ town, state }) => town === null && state !== 'dropped');
        expect(automaticStatus(all, { startsOn, endsOn }, today)).toBe(automaticStatus(counting, { startsOn, endsOn }, today));
        expect(stepProgress(all)).toBe(stepProgress(counting));
      }),
    );
  });

  test('it is late exactly when something open is overdue or the time is over, and not all is done', () => {
    fc.assert(
      fc.property(steps, maybeDay, maybeDay, (all, startsOn, endsOn) => {
        const own = all.filter(({ town, state }) => town === null && state !== 'dropped');
        const finished = own.length > 0 && own.every(({ state }) => state === 'done');
        const behind = own.some((one) => isOverdue(one, today)) || (endsOn !== null && endsOn < today);
        expect(automaticStatus(all, { startsOn, endsOn }, today) === 'late').toBe(behind && !finished);
      }),
    );
  });

  test('finishing a step never takes progress away, and a hundred percent is all of it', () => {
    fc.assert(
      fc.property(steps, fc.nat(7), (all, index) => {
        const after = all.map((one, at): Step => (at === index && one.state !== 'dropped' ? { ...one, state: 'done' } : one));
        const [before, now] = [stepProgress(all), stepProgress(after)];
        expect(now === null).toBe(before === null);
        expect(now ?? 0).toBeGreaterThanOrEqual(before ?? 0);
        const own = all.filter(({ town, state }) => town === null && state !== 'dropped');
        expect(before === 100).toBe(own.length > 0 && own.every(({ state }) => state === 'done'));
      }),
    );
  });

  test('the hand overrides steps and dates, and what they say stays known', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...settableStatuses), (all, manualStatus) => {
        const shown = derive(storedRecommendation({ steps: all, manualStatus }), today, today);
        expect(shown.status).toBe(manualStatus);
        expect(shown.automaticStatus).toBe(automaticStatus(all, none, today));
      }),
    );
  });
});

describe('progress of several', () => {
  it.each<[string, [number | null, number, Status][], number | null]>([
    [
      'by weight',
      [
        [100, 3, 'done'],
        [0, 1, 'running'],
      ],
      75,
    ],
    [
      'one of which nothing is known counts as not begun',
      [
        [100, 1, 'done'],
        [null, 1, 'idea'],
      ],
      50,
    ],
    [
      'nothing known of any',
      [
        [null, 1, 'idea'],
        [null, 2, 'planned'],
      ],
      null,
    ],
    [
      'dropped ones stay out',
      [
        [100, 1, 'done'],
        [20, 5, 'dropped'],
        [0, 9, 'merged'],
      ],
      100,
    ],
    ['none', [], null],
  ])('%s', (_, all, expected) => {
    expect(rolledUpProgress(all.map(([progress, weight, status]) => ({ progress, weight, status })))).toBe(expected);
  });

  test('lies between the least and the most, and is complete only when all are', () => {
    const one = fc.record({
      progress: fc.integer({ min: 0, max: 100 }),
      weight: fc.integer({ min: 1, max: 10 }),
      status: fc.constantFrom(...statuses),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1 }), (all) => {
        const counting = all.filter(({ status }) => !['dropped', 'merged', 'superseded'].includes(status));
        const total = rolledUpProgress(all);
        if (counting.length === 0) {
          expect(total).toBeNull();
          return;
        }
        const each = counting.map(({ progress }) => progress);
        expect(total).toBeGreaterThanOrEqual(Math.min(...each));
        expect(total).toBeLessThanOrEqual(Math.max(...each));
        expect(total === 100).toBe(each.every((progress) => progress === 100));
      }),
    );
  });
});

describe('timeliness', () => {
  it.each<[number, string]>([
    [0, 'current'],
    [reportingDays.due, 'current'],
    [reportingDays.due + 1, 'due'],
    [reportingDays.stale, 'due'],
    [reportingDays.stale + 1, 'stale'],
    [-3, 'current'],
  ])('%i days after the last word: %s', (days, expected) => {
    expect(timelinessOf(addDays(today, -days), today, 'running', today)).toBe(expected);
    // Nobody reported yet: counted from the adoption.
    expect(timelinessOf(null, addDays(today, -days), 'planned', today)).toBe(expected);
  });

  it('is kept apart from how the work goes: late work may be reported, and work in time unreported', () => {
    expect(timelinessOf(today, '2020-01-01', 'late', today)).toBe('current');
    expect(timelinessOf(null, '2020-01-01', 'running', today)).toBe('stale');
  });

  it.each(['done', 'dropped', 'merged', 'superseded'] as const)('%s needs no word any more', (status) => {
    expect(timelinessOf(null, '2020-01-01', status, today)).toBe('current');
  });
});

describe('flags', () => {
  const of = (more: Parameters<typeof storedRecommendation>[0]) => derive(storedRecommendation(more), today, today);

  it('one that needs money without a resolution is flagged, until the money is released or the work has ended', () => {
    expect(of({ needsMoney: true }).unfunded).toBe(true);
    expect(of({ needsMoney: true, resolutionId: 'x' }).unfunded).toBe(false);
    expect(of({ needsMoney: false }).unfunded).toBe(false);
    expect(of({ needsMoney: true, manualStatus: 'dropped' }).unfunded).toBe(false);
    expect(of({ needsMoney: true, manualStatus: 'paused' }).unfunded).toBe(true);
  });

  it('one that nobody owns is flagged', () => {
    expect(of({}).ownerless).toBe(true);
    expect(of({ stakeholders: [{ name: 'KI', role: 'consulted' }] }).ownerless).toBe(true);
    expect(of({ stakeholders: [{ name: 'KI', role: 'lead' }] }).ownerless).toBe(false);
    expect(of({ responsibilities: ['school'] }).ownerless).toBe(false);
    expect(of({ steps: [step({ responsible: 'KI' })] }).ownerless).toBe(false);
    expect(of({ steps: [step({ responsible: 'Stadt', town: '05562024' })] }).ownerless).toBe(true);
    expect(of({ manualStatus: 'done' }).ownerless).toBe(false);
  });

  it('the next step is the open one that is due first; what has ended has none', () => {
    const steps = [
      step({ title: 'c' }),
      step({ title: 'b', dueOn: tomorrow }),
      step({ title: 'a', dueOn: yesterday, state: 'done' }),
    ];
    expect(of({ steps }).nextStep).toEqual({ title: 'b', dueOn: tomorrow });
    expect(of({ steps, manualStatus: 'dropped' }).nextStep).toBeNull();
  });

  it('what is done is complete, whatever was typed before', () => {
    expect(of({ manualStatus: 'done', manualProgress: 40 }).progress).toBe(100);
    expect(of({ manualProgress: 40, steps: [step({ state: 'done' }), step()] }).progress).toBe(40);
  });
});

describe('dependencies', () => {
  it('name the circle', () => {
    const circle = dependencyCycle(
      new Map([
        ['a', ['x', 'b']],
        ['b', ['c']],
        ['c', ['b']],
        ['x', []],
      ]),
    );
    expect([...(circle ?? [])].sort()).toEqual(['b', 'c']);
    expect(dependencyCycle(new Map([['a', ['a']]]))).toEqual(['a']);
  });

  test('what only points forward has none; one edge back from the end closes it', () => {
    const edges = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 80 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const needs = new Map<string, string[]>();
        for (const [a, b] of pairs) if (a < b) needs.set(`${a}`, [...(needs.get(`${a}`) ?? []), `${b}`]);
        expect(dependencyCycle(needs)).toBeUndefined();
        for (const [from, to] of [...needs].flatMap(([id, all]) => all.map((one) => [id, one] as const))) {
          const closed = new Map([...needs, [to, [...(needs.get(to) ?? []), from]]]);
          const circle = dependencyCycle(closed) ?? [];
          expect(circle.length).toBeGreaterThan(1);
          for (const [index, id] of circle.entries()) expect(closed.get(id)).toContain(circle[(index + 1) % circle.length]);
        }
      }),
    );
  });

  it('of a chain of ten thousand are read without running out of stack', () => {
    const chain = new Map(Array.from({ length: 10_000 }, (_, at) => [`${at}`, [`${at + 1}`]] as const));
    expect(dependencyCycle(chain)).toBeUndefined();
    expect(dependencyCycle(new Map([...chain, ['10000', ['0']]]))?.length).toBe(10_001);
  });
});
