import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerDueOn, urgencyOf } from '../feedback/deadline.ts';
import { inboxValues, readInboxFilter } from '../feedback/inbox.ts';
import { fewest } from './fewest.ts';
import { addMonths, daysOfMonth, readMonth } from './period.ts';
import { released, sumsBy } from './release.ts';

const views = (...numbers: number[]) => numbers.map((number, key) => ({ key, views: number }));
const told = (...numbers: number[]) => released(views(...numbers)).map((one) => one.views);

describe('what may be told of views', () => {
  it.each([
    [[], []],
    [[4], []],
    [[5], [5]],
    [
      [9, 7, 5],
      [9, 7, 5],
    ],
    // One small number alone would follow from the total: the next one goes with it.
    [[20, 3, 8], [20]],
    // Two small ones, but together they would be told.
    [[20, 1, 1, 6], [20]],
    [
      [20, 3, 2, 6],
      [20, 6],
    ],
    [[0, 0, 9], [9]],
  ])('%j → %j', (counts, expected) => {
    expect(told(...counts)).toEqual(expected);
  });

  it('is never a small number, and what is kept back is never one number or fewer than five views', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 30 }), (numbers) => {
        const all = views(...numbers).filter((one) => one.views > 0);
        const shown = released(all);
        const hidden = all.filter((one) => !shown.includes(one));
        expect(shown.every((one) => one.views >= fewest)).toBe(true);
        if (hidden.length && shown.length) {
          expect(hidden.length).toBeGreaterThanOrEqual(2);
          expect(hidden.reduce((sum, one) => sum + one.views, 0)).toBeGreaterThanOrEqual(fewest);
        }
      }),
    );
  });

  it('adds up to the same by whatever it is added up', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ a: fc.constantFrom('x', 'y'), views: fc.integer({ min: 1, max: 9 }) })), (counts) => {
        const total = counts.reduce((sum, one) => sum + one.views, 0);
        expect(sumsBy(counts, ({ a }) => a).reduce((sum, one) => sum + one.views, 0)).toBe(total);
      }),
    );
  });
});

describe('months', () => {
  it.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', -35, '2023-12'],
  ])('%s and %i are %s', (month, step, expected) => {
    expect(addMonths(month, step)).toBe(expected);
  });

  it('are read from any address', () => {
    expect(daysOfMonth('2026-12')).toEqual({ from: '2026-12-01', before: '2027-01-01' });
    expect(readMonth('2026-02', '2026-11')).toBe('2026-02');
    for (const asked of [undefined, '', '2026-12', '1999-01', "2026-02' or 1=1", ['x'], {}])
      expect(readMonth(asked, '2026-11')).toBe('2026-11');
  });
});

describe('deadlines', () => {
  it.each([
    [{ kind: 'barrier', comment: 'x', email: null }, '2027-01-04'],
    [{ kind: 'page', comment: 'x', email: 'a@example.org' }, '2026-12-07'],
    [{ kind: 'page', comment: 'x', email: null }, '2026-12-21'],
    [{ kind: 'page', comment: '', email: null }, null],
  ])('%j → %s', (message, due) => {
    expect(answerDueOn(message, '2026-11-23')).toBe(due);
  });

  it.each([
    [null, 'none'],
    ['2026-11-22', 'late'],
    ['2026-11-23', 'soon'],
    ['2026-11-30', 'soon'],
    ['2026-12-01', 'none'],
  ])('%s is %s', (due, urgency) => {
    expect(urgencyOf(due, '2026-11-23')).toBe(urgency);
  });
});

describe('the filter of the inbox', () => {
  it('takes what its own addresses say, and nothing of what anybody makes up', () => {
    const filter = { state: 'answered', topic: 'barriere', late: true, language: 'ar' } as const;
    expect(readInboxFilter(inboxValues(filter), ['de', 'ar'])).toEqual(filter);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('stand', 'art', 'frist', 'sprache'), fc.anything()), (query) => {
        const { state, topic, language } = readInboxFilter(query, ['de']);
        expect(['open', 'answered', 'closed']).toContain(state);
        expect([undefined, 'seite', 'angebot', 'liste', 'suche', 'barriere']).toContain(topic);
        expect([undefined, 'de']).toContain(language);
      }),
    );
  });
});
