import type { App } from '#platform/http';
import { InstitutionsPage } from '../../pages/kinds/institutions.tsx';
import { KindListPage } from '../../pages/kinds/list.tsx';
import { institutionAddressSchema, type KindList, kindAddressSchema, kindLists } from '../../service/kinds/addresses.ts';
import { showInstitutions } from '../../service/kinds/institutions-view.ts';
import { showKindList } from '../../service/kinds/list-view.ts';

/** Public lists of single kinds: good practice, volunteering, professional contacts, institutions. */
export function kindRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  for (const list of Object.keys(kindLists) as KindList[]) {
    app.get(`/:district/:language/${list}`, cached, async ({ context, query }, reply) =>
      reply.page(<KindListPage view={await showKindList(context, list, kindAddressSchema.parse(query ?? {}))} />),
    );
  }
  app.get('/:district/:language/einrichtungen', cached, async ({ context, query }, reply) =>
    reply.page(<InstitutionsPage view={await showInstitutions(context, institutionAddressSchema.parse(query ?? {}))} />),
  );
}
