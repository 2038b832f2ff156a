import type { Context } from '#platform/access';
import type { ApiDescription, ApiOperation, ApiParameter, JsonSchema } from '#platform/module';
import { integreatSchemas, listOf, oneOfKind } from './model/integreat/schemas.ts';
import { listPublicTitles } from './store/public-pages.ts';

const json = (value: JsonSchema) => ({ 'application/json': value });
const text: JsonSchema = { type: 'string' };
const parameter = (name: string, schema: JsonSchema = text): ApiParameter => ({
  name,
  description: `orientation:staff.api.parameter.${name}`,
  schema,
});

const bases = ['/api/v3/:region/:code', '/:region/:code/wp-json/extensions/v3'] as const;

async function somePage({ tenant, database }: Context): Promise<string | undefined> {
  const [page] = await listPublicTitles(database.shared, tenant.id, ['de']);
  return page && `url=${encodeURIComponent(`/${tenant.slug}/de/ankommen/${page.slug}`)}`;
}

/** The paths in a district, in German. */
const inDistrict = (paths: readonly string[], { tenant }: Context, query = ''): string[] =>
  paths.map((path) => `${path.replace(':region', tenant.slug).replace(':code', 'de')}/${query && `?${query}`}`);

interface More {
  readonly parameters?: readonly ApiParameter[];
  /** Of the example; undefined: there is none today. */
  readonly query?: (context: Context) => Promise<string | undefined> | string;
  readonly withoutExample?: true;
}

/** A list or thing of a district in one language; `names` answer alike. */
function inLanguage(names: readonly string[], id: string, key: string, answer: JsonSchema, more: More = {}): ApiOperation {
  const { parameters, query, withoutExample } = more;
  const paths = names.flatMap((name) => bases.map((base) => `${base}/${name}`));
  return {
    method: 'get',
    paths,
    id,
    group: 'integreat',
    summary: `orientation:staff.api.integreat.${key}`,
    ...(parameters ? { parameters } : {}),
    answer: json(answer),
    ...(withoutExample
      ? {}
      : {
          example: async (context) => {
            const asked = query ? await query(context) : '';
            return asked === undefined ? undefined : inDistrict(paths, context, asked);
          },
        }),
  };
}

/** Something of the whole district. */
function ofDistrict(paths: readonly string[], id: string, key: string, answer: JsonSchema): ApiOperation {
  return {
    method: 'get',
    paths,
    id,
    group: 'integreat',
    summary: `orientation:staff.api.integreat.${key}`,
    answer: json(answer),
    example: (context) => inDistrict(paths, context),
  };
}

const url = parameter('url');
const number = parameter('id', { type: 'integer', minimum: 1 });
const empty: JsonSchema = { type: 'array', maxItems: 0 };

/** The interface of the Integreat app, and the addresses under which older clients ask the same. */
export const integreatApi: ApiDescription = {
  groups: [{ id: 'integreat', title: 'orientation:staff.api.integreat', text: 'orientation:staff.api.integreat_text' }],
  schemas: integreatSchemas,
  operations: [
    ofDistrict(['/api/v3/regions', '/wp-json/extensions/v3/sites'], 'listRegions', 'regions', listOf('integreat_region')),
    ofDistrict(
      ['/api/v3/regions/:region', '/wp-json/extensions/v3/sites/:region'],
      'getRegion',
      'region',
      oneOfKind('integreat_region'),
    ),
    ofDistrict(
      ['/api/v3/:region/languages', '/:region/de/wp-json/extensions/v3/languages'],
      'listLanguages',
      'languages',
      listOf('integreat_language'),
    ),
    ofDistrict(['/api/v3/:region/offers', '/api/v3/:region/extras'], 'listDistrictServices', 'offers', empty),
    inLanguage(['pages'], 'listPages', 'pages', listOf('integreat_page')),
    inLanguage(['children'], 'listChildren', 'children', listOf('integreat_page'), {
      parameters: [url, number, parameter('depth', { type: 'integer', minimum: 0, default: 1 })],
      query: () => 'depth=1',
    }),
    inLanguage(['parents'], 'listParents', 'parents', listOf('integreat_page'), { parameters: [url, number], query: somePage }),
    inLanguage(['page', 'post'], 'getPage', 'page', oneOfKind('integreat_page'), { parameters: [url, number], query: somePage }),
    inLanguage(['locations'], 'listLocations', 'locations', listOf('integreat_place'), {
      parameters: [parameter('on_map', { type: 'integer', minimum: 0, maximum: 1 })],
      query: () => 'on_map=1',
    }),
    inLanguage(['location-categories'], 'listLocationCategories', 'categories', listOf('integreat_category')),
    inLanguage(['events'], 'listEvents', 'events', listOf('integreat_event'), {
      parameters: [parameter('combine_recurring')],
      query: () => 'combine_recurring=True',
    }),
    inLanguage(['news'], 'listNews', 'news', listOf('integreat_news'), {
      parameters: [
        parameter('page', { type: 'integer', minimum: 1, default: 1 }),
        parameter('size', { type: 'integer', minimum: 20, maximum: 500, default: 500 }),
        parameter('channel'),
        parameter('source'),
      ],
    }),
    inLanguage(['news/:id'], 'getNews', 'news_item', oneOfKind('integreat_news'), { withoutExample: true }),
    inLanguage(['fcm'], 'listMessages', 'messages', listOf('integreat_message'), { parameters: [parameter('channel')] }),
    inLanguage(['imprint', 'disclaimer'], 'getImprint', 'imprint', oneOfKind('integreat_page')),
    inLanguage(['offers', 'extras'], 'listThirdPartyServices', 'offers', empty),
    {
      method: 'post',
      paths: ['/api/v3/:region/:code/feedback/:kind'],
      id: 'sendFeedback',
      group: 'integreat',
      summary: 'orientation:staff.api.integreat.feedback',
      description: 'orientation:staff.api.integreat.feedback_text',
      status: 201,
      answer: json(oneOfKind('integreat_thanks')),
    },
    {
      method: 'get',
      paths: ['/:region/:code/wp-json/ig-mpdf/v1/pdf', '/api/v3/:region/:code/pdf'],
      id: 'getPdf',
      group: 'integreat',
      summary: 'orientation:staff.api.integreat.pdf',
      parameters: [url],
      status: 302,
      answer: {},
    },
    {
      method: 'get',
      paths: ['/api/v3/icons/:icon.svg'],
      id: 'getIcon',
      group: 'integreat',
      summary: 'orientation:staff.api.integreat.icon',
      answer: { 'image/svg+xml': text },
      example: () => '/api/v3/icons/advice.svg',
    },
  ],
};
