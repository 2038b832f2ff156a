import { LRUCache } from 'lru-cache';
import type { Context } from '#platform/access';
import { type App, everyDistrict, type FastifyRequest } from '#platform/http';
import { findInterfaceLanguage, type InterfaceLanguage, translator } from '#platform/i18n';
import type { ApiDescription, ApiGroup, ApiOperation } from '#platform/module';
import { english, referenceLanguage } from './language.ts';
import { GroupPage, type OperationView, OverviewPage } from './pages/reference.tsx';
import { pathParameters, templateOf } from './paths.ts';

export interface ReferenceParts {
  descriptions(): readonly ApiDescription[];
  documentIn(language: InterfaceLanguage): string;
  exampleContext(requestId: string, language: InterfaceLanguage): Context | undefined;
  readonly started: Date;
}

interface Example {
  readonly addresses: readonly string[];
  readonly type: string;
  readonly text: string;
}

const mostLines = 40;
const mostCharacters = 200;

/** The beginning of an answer as people read it: JSON set out in lines. */
function beginningOf(type: string, body: string): string {
  const parsed = /json/.test(type) && !/ndjson/.test(type) ? JSON.stringify(JSON.parse(body), null, 2) : body;
  const lines = parsed.split(/\r?\n/);
  const shown = lines
    .slice(0, mostLines)
    .map((line) => (line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line));
  return [...shown, ...(lines.length > mostLines ? ['…'] : [])].join('\n');
}

/** Examples are asked of the running program, as anybody could; ten minutes old at most. */
const examples = new LRUCache<string, { found: Example | undefined }>({ max: 500, ttl: 600_000 });

async function exampleOf(app: App, operation: ApiOperation, context: Context | undefined): Promise<Example | undefined> {
  if (!context || !operation.example) return undefined;
  const key = `${context.tenant.id} ${context.tenant.contentVersion} ${operation.id}`;
  const known = examples.get(key);
  if (known) return known.found;
  const addresses = [(await operation.example(context)) ?? []].flat();
  const [address] = addresses;
  const answer =
    address && operation.method === 'get'
      ? await app.inject({ url: address, headers: { accept: 'application/json' } })
      : undefined;
  const type = String(answer?.headers['content-type'] ?? '');
  const shown = answer?.statusCode === 200 ? { type: type.split(';')[0] ?? '', text: beginningOf(type, answer.body) } : undefined;
  const found = address && shown ? { addresses, ...shown } : undefined;
  examples.set(key, { found });
  return found;
}

/** The reference is German or English whatever the visitor's language. */
function inReferenceLanguage(request: FastifyRequest): InterfaceLanguage {
  const language = referenceLanguage(request.visit.language);
  request.visit = { ...request.visit, language, t: translator(language) };
  return language;
}

const operationsOf = (descriptions: readonly ApiDescription[], { id }: ApiGroup) =>
  descriptions.flatMap(({ operations }) => operations.filter(({ group }) => group === id));

export function referenceRoutes(app: App, { descriptions, documentIn, exampleContext, started }: ReferenceParts): void {
  const groups = () => descriptions().flatMap((one) => one.groups ?? []);

  app.get<{ Querystring: { lang?: string } }>(
    '/api/openapi.json',
    { config: { access: 'public', machine: true, limitPerMinute: 120 } },
    async (request, reply) => {
      // Not the visitor's: a document that is kept is the same for everybody.
      const body = documentIn(referenceLanguage(findInterfaceLanguage(String(request.query.lang ?? '')) ?? english));
      return reply.published({ type: 'application/json; charset=utf-8', body, modified: started, of: everyDistrict });
    },
  );

  app.get('/api', { config: { access: 'public' } }, async (request, reply) => {
    inReferenceLanguage(request);
    const all = descriptions();
    const listed = groups().map((group) => ({
      group,
      operations: operationsOf(all, group).map(({ id, method, paths, summary }) => ({
        id,
        method,
        path: templateOf(paths[0] ?? ''),
        summary,
      })),
    }));
    return reply.page(<OverviewPage groups={listed.filter(({ operations }) => operations.length)} />);
  });

  app.get<{ Params: { group: string } }>('/api/:group', { config: { access: 'public' } }, async (request, reply) => {
    const language = inReferenceLanguage(request);
    const group = groups().find(({ id }) => id === request.params.group);
    if (!group) return reply.refuse(404);
    const context = exampleContext(request.id, language);
    const views: OperationView[] = [];
    for (const operation of operationsOf(descriptions(), group)) {
      views.push({
        id: operation.id,
        method: operation.method,
        paths: operation.paths.map(templateOf),
        summary: operation.summary,
        description: operation.description,
        pathParameters: [...new Set(operation.paths.flatMap(pathParameters))],
        parameters: operation.parameters ?? [],
        status: operation.status ?? 200,
        types: Object.keys(operation.answer),
        example: await exampleOf(app, operation, context),
      });
    }
    return reply.page(<GroupPage group={group} operations={views} />);
  });
}
