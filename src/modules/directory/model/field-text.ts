import type { Translate } from '#platform/i18n';
import type { OfferContent, OrganisationContent, Place, Schedule } from './content.ts';
import { contactPointsText, professionalText, projectText, volunteeringText } from './kinds/field-text.ts';
import { daysOf, weekPlanOf } from './week-plan.ts';

/** Names of the things that entries refer to by key, in the reader's language. */
export interface Words {
  readonly t: Translate;
  /** For `Intl`. */
  readonly locale: string;
  town(key: string): string;
  category(id: string): string;
  organisation(slug: string): string;
  language(code: string): string;
}

/** Fields of an offer in the order in which forms, comparisons and tables show them. */
export const offerFields = [
  'kind',
  'name',
  'properName',
  'summary',
  'description',
  'organisation',
  'categories',
  'town',
  'quarter',
  'areaServed',
  'place',
  'schedules',
  'breaks',
  'languages',
  'fees',
  'documents',
  'participation',
  'capacity',
  'childcare',
  'ages',
  'gender',
  'targetGroups',
  'residence',
  'germanLevel',
  'contact',
  'project',
  'volunteering',
  'professional',
  'demonstration',
  'source',
] as const;

export const organisationFields = [
  'name',
  'shortName',
  'kind',
  'description',
  'towns',
  'phone',
  'email',
  'website',
  'mailLanguage',
  'tasks',
  'contactPoints',
  'place',
  'hours',
  'demonstration',
  'source',
] as const;

/** Short weekday name, 1 = Monday. */
export function weekdayName(day: number, locale: string, style: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, 4 + day)));
}

