import type { Context } from '#platform/access';
import { interfaceLanguages } from '#platform/i18n';
import type { ApiDescription, ApiOperation, ApiParameter, JsonSchema } from '#platform/module';
import { hsdsSchemas, pageOfSchema } from './model/hsds/schemas.ts';
import { type AddressKind, mostPerPage, type ParameterName, parametersOf, usualPerPage } from './service/hsds/parameters.ts';
import { serviceAtLocationId } from './service/hsds/projection.ts';
import { taxonomyCodes, taxonomyId, topicId } from './service/hsds/taxonomies.ts';
import { paths } from './service/showing/addresses.ts';
import { listOrganizations, listServices } from './store/hsds.ts';

const uuid = { type: 'string', format: 'uuid' };
const truth = { type: 'boolean', default: false };
const age = { type: 'integer', minimum: 0, maximum: 120 };
const time = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' };

const rules: Readonly<Record<ParameterName, JsonSchema>> = {
  search: { type: 'string', maxLength: 200 },
  page: { type: 'integer', minimum: 1, default: 1 },
  per_page: { type: 'integer', minimum: 1, maximum: mostPerPage, default: usualPerPage },
  format: { type: 'string', enum: ['json', 'ndjson'], default: 'json' },
  taxonomy_term_id: uuid,
  taxonomy_id: uuid,
  organization_id: uuid,
  parent_id: uuid,
  modified_after: { type: 'string', format: 'date-time' },
  minimal: truth,
  full: truth,
  full_service: truth,
  top_only: truth,
  postcode: { type: 'string', pattern: '^\\d{5}$' },
  proximity: { type: 'integer', minimum: 1, maximum: 200_000 },
  minimum_age: age,
  maximum_age: age,
  day: { type: 'string', pattern: '^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$' },
  start_time: time,
  end_time: time,
  lang: { type: 'string', enum: interfaceLanguages.map(({ tag }) => tag), default: 'de' },
};

const parameters = (kind: AddressKind): ApiParameter[] =>
  parametersOf[kind].map((name) => ({ name, description: `directory:staff.api.parameter.${name}`, schema: rules[name] }));

const schema = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const json = (value: JsonSchema) => ({ 'application/json': value });
const base = ({ tenant }: Context) => `/hsds/3/${tenant.slug}`;

async function firstService(context: Context, located: boolean) {
  const filter = { tenantIds: [context.tenant.id], text: '', located };
  return (await listServices(context.database.shared, filter, { limit: 1, offset: 0 })).rows[0];
}

async function firstOrganization({ tenant, database }: Context): Promise<string | undefined> {
  const { rows } = await listOrganizations(database.shared, { tenantIds: [tenant.id], text: '' }, { limit: 1, offset: 0 });
  return rows[0]?.organisationId;
}

/** Below the root of HSDS. */
type Example = (context: Context) => string | undefined | Promise<string | undefined>;

function hsds(
  path: string,
  id: string,
  key: string,
  kind: AddressKind,
  answer: JsonSchema,
  example: Example,
  description?: string,
): ApiOperation {
  return {
    method: 'get',
    paths: [`/hsds/3/:district${path}`, `/hsds/3${path}`],
    id,
    group: 'hsds',
    summary: `directory:staff.api.hsds.${key}`,
    ...(description ? { description: `directory:staff.api.hsds.${description}` } : {}),
    parameters: parameters(kind),
    answer: json(answer),
    // The same for the district and for all.
    example: async (context) => {
      const path = await example(context);
      return path === undefined ? undefined : [`${base(context)}${path}`, `/hsds/3${path}`];
    },
  };
}

const some =
  (path: string): Example =>
  () =>
    `${path}?per_page=1`;

const hsdsOperations: readonly ApiOperation[] = [
  hsds('/', 'getAbout', 'root', 'root', schema('about'), () => '/'),
  hsds('/openapi.json', 'getHsdsOpenApi', 'openapi', 'root', { type: 'object' }, () => '/openapi.json'),
  hsds('/services', 'listServices', 'services', 'services', pageOfSchema('service_list'), some('/services')),
  hsds('/services/:id', 'getService', 'service', 'one', schema('service'), async (context) => {
    const found = await firstService(context, false);
    return found && `/services/${found.offerId}`;
  }),
  hsds(
    '/organizations',
    'listOrganizations',
    'organizations',
    'organizations',
    pageOfSchema('organization_list'),
    some('/organizations'),
  ),
  hsds('/organizations/:id', 'getOrganization', 'organization', 'organization', schema('organization'), async (context) => {
    const found = await firstOrganization(context);
    return found && `/organizations/${found}`;
  }),
  hsds(
    '/service_at_locations',
    'listServiceAtLocations',
    'links',
    'service_at_locations',
    pageOfSchema('service_at_location_list'),
    some('/service_at_locations'),
  ),
  hsds(
    '/service_at_locations/:id',
    'getServiceAtLocation',
    'link',
    'one',
    schema('service_at_location'),
    async (context) => {
      const found = await firstService(context, true);
      return found && `/service_at_locations/${serviceAtLocationId(found.offerId)}`;
    },
    'link_text',
  ),
  hsds('/taxonomies', 'listTaxonomies', 'taxonomies', 'taxonomies', pageOfSchema('taxonomy'), some('/taxonomies')),
  hsds('/taxonomies/:id', 'getTaxonomy', 'taxonomy', 'one', schema('taxonomy'), () => `/taxonomies/${taxonomyId('topics')}`),
  hsds('/taxonomy_terms', 'listTaxonomyTerms', 'terms', 'taxonomy_terms', pageOfSchema('taxonomy_term'), some('/taxonomy_terms')),
  hsds(
    '/taxonomy_terms/:id',
    'getTaxonomyTerm',
    'term',
    'one',
    schema('taxonomy_term'),
    (context) => `/taxonomy_terms/${topicId(context.tenant.id, 'language')}`,
  ),
];

