import fc from 'fast-check';
import type { OfferContent, OrganisationContent, Schedule } from '../model/content.ts';
import * as kinds from '../model/kinds/vocabulary.ts';
import { fieldsWithAddress, offerTexts, organisationTexts } from '../model/protected/address-in-text.ts';
import { offerTranslatableFields, organisationTranslatableFields, type TranslatableField } from '../model/translation/fields.ts';
import { fingerprint } from '../model/translation/fingerprint.ts';
import * as vocabulary from '../model/vocabulary.ts';
import { dayList, hoursOf, type WeekPlan } from '../model/week-plan.ts';

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const optional = { requiredKeys: [] as never[] };

/** Days with times that do not overlap, as somebody would type them. */
export const weekPlan: fc.Arbitrary<WeekPlan> = fc.record({
  slots: fc
    .uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 7 }), part: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 1,
      maxLength: 8,
      selector: ({ day, part }) => day * 10 + part,
    })
    .chain((places) =>
      fc.tuple(
        ...places.map(({ day, part }) =>
          fc
            .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 15, max: 200 }))
            .map(([start, length]) => ({ day, from: clock(part * 330 + start), to: clock(part * 330 + start + length) })),
        ),
      ),
    ),
  offOnHolidays: fc.boolean(),
  offInSchoolHolidays: fc.boolean(),
});

/** What people type and paste: several scripts, markup, emoji beyond the basic plane; in normal form, as forms store it. */
const sentence = (maximum: number) =>
  fc
    .array(
      fc.oneof(
        fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
        fc.constantFrom(
          'Café für Alle',
          'لغة',
          '<script>alert(1)</script>',
          '👩🏽‍🏫',
          "' or 1=1 --",
          '{{name}}',
          'ß',
          '&amp;',
          '0',
          '$1',
        ),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) =>
      parts
        .join(' ')
        .normalize('NFC')
        .replaceAll(/[\p{Cc}\ufffd-\uffff]/gu, '')
        .slice(0, maximum)
        .toWellFormed()
        .trim(),
    )
    .filter((text) => text.length > 0 && !text.includes('\ufffd'));

const paragraph = fc.array(sentence(80), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const key = fc.constantFrom('05754004', '05754008', '05754012', '05754016');
const slug = fc.constantFrom('kreis', 'awo-mitte', 'verein-2');
const phone = fc.constantFrom('+49 5241 123-0', '05241 123456', '110');
const email = fc.constantFrom('info@beispiel.de', 'büro@beispiel.example'.replace('ü', 'u'));
const website = fc.constantFrom('https://www.beispiel.de', 'https://beispiel.de/seite?x=1&y=2');
const subset = <T>(values: readonly T[], maximum = values.length) => fc.subarray([...values], { maxLength: maximum });

const span = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));

const weekly: fc.Arbitrary<Schedule> = fc
  .tuple(
    fc.oneof(
      weekPlan.map(hoursOf),
      fc.constantFrom(
        '24/7',
        'Mo[1] 18:00-20:00',
        'Fr 22:00-02:00',
        'Mo-Tu 10:00-12:00 "nach Absprache"',
        'Dec 24 off; Mo 10:00-12:00',
      ),
    ),
    fc.record({ validFrom: day, validTo: day, note: sentence(60) }, optional),
  )
  .map(([hours, rest]) => ({ kind: 'weekly', hours, ...rest }));

const dated: fc.Arbitrary<Schedule> = fc
  .tuple(
    fc.tuple(day, fc.integer({ min: 0, max: 95 })).map(([date, quarter]) => `${date}T${clock(quarter * 15)}`),
    fc.integer({ min: 5, max: 10_080 }),
    fc.record(
      {
        rrule: fc.constantFrom(
          'FREQ=WEEKLY',
          'FREQ=WEEKLY;UNTIL=20361231T235959',
          'FREQ=MONTHLY;BYDAY=1WE;COUNT=6',
          'FREQ=DAILY;COUNT=3',
          'FREQ=WEEKLY;INTERVAL=2',
        ),
        note: sentence(60),
      },
      optional,
    ),
  )
  .map(([start, minutes, rest]) => ({ kind: 'dates', start, minutes, ...rest }));