function date(iso: string, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${iso}T00:00Z`));
}

const join = (parts: readonly (string | number | undefined)[], separator = ', ') =>
  parts.filter((part) => part !== undefined && part !== '').join(separator);

function hours(text: string, words: Words): string {
  const days = daysOf(text);
  if (days) return days.map((day) => weekdayName(day, words.locale)).join(', ');
  const plan = weekPlanOf(text);
  if (!plan) return text;
  const off = [
    ...(plan.offOnHolidays ? [words.t('directory:field.text.off_holidays')] : []),
    ...(plan.offInSchoolHolidays ? [words.t('directory:field.text.off_school_holidays')] : []),
  ];
  return join([...plan.slots.map((slot) => `${weekdayName(slot.day, words.locale)} ${slot.from}–${slot.to}`), ...off]);
}

function period(from: string | undefined, to: string | undefined, words: Words): string | undefined {
  if (!from && !to) return undefined;
  return `${from ? date(from, words) : '…'} – ${to ? date(to, words) : '…'}`;
}

function schedule(one: Schedule, words: Words): string {
  if (one.kind === 'weekly') return join([hours(one.hours, words), period(one.validFrom, one.validTo, words), one.note], '; ');
  const start = new Date(`${one.start}Z`);
  const end = new Date(start.getTime() + one.minutes * 60_000);
  const range = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).formatRange(
    start,
    end,
  );
  return join([range, one.rrule, one.note], '; ');
}

function range(from: number | string | undefined, to: number | string | undefined, words: Words): string {
  if (from !== undefined && to !== undefined) return `${from} – ${to}`;
  if (from !== undefined) return words.t('directory:field.text.from', { value: from });
  return to === undefined ? '' : words.t('directory:field.text.to', { value: to });
}

type Describe<T> = { readonly [K in keyof T]-?: (value: NonNullable<T[K]>, words: Words) => string };

const named =
  (vocabulary: string) =>
  (value: string, { t }: Words) =>
    t(`directory:${vocabulary}.${value}`);
const listed =
  (vocabulary: string) =>
  (values: readonly string[], { t }: Words) =>
    values.map((value) => t(`directory:${vocabulary}.${value}`)).join(', ');
const plain = (value: string) => value;
const yes = (_value: boolean, { t }: Words) => t('directory:field.text.yes');
const source = (value: { document: string; section: string }) => `${value.document}, ${value.section}`;

const money = (cents: number, { locale }: Words) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100);

const place = (place: Place, { t }: Words) =>
  join(
    [
      join([place.name, place.street, join([place.postcode, place.city], ' ')]),
      place.lat === undefined ? undefined : `${place.lat}, ${place.lon}`,
      place.accessibility.map((one) => t(`directory:accessibility.${one}`)).join(', '),
      place.directions,
      t(`directory:visibility.${place.visibility}`),
    ],
    '\n',
  );

const offerTexts: Describe<Omit<OfferContent, 'translations'>> = {
  kind: named('kind'),
  name: plain,
  properName: yes,
  summary: plain,
  description: plain,
  organisation: (slug, words) => words.organisation(slug),
  categories: (ids, words) => ids.map((id) => words.category(id)).join(', '),
  town: (key, words) => words.town(key),
  quarter: plain,
  areaServed: (keys, words) => keys.map((key) => words.town(key)).join(', '),
  place,
  schedules: (all, words) => all.map((one) => schedule(one, words)).join('\n'),
  breaks: (all, words) => all.map((one) => join([period(one.from, one.to, words), one.reason], '; ')).join('\n'),
  languages: (all, words) =>
    all
      .map((one) =>
        join([
          words.language(one.code),
          words.t(`directory:mode.${one.mode}`),
          one.hours === undefined ? undefined : hours(one.hours, words),
          one.by === undefined ? undefined : words.t(`directory:speaker.${one.by}`),
          one.note,
        ]),
      )
      .join('\n'),
  fees: (fees, words) =>
    join([words.t(`directory:fee.${fees.kind}`), fees.cents === undefined ? undefined : money(fees.cents, words), fees.note]),
  documents: (all) => all.join('\n'),
  participation: (one, { t }) => join([t(`directory:registration.${one.registration}`), one.how, one.url], '\n'),
  capacity: (one, { t }) =>
    join([
      one.total === undefined ? undefined : t('directory:field.text.places', { value: one.total }),
      one.free === undefined ? undefined : t('directory:field.text.places_free', { value: one.free }),
      t(`directory:waiting.${one.waiting}`),
    ]),
  childcare: named('childcare'),
  ages: ({ min, max }, words) => range(min, max, words),
  gender: named('gender'),
  targetGroups: listed('target'),
  residence: listed('residence'),
  germanLevel: ({ min, max }, words) => range(min, max, words),
  contact: (one, words) =>
    join(
      [
        one.role,
        one.person && words.t('directory:field.text.person', { name: one.person, until: date(one.consentUntil ?? '', words) }),
        one.phone,
        one.email,
        one.website,
      ],
      '\n',
    ),
  project: projectText,
  volunteering: volunteeringText,
  professional: professionalText,
  demonstration: yes,
  source,
};

const organisationTexts: Describe<Omit<OrganisationContent, 'translations'>> = {
  name: plain,
  shortName: plain,
  kind: named('organisationKind'),
  description: plain,
  towns: (keys, words) => keys.map((key) => words.town(key)).join(', '),
  email: plain,
  phone: plain,
  website: plain,
  mailLanguage: (tag, { locale }) => new Intl.DisplayNames(locale, { type: 'language' }).of(tag.split('-')[0] ?? tag) ?? tag,
  tasks: (all) => all.join('\n'),
  contactPoints: contactPointsText,
  place,
  hours,
  source,
  demonstration: yes,
};

export type EntryKind = 'organisation' | 'offer';

/** A translation as people read it; who made it stands there when it was a machine. */
function translationText(field: string, value: unknown, { t }: Words): string {
  if (field.endsWith('.of')) return t('directory:staff.translations.made_from', { mark: String(value) });
  const { text, by } = value as { readonly text: string; readonly by: string };
  return by === 'machine' ? `${text}\n(${t('directory:field.text.state.machine')})` : text;
}

/** The value of one field as people read it; fields of the comparison in model/diff.ts. */
export function fieldText(kind: EntryKind, field: string, value: unknown, words: Words): string {
  if (value === undefined || value === null) return '';
  if (field.startsWith('translations.')) return translationText(field, value, words);
  const texts = (kind === 'offer' ? offerTexts : organisationTexts) as Readonly<
    Record<string, (value: never, words: Words) => string>
  >;
  return texts[field]?.(value as never, words) ?? String(value);
}

/** Language and field of a translation in a comparison; undefined for other fields. */
export function translationOf(field: string): { tag: string; field: string } | undefined {
  const [, tag, name] = /^translations\.([^.]+)\.(\w+)(?:\.of)?$/.exec(field) ?? [];
  return tag !== undefined && name !== undefined ? { tag, field: name } : undefined;
}

/** The label of a field; of a translation with its language. */
export function fieldLabel(field: string, words: Words, languageOf: (tag: string) => string): string {
  const translation = translationOf(field);
  return translation
    ? `${words.t(`directory:field.label.${translation.field}`)} (${languageOf(translation.tag)})`
    : words.t(`directory:field.label.${field}`);
}
