/**
 * The objects of HSDS 3.0 as JSON Schema 2020-12, written after the field tables of the standard
 * (https://docs.openreferral.org/en/3.0/hsds/schema_reference.html). Its own schema files are share-alike and not in here.
 * What they leave open stays open: a key that is not named may come along, which is how `dreiklang` does.
 */
export type JsonSchema = { readonly [key: string]: unknown };

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const uuid: JsonSchema = { type: 'string', format: 'uuid' };
const uri: JsonSchema = { type: 'string', format: 'uri' };
const email: JsonSchema = { type: 'string', format: 'email' };
const day: JsonSchema = { type: 'string', format: 'date' };
const moment: JsonSchema = { type: 'string', format: 'date-time' };
/** `HH:MM` with the offset in force. */
const time: JsonSchema = { type: 'string', pattern: '^\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})$' };
const oneOf = (...values: readonly string[]): JsonSchema => ({ type: 'string', enum: values });
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const list = (name: string): JsonSchema => ({ type: 'array', items: ref(name) });

type Fields = Readonly<Record<string, JsonSchema>>;

/** Fields whose name ends in `*` must be there. */
function object(description: string, fields: Fields): JsonSchema {
  const names = Object.keys(fields);
  const bare = (name: string) => name.replace('*', '');
  return {
    description,
    type: 'object',
    required: names.filter((name) => name.endsWith('*')).map(bare),
    properties: Object.fromEntries(names.map((name) => [bare(name), fields[name]])),
  };
}

/** Every object may say how it is classified and how it changed. */
const common: Fields = { attributes: list('attribute'), metadata: list('metadata') };

const serviceFields: Fields = {
  'id*': uuid,
  organization_id: uuid,
  program_id: uuid,
  'name*': text,
  alternate_name: text,
  description: text,
  url: uri,
  email,
  'status*': oneOf('active', 'inactive', 'defunct', 'temporarily closed'),
  interpretation_services: text,
  application_process: text,
  fees_description: text,
  wait_time: text,
  fees: text,
  accreditations: text,
  eligibility_description: text,
  minimum_age: number,
  maximum_age: number,
  assured_date: day,
  assurer_email: email,
  licenses: text,
  alert: text,
  last_modified: moment,
};

const organizationFields: Fields = {
  'id*': uuid,
  'name*': text,
  alternate_name: text,
  'description*': text,
  email,
  website: uri,
  tax_status: text,
  tax_id: text,
  year_incorporated: number,
  legal_status: text,
  logo: uri,
  uri,
  parent_organization_id: uuid,
};

const locationFields: Fields = {
  'id*': uuid,
  'location_type*': oneOf('physical', 'postal', 'virtual'),
  url: uri,
  organization_id: uuid,
  name: text,
  alternate_name: text,
  description: text,
  transportation: text,
  latitude: { type: 'number', minimum: -90, maximum: 90 },
  longitude: { type: 'number', minimum: -180, maximum: 180 },
  external_identifier: text,
  external_identifier_type: text,
};

const linkFields: Fields = { 'id*': uuid, service_id: uuid, location_id: uuid, description: text };

/** What HSDS 3.0 cannot say; everything of ours stands under this one key. */
const ownService: Fields = {
  dreiklang: object('What HSDS 3.0 has no field for', {
    'district*': text,
    'page*': uri,
    'kind*': oneOf('offer', 'project', 'volunteering', 'contact'),
    summary: text,
    'languages_of_texts*': { type: 'object', additionalProperties: text },
    machine_translated: { type: 'array', items: text },
    outdated_translations: { type: 'array', items: text },
    municipality: object('Town', { 'ags*': { type: 'string', pattern: '^\\d{8}$' }, name: text }),
    quarter: text,
    registration: oneOf('none', 'recommended', 'required'),
    registration_url: uri,
    capacity: object('Places', { total: { type: 'integer' }, free: { type: 'integer' } }),
    waiting: oneOf('none', 'weeks', 'months'),
    childcare: { type: 'boolean' },
    gender: oneOf('women', 'men'),
    'timezone*': { const: 'Europe/Berlin' },
    'assured_stage*': text,
    assured_languages: { type: 'object', additionalProperties: day },
    details: { type: 'object' },
    breaks: { type: 'array', items: object('Closed from the first to the last day', { 'from*': day, 'to*': day, reason: text }) },
    languages: {
      type: 'array',
      items: object('Language and how it is there', {
        'code*': { type: 'string', pattern: '^[a-z]{3}$' },
        'mode*': oneOf('spoken', 'interpreted', 'written'),
        opening_hours: text,
        note: text,
      }),
    },
    source: text,
    demonstration: { const: true },
  }),
};

