import type { Context } from '#platform/access';
import { formValues } from '#platform/http';
import { defineModule, type ModuleDefinition, type SearchHit } from '#platform/module';
import { SearchPage } from './page.tsx';

function belongsHere({ actor, tenant }: Context): boolean {
  return actor.kind === 'user' && actor.assignments.some(({ tenantId }) => tenantId === tenant.id || tenantId === null);
}

/** One search over everything the staff pages hold: each module answers for its own records and for what the actor may see. */
export function createSearchModule(modules: readonly ModuleDefinition[]): ModuleDefinition {
  const sources = modules.flatMap(({ search }) => search ?? []);
  return defineModule({
    name: 'search',
    navigation: { staff: [{ label: 'search:staff.nav', path: '/suche' }] },
    routes: (app) => {
      app.get('/intern/:district/suche', { config: { access: 'signed-in' } }, async (request, reply) => {
        const { context } = request;
        if (!belongsHere(context)) return reply.refuse(403);
        const { q } = formValues(request.query);
        const text = (typeof q === 'string' ? q : '').slice(0, 200);
        const hits: SearchHit[] = [];
        for (const source of sources) hits.push(...(await source(context, text)));
        return reply.page(<SearchPage action={`/intern/${context.tenant.slug}/suche`} text={text} hits={hits} />);
      });
    },
  });
}
