import type { Context } from '#platform/access';
import { findInterfaceLanguage, german, type InterfaceLanguage, translator } from '#platform/i18n';
import { defineModule, type ModuleDefinition, type OpenDataset } from '#platform/module';
import { tenantName } from '#platform/tenancy';
import { catalogueGraph } from './catalogue.ts';
import { openDataApi } from './open-api.ts';
import { type Triple, writeJsonLd, writeTurtle } from './rdf.ts';
import { sendOpenFile } from './sending.ts';

/** What all modules give away, each dataset once, in the order of the modules. */
async function datasetsOf(modules: readonly ModuleDefinition[], context: Context): Promise<readonly OpenDataset[]> {
  const found: OpenDataset[] = [];
  for (const { openData } of modules) found.push(...((await openData?.(context)) ?? []));
  return found;
}

async function graphOf(modules: readonly ModuleDefinition[], context: Context): Promise<Triple[]> {
  const { tenant, publicUrl } = context;
  const english = findInterfaceLanguage('en') as InterfaceLanguage;
  const both = (key: string) => ({
    de: translator(german)(key, { district: tenantName(tenant, german) }),
    en: translator(english)(key, { district: tenantName(tenant, english) }),
  });
  const page = `/${tenant.slug}/de/zahlen/daten`;
  return catalogueGraph({
    origin: publicUrl,
    slug: tenant.slug,
    ags: tenant.ags,
    titles: both('open-data:staff.catalogue.title'),
    descriptions: both('open-data:staff.catalogue.description'),
    publisher: {
      name: tenant.settings.legal?.authority ?? tenantName(tenant, german),
      homepage: `/${tenant.slug}/de`,
      email: tenant.settings.legal?.email ?? null,
      phone: tenant.settings.legal?.phone ?? null,
    },
    page,
    datasets: await datasetsOf(modules, context),
  });
}

/** The district's catalogue of open data for harvesters such as Open.NRW, out of what the modules declare. */
export function createOpenDataModule(modules: readonly ModuleDefinition[]): ModuleDefinition {
  return defineModule({
    name: 'open-data',
    openApi: openDataApi,
    routes: (app) => {
      const open = { config: { access: 'public', machine: true, limitPerMinute: 120 } } as const;
      const forms = [
        ['jsonld', 'application/ld+json; charset=utf-8', writeJsonLd],
        ['ttl', 'text/turtle; charset=utf-8', writeTurtle],
      ] as const;
      for (const [extension, type, write] of forms)
        app.get(`/open-data/:district/catalog.${extension}`, open, async (request, reply) => {
          const graph = await graphOf(modules, request.context);
          const body = write(graph);
          const times = graph.flatMap(({ predicate, object }) =>
            predicate === 'dct:modified' && 'text' in object ? [Date.parse(object.text)] : [],
          );
          const modified = new Date(times.reduce((a, b) => Math.max(a, b), 0));
          return sendOpenFile(request, reply, { type, version: body, modified, body: () => body });
        });

      // Identifiers lead somewhere: a dataset to its page, the others to the catalogue.
      app.get<{ Params: { id: string } }>('/open-data/:district/datasets/:id', open, async (request, reply) => {
        const dataset = (await datasetsOf(modules, request.context)).find(({ id }) => id === request.params.id);
        return dataset ? reply.redirect(dataset.page, 303) : reply.refuse(404);
      });
      for (const name of ['catalog', 'publisher', 'contact'])
        app.get(`/open-data/:district/${name}`, open, (request, reply) => {
          const wantsTurtle = request.headers.accept?.includes('text/turtle') ?? false;
          return reply
            .header('vary', 'accept')
            .redirect(`/open-data/${request.context.tenant.slug}/catalog.${wantsTurtle ? 'ttl' : 'jsonld'}`, 303);
        });
    },
  });
}
