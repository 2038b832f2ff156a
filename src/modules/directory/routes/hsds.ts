import { type Context, createContext, visitor } from '#platform/access';
import type { Database } from '#platform/database';
import {
  type App,
  everyDistrict,
  type FastifyReply,
  type FastifyRequest,
  openToAllSites,
  problem,
  problemType,
} from '#platform/http';
import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import type { JsonSchema } from '#platform/module';
import { sendOpenFile } from '#platform/open-data';
import { openApiDocument } from '#platform/openapi';
import type { TenantDirectory } from '#platform/tenancy';
import { directoryApi } from '../open-api.ts';
import { type AddressKind, type Parameters, type QueryFault, readQuery } from '../service/hsds/parameters.ts';
import type { Plain } from '../service/hsds/plain.ts';
import {
  aboutHsds,
  type Lists,
  linkLists,
  oneLink,
  oneOrganization,
  oneService,
  oneTaxonomy,
  oneTerm,
  organizationLists,
  serviceLists,
  taxonomyLists,
  termLists,
} from '../service/hsds/reading.ts';
import { type HsdsScope, scopeOf } from '../service/hsds/scope.ts';

/** The installation, for the addresses that belong to no district; asked for with every call. */
export interface InstallationParts {
  readonly tenants: Pick<TenantDirectory, 'all'>;
  readonly database: Database;
  readonly publicUrl: string;
}

const json = 'application/json; charset=utf-8';

function refuseQuery(request: FastifyRequest, reply: FastifyReply, faults: readonly QueryFault[]): FastifyReply {
  const { t } = request.visit;
  const said = faults.map(({ parameter, key, values }) => ({ pointer: parameter, detail: t(key, values) }));
  return reply
    .code(400)
    .headers({ ...openToAllSites, 'cache-control': 'no-store' })
    .type(problemType)
    .send(problem(400, request.id, said.map(({ detail }) => detail).join(' '), said));
}

/** Everything at once is seconds of work for a large district: a few at a time, so that pages stay quick. */
const mostStreams = 4;
let streams = 0;

/** Every line an object; read in pieces, so it begins at once however much there is. */
async function* lines(all: AsyncIterable<Plain>): AsyncIterable<string> {
  let text = '';
  streams += 1;
  try {
    for await (const one of all) {
      text += `${JSON.stringify(one)}\n`;
      if (text.length < 65_536) continue;
      yield text;
      text = '';
    }
    if (text) yield text;
  } finally {
    streams -= 1;
  }
}

/** The standard's own addresses in OpenAPI, for programs that know HSDS and not us. */
function openApiOf(place: Place, language: InterfaceLanguage, origin: string, base: string): JsonSchema {
  const t = translator(language);
  return openApiDocument({
    descriptions: [directoryApi],
    t,
    title: t('directory:staff.api.hsds'),
    text: t('directory:staff.api.hsds_text'),
    version: '3.0',
    server: origin + base,
    rename: (route) => (route.startsWith(`${place.base}/`) ? route.slice(place.base.length) : undefined),
  });
}

interface Place {
  /** Path before the standard's own addresses. */
  readonly base: string;
  contexts(request: FastifyRequest): readonly Context[];
  /** District whose publications change the answers. */
  of(request: FastifyRequest): string;
}

const changedAt = ({ districts }: HsdsScope) =>
  new Date(Math.max(...districts.map(({ context }) => context.tenant.contentChangedAt.getTime())));

const versionOf = ({ districts }: HsdsScope) =>
  districts.map(({ context: { tenant } }) => `${tenant.id} ${tenant.contentVersion}`).join(' ');

