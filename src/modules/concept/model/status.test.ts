import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { mergeCircle, reasonNeeded } from './status.ts';
import { type SettableStatus, type Status, settableStatuses, statuses, statusesWithReason } from './vocabulary.ts';

describe('a reason', () => {
  const rows: readonly [Status, Status, SettableStatus | null, SettableStatus | null, boolean][] = [
    // status now, what steps and dates say, set by hand now, wanted, needed
    ['idea', 'idea', null, 'planned', false],
    ['idea', 'idea', null, 'running', false],
    ['idea', 'idea', null, 'dropped', true],
    ['planned', 'planned', null, 'planned', false],
    ['planned', 'planned', null, 'running', true],
    ['late', 'late', null, 'running', true],
    ['late', 'late', null, 'paused', true],
    ['running', 'late', 'running', null, false],
    ['running', 'late', 'running', 'running', false],
    ['paused', 'running', 'paused', 'paused', true],
    ['paused', 'running', 'paused', null, false],
    ['dropped', 'idea', 'dropped', 'planned', true],
    ['dropped', 'running', 'dropped', null, true],
    ['done', 'done', 'done', null, false],
    ['done', 'running', 'done', null, true],
    ['done', 'done', null, 'running', true],
  ];
  it.each(rows)('%s (steps say %s, hand %s) → %s: %s', (status, automaticStatus, manualStatus, next, needed) => {
    expect(reasonNeeded({ status, automaticStatus, manualStatus }, next)).toBe(needed);
  });

  test('is always due for what the table of recommendations refuses without one', () => {
    const current = fc.record({
      status: fc.constantFrom(...statuses),
      automaticStatus: fc.constantFrom(...statuses),
      manualStatus: fc.option(fc.constantFrom(...settableStatuses)),
    });
    fc.assert(
      fc.property(current, fc.constantFrom(...settableStatuses), (now, next) => {
        if (statusesWithReason.includes(next)) expect(reasonNeeded(now, next)).toBe(true);
      }),
    );
  });
});

describe('merging', () => {
  it('of two that point at each other is refused, and the way is named', () => {
    expect(mergeCircle([{ fromId: 'b', toId: 'a' }], 'a', 'b')).toEqual(['a', 'b', 'a']);
    expect(
      mergeCircle(
        [
          { fromId: 'b', toId: 'c' },
          { fromId: 'c', toId: 'a' },
        ],
        'a',
        'b',
      ),
    ).toEqual(['a', 'b', 'c', 'a']);
    expect(mergeCircle([], 'a', 'a')).toEqual(['a', 'a']);
  });

  it('of two into the same third is fine', () => {
    expect(mergeCircle([{ fromId: 'b', toId: 'c' }], 'a', 'c')).toBeUndefined();
    expect(mergeCircle([{ fromId: 'a', toId: 'b' }], 'a', 'c')).toBeUndefined();
  });

  test('whatever is accepted one after the other never closes a circle', () => {
    const wishes = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 30 });
    fc.assert(
      fc.property(wishes, (pairs) => {
        const lines: { fromId: string; toId: string }[] = [];
        for (const [a, b] of pairs) {
          if (!lines.some(({ fromId }) => fromId === `${a}`) && !mergeCircle(lines, `${a}`, `${b}`))
            lines.push({ fromId: `${a}`, toId: `${b}` });
        }
        for (const { fromId } of lines) {
          let at: string | undefined = fromId;
          for (let steps = 0; at !== undefined; steps++) {
            expect(steps).toBeLessThan(8);
            at = lines.find((line) => line.fromId === at)?.toId;
          }
        }
      }),
    );
  });
});
