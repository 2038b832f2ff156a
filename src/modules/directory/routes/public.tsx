import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { SearchPage } from '../pages/public/search.tsx';
import { StartPage } from '../pages/public/start.tsx';
import { searchAddressSchema } from '../service/searching.ts';
import { paths } from '../service/showing/addresses.ts';
import { showSearch, showStart } from '../service/showing.ts';

/** Machines ask for JSON by header, at the same addresses; the same test as the page cache makes. */
export function wantsJson(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('application/json') ?? false;
}

async function start(request: FastifyRequest, reply: FastifyReply) {
  return reply.page(<StartPage view={await showStart(request.context)} />);
}

async function searchRoute(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const { view } = await showSearch(context, searchAddressSchema.parse(request.query));
  return reply.page(<SearchPage view={view} suggestions={paths.suggestions(context)} map={undefined} />);
}

/** The pages of the directory that everybody may see. */
export function publicRoutes(app: App): void {
  const open = { config: { access: 'public', cached: true } } as const;
  app.get('/:district/:language/', open, start);
  app.get('/:district/:language/angebote', open, searchRoute);
}
