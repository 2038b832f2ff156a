/**
 * The answers of the Integreat interface v3 as JSON Schema 2020-12, written after what its clients read: a field that they
 * cannot do without is required and never null. Closed objects, so that nothing gets in that is not written down here.
 */
export type JsonSchema = { readonly [key: string]: unknown };

const text: JsonSchema = { type: 'string' };
const some: JsonSchema = { type: 'string', minLength: 1 };
const truth: JsonSchema = { type: 'boolean' };
const number: JsonSchema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const degrees: JsonSchema = { type: 'number', minimum: -180, maximum: 180 };
const address: JsonSchema = { type: 'string', format: 'uri', pattern: '^https?://' };
const moment: JsonSchema = { type: 'string', format: 'date-time', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d' };
/** District, language, and at least one more part; a slash at both ends. */
const path: JsonSchema = { type: 'string', pattern: '^/[a-z0-9-]+/[a-z-]+/(?:[a-z0-9$-]+/)+$' };
const nothing: JsonSchema = { type: 'null' };
const code: JsonSchema = { type: 'string', pattern: '^[a-z]{2,3}(?:-[a-z]+)?$' };
const oneOf = (...values: readonly string[]): JsonSchema => ({ type: 'string', enum: values });
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const orNull = (schema: JsonSchema): JsonSchema => ({ oneOf: [schema, nothing] });

/** All fields are there; some may be null. */
const object = (description: string, properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  description,
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
});

const translations: JsonSchema = {
  type: 'object',
  propertyNames: code,
  additionalProperties: object('The same in another language', { id: number, url: address, path }),
};

const content = {
  id: number,
  url: address,
  path,
  title: some,
  modified_gmt: moment,
  last_updated: moment,
  published_at: moment,
  excerpt: text,
  content: text,
  available_languages: translations,
  thumbnail: orNull(address),
  hash: nothing,
};

const located = (value: JsonSchema, words: JsonSchema): Readonly<Record<string, JsonSchema>> => ({
  id: value === nothing ? nothing : number,
  name: value === nothing ? nothing : some,
  address: words,
  town: words,
  state: nothing,
  postcode: words,
  region: nothing,
  country: words,
  latitude: value,
  longitude: value,
});

const point: JsonSchema = { type: 'array', items: degrees, minItems: 2, maxItems: 2 };
const clock: JsonSchema = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' };

export const integreatSchemas: Readonly<Record<string, JsonSchema>> = {
  integreat_language: object('A language of the district', {
    id: number,
    code,
    bcp47_tag: some,
    native_name: some,
    dir: oneOf('ltr', 'rtl'),
  }),
  integreat_region: object('A district', {
    id: number,
    name: some,
    path: { type: 'string', pattern: '^[a-z0-9-]+$' },
    live: truth,
    prefix: orNull(some),
    name_without_prefix: some,
    plz: text,
    extras: truth,
    events: truth,
    pois: truth,
    push_notifications: truth,
    longitude: degrees,
    latitude: degrees,
    bounding_box: { type: 'array', items: point, minItems: 2, maxItems: 2 },
    aliases: {
      type: 'object',
      additionalProperties: object('Where a town lies', { longitude: degrees, latitude: degrees }),
    },
    tunews: truth,
    external_news: truth,
    zammad_privacy_policy: orNull(address),
    languages: { ...list(ref('integreat_language')), minItems: 1 },
    is_chat_enabled: truth,
  }),
  integreat_organization: object('Who answers for something', {
    id: number,
    slug: some,
    name: some,
    logo: address,
    website: address,
  }),
  integreat_page: object('A page of the guide', {
    ...content,
    parent: {
      type: 'object',
      required: ['id', 'url', 'path'],
      properties: { id: { type: 'integer', minimum: 0 }, url: orNull(address), path: orNull(path) },
      additionalProperties: false,
    },
    order: { type: 'integer', minimum: 0 },
    organization: orNull(ref('integreat_organization')),
    embedded_offers: { type: 'array', maxItems: 0 },
    slug_history: { type: 'array', maxItems: 0 },
  }),
  integreat_category: object('A topic of places', {
    id: number,
    name: some,
    color: { type: 'string', pattern: '^#[0-9A-F]{6}$' },
    icon: some,
    icon_url: address,
    icon_color: some,
  }),
  integreat_day: object('One day of the week', {
    allDay: truth,
    closed: truth,
    appointmentOnly: truth,
    timeSlots: list(object('From one time to another', { start: clock, end: clock, timezone: some })),
  }),
  integreat_contact: object('How to reach somebody', {
    name: orNull(some),
    area_of_responsibility: orNull(some),
    email: orNull({ type: 'string', format: 'email' }),
    phone_number: orNull(some),
    website: orNull(address),
    mobile_number: nothing,
    opening_hours: nothing,
    appointment_url: orNull(address),
  }),
  integreat_place: object('An offer at an address', {
    ...content,
    meta_description: text,
    icon: nothing,
    website: orNull(address),
    email: orNull({ type: 'string', format: 'email' }),
    phone_number: orNull(some),
    category: ref('integreat_category'),
    temporarily_closed: truth,
    opening_hours: orNull({ ...list(ref('integreat_day')), minItems: 7, maxItems: 7 }),
    appointment_url: orNull(address),
    location: object('Where it is', located(degrees, text)),
    organization: orNull(ref('integreat_organization')),
    contacts: list(ref('integreat_contact')),
    barrier_free: orNull(truth),
  }),
  integreat_event: object('An offer on certain days', {
    ...content,
    location: { oneOf: [object('Where it is', located(degrees, text)), object('Nowhere', located(nothing, nothing))] },
    location_path: orNull(path),
    meeting_url: nothing,
    event: object('When it is', {
      id: number,
      start: moment,
      start_date: { type: 'string', format: 'date' },
      start_time: some,
      end: moment,
      end_date: { type: 'string', format: 'date' },
      end_time: some,
      all_day: truth,
      only_weekdays: truth,
      recurrence_id: orNull(number),
      timezone: some,
    }),
    featured_image: nothing,
    recurrence_rule: orNull({
      type: 'string',
      pattern: '^DTSTART:\\d{8}T\\d{6}\\nRRULE:FREQ=[A-Z]+(;[A-Z]+=[^;]+)*;UNTIL=\\d{8}T\\d{6}$',
    }),
  }),
  integreat_news: object('A piece of news', {
    id: { type: 'string', pattern: '^local-\\d+$' },
    title: some,
    content: text,
    display_date: moment,
    last_updated: moment,
    published_at: moment,
    source: oneOf('local'),
    externalUrl: text,
    channel: some,
    available_languages: {
      type: 'object',
      propertyNames: code,
      additionalProperties: object('The same in another language', { id: { type: 'string', pattern: '^local-\\d+$' } }),
    },
  }),
  integreat_message: object('A piece of news, as older clients read it', {
    id: number,
    title: some,
    message: text,
    timestamp: moment,
    display_date: moment,
    last_updated: moment,
    channel: some,
    available_languages: {
      type: 'object',
      propertyNames: code,
      additionalProperties: object('The same in another language', { id: number }),
    },
  }),
  integreat_thanks: object('It is kept', { success: some }),
};

export const listOf = (name: string): JsonSchema => list(ref(name));
export const oneOfKind = (name: string): JsonSchema => ref(name);
