import fc from 'fast-check';
import type { OfferContent, Schedule } from '../model/content.ts';
import {
  childcareStates,
  feeKinds,
  genders,
  germanLevels,
  offerKinds,
  registrationKinds,
  residenceGroups,
  waitingTimes,
} from '../model/vocabulary.ts';

const isoDay = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const hours = fc.constantFrom(
  '24/7',
  'Mo-Fr 09:00-12:00,14:00-17:00; PH off',
  'Tu 16:00-18:00; PH,SH off',
  'Sa[1,-1] 10:00-12:00',
  'Mo',
  'Mar-Oct Su 10:00-12:00',
  'Fr 22:00-02:00; SH off',
  'Mo,We 08:15-09:45; Th 20:00-24:00',
);

export const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record(
    { kind: fc.constant('weekly' as const), hours, validFrom: isoDay, validTo: isoDay },
    { requiredKeys: ['kind', 'hours'] },
  ),
  fc.record(
    {
      kind: fc.constant('dates' as const),
      start: isoDay.map((date) => `${date}T16:30`),
      minutes: fc.integer({ min: 5, max: 600 }),
      rrule: fc.constantFrom(
        'FREQ=WEEKLY',
        'FREQ=WEEKLY;INTERVAL=3;COUNT=4',
        'FREQ=MONTHLY;BYDAY=-1SU',
        'FREQ=YEARLY',
        'FREQ=DAILY;COUNT=5',
      ),
    },
    { requiredKeys: ['kind', 'start', 'minutes'] },
  ),
);

export const languages = fc.array(
  fc.record(
    {
      code: fc.constantFrom('deu', 'arb', 'kmr', 'kur', 'tir', 'qqq'),
      hours: fc.constantFrom('Tu', 'Mo-We 10:00-12:00', '24/7'),
      mode: fc.constantFrom('spoken' as const, 'interpreted' as const, 'written' as const),
    },
    { requiredKeys: ['code', 'mode'] },
  ),
  { maxLength: 5 },
);

const ordered = <T extends string | number>(values: fc.Arbitrary<T>) =>
  fc.tuple(fc.option(values, { nil: undefined }), fc.option(values, { nil: undefined })).map(([a, b]) => {
    const [min, max] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b];
    return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  });

/** The part of an offer that decides who may come and what it costs. */
export const offer = fc.record({
  kind: fc.constantFrom(...offerKinds),
  residence: fc.subarray([...residenceGroups]),
  germanLevel: ordered(fc.constantFrom(...germanLevels)),
  ages: ordered(fc.integer({ min: 0, max: 120 })),
  gender: fc.constantFrom(...genders),
  fees: fc.record(
    { kind: fc.constantFrom(...feeKinds), cents: fc.integer({ min: 0, max: 500_000 }) },
    { requiredKeys: ['kind'] },
  ),
  participation: fc.record({ registration: fc.constantFrom(...registrationKinds) }),
  areaServed: fc.subarray(['05754008', '05754044']),
  town: fc.constantFrom('05754008', '05754044', undefined),
  capacity: fc.record(
    { free: fc.integer({ min: 0, max: 30 }), waiting: fc.constantFrom(...waitingTimes) },
    { requiredKeys: ['waiting'] },
  ),
  childcare: fc.constantFrom(...childcareStates),
}) as fc.Arbitrary<
  Pick<
    OfferContent,
    | 'kind'
    | 'residence'
    | 'germanLevel'
    | 'ages'
    | 'gender'
    | 'fees'
    | 'participation'
    | 'areaServed'
    | 'town'
    | 'capacity'
    | 'childcare'
  >
>;