type Answer = (
  scope: HsdsScope,
  parameters: Parameters & { readonly lang: InterfaceLanguage },
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<Plain | undefined | 'sent'>;

/** Reads the query, asks, and sends what was found; nothing found is 404. */
function answering(place: Place, kind: AddressKind, answer: Answer) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const query = readQuery(kind, (request.query ?? {}) as Record<string, unknown>);
    if ('faults' in query) return refuseQuery(request, reply, query.faults);
    const contexts = place.contexts(request);
    if (!contexts.length) return reply.headers(openToAllSites).refuse(404);
    const scope = await scopeOf(contexts, query.parameters.lang);
    const found = await answer(scope, query.parameters, request, reply);
    if (found === 'sent') return reply;
    if (!found) return reply.headers(openToAllSites).refuse(404);
    reply.header('content-language', scope.language.htmlLang);
    return reply.published({ type: json, body: JSON.stringify(found), modified: changedAt(scope), of: place.of(request) });
  };
}

const listing =
  ({ page, all }: Lists): Answer =>
  async (scope, parameters, request, reply) => {
    if (parameters.format !== 'ndjson') return page(scope, parameters);
    if (streams >= mostStreams) {
      reply.headers({ ...openToAllSites, 'retry-after': '10' }).refuse(429);
      return 'sent';
    }
    sendOpenFile(request, reply, {
      type: 'application/x-ndjson; charset=utf-8',
      version: `${versionOf(scope)} ${scope.origin} ${request.url}`,
      modified: changedAt(scope),
      body: () => lines(all(scope, parameters)),
    });
    return 'sent';
  };

type OneOf = (scope: HsdsScope, id: string, parameters: Parameters) => Promise<Plain | undefined>;
const single =
  (find: OneOf): Answer =>
  (scope, parameters, request) =>
    find(scope, (request.params as { id: string }).id, parameters);

const addresses: readonly (readonly [string, AddressKind, Answer])[] = [
  ['/', 'root', async (scope) => aboutHsds(scope)],
  ['/services', 'services', listing(serviceLists)],
  ['/services/:id', 'one', single(oneService)],
  ['/organizations', 'organizations', listing(organizationLists)],
  ['/organizations/:id', 'organization', single(oneOrganization)],
  ['/service_at_locations', 'service_at_locations', listing(linkLists)],
  ['/service_at_locations/:id', 'one', single(oneLink)],
  ['/taxonomies', 'taxonomies', listing(taxonomyLists)],
  ['/taxonomies/:id', 'one', single(oneTaxonomy)],
  ['/taxonomy_terms', 'taxonomy_terms', listing(termLists)],
  ['/taxonomy_terms/:id', 'one', single(oneTerm)],
];

function routesAt(app: App, place: Place): void {
  const config = { access: 'public', machine: true, limitPerMinute: 600 } as const;
  const openApi: Answer = async (scope, { lang }, request) =>
    openApiOf(
      place,
      lang,
      scope.origin,
      place.base.replace(':district', (request.params as { district?: string }).district ?? ''),
    );
  app.get(`${place.base}/openapi.json`, { config }, answering(place, 'root', openApi));
  for (const [path, kind, answer] of addresses) {
    const handler = answering(place, kind, answer);
    app.get(`${place.base}${path}`, { config }, handler);
    if (path === '/') app.get(place.base, { config }, handler);
  }
}

/** Open Referral HSDS 3.0 (https://docs.openreferral.org): `/hsds/3/{district}/…`, and `/hsds/3/…` for all districts at once. */
export function hsdsRoutes(app: App, installation?: () => InstallationParts): void {
  routesAt(app, {
    base: '/hsds/3/:district',
    contexts: ({ context }) => [context],
    of: ({ context }) => context.tenant.id,
  });
  if (!installation) return;
  routesAt(app, {
    base: '/hsds/3',
    contexts: (request) => {
      const { tenants, database, publicUrl } = installation();
      return tenants.all().map((tenant) =>
        createContext({
          tenant,
          actor: visitor,
          language: german,
          t: translator(german),
          requestId: request.id,
          publicUrl,
          database,
          permissions: new Map(),
        }),
      );
    },
    of: () => everyDistrict,
  });
}
