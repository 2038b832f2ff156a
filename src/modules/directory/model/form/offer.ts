import { z } from 'zod';
import { type OfferContent, type OrganisationContent, offerSchema, organisationSchema } from '../content.ts';
import { kindFieldOf, kindFieldValues, readKindFields } from '../kinds/form.ts';
import { dayList, daysOf } from '../week-plan.ts';
import { readSchedules, scheduleField, scheduleValues } from './schedules.ts';
import { readTranslations, translationField, translationValues } from './translations.ts';
import { compact, type Fault, type FormValues, fieldsOf, report, rowNumbers, text, texts, wholeNumber } from './values.ts';

/** What the organisation field holds when the proposer names one that is not in the directory yet. */
export const newOrganisation = '+';

export interface OfferForm {
  /** With a new organisation, `organisation` is a stand-in until that one has its slug. */
  readonly offer: OfferContent;
  readonly organisation?: OrganisationContent;
}

/** What the form does not show stays as it was. */
export type OfferBase = Pick<OfferContent, 'demonstration' | 'source' | 'translations' | 'properName' | 'contact'>;

/** Translations that stand in the form itself; the others have their page (pages/staff/translation). */
export const offerFormTranslations = ['name', 'summary', 'description'] as const;

const standIn = 'neu';

/** `12`, `12,50`, `12.50 €` → cents; anything else NaN, which is refused at the field. */
function cents(values: FormValues, faults: Fault[]): number | undefined {
  const amount = text(values, 'fees.amount');
  if (amount === undefined) return undefined;
  const [, euros, fraction = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))? ?(?:€|Euro|EUR)?$/i.exec(amount) ?? [];
  if (euros === undefined) faults.push({ field: 'fees.amount', key: 'directory:field.amount' });
  return euros === undefined ? undefined : Number(euros) * 100 + Number(fraction.padEnd(2, '0'));
}

function degrees(values: FormValues, name: string): number | undefined {
  const value = text(values, name)?.replace(',', '.');
  if (value === undefined) return undefined;
  return /^-?\d{1,3}(?:\.\d{1,15})?$/.test(value) ? Number(value) : Number.NaN;
}

/** The place of an offer, or the visiting address of an institution; undefined when it says nothing. */
export function readPlace(values: FormValues) {
  const field = (name: string) => text(values, `place.${name}`);
  const visibility = field('visibility') ?? 'public';
  const place = {
    name: field('name'),
    street: field('street'),
    postcode: field('postcode'),
    city: field('city'),
    lat: degrees(values, 'place.lat'),
    lon: degrees(values, 'place.lon'),
    directions: field('directions'),
    accessibility: texts(values, 'place.accessibility'),
  };
  // A place that says nothing is none; hiding the address says something by itself.
  const empty =
    visibility === 'public' &&
    !place.accessibility.length &&
    Object.values(place).every((value) => value === undefined || Array.isArray(value));
  return empty ? undefined : { ...place, visibility };
}

function readLanguages(values: FormValues, faults: Fault[], rows: number[]) {
  return rows.flatMap((number) => {
    const at = (name: string) => `languages.${number}.${name}`;
    const [code, hours, note] = ['code', 'hours', 'note'].map((name) => text(values, at(name)));
    const by = text(values, 'kind') === 'contact' ? text(values, at('by')) : undefined;
    const days = texts(values, at('days'))
      .filter((day) => /^[1-7]$/.test(day))
      .map(Number);
    if (code === undefined && hours === undefined && note === undefined && !days.length) return [];
    if (code === undefined) faults.push({ field: at('code'), key: 'http:field.required' });
    if (days.length && hours) faults.push({ field: at('hours'), key: 'directory:field.days_twice' });
    return [
      { code, hours: hours ?? (days.length ? dayList(days) : undefined), mode: text(values, at('mode')) ?? 'spoken', note, by },
    ];
  });
}

