import { organisationNames } from '#modules/directory';
import type { App } from '#platform/http';
import { layoutNetwork } from '../model/body-map.ts';
import { PublicBodiesPage, PublicBodyPage } from '../pages/body-public.tsx';
import { publicBodies, publicBody } from '../service/body-public.ts';
import { readSeatLinks } from '../service/member-list.ts';
import { publicSections, sectionsOf } from './body-sections.tsx';
import { areaNames } from './parts.ts';

export function publicBodyRoutes(app: App): void {
  const config = { access: 'public', cached: true } as const;

  app.get('/:district/:language/netzwerke', { config }, async (request, reply) => {
    const { context } = request;
    const [bodies, links] = await Promise.all([publicBodies(context), readSeatLinks(context, 'public')]);
    const known = await organisationNames(context, [...new Set(links.flatMap(({ organisationId }) => organisationId ?? []))]);
    const base = `/${context.tenant.slug}/${context.language.tag}/netzwerke`;
    return reply.page(
      <PublicBodiesPage
        bodies={bodies}
        territoryName={await areaNames(context)}
        map={{
          links,
          layout: layoutNetwork(links.map((link) => ({ body: link.bodyId, organisation: link.organisationName }))),
          bodyHref: ({ bodySlug }) => `${base}/${bodySlug}`,
          organisationHref: (id) => known.get(id)?.path,
        }}
      />,
    );
  });

  app.get<{ Params: { district: string; language: string; slug: string } }>(
    '/:district/:language/netzwerke/:slug',
    { config },
    async (request, reply) => {
      const { context } = request;
      const found = await publicBody(context, request.params.slug);
      if (!found) return reply.refuse(404);
      const known = await organisationNames(
        context,
        found.organisations.flatMap(({ id }) => id ?? []),
      );
      return reply.page(
        <PublicBodyPage
          {...found}
          territory={(await areaNames(context))(found.body.territory)}
          pathOf={(id) => known.get(id)?.path}
          sections={await sectionsOf(publicSections, context, found.body)}
        />,
      );
    },
  );
}
