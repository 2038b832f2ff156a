import type { OfferContent, Schedule } from '../content.ts';
import { compact } from '../form/values.ts';
import { kindColumnOfPath, kindVocabularies, readKindCells, writeKindCells } from '../kinds/row.ts';
import { canonicalHours } from '../opening-hours.ts';
import * as vocabulary from '../vocabulary.ts';
import { joinList, joinParts, joinTexts, splitList, splitParts } from './cells.ts';

/** Cells by column key (columns.ts). */
export type Cells = Readonly<Record<string, string>>;

/** Finds the id that a name in a table stands for: the id itself or its German name, whatever the case. */
export type Lookup = (vocabularyName: string, text: string) => string | undefined;

/** A value the table cannot mean anything by; `column` is a column key. */
export interface CellFault {
  readonly column: string;
  readonly key: string;
  readonly value: string;
}

const unknown = 'directory:field.unknown_value';

const suspicious = /[\p{Cc}\p{Mn}\ufffd-\uffff]/u;

/** As forms clean what is typed: normal form, no control characters but line breaks. Nearly no cell needs it. */
function clean(cell: string): string {
  if (!suspicious.test(cell)) return cell.trim();
  return cell
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\t\n]|[\ufffd-\uffff]/gu, '')
    .normalize('NFC')
    .trim();
}

class Reader {
  readonly faults: CellFault[] = [];
  readonly #cells: Cells;
  readonly #lookup: Lookup;

  constructor(cells: Cells, lookup: Lookup) {
    this.#cells = cells;
    this.#lookup = lookup;
  }

  text(column: string): string | undefined {
    return this.cell(column) || undefined;
  }

  cell(column: string): string {
    const cell = this.#cells[column];
    return cell ? clean(cell) : '';
  }

  #fault(column: string, key: string, value: string): undefined {
    this.faults.push({ column, key, value: value.slice(0, 60) });
  }

  one(column: string, name: string, otherwise?: string): string | undefined {
    const value = this.text(column);
    if (value === undefined) return otherwise;
    return this.#lookup(name, value) ?? this.#fault(column, unknown, value);
  }

  named(column: string, name: string, value: string | undefined): string | undefined {
    return value === undefined ? undefined : (this.#lookup(name, value) ?? this.#fault(column, unknown, value));
  }

  /** Names divided by `|`; commas divide too where no single name has one. */
  several(column: string, name: string): string[] {
    return splitList(this.cell(column)).flatMap((item) => {
      const known = this.#lookup(name, item);
      if (known !== undefined) return [known];
      return item
        .split(/[|,]/)
        .flatMap((part) => this.#lookup(name, part.trim()) ?? this.#fault(column, unknown, part.trim()) ?? []);
    });
  }

  number(column: string): number | undefined {
    const value = this.text(column);
    if (value === undefined) return undefined;
    return /^\d{1,9}$/.test(value) ? Number(value) : this.#fault(column, 'directory:field.number', value);
  }

  decimal(column: string): number | undefined {
    const value = this.text(column)?.replace(',', '.');
    if (value === undefined) return undefined;
    return /^-?\d{1,3}(?:\.\d{1,15})?$/.test(value) ? Number(value) : this.#fault(column, 'directory:field.number', value);
  }

  /** Hours with one digit behind the comma. */
  hours(column: string): number | undefined {
    const value = this.text(column)?.replace(',', '.');
    if (value === undefined) return undefined;
    return /^\d{1,2}(?:\.\d)?$/.test(value) ? Number(value) : this.#fault(column, 'directory:field.number', value);
  }

  cents(column: string): number | undefined {
    const value = this.text(column);
    const [, euros, fraction = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))? ?(?:€|Euro|EUR)?$/i.exec(value ?? '') ?? [];
    if (value === undefined) return undefined;
    return euros === undefined
      ? this.#fault(column, 'directory:field.amount', value)
      : Number(euros) * 100 + Number(fraction.padEnd(2, '0'));
  }
}

const germanHours = /(?:^|[^A-Za-z])(?:Di|Mi|Do|So|Uhr)(?![a-z])/;
const readHours = (text: string | undefined) =>
  text !== undefined && germanHours.test(text) ? canonicalHours(text.replaceAll(/ ?Uhr/g, '')) : text;

function readPlace(reader: Reader) {
  const place = {
    name: reader.text('placeName'),
    street: reader.text('street'),
    postcode: reader.text('postcode'),
    city: reader.text('city'),
    lat: reader.decimal('lat'),
    lon: reader.decimal('lon'),
    visibility: reader.one('visibility', 'visibility', 'public'),
    accessibility: reader.several('accessibility', 'accessibility'),
    directions: reader.text('directions'),
  };
  const { visibility, accessibility, ...said } = place;
  return visibility === 'public' && !accessibility.length && Object.values(said).every((value) => value === undefined)
    ? undefined
    : place;
}