function readBreaks(values: FormValues, rows: number[]) {
  return rows.flatMap((number) => {
    const [from, to, reason] = ['from', 'to', 'reason'].map((name) => text(values, `breaks.${number}.${name}`));
    return from || to || reason ? [{ from, to, reason }] : [];
  });
}

/** Who is named as a person stands in the forms of accounts alone; other forms leave them as they are. */
function readContact(values: FormValues, base: OfferContent['contact']) {
  const fields = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, text(values, `contact.${name}`)]));
  const office = fields(['role', 'phone', 'email', 'website']);
  const person =
    text(values, 'contact.personEdited') === undefined
      ? { person: base?.person, consentUntil: base?.consentUntil }
      : fields(['person', 'consentUntil']);
  const contact = { ...office, ...person };
  return Object.values(contact).some((value) => value !== undefined) ? contact : undefined;
}

/** Rows that count, by number: index in the content → number in the form, for leading errors back to their field. */
function usedRows(values: FormValues, prefix: string, names: readonly string[]): number[] {
  return rowNumbers(values, prefix).filter((number) => names.some((name) => texts(values, `${prefix}.${number}.${name}`).length));
}

function candidate(values: FormValues, base: OfferBase, faults: Fault[]) {
  const languageRows = usedRows(values, 'languages', ['code', 'hours', 'note', 'days']);
  const breakRows = usedRows(values, 'breaks', ['from', 'to', 'reason']);
  const times = readSchedules(values);
  faults.push(...times.faults);
  const categories = rowNumbers(values, 'categories').map((number) => text(values, `categories.${number}`));
  const organisation = text(values, 'organisation');
  if (organisation === undefined) faults.push({ field: 'organisation', key: 'directory:field.choose_organisation' });
  if (!categories.some(Boolean)) faults.push({ field: 'categories.0', key: 'directory:field.choose_category' });
  const content = {
    kind: text(values, 'kind'),
    name: text(values, 'name'),
    summary: text(values, 'summary'),
    description: text(values, 'description'),
    organisation: organisation === newOrganisation ? standIn : organisation,
    categories: [...new Set(categories.filter((one) => one !== undefined))],
    town: text(values, 'town'),
    quarter: text(values, 'quarter'),
    areaServed: texts(values, 'areaServed'),
    place: readPlace(values),
    schedules: times.schedules,
    breaks: readBreaks(values, breakRows),
    languages: readLanguages(values, faults, languageRows),
    fees: { kind: text(values, 'fees.kind') ?? 'unknown', cents: cents(values, faults), note: text(values, 'fees.note') },
    documents: (text(values, 'documents') ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    participation: {
      registration: text(values, 'participation.registration') ?? 'unknown',
      how: text(values, 'participation.how'),
      url: text(values, 'participation.url'),
    },
    capacity: {
      total: wholeNumber(values, 'capacity.total'),
      free: wholeNumber(values, 'capacity.free'),
      waiting: text(values, 'capacity.waiting') ?? 'unknown',
    },
    childcare: text(values, 'childcare') ?? 'unknown',
    ages: { min: wholeNumber(values, 'ages.min'), max: wholeNumber(values, 'ages.max') },
    gender: text(values, 'gender') ?? 'all',
    targetGroups: texts(values, 'targetGroups'),
    residence: texts(values, 'residence'),
    germanLevel: { min: text(values, 'germanLevel.min'), max: text(values, 'germanLevel.max') },
    contact: readContact(values, base.contact),
    ...readKindFields(values),
    demonstration: base.demonstration,
    source: base.source,
    // The mark stands beside the translations: without that section it stays as it was.
    properName:
      text(values, 'translations.edited') === undefined ? base.properName : text(values, 'properName') === 'yes' || undefined,
    translations: readTranslations(values, {
      fields: offerFormTranslations,
      kept: base.translations,
      german: (field) => text(values, field),
    }),
  };
  const fieldOf = (path: string): string => {
    const row = /^(languages|breaks)\.(\d+)(.*)$/.exec(path);
    if (row)
      return `${row[1]}.${(row[1] === 'languages' ? languageRows : breakRows)[Number(row[2])] ?? 0}${row[3] || (row[1] === 'breaks' ? '.from' : '.code')}`;
    if (path === 'fees.cents') return 'fees.amount';
    if (path.startsWith('documents')) return 'documents';
    if (path === 'schedules') return 'slots.0.day';
    return (
      scheduleField(path, times.origins) ??
      kindFieldOf(translationField(path))
        .replace(/^(areaServed|targetGroups|residence|place\.accessibility)\.\d+$/, '$1')
        .replace(/^categories$/, 'categories.0')
    );
  };
  return { content: compact(content), fieldOf };
}

function newOrganisationOf(values: FormValues) {
  const field = (name: string) => text(values, `newOrganisation.${name}`);
  return compact({
    name: field('name'),
    kind: field('kind') ?? 'other',
    description: field('description'),
    towns: [text(values, 'town')].filter((town) => town !== undefined),
    email: field('email'),
    phone: field('phone'),
    website: field('website'),
  });
}

/** Reads the form of an offer; errors come under the names of the form's fields. */
export function offerFormSchema(base: OfferBase = {}): z.ZodType<OfferForm> {
  return z.unknown().transform((input, context): OfferForm => {
    const values = input as FormValues;
    const faults: Fault[] = [];
    const { content, fieldOf } = candidate(values, base, faults);
    const offer = offerSchema.safeParse(content, { reportInput: true });
    report(context, faults, offer.error?.issues, fieldOf);
    if (text(values, 'organisation') !== newOrganisation) return { offer: offer.data as OfferContent };
    const organisation = organisationSchema.safeParse(newOrganisationOf(values), { reportInput: true });
    report(context, [], organisation.error?.issues, (path) => (path.startsWith('towns') ? 'town' : `newOrganisation.${path}`));
    return { offer: offer.data as OfferContent, organisation: organisation.data as OrganisationContent };
  }) as z.ZodType<OfferForm>;
}

const euros = (amount: number | undefined) =>
  amount === undefined ? undefined : `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')}`;

/** The form of an offer as it stands; reading it back gives the same content. */
export function offerFormValues(offer: OfferContent): Record<string, string | string[]> {
  const { place, fees, participation, capacity, ages, germanLevel, contact } = offer;
  const nested = (prefix: string, fields: Readonly<Record<string, string | number | readonly string[] | undefined>> = {}) =>
    fieldsOf(Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value])));
  return {
    ...fieldsOf({
      kind: offer.kind,
      name: offer.name,
      summary: offer.summary,
      description: offer.description,
      organisation: offer.organisation,
      town: offer.town,
      quarter: offer.quarter,
      areaServed: offer.areaServed,
      documents: offer.documents.join('\n'),
      childcare: offer.childcare,
      gender: offer.gender,
      targetGroups: offer.targetGroups,
      residence: offer.residence,
      'fees.kind': fees.kind,
      'fees.amount': euros(fees.cents),
      'fees.note': fees.note,
    }),
    ...nested('categories', Object.fromEntries(offer.categories.map((id, index) => [index, id]))),
    ...nested('place', place),
    ...nested('participation', participation),
    ...nested('capacity', capacity),
    ...nested('ages', ages),
    ...nested('germanLevel', germanLevel),
    ...nested('contact', contact),
    ...kindFieldValues(offer),
    ...Object.assign({}, ...offer.breaks.map((one, index) => nested(`breaks.${index}`, one))),
    ...Object.assign(
      {},
      ...offer.languages.map(({ hours, ...one }, index) => {
        const days = hours === undefined ? undefined : daysOf(hours);
        return nested(`languages.${index}`, { ...one, ...(days ? { days: days.map(String) } : { hours }) });
      }),
    ),
    ...scheduleValues(offer.schedules),
    ...(offer.properName ? { properName: 'yes' } : {}),
    ...translationValues(offer.translations, offerFormTranslations),
  };
}
