import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#testing';
import { addMonths, answerDue, type Day, dayOf, isDue, isSecret, looksPersonal } from './model.ts';
import { isOver } from './retention.ts';

const database = useDatabase();
const day = fc
  .integer({ min: 0, max: 365 * 60 })
  .map((days): Day => new Date(Date.UTC(1990, 0, 1 + days)).toISOString().slice(0, 10));
const months = fc.integer({ min: 0, max: 400 });
const nextDay = (of: Day, by = 1): Day => new Date(Date.parse(of) + by * 86_400_000).toISOString().slice(0, 10);

describe('a period', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-11-22', 36, '2029-11-22'],
  ])('from %s over %d months ends on %s', (from, count, to) => {
    expect(addMonths(from, count)).toBe(to);
  });

  test('is over on the day after its end, and stays so', () => {
    fc.assert(
      fc.property(day, months, fc.integer({ min: 0, max: 5000 }), (anchor, count, later) => {
        const end = addMonths(anchor, count);
        expect(isDue(anchor, count, end)).toBe(false);
        expect(isDue(anchor, count, nextDay(end, 1 + later))).toBe(true);
      }),
    );
  });

  test('ends on the day of the month it began, or on the last of a shorter month', () => {
    fc.assert(
      fc.property(day, months, (anchor, count) => {
        const [began, ended] = [Number(anchor.slice(8)), Number(addMonths(anchor, count).slice(8))];
        if (ended === began) return;
        expect(ended).toBeLessThan(began);
        expect(nextDay(addMonths(anchor, count)).slice(8)).toBe('01');
      }),
    );
  });

  test('is never shorter for a later beginning or more months', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 400 }),
        months,
        fc.integer({ min: 0, max: 40 }),
        (anchor, later, count, more) => {
          expect(addMonths(nextDay(anchor, later), count) >= addMonths(anchor, count)).toBe(true);
          expect(addMonths(anchor, count + more) >= addMonths(anchor, count)).toBe(true);
        },
      ),
    );
  });

  test('is the same in SQL, for dates and for moments in Berlin', async () => {
    const near = fc
      .tuple(day, months, fc.integer({ min: -3, max: 3 }))
      .map(([anchor, count, off]) => ({ anchor, months: count, today: nextDay(addMonths(anchor, count), off) }));
    const hour = fc.integer({ min: 0, max: 23 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(near, hour), { minLength: 20, maxLength: 40 }), async (cases) => {
        for (const [{ anchor, months: count, today }, at] of cases) {
          const retention = { anchor: 'anchor', months: count, action: 'delete' } as const;
          const moment = `${anchor} ${String(at).padStart(2, '0')}:30 Europe/Berlin`;
          const { rows } = await sql<{ date: boolean; moment: boolean }>`
            select (select ${isOver(retention, 'date', today)} from (select ${anchor}::date as anchor) one) as date,
              (select ${isOver(retention, 'timestamp with time zone', today)} from (select ${moment}::timestamptz as anchor) one) as moment`.execute(
            database.shared,
          );
          const due = isDue(anchor, count, today);
          expect(rows[0], `${anchor} + ${count} months on ${today}`).toEqual({ date: due, moment: due });
        }
      }),
      { numRuns: 10 },
    );
  });
});

test('a day is the one in Berlin', () => {
  expect(dayOf(new Date('2026-03-28T23:30:00Z'))).toBe('2026-03-29');
  expect(dayOf(new Date('2026-07-01T21:59:00Z'))).toBe('2026-07-01');
});

test('an answer is due a month after receipt', () => {
  expect(answerDue('2026-10-31')).toBe('2026-11-30');
});

test('columns are told by their names', () => {
  for (const column of [
    'name',
    'email',
    'author_email',
    'user_id',
    'confirmed_by',
    'phone',
    'ip_address',
    'user_agent',
    'birth_date',
  ])
    expect(looksPersonal(column), column).toBe(true);
  for (const column of ['id', 'created_at', 'email_verified', 'author_kind', 'table_name', 'title', 'standby'])
    expect(looksPersonal(column), column).toBe(false);
  for (const column of ['password', 'token', 'access_token', 'secret', 'backup_codes', 'public_key', 'token_hash'])
    expect(isSecret(column, 'text'), column).toBe(true);
  expect(isSecret('mac', 'bytea')).toBe(true);
  expect(isSecret('email', 'text')).toBe(false);
});