const place = fc
  .tuple(
    fc.record(
      {
        name: sentence(60),
        street: sentence(60),
        postcode: fc.constantFrom('33330', '01067'),
        city: sentence(40),
        directions: paragraph,
      },
      optional,
    ),
    fc.option(
      fc.record({ lat: fc.double({ min: 46, max: 56, noNaN: true }), lon: fc.double({ min: 5, max: 16, noNaN: true }) }),
      { nil: undefined },
    ),
    fc.constantFrom(...vocabulary.addressVisibilities),
    subset(vocabulary.accessibilityFeatures),
  )
  .map(([texts, point, visibility, accessibility]) => ({
    ...texts,
    ...(point ? { lat: Number(point.lat.toFixed(7)), lon: Number(point.lon.toFixed(7)) } : {}),
    visibility,
    accessibility,
  }))
  .filter((one) => one.visibility !== 'public' || one.accessibility.length > 0 || Object.keys(one).length > 2);

const language = fc
  .tuple(
    fc.constantFrom('deu', 'arb', 'tir', 'kmr', 'ukr'),
    fc.constantFrom(...vocabulary.deliveryModes),
    fc.record(
      {
        hours: fc.oneof(
          subset([1, 2, 3, 4, 5, 6, 7])
            .filter((days) => days.length > 0)
            .map(dayList),
          fc.constantFrom('We 14:00-15:30', 'Mo-Tu'),
        ),
        note: sentence(60),
      },
      optional,
    ),
  )
  .map(([code, mode, rest]) => ({ code, mode, ...rest }));

/** Translations with at least one text. */
const translations = (fields: readonly TranslatableField[]) =>
  fc.dictionary(
    fc.constantFrom('en', 'tr', 'ar', 'de-simple'),
    fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom(...fields),
          fc.record(
            {
              text: sentence(60),
              by: fc.constantFrom('human' as const, 'machine' as const),
              of: fc.constantFrom(fingerprint('Sprachcafé'), '0123456789ab'),
            },
            { requiredKeys: ['text', 'by'] },
          ),
        ),
        { minLength: 1, maxLength: 3, selector: ([field]) => field },
      )
      .map((texts) => Object.fromEntries(texts)),
    { minKeys: 1, maxKeys: 2 },
  );

const source = fc.record({ document: sentence(40), section: sentence(40) });

const ages = fc.record({ min: fc.integer({ min: 0, max: 60 }), max: fc.integer({ min: 60, max: 120 }) }, optional);
const levels = fc.record(
  { min: fc.constantFrom('A1' as const, 'A2' as const), max: fc.constantFrom('B1' as const, 'C2' as const) },
  optional,
);

const fixedParts = fc.record({
  kind: fc.constantFrom(...vocabulary.offerKinds),
  name: sentence(100),
  summary: sentence(200),
  description: paragraph,
  organisation: slug,
  categories: fc.subarray(['german-courses', 'conversation', 'sport', 'debt', 'medical'], { minLength: 1 }),
  areaServed: fc.uniqueArray(key, { maxLength: 3 }),
  schedules: fc.array(fc.oneof(weekly, dated), { maxLength: 5 }),
  breaks: fc.array(
    fc.tuple(span, fc.record({ reason: sentence(60) }, optional)).map(([one, rest]) => ({ ...one, ...rest })),
    { maxLength: 3 },
  ),
  languages: fc.array(language, { maxLength: 4 }),
  documents: fc.array(sentence(60), { maxLength: 3 }),
  childcare: fc.constantFrom(...vocabulary.childcareStates),
  ages,
  gender: fc.constantFrom(...vocabulary.genders),
  targetGroups: subset(vocabulary.targetGroups, 6),
  residence: subset(vocabulary.residenceGroups),
  germanLevel: levels,
});

const fees = fc
  .tuple(
    fc.constantFrom(...vocabulary.feeKinds),
    fc.record({ cents: fc.integer({ min: 0, max: 10_000_000 }), note: sentence(60) }, optional),
  )
  .map(([kind, rest]) => ({ kind, ...rest }));
const participation = fc
  .tuple(fc.constantFrom(...vocabulary.registrationKinds), fc.record({ how: paragraph, url: website }, optional))
  .map(([registration, rest]) => ({ registration, ...rest }));
const capacity = fc
  .tuple(
    fc.constantFrom(...vocabulary.waitingTimes),
    fc.record({ total: fc.integer({ min: 50, max: 100_000 }), free: fc.integer({ min: 0, max: 50 }) }, optional),
  )
  .map(([waiting, rest]) => ({ waiting, ...rest }));
const contact = fc.record({ role: sentence(60), phone, email, website }, optional).filter((one) => Object.keys(one).length > 0);

const some = <T>(values: readonly T[]) => subset(values).filter((list) => list.length > 0);
const yesNo = fc.constantFrom(...kinds.yesNo);
const filled = <T extends object>(part: fc.Arbitrary<T>) => part.filter((one) => Object.keys(one).length > 0);
const oneLiners = fc.array(
  sentence(60).filter((text) => !/ \| | \/\/|\/\/ |\n/.test(text)),
  { minLength: 1, maxLength: 3 },
);

