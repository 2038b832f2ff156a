import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import type { App } from '#platform/http';
import { MappingDeletePage, MappingListPage } from '../pages/mapping-assistant-list.tsx';
import { forgetMapping, rememberedMappings } from '../service/mapping-assistant.ts';

/** Where files are brought in, and mapped. */
export const importsBase = (context: Context): string => `/intern/${context.tenant.slug}/monitoring/einspielen`;

/** The answers that are remembered: their list, and forgetting one. */
export function mappingListRoutes(app: App, root: string): void {
  const address = (context: Context) => `${importsBase(context)}/zuordnungen`;
  app.get(root, { config: { access: 'monitoring.read' } }, async (request, reply) => {
    const { context } = request;
    const mappings = (await rememberedMappings(context)).map(({ id, name, signature, mapping, updatedAt }) => ({
      id,
      name,
      official: !signature.startsWith('columns:'),
      source: mapping.table.source,
      indicators: [...new Set(mapping.table.rules.map(({ indicator }) => indicator))],
      changedAt: updatedAt,
    }));
    return reply.page(
      <MappingListPage
        address={address(context)}
        overview={importsBase(context)}
        mappings={mappings}
        mayDelete={context.may('monitoring.import')}
      />,
    );
  });
  const config = { access: 'monitoring.import' } as const;
  app.get(`${root}/:mapping/loeschen`, { config }, async (request, reply) => {
    const { mapping: id = '' } = request.params as { mapping?: string };
    const found = (await rememberedMappings(request.context)).find((one) => one.id === id);
    if (!found) return reply.refuse(404);
    return reply.page(
      <MappingDeletePage address={address(request.context)} overview={importsBase(request.context)} id={id} name={found.name} />,
    );
  });
  app.post(`${root}/:mapping/loeschen`, { config }, async (request, reply) => {
    const { mapping: id = '' } = request.params as { mapping?: string };
    const gone = uuidPattern.test(id) ? await forgetMapping(request.context, id) : undefined;
    if (!gone?.ok) return reply.refuse(gone?.code === 'monitoring.not_allowed' ? 403 : 404);
    return reply.redirectWithNotice(address(request.context), 'success', 'monitoring:staff.mapping.forgotten');
  });
}