function readSchedules(reader: Reader) {
  const weekly = splitParts(reader.cell('hours')).map(([hours, validFrom, validTo, note]) => ({
    kind: 'weekly',
    hours: readHours(hours),
    validFrom,
    validTo,
    note,
  }));
  const dates = splitParts(reader.cell('dates')).map(([start, minutes, rrule, note]) => ({
    kind: 'dates',
    start,
    minutes: Number(minutes),
    rrule,
    note,
  }));
  return [...weekly, ...dates];
}

function readContact(reader: Reader) {
  const contact = {
    role: reader.text('role'),
    phone: reader.text('phone'),
    email: reader.text('email'),
    website: reader.text('website'),
  };
  return Object.values(contact).some((value) => value !== undefined) ? contact : undefined;
}

/**
 * What a row says, still to be held against the content schema. `organisation` stays as it was typed; translations,
 * the mark of an example and of a proper name are not in the table.
 */
export function readOfferRow(cells: Cells, lookup: Lookup): { candidate: Record<string, unknown>; faults: readonly CellFault[] } {
  const reader = new Reader(cells, lookup);
  const source = { document: reader.text('sourceDocument'), section: reader.text('sourceSection') };
  const kind = reader.one('kind', 'kind', 'offer');
  const candidate = {
    kind,
    name: reader.text('name'),
    summary: reader.text('summary'),
    description: reader.text('description'),
    organisation: reader.text('organisation'),
    categories: [...new Set(reader.several('categories', 'category'))],
    town: reader.one('town', 'town'),
    quarter: reader.text('quarter'),
    areaServed: reader.several('areaServed', 'town'),
    place: readPlace(reader),
    schedules: readSchedules(reader),
    breaks: splitParts(reader.cell('breaks')).map(([from, to, reason]) => ({ from, to, reason })),
    languages: splitParts(reader.cell('languages')).map(([code, hours, mode, note, by]) => ({
      code: reader.named('languages', 'language', code),
      hours: readHours(hours),
      mode: reader.named('languages', 'mode', mode) ?? 'spoken',
      note,
      by: reader.named('languages', 'speaker', by),
    })),
    fees: { kind: reader.one('fee', 'fee', 'unknown'), cents: reader.cents('amount'), note: reader.text('feeNote') },
    documents: splitList(reader.cell('documents')),
    participation: {
      registration: reader.one('registration', 'registration', 'unknown'),
      how: reader.text('how'),
      url: reader.text('url'),
    },
    capacity: {
      total: reader.number('total'),
      free: reader.number('free'),
      waiting: reader.one('waiting', 'waiting', 'unknown'),
    },
    childcare: reader.one('childcare', 'childcare', 'unknown'),
    ages: { min: reader.number('ageMin'), max: reader.number('ageMax') },
    gender: reader.one('gender', 'gender', 'all'),
    targetGroups: reader.several('targetGroups', 'target'),
    residence: reader.several('residence', 'residence'),
    germanLevel: { min: reader.one('levelMin', 'level'), max: reader.one('levelMax', 'level') },
    contact: readContact(reader),
    ...readKindCells(reader, kind),
    source: source.document === undefined && source.section === undefined ? undefined : source,
  };
  return { candidate: compact(candidate), faults: reader.faults };
}

/** Column of a path of the content, where the two are called differently. */
export const columnOfPath: Readonly<Record<string, string>> = {
  'place.name': 'placeName',
  'place.street': 'street',
  'place.postcode': 'postcode',
  'place.city': 'city',
  'place.lat': 'lat',
  'place.lon': 'lon',
  'place.visibility': 'visibility',
  'place.accessibility': 'accessibility',
  'place.directions': 'directions',
  'fees.kind': 'fee',
  'fees.cents': 'amount',
  'fees.note': 'feeNote',
  'participation.registration': 'registration',
  'participation.how': 'how',
  'participation.url': 'url',
  'capacity.total': 'total',
  'capacity.free': 'free',
  'capacity.waiting': 'waiting',
  'ages.min': 'ageMin',
  'ages.max': 'ageMax',
  'germanLevel.min': 'levelMin',
  'germanLevel.max': 'levelMax',
  'contact.role': 'role',
  'contact.phone': 'phone',
  'contact.email': 'email',
  'contact.website': 'website',
  'source.document': 'sourceDocument',
  'source.section': 'sourceSection',
  ...kindColumnOfPath,
};

