import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '#platform/http';
import { german, translator } from '#platform/i18n';
import { bodyForm, type Seat, seatForm, seatName, sitsOn } from './bodies.ts';
import { isSchedule, ownRule, rhythms, rhythmWords, spokenRule } from './body-schedule.ts';
import { daysOfPeriod } from './period.ts';

const t = translator(german);
const body = { name: 'Steuerungsgruppe', kind: 'steering_group', territory: '05562', rhythm: '' };
const seat = { personName: 'Vorsitzende Beispiel', function: 'chair' };
const parsedBody = (more: Record<string, unknown>) => parseForm(bodyForm, { ...body, ...more }, t);
const parsedSeat = (more: Record<string, unknown>) => parseForm(seatForm, { ...seat, ...more }, t);

describe('the form of a body', () => {
  it('takes the usual rules as they are, and one of its own', () => {
    for (const rhythm of rhythms) expect(parsedBody({ rhythm })).toMatchObject({ ok: true, data: { recurrence: rhythm } });
    const own = parsedBody({ rhythm: ownRule, recurrence: 'FREQ=WEEKLY;INTERVAL=6' });
    expect(own).toMatchObject({ ok: true, data: { recurrence: 'FREQ=WEEKLY;INTERVAL=6', public: false, parentId: null } });
    // A rule left in the field of a usual rhythm means nothing.
    expect(parsedBody({ rhythm: 'FREQ=YEARLY', recurrence: 'x' })).toMatchObject({
      ok: true,
      data: { recurrence: 'FREQ=YEARLY' },
    });
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'eine\nzwei' }, 'name'],
    [{ name: ['a', 'b'] }, 'name'],
    [{ kind: 'verein' }, 'kind'],
    [{ territory: '' }, 'territory'],
    [{ parentId: 'x' }, 'parentId'],
    [{ rhythm: 'FREQ=HOURLY' }, 'rhythm'],
    [{ rhythm: ownRule, recurrence: '' }, 'recurrence'],
    [{ rhythm: ownRule, recurrence: 'FREQ=SECONDLY' }, 'recurrence'],
    [{ contactEmail: 'kein Postfach' }, 'contactEmail'],
    [{ foundedOn: '2026-02-31' }, 'foundedOn'],
    [{ foundedOn: '0000-01-01' }, 'foundedOn'],
    [{ purpose: 'x'.repeat(5001) }, 'purpose'],
  ])('refuses %o at its field', (more, field) => {
    const parsed = parsedBody(more);
    expect(parsed.ok ? [] : Object.keys(parsed.errors)).toEqual([field]);
    expect(parsed.ok ? '' : parsed.errors[field]).toMatch(/[.A-Z=0-9]$/);
  });
});

describe('the form of a seat', () => {
  it('needs an organisation or a person', () => {
    expect(parsedSeat({})).toMatchObject({ ok: true, data: { organisationName: null, email: null, votes: false } });
    expect(parsedSeat({ personName: '', organisationName: 'Caritas', votes: 'yes' })).toMatchObject({
      ok: true,
      data: { personName: null, organisationName: 'Caritas', votes: true },
    });
    expect(parsedSeat({ personName: '' })).toMatchObject({ ok: false, errors: { personName: expect.any(String) } });
  });

  it.each([
    [{ function: 'könig' }, 'function'],
    [{ email: 'a@' }, 'email'],
    [{ organisationChoice: '1 or 1=1' }, 'organisationChoice'],
    [{ fromOn: '2026-03-01', toOn: '2026-02-28' }, 'toOn'],
    [{ toOn: '31.12.2026' }, 'toOn'],
  ])('refuses %o at its field', (more, field) => {
    const parsed = parsedSeat(more);
    expect(parsed.ok ? [] : Object.keys(parsed.errors)).toEqual([field]);
  });

  it('writes addresses in one way, so that accounts are found by them', () => {
    expect(parsedSeat({ email: 'Rat@Example.ORG' })).toMatchObject({ ok: true, data: { email: 'rat@example.org' } });
  });
});

describe('a seat', () => {
  const named = (personName: string | null, organisationName: string | null) =>
    seatName({ personName, organisationName } as Seat);

  it('is called by what is known of it', () => {
    expect(named('Person', 'Caritas')).toBe('Person (Caritas)');
    expect(named('Person', null)).toBe('Person');
    expect(named(null, 'Caritas')).toBe('Caritas');
    expect(named(null, null)).toBe('–');
  });

  it('is held from its first day to its last', () => {
    const term = { fromOn: '2026-01-01', toOn: '2026-12-31' };
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => sitsOn(term, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(sitsOn({ fromOn: null, toOn: null }, '1900-01-01')).toBe(true);
  });
});

describe('how often a body meets', () => {
  it('is said in words', () => {
    expect(spokenRule('FREQ=MONTHLY;INTERVAL=6')).toEqual({ key: 'networks:rhythm.twice_yearly', count: 1 });
    expect(spokenRule('FREQ=MONTHLY;INTERVAL=1')).toEqual({ key: 'networks:rhythm.monthly', count: 1 });
    expect(spokenRule('FREQ=WEEKLY;INTERVAL=6')).toEqual({ key: 'networks:rhythm.every.weeks', count: 6 });
    expect(spokenRule('FREQ=MONTHLY;BYDAY=1TU')).toEqual({ key: 'networks:rhythm.own', count: 1 });
    expect(t('networks:rhythm.twice_yearly')).toBe('zweimal im Jahr');
    expect(t('networks:rhythm.every.weeks', { count: 6 })).toBe('alle 6 Wochen');
    for (const word of Object.values(rhythmWords)) expect(t(`networks:rhythm.${word}`)).not.toContain('networks:');
  });

  it('is never more often than weekly, and nothing makes the reader stumble', () => {
    const refused = [
      'FREQ=DAILY',
      'FREQ=WEEKLY;INTERVAL=0',
      'FREQ=WEEKLY;INTERVAL=999',
      'FREQ=WEEKLY;COUNT=9999',
      'x',
      '',
      'FREQ=WEEKLY\nX',
    ];
    expect(refused.filter(isSchedule)).toEqual([]);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^FREQ=(WEEKLY|MONTHLY|YEARLY|DAILY)(;[A-Z]{2,8}=[\w,+-]{0,6}){0,3}$/)),
        (rule) => {
          isSchedule(rule);
          expect(spokenRule(rule).key).toMatch(/^networks:rhythm\./);
        },
      ),
    );
  });
});

it.each([
  ['2026', { from: '2026-01-01', to: '2026-12-31' }],
  ['2024-02', { from: '2024-02-01', to: '2024-02-29' }],
  ['2026-03-05', { from: '2026-03-05', to: '2026-03-05' }],
  ['2025-07/2026-06', { from: '2025-07-01', to: '2026-06-30' }],
  ['2026/2025', undefined],
  ['2026-13', undefined],
  ['immer', undefined],
  ['', undefined],
])('the days of the period %s', (period, days) => expect(daysOfPeriod(period)).toEqual(days));
