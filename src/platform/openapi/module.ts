import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, createContext, visitor } from '#platform/access';
import { projectRoot } from '#platform/config';
import type { Database } from '#platform/database';
import { type InterfaceLanguage, translator } from '#platform/i18n';
import { type ApiDescription, defineModule, type ModuleDefinition } from '#platform/module';
import type { TenantDirectory } from '#platform/tenancy';
import { openApiDocument } from './document.ts';
import { referenceRoutes } from './routes.tsx';

export interface OpenApiWiring {
  /** Of the house, this one among them; asked for with every call. */
  readonly modules: () => readonly ModuleDefinition[];
  /** Of rooms that are no modules: health, figures for operators. */
  readonly more: readonly ApiDescription[];
  /** The installation, whose first district lends its data to the examples; asked for with every call. */
  readonly installation: () => {
    readonly tenants: Pick<TenantDirectory, 'all'>;
    readonly database: Database;
    readonly publicUrl: string;
  };
}

const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };

const ownDescription: ApiDescription = {
  groups: [
    { id: 'openapi', title: 'openapi:staff.group.openapi', text: 'openapi:staff.group.openapi_text' },
    { id: 'operation', title: 'openapi:staff.group.operation', text: 'openapi:staff.group.operation_text' },
    { id: 'internal', title: 'openapi:staff.group.internal', text: 'openapi:staff.group.internal_text' },
  ],
  operations: [
    {
      method: 'get',
      paths: ['/api/openapi.json'],
      id: 'getOpenApi',
      group: 'openapi',
      summary: 'openapi:staff.document',
      parameters: [
        {
          name: 'lang',
          description: 'openapi:staff.document_lang',
          schema: { type: 'string', enum: ['de', 'en'], default: 'en' },
        },
      ],
      answer: { 'application/json': { type: 'object' } },
      example: () => '/api/openapi.json',
    },
  ],
};

/** OpenAPI 3.1 of the whole house: `/api/openapi.json`, and the reference under `/api`. */
export function createOpenApiModule({ modules, more, installation }: OpenApiWiring): ModuleDefinition {
  const descriptions = () => [...modules().flatMap(({ openApi }) => (openApi ? [openApi] : [])), ...more];
  const documents = new Map<string, string>();
  const documentIn = (language: InterfaceLanguage): string => {
    const { publicUrl } = installation();
    const key = `${language.tag} ${publicUrl}`;
    let text = documents.get(key);
    if (!text) {
      const t = translator(language);
      const [title, about] = [t('openapi:staff.title'), t('openapi:staff.text')];
      text = JSON.stringify(openApiDocument({ descriptions: descriptions(), t, title, text: about, version, server: publicUrl }));
      documents.set(key, text);
    }
    return text;
  };
  /** The district whose data the examples show. */
  const exampleContext = (requestId: string, language: InterfaceLanguage): Context | undefined => {
    const { tenants, database, publicUrl } = installation();
    const all = tenants.all();
    const tenant = all.find(({ demonstration }) => demonstration) ?? all[0];
    return (
      tenant &&
      createContext({
        tenant,
        actor: visitor,
        language,
        t: translator(language),
        requestId,
        publicUrl,
        database,
        permissions: new Map(),
      })
    );
  };
  return defineModule({
    name: 'openapi',
    openApi: ownDescription,
    routes: (app) => referenceRoutes(app, { descriptions, documentIn, exampleContext, started: new Date() }),
  });
}