const ownOrganization: Fields = {
  dreiklang: object('What HSDS 3.0 has no field for', {
    'district*': text,
    'page*': uri,
    'kind*': text,
    'languages_of_texts*': { type: 'object', additionalProperties: text },
    machine_translated: { type: 'array', items: text },
    outdated_translations: { type: 'array', items: text },
    tasks: { type: 'array', items: text },
    opening_hours: text,
    municipalities: { type: 'array', items: { type: 'string', pattern: '^\\d{8}$' } },
    demonstration: { const: true },
  }),
};

const ownLocation: Fields = {
  dreiklang: object('How exact the point is', { 'precision*': oneOf('exact', 'area') }),
};

const ownSchedule: Fields = {
  dreiklang: object('The same in the notation it is kept in: OSM opening hours, or RFC 5545', {
    opening_hours: text,
    dtstart: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' },
    minutes: { type: 'integer' },
    rrule: text,
  }),
};

/** Name → schema; the names of the standard, lists with `_list`. */
export const hsdsSchemas: Readonly<Record<string, JsonSchema>> = {
  service: object('A service with everything that belongs to it', {
    ...serviceFields,
    ...common,
    organization: ref('organization'),
    program: ref('program'),
    phones: list('phone'),
    schedules: list('schedule'),
    service_areas: list('service_area'),
    service_at_locations: list('service_at_location'),
    languages: list('language'),
    funding: list('funding'),
    cost_options: list('cost_option'),
    required_documents: list('required_document'),
    contacts: list('contact'),
    ...ownService,
  }),
  service_list: object('A service in a list', {
    ...serviceFields,
    organization: ref('organization_list'),
    program: ref('program'),
    ...ownService,
  }),
  service_minimal: object('A service as `minimal` shows it', { 'id*': uuid, 'modified_date*': moment }),
  organization: object('An organization with everything that belongs to it', {
    ...organizationFields,
    ...common,
    funding: list('funding'),
    contacts: list('contact'),
    phones: list('phone'),
    locations: list('location'),
    programs: list('program'),
    organization_identifiers: list('organization_identifier'),
    services: { type: 'array', items: { anyOf: [ref('service'), ref('service_list')] } },
    ...ownOrganization,
  }),
  organization_list: object('An organization in a list', { ...organizationFields, ...ownOrganization }),
  service_at_location: object('A service at its place', {
    ...linkFields,
    ...common,
    service: ref('service'),
    location: ref('location'),
    contacts: list('contact'),
    phones: list('phone'),
    schedules: list('schedule'),
  }),
  service_at_location_list: object('A service at its place, in a list', {
    ...linkFields,
    service: ref('service_list'),
    location: ref('location_list'),
  }),
  location: object('A place', {
    ...locationFields,
    ...common,
    languages: list('language'),
    addresses: list('address'),
    contacts: list('contact'),
    accessibility: list('accessibility'),
    phones: list('phone'),
    schedules: list('schedule'),
    ...ownLocation,
  }),
  location_list: object('A place in a list', { ...locationFields, ...ownLocation }),
  address: object('A postal address', {
    ...common,
    'id*': uuid,
    location_id: uuid,
    attention: text,
    'address_1*': text,
    address_2: text,
    'city*': text,
    region: text,
    'state_province*': text,
    'postal_code*': text,
    'country*': { type: 'string', pattern: '^[A-Z]{2}$' },
    'address_type*': oneOf('physical', 'postal', 'virtual'),
  }),
  phone: object('A telephone number', {
    ...common,
    'id*': uuid,
    location_id: uuid,
    service_id: uuid,
    organization_id: uuid,
    contact_id: uuid,
    service_at_location_id: uuid,
    'number*': text,
    extension: number,
    type: oneOf('text', 'voice', 'fax', 'cell', 'video', 'pager', 'textphone'),
    description: text,
    languages: list('language'),
  }),
  contact: object('A contact', {
    ...common,
    'id*': uuid,
    organization_id: uuid,
    service_id: uuid,
    service_at_location_id: uuid,
    location_id: uuid,
    name: text,
    title: text,
    department: text,
    email,
    phones: list('phone'),
  }),
  schedule: object('When something takes place', {
    ...common,
    'id*': uuid,
    service_id: uuid,
    location_id: uuid,
    service_at_location_id: uuid,
    valid_from: day,
    valid_to: day,
    dtstart: day,
    timezone: number,
    until: day,
    count: { type: 'integer', minimum: 1 },
    wkst: oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'),
    freq: oneOf('WEEKLY', 'MONTHLY'),
    interval: { type: 'integer', minimum: 1 },
    byday: { type: 'string', pattern: '^-?\\d*(MO|TU|WE|TH|FR|SA|SU)(,-?\\d*(MO|TU|WE|TH|FR|SA|SU))*$' },
    byweekno: text,
    bymonthday: { type: 'string', pattern: '^-?\\d+(,-?\\d+)*$' },
    byyearday: text,
    description: text,
    opens_at: time,
    closes_at: time,
    schedule_link: uri,
    attending_type: text,
    notes: text,
    ...ownSchedule,
  }),
  service_area: object('For which area a service is', {
    ...common,
    'id*': uuid,
    service_id: uuid,
    service_at_location_id: uuid,
    name: text,
    description: text,
    extent: text,
    extent_type: oneOf('geojson', 'topojson', 'kml', 'text'),
    uri,
  }),
  language: object('A language in which a service is delivered', {
    ...common,
    'id*': uuid,
    service_id: uuid,
    location_id: uuid,
    phone_id: uuid,
    name: text,
    code: { type: 'string', pattern: '^[a-z]{2,3}$' },
    note: text,
  }),
  accessibility: object('Help for people with disabilities', {
    ...common,
    'id*': uuid,
    location_id: uuid,
    description: text,
    details: text,
    url: uri,
  }),
  cost_option: object('What it costs', {
    ...common,
    'id*': uuid,
    service_id: uuid,
    valid_from: day,
    valid_to: day,
    option: text,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    amount: { type: 'number', minimum: 0 },
    amount_description: text,
  }),
  required_document: object('What to bring', { ...common, 'id*': uuid, service_id: uuid, document: text, uri }),
  funding: object('Who pays for it', { ...common, 'id*': uuid, organization_id: uuid, service_id: uuid, source: text }),
  program: object('Services that belong together', {
    ...common,
    'id*': uuid,
    organization_id: uuid,
    'name*': text,
    alternate_name: text,
    'description*': text,
  }),
  organization_identifier: object('A register in which the organization has a number', {
    ...common,
    'id*': uuid,
    organization_id: uuid,
    identifier_scheme: text,
    'identifier_type*': text,
    'identifier*': text,
  }),
  attribute: object('A term that holds for something', {
    'id*': uuid,
    link_id: uuid,
    taxonomy_term_id: uuid,
    link_type: text,
    link_entity: text,
    value: text,
    taxonomy_term: ref('taxonomy_term'),
    metadata: list('metadata'),
  }),
  taxonomy: object('A vocabulary', {
    'id*': uuid,
    'name*': text,
    'description*': text,
    uri,
    version: text,
    metadata: list('metadata'),
  }),
  taxonomy_term: object('A term of a vocabulary', {
    'id*': uuid,
    code: text,
    'name*': text,
    'description*': text,
    parent_id: uuid,
    taxonomy: text,
    taxonomy_detail: ref('taxonomy'),
    language: { type: 'string', pattern: '^[a-z]{2,3}$' },
    taxonomy_id: uuid,
    term_uri: uri,
    metadata: list('metadata'),
  }),
  metadata: object('A change', {
    'id*': uuid,
    resource_id: uuid,
    resource_type: text,
    'last_action_date*': day,
    'last_action_type*': text,
    'field_name*': text,
    'previous_value*': text,
    'replacement_value*': text,
    'updated_by*': text,
  }),
  page: object('The envelope of a list', {
    'total_items*': { type: 'integer', minimum: 0 },
    'total_pages*': { type: 'integer', minimum: 0 },
    'page_number*': { type: 'integer', minimum: 1 },
    'size*': { type: 'integer', minimum: 0 },
    'first_page*': { type: 'boolean' },
    'last_page*': { type: 'boolean' },
    'empty*': { type: 'boolean' },
  }),
  about: object('What the interface says of itself', {
    'version*': { const: '3.0' },
    'profile*': uri,
    'openapi_url*': uri,
    description: text,
    publisher: object('Who publishes', { name: text, email, website: uri }),
    dreiklang: { type: 'object' },
  }),
};

/** A page of some objects. */
export const pageOfSchema = (name: string): JsonSchema => ({
  allOf: [ref('page')],
  type: 'object',
  required: ['contents'],
  properties: { contents: list(name) },
});