/** Column in which a path of the content stands. */
export function columnOf(path: string, candidate: Readonly<Record<string, unknown>>): string {
  const schedule = /^schedules\.(\d+)/.exec(path);
  if (schedule) return (candidate.schedules as { kind: string }[])[Number(schedule[1])]?.kind === 'dates' ? 'dates' : 'hours';
  return columnOfPath[path] ?? columnOfPath[path.split('.').slice(0, 2).join('.')] ?? path.split('.')[0] ?? path;
}

const decimal = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','));

function weeklyText(one: Extract<Schedule, { kind: 'weekly' }>): string {
  return joinParts([one.hours, one.validFrom, one.validTo, one.note]);
}

/** What people write for an id; a `Lookup` must find the id again. */
export type Label = (vocabularyName: string, id: string) => string;

/** The row of an offer, which reads back as the same content. */
export function writeOfferRow(
  offer: OfferContent,
  facts: { slug: string; confirmedOn: string | null },
  label: Label = (_name, id) => id,
): Record<string, string> {
  const { place, fees, participation, capacity, ages, germanLevel, contact, source } = offer;
  const weekly = offer.schedules.filter((one) => one.kind === 'weekly');
  const dates = offer.schedules.filter((one) => one.kind === 'dates');
  const list = (name: string, ids: readonly string[]) => joinList(ids.map((id) => label(name, id)));
  const amount = fees.cents === undefined ? '' : `${Math.floor(fees.cents / 100)},${String(fees.cents % 100).padStart(2, '0')}`;
  return {
    slug: facts.slug,
    kind: label('kind', offer.kind),
    name: offer.name,
    summary: offer.summary,
    description: offer.description,
    organisation: label('organisation', offer.organisation),
    organisationKind: '',
    organisationDescription: '',
    categories: list('category', offer.categories),
    town: offer.town === undefined ? '' : label('town', offer.town),
    quarter: offer.quarter ?? '',
    areaServed: list('town', offer.areaServed),
    placeName: place?.name ?? '',
    street: place?.street ?? '',
    postcode: place?.postcode ?? '',
    city: place?.city ?? '',
    lat: decimal(place?.lat),
    lon: decimal(place?.lon),
    visibility: place ? label('visibility', place.visibility) : '',
    accessibility: list('accessibility', place?.accessibility ?? []),
    directions: place?.directions ?? '',
    hours: joinList(weekly.map(weeklyText)),
    dates: joinList(dates.map((one) => joinParts([one.start, one.minutes, one.rrule, one.note]))),
    breaks: joinList(offer.breaks.map((one) => joinParts([one.from, one.to, one.reason]))),
    languages: joinList(
      offer.languages.map((one) =>
        joinParts([
          label('language', one.code),
          one.hours,
          label('mode', one.mode),
          one.note,
          one.by === undefined ? undefined : label('speaker', one.by),
        ]),
      ),
    ),
    fee: label('fee', fees.kind),
    amount,
    feeNote: fees.note ?? '',
    documents: joinTexts(offer.documents),
    registration: label('registration', participation.registration),
    how: participation.how ?? '',
    url: participation.url ?? '',
    total: String(capacity.total ?? ''),
    free: String(capacity.free ?? ''),
    waiting: label('waiting', capacity.waiting),
    childcare: label('childcare', offer.childcare),
    ageMin: String(ages.min ?? ''),
    ageMax: String(ages.max ?? ''),
    gender: label('gender', offer.gender),
    targetGroups: list('target', offer.targetGroups),
    residence: list('residence', offer.residence),
    levelMin: germanLevel.min ?? '',
    levelMax: germanLevel.max ?? '',
    role: contact?.role ?? '',
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
    website: contact?.website ?? '',
    ...writeKindCells(offer, label),
    sourceDocument: source?.document ?? '',
    sourceSection: source?.section ?? '',
    confirmedOn: facts.confirmedOn ?? '',
  };
}

/** The closed vocabularies a table may name, by the prefix of their texts. */
export const tableVocabularies: Readonly<Record<string, readonly string[]>> = {
  kind: vocabulary.offerKinds,
  visibility: vocabulary.addressVisibilities,
  accessibility: vocabulary.accessibilityFeatures,
  mode: vocabulary.deliveryModes,
  fee: vocabulary.feeKinds,
  registration: vocabulary.registrationKinds,
  waiting: vocabulary.waitingTimes,
  childcare: vocabulary.childcareStates,
  gender: vocabulary.genders,
  target: vocabulary.targetGroups,
  residence: vocabulary.residenceGroups,
  level: vocabulary.germanLevels,
  organisationKind: vocabulary.organisationKinds,
  ...kindVocabularies,
};
