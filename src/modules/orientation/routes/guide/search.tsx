import type { DemandCounter } from '#modules/directory';
import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { SearchPage } from '../../pages/guide/search.tsx';
import { paths } from '../../service/addresses.ts';
import { type Search, searchEverything, searchSchema, suggestPages } from '../../service/guide/search.ts';

/** Counts a search in vain; that this fails must not keep anybody from their page. */
async function countInVain(request: FastifyRequest, demand: DemandCounter, inVain: NonNullable<Search['inVain']>) {
  try {
    await inVain(demand, { address: request.ip, userAgent: String(request.headers['user-agent'] ?? '') });
  } catch (error) {
    request.log.warn({ code: (error as { code?: string }).code }, 'a search in vain was not counted');
  }
}

/** The search over pages, offers, dates and news. */
export function searchRoutes(app: App, demand: DemandCounter | undefined): void {
  const address = '/:district/:language/suche';
  app.get(address, { config: { access: 'public', cached: true } }, async (request, reply) => {
    const { view, inVain } = await searchEverything(request.context, searchSchema.parse(request.query ?? {}));
    if (inVain) {
      // A page from the cache would be counted once for all who look in vain.
      reply.header('cache-control', 'no-store');
      if (demand) await countInVain(request, demand, inVain);
    }
    return reply.page(<SearchPage view={view} />);
  });

  const suggestions = async (request: FastifyRequest, reply: FastifyReply) => {
    const { context } = request;
    const { q } = searchSchema.parse(request.query ?? {});
    // The helper in the page asks for JSON; whoever opens the address gets the search itself.
    if (!request.headers.accept?.includes('application/json'))
      return reply.redirect(`${paths.search(context)}?${new URLSearchParams({ q })}`, 303);
    return reply
      .header('vary', 'accept, accept-encoding, cookie')
      .header('cache-control', 'no-cache')
      .send({ query: q, suggestions: await suggestPages(context, q) });
  };
  app.get(`${address}/vorschlaege`, { config: { access: 'public', limitPerMinute: 600 } }, suggestions);
}