const searchParameters = (names: readonly string[], rule: JsonSchema = { type: 'string' }): ApiParameter[] =>
  names.map((name) => ({ name, description: `directory:staff.api.search.${name}`, schema: rule }));

const offerPage = '/:district/:language/angebote/:slug';
const proposals = '/:district/:language/angebot-vorschlagen';
const german = (context: Context) => `/${context.tenant.slug}/de`;

function file(name: string, id: string, key: string, mediaType: string, answer: JsonSchema, description?: string): ApiOperation {
  return {
    method: 'get',
    paths: [`/open-data/:district/${name}`],
    id,
    group: 'open-data',
    summary: `directory:staff.api.files.${key}`,
    ...(description ? { description } : {}),
    answer: { [mediaType]: answer },
    example: ({ tenant }) => `/open-data/${tenant.slug}/${name}`,
  };
}

/** What programs may ask of the directory. */
export const directoryApi: ApiDescription = {
  groups: [
    {
      id: 'hsds',
      title: 'directory:staff.api.hsds',
      text: 'directory:staff.api.hsds_text',
      sections: [
        ...['lang', 'own', 'choices'].map((id) => ({
          id,
          title: `directory:staff.api.hsds.${id}`,
          text: `directory:staff.api.hsds.${id}_text`,
        })),
        ...taxonomyCodes.map((code) => ({
          id: code,
          title: `directory:staff.hsds.taxonomy.${code}`,
          text: `directory:staff.hsds.taxonomy.${code}_text`,
        })),
      ],
    },
    { id: 'search', title: 'directory:staff.api.search', text: 'directory:staff.api.search_text' },
    { id: 'widget', title: 'directory:staff.api.widget', text: 'directory:staff.api.widget_text' },
  ],
  schemas: hsdsSchemas,
  operations: [
    ...hsdsOperations,
    {
      method: 'get',
      paths: ['/:district/:language/angebote'],
      id: 'searchOffers',
      group: 'search',
      summary: 'directory:staff.api.search.list',
      parameters: [
        ...searchParameters(['q', 'ort', 'thema', 'sprache', 'zielgruppe', 'plz']),
        ...searchParameters(['umkreis', 'seite'], { type: 'integer', minimum: 1 }),
      ],
      answer: json({ type: 'object', required: ['total', 'page', 'pages', 'facets', 'offers'] }),
      example: (context) => `${german(context)}/angebote?q=Deutschkurs`,
    },
    {
      method: 'get',
      paths: [offerPage],
      id: 'getOffer',
      group: 'search',
      summary: 'directory:staff.api.search.one',
      answer: json({ type: 'object', required: ['id', 'slug', 'url', 'name', 'description'] }),
      example: async (context) => {
        const found = await firstService(context, true);
        return found && `${german(context)}/angebote/${found.slug}`;
      },
    },
    {
      method: 'get',
      paths: [`${offerPage}/termine.ics`],
      id: 'getOfferDates',
      group: 'calendars',
      summary: 'directory:staff.api.dates',
      answer: { 'text/calendar': { type: 'string' } },
    },
    file('offers.csv', 'getOffersCsv', 'offers_csv', 'text/csv', { type: 'string' }),
    file(
      'offers.geojson',
      'getOffersGeoJson',
      'offers_geojson',
      'application/geo+json',
      { type: 'object', required: ['type', 'features'], properties: { type: { const: 'FeatureCollection' } } },
      'directory:staff.api.files.offers_geojson_text',
    ),
    file('organisations.csv', 'getOrganisationsCsv', 'organisations_csv', 'text/csv', { type: 'string' }),
    {
      method: 'get',
      paths: ['/:district/:language/einbetten/ansicht.html'],
      id: 'getEmbeddedOffers',
      group: 'widget',
      summary: 'directory:staff.api.widget.snippet',
      description: 'directory:staff.api.widget.snippet_text',
      parameters: [
        ...searchParameters(['ort', 'thema']),
        {
          name: 'anzahl',
          description: 'directory:staff.api.widget.limit',
          schema: { type: 'integer', minimum: 1, maximum: 10, default: 5 },
        },
      ],
      answer: { 'text/html': { type: 'string' } },
      example: (context) => `${german(context)}/einbetten/ansicht.html?anzahl=2`,
    },
    {
      method: 'get',
      paths: [`${proposals}/raetsel`],
      id: 'getPuzzle',
      group: 'internal',
      summary: 'directory:staff.api.internal.puzzle',
      answer: json({ type: 'object' }),
    },
    {
      method: 'get',
      paths: [`${proposals}/aehnliche`],
      id: 'listSimilarOffers',
      group: 'internal',
      summary: 'directory:staff.api.internal.similar',
      answer: json({ type: 'object', required: ['offers'] }),
      example: (context) => `${paths.propose({ tenant: context.tenant, language: context.language })}/aehnliche?name=Deutschkurs`,
    },
  ],
};
