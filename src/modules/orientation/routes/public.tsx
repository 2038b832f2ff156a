import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { OverviewPage } from '../pages/guide/overview.tsx';
import { GuidePageView } from '../pages/page.tsx';
import { newsTeasers } from '../service/guide/news.ts';
import { showOverview } from '../service/guide/overview.ts';
import { showPage } from '../service/guide/page-view.ts';

async function overview(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const [view, news] = await Promise.all([showOverview(context), newsTeasers(context, 3)]);
  return reply.page(<OverviewPage view={view} news={news} />);
}

async function page(request: FastifyRequest, reply: FastifyReply) {
  const { slug } = request.params as { slug: string };
  const view = await showPage(request.context, slug);
  return view ? reply.page(<GuidePageView view={view} />) : reply.refuse(404);
}

/** The guide as everybody may read it. */
export function publicRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  app.get('/:district/:language/ankommen', cached, overview);
  app.get('/:district/:language/ankommen/:slug', cached, page);
}
