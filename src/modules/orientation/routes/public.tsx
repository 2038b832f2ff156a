import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { GuidePageView } from '../pages/page.tsx';
import { paths } from '../service/addresses.ts';
import { findGuidePage, guideOf } from '../service/guide.ts';
import { textGroundOf } from '../service/text-ground.ts';

async function page(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const { slug } = request.params as { slug: string };
  const found = await findGuidePage(context, slug);
  if (!found) return reply.refuse(404);
  const breadcrumb = [
    { label: context.t('orientation:nav.guide'), href: paths.guide(context) },
    ...found.ancestors.map((one) => ({ label: one.title, href: paths.page(context, one.slug) })),
    { label: found.page.title },
  ];
  return reply.page(
    <GuidePageView
      found={found}
      breadcrumb={breadcrumb}
      ground={textGroundOf(context, await guideOf(context), found)}
      children={found.branch.children.map(({ page: child }) => ({ page: child, href: paths.page(context, child.slug) }))}
    />,
  );
}

/** The guide as everybody may read it. */
export function publicRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  app.get('/:district/:language/ankommen/:slug', cached, page);
}
