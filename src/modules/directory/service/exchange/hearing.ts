import { type OfferContent, offerSchema, organisationSchema } from '../../model/content.ts';
import { sourceColumns } from '../../model/exchange/headings.ts';
import { addressParts, type MappedRecord, vocabularyColumns } from '../../model/exchange/mapping.ts';
import type { IncomingRecord, Remark } from '../../model/exchange/record.ts';
import type { Heard, NamedOrganisation } from '../../model/exchange/run.ts';
import { pathOf, type Values, valueAt, withValues } from '../../model/exchange/units.ts';
import { kindColumnOfPath } from '../../model/kinds/row.ts';
import { offerColumns } from '../../model/table/columns.ts';
import { columnOf, type Lookup, readOfferRow } from '../../model/table/offer-row.ts';
import { faultsOfOffer } from '../ground.ts';
import { type SchemaIssue, told } from '../import-plan.ts';
import type { PublishingGround } from '../publishing.ts';

/**
 * Columns that are left out, with a word about it, where they cannot be meant as they stand. In all others a mistake
 * would say something wrong: who may come, how much of an address is shown, whose offer it is.
 */
const mayBeLeftOut = new Set([
  ...Object.values(kindColumnOfPath),
  ...(
    'quarter areaServed placeName street postcode city lat lon accessibility directions hours dates breaks languages fee amount feeNote ' +
    'documents registration how url total free waiting childcare targetGroups role phone email website sourceDocument sourceSection ' +
    'confirmedOn organisationEmail organisationWebsite organisationPhone organisationAddress'
  ).split(' '),
]);

const headers = new Map([...offerColumns, ...sourceColumns].map(({ key, header }) => [key as string, header as string]));

/** What a record says, or why it cannot be taken. */
export type Hearing =
  | { readonly ok: true; readonly heard: Heard; readonly offer: OfferContent; readonly remarks: readonly Remark[] }
  | { readonly ok: false; readonly problems: readonly Remark[] };

export interface HearingGround {
  readonly lookup: Lookup;
  readonly ground: PublishingGround;
  /** Slug and id of a public organisation of ours, by slug or name. */
  organisation(text: string): { readonly id: string; readonly slug: string; readonly name: string } | undefined;
  /** The source is of another district: its towns are not ours, and that is no mistake. */
  readonly elsewhere: boolean;
  /** Counts a word that our vocabularies do not have. */
  unknown(column: string, word: string): void;
}

