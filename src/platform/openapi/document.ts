import type { Translate } from '#platform/i18n';
import type { ApiDescription, ApiOperation, JsonSchema } from '#platform/module';
import { pathParameters, templateOf } from './paths.ts';

/** RFC 9457, as every machine interface answers what it cannot do. */
const problemSchema: JsonSchema = {
  description: 'Problem details (RFC 9457)',
  type: 'object',
  required: ['type', 'title', 'status', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } },
});

/** A text without line breaks, for places that hold one line. */
const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ');

function responsesOf({ answer, status = 200, parameters = [] }: ApiOperation, path: string, t: Translate): JsonSchema {
  const content = Object.fromEntries(Object.entries(answer).map(([type, schema]) => [type, { schema }]));
  return {
    [status]: { description: t(`openapi:staff.answer.${status}`), ...(Object.keys(content).length ? { content } : {}) },
    ...(parameters.length ? { 400: problemAnswer(t('openapi:staff.answer.400')) } : {}),
    ...(pathParameters(path).length ? { 404: problemAnswer(t('openapi:staff.answer.404')) } : {}),
    429: problemAnswer(t('openapi:staff.answer.429')),
  };
}

function operationOf(operation: ApiOperation, path: string, index: number, t: Translate): JsonSchema {
  return {
    operationId: index ? `${operation.id}_${index + 1}` : operation.id,
    tags: [operation.group],
    summary: t(operation.summary),
    ...(operation.description ? { description: t(operation.description) } : {}),
    parameters: [
      ...pathParameters(path).map((name) => ({
        name,
        in: 'path',
        required: true,
        description: t(`openapi:staff.path.${name}`),
        schema: { type: 'string' },
      })),
      ...(operation.parameters ?? []).map(({ name, description, schema }) => ({
        name,
        in: 'query',
        description: t(description),
        schema,
      })),
    ],
    responses: responsesOf(operation, path, t),
  };
}

export interface DocumentParts {
  readonly descriptions: readonly ApiDescription[];
  readonly t: Translate;
  readonly title: string;
  readonly text: string;
  /** Of the program. */
  readonly version: string;
  /** Address before every path. */
  readonly server: string;
  /** Takes a route; undefined: it is left out. Absent: all as they are. */
  readonly rename?: (route: string) => string | undefined;
}

/** The description of all operations as one document after OpenAPI 3.1. */
export function openApiDocument({ descriptions, t, title, text, version, server, rename }: DocumentParts): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  const groups = descriptions.flatMap((one) => one.groups ?? []);
  const used = new Set<string>();
  for (const operation of descriptions.flatMap(({ operations }) => operations)) {
    let index = 0;
    for (const route of operation.paths) {
      const renamed = rename ? rename(route) : route;
      if (renamed === undefined) continue;
      const path = templateOf(renamed);
      paths[path] = { ...paths[path], [operation.method]: operationOf(operation, renamed, index, t) };
      index += 1;
      used.add(operation.group);
    }
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title, version, description: text, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: server }],
    tags: groups
      .filter(({ id }) => used.has(id))
      .map((group) => ({ name: group.id, description: `${t(group.title)}: ${oneLine(t(group.text))}` })),
    paths,
    components: {
      schemas: { ...Object.assign({}, ...descriptions.map(({ schemas }) => schemas ?? {})), problem: problemSchema },
    },
  };
}
