import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formValues, parseForm } from '#platform/http';
import { namedContent, organisationContent } from '../../testing/arbitraries.ts';
import { offerSchema, organisationSchema } from '../content.ts';
import { offerFormSchema, offerFormValues } from './offer.ts';
import { organisationFormSchema, organisationFormValues } from './organisation.ts';
import { clockTime } from './schedules.ts';

/** Shows the key instead of a text. */
const t = (key: string) => key;

const essentials = {
  kind: 'offer',
  name: 'Sprachcafé',
  summary: 'Deutsch sprechen bei Kaffee und Tee',
  description: 'Jede Woche treffen sich Menschen, die Deutsch üben möchten.',
  organisation: 'verein',
  'categories.0': 'conversation',
};

function errorsOf(values: Record<string, unknown>): Record<string, string> {
  const parsed = parseForm(offerFormSchema(), { ...essentials, ...values }, t);
  return parsed.ok ? {} : { ...parsed.errors };
}

function read(values: Record<string, unknown>) {
  const parsed = parseForm(offerFormSchema(), { ...essentials, ...values }, t);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

describe('content → form → content', () => {
  test('gives the same offer', () => {
    fc.assert(
      fc.property(namedContent, (content) => {
        expect(offerSchema.parse(content)).toEqual(content);
        const values = formValues(offerFormValues(content));
        // The form of a visitor has no person in it, that of an account says so.
        for (const sent of [
          { ...values, 'contact.person': 'Jemand' },
          { ...values, 'contact.personEdited': 'yes' },
        ]) {
          const parsed = parseForm(offerFormSchema(content), sent, t);
          expect(parsed).toMatchObject({ ok: true });
          if (parsed.ok) expect(parsed.data.offer).toEqual(content);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('gives the same organisation', () => {
    fc.assert(
      fc.property(organisationContent, (content) => {
        expect(organisationSchema.parse(content)).toEqual(content);
        const parsed = parseForm(organisationFormSchema(content), formValues(organisationFormValues(content)), t);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
        expect(parsed.data).toEqual(content);
      }),
    );
  });
});

test('any values whatever give errors, never an exception', () => {
  const names = [
    ...Object.keys(offerFormValues(fc.sample(namedContent, { numRuns: 1, seed: 7 })[0] as never)),
    'slots.0.day',
    'slots.0.from',
    'dates.0.start',
    'dates.0.end',
    'dates.0.rrule',
    'hours.0.hours',
    'languages.0.code',
    'breaks.0.from',
    'place.lat',
    'fees.amount',
    'ages.min',
    'newOrganisation.name',
    'translations.edited',
    'translations.tr.name',
  ];
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '__proto__',
      '\u0000',
      '\ud800',
      '9'.repeat(400),
      'NaN',
      '-1',
      '1e9',
      'FREQ=SECONDLY',
      '2026-02-30',
      '24/7; off off',
      '<b>',
      '+',
      '😀'.repeat(3000),
    ),
    fc.array(fc.string(), { maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), hostile), (values) => {
      const parsed = parseForm(offerFormSchema(), values, t);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(Object.values(parsed.errors).every((message) => /^[\w-]+:[\w.-]+$/.test(message))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('rows of weekdays', () => {
  test('become one schedule in OSM syntax', () => {
    const { offer } = read({
      'slots.0.day': '4',
      'slots.0.from': '16',
      'slots.0.to': '18 Uhr',
      'slots.2.day': '2',
      'slots.2.from': '16.00',
      'slots.2.to': '18:00',
      'slots.holidays': 'off',
      'slots.schoolHolidays': 'off',
      'slots.validFrom': '2026-12-01',
    });
    expect(offer.schedules).toEqual([{ kind: 'weekly', hours: 'Tu,Th 16:00-18:00; PH,SH off', validFrom: '2026-12-01' }]);
  });

  test.each([
    [{ 'slots.0.day': '2' }, { 'slots.0.from': 'http:field.required', 'slots.0.to': 'http:field.required' }],
    [{ 'slots.1.day': '2', 'slots.1.from': '25:00', 'slots.1.to': '12' }, { 'slots.1.from': 'http:field.time' }],
    [{ 'slots.0.day': '8', 'slots.0.from': '10', 'slots.0.to': '12' }, { 'slots.0.day': 'http:field.choice' }],
    [{ 'slots.0.day': '2', 'slots.0.from': '12', 'slots.0.to': '10' }, { 'slots.0.to': 'directory:field.end_before_start' }],
    [{ 'slots.note': 'nur mit Termin' }, { 'slots.0.from': 'directory:field.times_missing' }],
    [
      { 'slots.0.day': '2', 'slots.0.from': '10', 'slots.0.to': '12', 'slots.validFrom': '2026-02-30' },
      { 'slots.validFrom': 'http:field.date' },
    ],
  ])('%j is refused at its field', (values, errors) => expect(errorsOf(values)).toEqual(errors));
});

describe('dates', () => {
  test('have an end and a simple repetition', () => {
    const { offer } = read({
      'dates.0.start': '2026-12-09T18:00',
      'dates.0.end': '2026-12-09T19:30',
      'dates.0.repeat': 'monthly',
      'dates.0.until': '2027-06-30',
    });
    expect(offer.schedules).toEqual([
      { kind: 'dates', start: '2026-12-09T18:00', minutes: 90, rrule: 'FREQ=MONTHLY;BYDAY=2WE;UNTIL=20270630T235959' },
    ]);
  });

  test.each([
    [{ 'dates.0.start': '2026-02-30T10:00', 'dates.0.end': '2026-03-01T11:00' }, 'dates.0.start'],
    [{ 'dates.0.start': '2026-12-01T10:00' }, 'dates.0.end'],
    [{ 'dates.0.start': '2026-12-01T10:00', 'dates.0.end': '2026-12-01T09:00' }, 'dates.0.end'],
    [{ 'dates.0.start': '2026-12-01T10:00', 'dates.0.end': '2026-12-31T09:00' }, 'dates.0.end'],
    [
      { 'dates.0.start': '2026-12-01T10:00', 'dates.0.end': '2026-12-01T11:00', 'dates.0.rrule': 'FREQ=SECONDLY' },
      'dates.0.rrule',
    ],
    [
      {
        'dates.0.start': '2026-12-01T10:00',
        'dates.0.end': '2026-12-01T11:00',
        'dates.0.repeat': 'weekly',
        'dates.0.rrule': 'FREQ=DAILY',
      },
      'dates.0.rrule',
    ],
    [{ 'dates.0.start': '2026-12-01T10:00', 'dates.0.end': '2026-12-01T11:00', 'dates.0.until': '2027-01-01' }, 'dates.0.until'],
    [{ 'dates.0.start': '2026-12-01T10:00', 'dates.0.end': '2026-12-01T11:00', 'dates.0.repeat': 'sometimes' }, 'dates.0.repeat'],
    [{ 'hours.1.hours': 'sometimes' }, 'hours.1.hours'],
  ])('%j is refused at %s', (values, field) => expect(Object.keys(errorsOf(values))).toEqual([field]));
});

test.each([
  [{ kind: 'castle' }, 'kind'],
  [{ name: '' }, 'name'],
  [{ name: 'x'.repeat(201) }, 'name'],
  [{ organisation: '' }, 'organisation'],
  [{ 'categories.0': '' }, 'categories.0'],
  [{ 'fees.amount': 'zwölf' }, 'fees.amount'],
  [{ 'ages.min': '20', 'ages.max': '10' }, 'ages.max'],
  [{ 'ages.min': '1e2' }, 'ages.min'],
  [{ 'capacity.total': '5', 'capacity.free': '9' }, 'capacity.free'],
  [{ 'germanLevel.min': 'B2', 'germanLevel.max': 'A1' }, 'germanLevel.max'],
  [{ 'place.postcode': '3333' }, 'place.postcode'],
  [{ 'place.lat': '51,9' }, 'place.lat'],
  [{ 'place.visibility': 'secret' }, 'place.visibility'],
  [{ 'languages.0.note': 'dienstags' }, 'languages.0.code'],
  [{ 'languages.3.code': 'tir', 'languages.3.hours': 'manchmal' }, 'languages.3.hours'],
  [{ 'languages.3.code': 'tir', 'languages.3.hours': 'Tu', 'languages.3.days': ['2'] }, 'languages.3.hours'],
  [{ 'breaks.1.from': '2026-12-24', 'breaks.1.to': '2026-12-01' }, 'breaks.1.to'],
  [{ 'contact.email': 'info@' }, 'contact.email'],
  [{ 'contact.phone': 'rufen Sie an' }, 'contact.phone'],
  [{ 'contact.website': 'javascript:alert(1)' }, 'contact.website'],
  [{ targetGroups: ['women', 'martians'] }, 'targetGroups'],
  [{ organisation: '+' }, 'newOrganisation.name'],
])('%j is refused at %s', (values, field) => expect(Object.keys(errorsOf(values))).toContain(field));

test('with times in the form, other fields keep their own errors', () => {
  const errors = errorsOf({
    summary: '',
    'ages.min': '-1',
    'slots.0.day': '2',
    'slots.0.from': '10',
    'slots.0.to': '12',
    'hours.0.hours': 'x x',
  });
  expect(Object.keys(errors).sort()).toEqual(['ages.min', 'hours.0.hours', 'summary']);
});

test('a new organisation is read beside the offer', () => {
  const { organisation } = read({
    organisation: '+',
    town: '05754008',
    'newOrganisation.name': 'Brücke e. V.',
    'newOrganisation.kind': 'association',
    'newOrganisation.description': 'Verein',
  });
  expect(organisation).toEqual({ name: 'Brücke e. V.', kind: 'association', description: 'Verein', towns: ['05754008'] });
});

test('German notation is stored in the notation that programs read', () => {
  expect(read({ 'hours.0.hours': 'Di 16-18 Uhr' }).offer.schedules).toEqual([{ kind: 'weekly', hours: 'Tu 16:00-18:00' }]);
});

test.each([
  ['16', '16:00'],
  ['9.05', '09:05'],
  ['16 Uhr', '16:00'],
  ['24:00', undefined],
  ['16:5', undefined],
  ['', undefined],
])('clock time %s', (typed, time) => expect(clockTime(typed)).toBe(time));