const project = filled(
  fc.record(
    {
      since: fc.constantFrom('2019', '2020-05', '2020-12-31'),
      until: fc.constantFrom('2021', '2026-12', '2030-01-01'),
      fundedBy: sentence(60),
      partners: oneLiners,
      results: paragraph,
      transfer: paragraph,
      evaluation: fc.constantFrom(...kinds.evaluationStates),
      evaluationUrl: website,
      askRole: sentence(60),
      askPhone: phone,
      askEmail: email,
    },
    optional,
  ),
);

const volunteering = filled(
  fc.record(
    {
      task: sentence(60),
      hours: fc.constantFrom(0.5, 1.5, 2, 40),
      per: fc.constantFrom(...kinds.effortUnits),
      effortNote: sentence(60),
      skills: oneLiners,
      languages: some(['arb', 'tir', 'ukr']),
      training: yesNo,
      insurance: yesNo,
      expenses: yesNo,
      certificate: yesNo,
      newcomers: yesNo,
    },
    optional,
  ),
);

const professional = filled(
  fc.record(
    {
      profession: fc.constantFrom(...kinds.professions),
      accepting: fc.constantFrom(...kinds.acceptingStates),
      billing: some(kinds.billingKinds),
      appointment: some(kinds.appointmentWays),
    },
    optional,
  ),
);

/** What belongs to the kind alone, or nothing. */
const partOf = (kind: OfferContent['kind']): fc.Arbitrary<Partial<OfferContent>> => {
  const parts: Readonly<Record<OfferContent['kind'], fc.Arbitrary<Partial<OfferContent>>>> = {
    offer: fc.constant({}),
    project: project.map((part) => ({ project: part })),
    volunteering: volunteering.map((part) => ({ volunteering: part })),
    contact: professional.map((part) => ({ professional: part })),
  };
  return fc.oneof(fc.constant({}), parts[kind]);
};

/** Of a professional contact, who speaks each language. */
const withSpeakers = (content: OfferContent): OfferContent =>
  content.kind === 'contact'
    ? { ...content, languages: content.languages.map((one, index) => (index % 2 ? one : { ...one, by: 'reception' })) }
    : content;

/** Any offer that the content schema accepts and a form can have made. */
export const offerContent: fc.Arbitrary<OfferContent> = fc
  .tuple(
    fixedParts,
    fc.record({ fees, participation, capacity }),
    fc.record(
      {
        town: key,
        quarter: sentence(40),
        place,
        contact,
        demonstration: fc.constant(true as const),
        source,
        properName: fc.constant(true as const),
        translations: translations(offerTranslatableFields),
      },
      optional,
    ),
  )
  .chain(([fixed, grouped, rest]) =>
    partOf(fixed.kind).map((part) => withSpeakers({ ...fixed, ...grouped, ...rest, ...part } as OfferContent)),
  )
  .filter((offer) => !offer.place?.street || !fieldsWithAddress(offerTexts(offer), offer.place.street).length);

const contactPoint = fc
  .tuple(
    sentence(60),
    fc.record(
      { role: sentence(60), phone, email, room: sentence(20), hours: fc.constantFrom('Tu 10:00-12:00', 'Mo-Fr') },
      optional,
    ),
  )
  .map(([topic, rest]) => ({ topic, ...rest }));

export const organisationContent: fc.Arbitrary<OrganisationContent> = fc
  .tuple(
    fc.record({
      name: sentence(100),
      kind: fc.constantFrom(...vocabulary.organisationKinds),
      description: paragraph,
      towns: fc.uniqueArray(key, { maxLength: 3 }),
    }),
    fc.record(
      {
        shortName: sentence(30),
        email,
        phone,
        website,
        tasks: oneLiners,
        contactPoints: fc.array(contactPoint, { minLength: 1, maxLength: 3 }),
        place,
        hours: weekPlan.map(hoursOf),
        source,
        translations: translations(organisationTranslatableFields),
      },
      optional,
    ),
  )
  .map(([fixed, rest]) => ({ ...fixed, ...rest }) as OrganisationContent)
  .filter((one) => !one.place?.street || !fieldsWithAddress(organisationTexts(one), one.place.street).length);

/** The same, and some name a person to ask. */
export const namedContent: fc.Arbitrary<OfferContent> = fc
  .tuple(offerContent, fc.option(fc.record({ person: sentence(60), consentUntil: day }), { nil: undefined }))
  .map(([offer, person]) => (person ? { ...offer, contact: { ...offer.contact, ...person } } : offer));