function readDay(text: string): string | undefined {
  const date = new Date(`${text}T00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? text
    : undefined;
}

/** Holds a record against our table and content, field by field. */
class Hearer {
  readonly problems: Remark[] = [];
  readonly remarks: Remark[] = [];
  readonly silent = new Set<string>();
  readonly #told = new Set<string>();
  readonly #place: number;

  readonly #elsewhere: boolean;

  constructor(place: number, elsewhere: boolean) {
    this.#place = place;
    this.#elsewhere = elsewhere;
  }

  /** @returns true when the field is left out and the record goes on */
  fault(column: string, key: string, parameters: Remark['parameters'] = {}): boolean {
    // One word about each field: what follows from it is not said again.
    const optional = mayBeLeftOut.has(column) || (this.#elsewhere && column === 'town');
    if (this.#told.has(column)) return optional;
    this.#told.add(column);
    const remark = { place: this.#place, field: headers.get(column) ?? column, key, parameters };
    const path = pathOf(column);
    if (!optional) {
      this.problems.push(remark);
      return false;
    }
    this.remarks.push(remark);
    if (path) this.silent.add(path);
    // Half a point is none.
    if (column === 'lat' || column === 'lon') for (const one of ['place.lat', 'place.lon']) this.silent.add(one);
    return true;
  }
}

/** Address of an organisation; undefined: not to be read; 'withheld': its offer hides where it is, and it may be there. */
function organisationPlace(
  cells: Readonly<Record<string, string>>,
  lookup: Lookup,
): Readonly<Record<string, string>> | 'withheld' | undefined {
  const said = cells.visibility && lookup('visibility', cells.visibility);
  if (cells.visibility && said !== 'public') return 'withheld';
  const place = addressParts(cells.organisationAddress ?? '');
  const { placeName, ...address } = place;
  return place.postcode ? { ...address, ...(placeName ? { name: placeName } : {}) } : undefined;
}

function namedOrganisation(cells: Readonly<Record<string, string>>, lookup: Lookup, hearer: Hearer): NamedOrganisation {
  const { organisation = '', organisationKind: kindText, organisationDescription: description } = cells;
  const kind = kindText ? lookup('organisationKind', kindText) : undefined;
  if (kindText && !kind) hearer.fault('organisationKind', 'directory:field.unknown_value', { value: kindText.slice(0, 60) });
  const contact: { email?: string; website?: string; phone?: string } = {};
  for (const [field, column] of [
    ['email', 'organisationEmail'],
    ['website', 'organisationWebsite'],
    ['phone', 'organisationPhone'],
  ] as const) {
    const text = cells[column];
    if (text && organisationSchema.shape[field].safeParse(text).success) contact[field] = text;
    else if (text) hearer.fault(column, 'http:field.format');
  }
  const where = organisationPlace(cells, lookup);
  if (cells.organisationAddress && !where) hearer.fault('organisationAddress', 'http:field.format');
  const place = typeof where === 'object' ? { place: where } : {};
  return { name: organisation, kind, description: description?.slice(0, 5000), ...contact, ...place };
}

/** The offer that is left when faulty fields are taken out one after the other. */
function parseOffer(candidate: Record<string, unknown>, hearer: Hearer): OfferContent | undefined {
  let content = candidate;
  for (let round = 0; round < 8; round++) {
    const without = hearer.silent.size
      ? withValues(content, Object.fromEntries([...hearer.silent].map((path) => [path, usual[path]])))
      : content;
    const parsed = offerSchema.safeParse(without, { reportInput: true });
    if (parsed.success) return parsed.data;
    const seen = new Set<string>();
    for (const issue of parsed.error.issues as unknown as SchemaIssue[]) {
      const column = columnOf(issue.path.join('.'), without);
      const { key, parameters } = told(issue);
      const said = typeof issue.input === 'string' ? { value: issue.input.slice(0, 60) } : {};
      if (!seen.has(column)) hearer.fault(column, key, { ...said, ...parameters });
      seen.add(column);
    }
    if (hearer.problems.length) return undefined;
    content = without;
  }
  return undefined;
}

/** What stands where nothing is said, of fields that cannot be absent. */
const usual: Readonly<Record<string, unknown>> = {
  areaServed: [],
  'place.accessibility': [],
  schedules: [],
  breaks: [],
  languages: [],
  'fees.kind': 'unknown',
  documents: [],
  'participation.registration': 'unknown',
  'capacity.waiting': 'unknown',
  childcare: 'unknown',
  targetGroups: [],
};

export function hear(record: IncomingRecord, mapped: MappedRecord, ground: HearingGround): Hearing {
  const { cells } = mapped;
  const { lookup } = ground;
  const hearer = new Hearer(record.place, ground.elsewhere);
  const { candidate, faults } = readOfferRow(cells, lookup);
  for (const { column, key, value } of faults) {
    if (key === 'directory:field.unknown_value' && vocabularyColumns[column]) ground.unknown(column, value);
    hearer.fault(column, key, { value });
  }
  const organisation = namedOrganisation(cells, lookup, hearer);
  if (!organisation.name) hearer.fault('organisation', 'http:field.required');
  else if (organisation.name.length > 200) hearer.fault('organisation', 'http:field.too_long', { count: 200 });
  const known = organisation.name ? ground.organisation(organisation.name) : undefined;
  // Their town is where they say it is, if they name none for itself.
  const town = candidate.town ?? (cells.city ? lookup('town', cells.city) : undefined);
  const offer = parseOffer({ ...candidate, ...(town ? { town } : {}), organisation: known?.slug ?? 'neu' }, hearer);
  if (offer)
    for (const { field, key } of faultsOfOffer(ground.ground, offer, offer)) hearer.fault(field.split('.')[0] as string, key);
  const day = cells.confirmedOn ? readDay(cells.confirmedOn) : undefined;
  if (cells.confirmedOn && !day) hearer.fault('confirmedOn', 'http:field.date');
  if (!offer || hearer.problems.length) return { ok: false, problems: hearer.problems };
  const values: Record<string, unknown> = {};
  for (const path of mapped.spoken) if (!hearer.silent.has(path)) values[path] = valueAt(offer, path);
  if ('organisation' in values) values.organisation = known?.slug ?? organisation.name;
  const heard: Heard = {
    values: values as Values,
    organisation,
    confirmedOn: day ?? null,
    ...(cells.slug ? { trusted: true } : {}),
  };
  return { ok: true, heard, offer, remarks: hearer.remarks };
}
