import { randomBytes } from 'node:crypto';
import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { OrganisationPage } from '../pages/public/organisation.tsx';
import { StartPage } from '../pages/public/start.tsx';
import { createDemandCounter, type DemandCounter } from '../service/demand/counting.ts';
import { successorOf } from '../service/duplicates/redirects.ts';
import { paths } from '../service/showing/addresses.ts';

import { showOrganisation, showStart } from '../service/showing.ts';
import type { GuideWays } from '../wiring.ts';
import { outsideRoutes } from './demand/outside.tsx';
import { offerRoutes } from './offer.tsx';
import { searchRoute, suggestionsRoute } from './search.tsx';

const startRoute =
  (guide: GuideWays | undefined) =>
  async ({ context }: FastifyRequest, reply: FastifyReply) => {
    const [view, ways] = await Promise.all([showStart(context), guide?.(context)]);
    return reply.page(<StartPage view={view} guide={ways} />);
  };

async function organisation(request: FastifyRequest, reply: FastifyReply) {
  const { context, params } = request;
  const { slug } = params as { slug: string };
  const view = await showOrganisation(context, slug);
  if (view) return reply.page(<OrganisationPage view={view} />);
  const successor = await successorOf(context, 'organisation', slug);
  return successor ? reply.redirect(paths.organisation(context, successor), 301) : reply.refuse(404);
}

/** The pages of the directory that everybody may see. */
export function publicRoutes(app: App, demand: DemandCounter = createDemandCounter(randomBytes(32)), guide?: GuideWays): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  app.get('/:district/:language/', cached, startRoute(guide));
  app.get('/:district/:language/angebote', cached, searchRoute(demand));
  app.get('/:district/:language/angebote/vorschlaege', { config: { access: 'public', limitPerMinute: 600 } }, suggestionsRoute);
  app.get('/:district/:language/anbieter/:slug', cached, organisation);
  outsideRoutes(app, demand);
  offerRoutes(app);
}
