import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/days';
import { type RemindableTask, reminderDay, remindersOn } from './reminder.ts';

const task = (change: Partial<RemindableTask> = {}): RemindableTask => ({
  id: 'a',
  dueOn: '2026-12-10',
  remindedOn: null,
  email: 'jemand@example.org',
  seatEndsOn: null,
  ...change,
});

describe('the day of a reminder', () => {
  it.each([
    ['2026-12-02', undefined],
    ['2026-12-03', '2026-12-03'],
    ['2026-12-10', '2026-12-03'],
    ['2026-12-11', '2026-12-11'],
    ['2026-12-17', '2026-12-11'],
    ['2026-12-18', '2026-12-18'],
    ['2027-01-01', '2027-01-01'],
  ])('on %s is %s', (today, day) => {
    expect(reminderDay('2026-12-10', today)).toBe(day);
  });
});

describe('reminders', () => {
  it('reach nobody whose seat has ended, and everybody on the last day of the seat', () => {
    const seat = task({ seatEndsOn: '2026-12-10' });
    expect(remindersOn([seat], '2026-12-10')).toHaveLength(1);
    expect(remindersOn([seat], '2026-12-11')).toEqual([]);
  });

  it('are one mail for one person, however the address is written', () => {
    const tasks = [task(), task({ id: 'b', email: 'Jemand@Example.org' }), task({ id: 'c', email: 'andere@example.org' })];
    expect(remindersOn(tasks, '2026-12-05').map((mail) => mail.tasks.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
  });

  const start = '2026-01-01';
  const day = fc.integer({ min: 0, max: 80 }).map((days) => addDays(start, days));
  const anyTask = fc.record({
    dueOn: day,
    remindedOn: fc.option(day),
    email: fc.constantFrom('a@example.org', 'b@example.org'),
    seatEndsOn: fc.option(day),
  });
  /** Lets days pass and writes down what was sent, as the nightly job does; `runs` says on which nights it ran. */
  function live(drafts: readonly Omit<RemindableTask, 'id'>[], runs: (night: number) => boolean) {
    let tasks: RemindableTask[] = drafts.map((one, index) => ({ ...one, id: String(index), remindedOn: null }));
    const sent: { today: string; email: string; ids: string[] }[] = [];
    for (let night = 0; night < 120; night++) {
      if (!runs(night)) continue;
      const today = addDays(start, night);
      for (const mail of remindersOn(tasks, today)) {
        const ids = mail.tasks.map(({ id }) => id);
        sent.push({ today, email: mail.email, ids });
        tasks = tasks.map((one) => (ids.includes(one.id) ? { ...one, remindedOn: today } : one));
      }
      // Running again on the same day sends nothing more.
      expect(remindersOn(tasks, today)).toEqual([]);
    }
    return sent;
  }

  it('come at most once a day to a person, never after the seat has ended, never more than once between two days of a task', () => {
    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 8 }), fc.infiniteStream(fc.boolean()), (drafts, coins) => {
        const ran = [...coins.take(120)];
        const sent = live(drafts, (night) => ran[night] ?? true);
        const keys = sent.map(({ today, email }) => `${today} ${email}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { today, ids } of sent) {
          for (const id of ids) {
            const { dueOn, seatEndsOn } = drafts[Number(id)] as RemindableTask;
            expect(seatEndsOn === null || seatEndsOn >= today).toBe(true);
            expect(today >= addDays(dueOn, -7)).toBe(true);
          }
        }
        for (const [id, { dueOn }] of drafts.entries()) {
          const days = sent.filter(({ ids }) => ids.includes(String(id))).map(({ today }) => reminderDay(dueOn, today));
          expect(new Set(days).size).toBe(days.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leave out no day of a task when the job runs every night and no seat ends', () => {
    fc.assert(
      fc.property(fc.array(anyTask, { minLength: 1, maxLength: 6 }), (drafts) => {
        const open = drafts.map((one) => ({ ...one, seatEndsOn: null }));
        const sent = live(open, () => true);
        for (const [id, { dueOn }] of open.entries()) {
          const days = sent.filter(({ ids }) => ids.includes(String(id))).map(({ today }) => today);
          const nights = Array.from({ length: 120 }, (_, night) => addDays(start, night));
          expect(days).toEqual(
            nights.filter((today) => reminderDay(dueOn, today) === today || (today === start && reminderDay(dueOn, today))),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
