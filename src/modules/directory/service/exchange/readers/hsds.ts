import { findLanguage, languages } from '#platform/i18n';
import { asText, isObject, type JsonObject, objects, readJson } from '../../../model/exchange/json.ts';
import { plainText } from '../../../model/exchange/plain-text.ts';
import {
  columnsOf,
  type IncomingRecord,
  mostRecords,
  type Reading,
  type Remark,
  UnreadableFile,
} from '../../../model/exchange/record.ts';
import { joinList, joinParts } from '../../../model/table/cells.ts';
import { ownCells } from './dreiklang.ts';
import { hsdsTimes } from './hsds-times.ts';

/** What the lists of HSDS hold besides their services, for the parents of their terms. */
class Terms {
  readonly #parents = new Map<string, { name: string; parent: string }>();
  readonly cycles = new Set<string>();

  add(term: JsonObject): void {
    const id = asText(term.id);
    const parent = isObject(term.parent) ? term.parent : undefined;
    if (parent && !this.#parents.has(asText(parent.id))) this.add(parent);
    if (id) this.#parents.set(id, { name: asText(term.name), parent: asText(term.parent_id) || asText(parent?.id) });
  }

  /** The name at the top of a term; a circle of parents ends where it began. */
  topOf(term: JsonObject): string {
    let id = asText(term.id);
    let name = asText(term.name);
    const seen = new Set<string>();
    for (let one = this.#parents.get(id); one; one = this.#parents.get(id)) {
      if (seen.has(id)) {
        this.cycles.add(name);
        return asText(term.name);
      }
      seen.add(id);
      name = one.name || name;
      id = one.parent;
    }
    return name;
  }
}

const byTag = new Map(languages.map((one) => [one.tag, one.id]));

/** ISO 639-3, 639-1 or a name, as the lookup of our table understands it. */
function languageText(language: JsonObject): string {
  const code = asText(language.code).toLowerCase();
  return byTag.get(code) ?? (findLanguage(code) ? code : asText(language.name) || code);
}

/** Terms that say what a service is about; who may come and what kind it is are other links. */
const termsOf = (service: JsonObject): JsonObject[] =>
  objects(service.attributes).flatMap((one) =>
    isObject(one.taxonomy_term) && !/^(?:audience|eligibility|kind)$/.test(asText(one.link_type)) ? [one.taxonomy_term] : [],
  );

function feeCells(service: JsonObject): Record<string, string> {
  const [option] = objects(service.cost_options);
  const amount = option?.amount;
  const note =
    asText(service.fees_description) || asText(service.fees) || asText(option?.amount_description) || asText(option?.option);
  if (typeof amount !== 'number' || amount < 0) return { feeNote: note };
  return amount === 0
    ? { fee: 'free', feeNote: note }
    : { fee: 'paid', amount: amount.toFixed(2).replace('.', ','), feeNote: note };
}

function contactCells(service: JsonObject, location: JsonObject): Record<string, string> {
  const [contact] = [...objects(service.contacts), ...objects(location.contacts)];
  const phones = [...objects(service.phones), ...objects(location.phones), ...objects(contact?.phones)];
  return {
    // A title is an office; names of people stay where they are.
    role: asText(contact?.title) || asText(contact?.department),
    phone: asText(phones.find((one) => asText(one.number))?.number),
    email: asText(service.email) || asText(contact?.email),
    website: asText(service.url),
  };
}

function placeCells(location: JsonObject): Record<string, string> {
  const addresses = objects(location.addresses);
  const address = addresses.find((one) => one.address_type === 'physical') ?? addresses[0] ?? {};
  const number = (value: unknown) => (typeof value === 'number' ? String(Number(value.toFixed(7))) : asText(value));
  return {
    placeName: asText(location.name),
    street: [asText(address.address_1), asText(address.address_2)].filter(Boolean).join(', '),
    postcode: asText(address.postal_code),
    city: asText(address.city),
    lat: number(location.latitude),
    lon: number(location.longitude),
    directions: asText(location.transportation),
  };
}

/** Whose a service is, as it stands inside of it or, by its id, in the file's own list of organizations. */
function organisationOf(service: JsonObject, listed: ReadonlyMap<string, JsonObject>): JsonObject {
  const inside = isObject(service.organization) ? service.organization : {};
  return { ...listed.get(asText(service.organization_id) || asText(inside.id)), ...inside };
}

/** What an organization says of itself; names of people stay where they are. */
function organisationCells(organisation: JsonObject): Record<string, string> {
  const [phone] = objects(organisation.phones);
  const [location = {}] = objects(organisation.locations);
  const { street = '', postcode = '', city = '' } = placeCells(location);
  return {
    organisation: asText(organisation.name),
    organisationDescription: plainText(asText(organisation.description)),
    organisationEmail: asText(organisation.email),
    organisationWebsite: asText(organisation.website) || asText(organisation.url),
    organisationPhone: asText(phone?.number),
    organisationAddress: street && postcode && city ? `${street}, ${postcode} ${city}` : '',
  };
}

function cellsOf(service: JsonObject, at: JsonObject, terms: Terms, say: (name: string) => void): Record<string, string> {
  const organisation = isObject(service.organization) ? service.organization : {};
  const location = isObject(at.location) ? at.location : {};
  const own = termsOf(service);
  const spoken = [...objects(service.languages), ...objects(location.languages)];
  const schedules = [...objects(service.schedules), ...objects(at.schedules), ...objects(location.schedules)];
  return {
    name: asText(service.name),
    summary: asText(service.summary),
    description: plainText(asText(service.description)),
    ...organisationCells(organisation),
    categories: joinList([...new Set(own.map((term) => asText(term.name) || asText(term.code)).filter(Boolean))]),
    topics: joinList([...new Set(own.map((term) => terms.topOf(term)).filter(Boolean))]),
    ...placeCells(location),
    ...hsdsTimes(schedules, say),
    languages: joinList([
      ...new Set(spoken.map((one) => joinParts([languageText(one), undefined, undefined, asText(one.note)]))),
    ]),
    ...feeCells(service),
    documents: joinList(
      objects(service.required_documents)
        .map((one) => asText(one.document))
        .filter(Boolean),
    ),
    how: plainText(asText(service.application_process)),
    ageMin: asText(service.minimum_age),
    ageMax: asText(service.maximum_age),
    eligibility: plainText(asText(service.eligibility_description)),
    ...contactCells(service, location),
    confirmedOn: asText(service.assured_date).slice(0, 10),
    ...ownCells(service, location),
  };
}

/** A list of organizations is the list of their services. */
const flattened = (list: unknown[]): unknown[] =>
  list.flatMap((one) =>
    isObject(one) && Array.isArray(one.services) && one.organization === undefined && one.organization_id === undefined
      ? one.services.map((service) =>
          isObject(service) ? { organization_id: one.id, organization: withoutServices(one), ...service } : service,
        )
      : [one],
  );

const withoutServices = ({ services: _services, ...organisation }: JsonObject): JsonObject => organisation;

function servicesOf(document: unknown): unknown[] {
  if (Array.isArray(document)) return flattened(document);
  if (!isObject(document)) throw new UnreadableFile('exchange.no_hsds');
  const { contents, services, items, organizations } = document;
  for (const list of [contents, services, items]) if (Array.isArray(list)) return flattened(list);
  if (Array.isArray(organizations)) return flattened(objects(organizations).filter((one) => Array.isArray(one.services)));
  if (typeof document.id === 'string' && typeof document.name === 'string') return [document];
  throw new UnreadableFile('exchange.no_hsds');
}

/** A service that is offered at several places is an offer at each: all but the first carry the place in their id. */
const placesOf = (service: JsonObject): readonly JsonObject[] => {
  const all = objects(service.service_at_locations).toSorted((a, b) => (asText(a.id) < asText(b.id) ? -1 : 1));
  return all.length ? all : [{}];
};

/** HSDS 3: the services of a list, a page or a feed that was put together. */
export function readHsds(bytes: Uint8Array): Reading {
  const document = readJson(bytes);
  const services = servicesOf(document);
  if (!services.length) throw new UnreadableFile('exchange.empty');
  if (services.length > mostRecords) throw new UnreadableFile('exchange.too_many', { limit: mostRecords });
  const terms = new Terms();
  for (const term of isObject(document) ? objects(document.taxonomy_terms) : []) terms.add(term);
  for (const service of objects(services)) for (const term of termsOf(service)) terms.add(term);
  const records: IncomingRecord[] = [];
  const [rejected, remarks]: [Remark[], Remark[]] = [[], []];
  const listed = new Map(
    (isObject(document) ? objects(document.organizations) : []).map((one) => [asText(one.id), withoutServices(one)]),
  );
  services.forEach((found, index) => {
    const service = isObject(found) ? { ...found, organization: organisationOf(found, listed) } : found;
    const place = index + 1;
    const say = (field: string, name: string, into = remarks, parameters: Remark['parameters'] = {}) =>
      into.push({ place, field, key: `directory:staff.exchange.remark.${name}`, parameters });
    if (!isObject(service) || !asText(service.id)) {
      say('id', 'no_service', rejected);
      return;
    }
    if (/^(?:inactive|defunct)$/.test(asText(service.status))) return;
    placesOf(service).forEach((at, number) => {
      const id = number ? `${asText(service.id)}:${asText(at.id)}` : asText(service.id);
      const cells = cellsOf(service, at, terms, (name) => say('schedules', name));
      const translations = isObject(service.dreiklang) ? service.dreiklang.translations : undefined;
      records.push({
        place,
        id: id.slice(0, 300),
        cells: Object.fromEntries(Object.entries(cells).filter(([, value]) => value)),
        ...(isObject(translations) ? { translations } : {}),
      });
    });
  });
  for (const name of terms.cycles)
    remarks.push({
      place: 1,
      field: 'taxonomy_term',
      key: 'directory:staff.exchange.remark.cycle',
      parameters: { name: name.slice(0, 80) },
    });
  return { columns: columnsOf(records), records, rejected, remarks, passed: new Set() };
}
