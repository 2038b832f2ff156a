import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { Crumb } from '#platform/ui';
import { type NewsChannel, newsChannels } from '../../model/news/news.ts';
import { NewsListPage, NewsPageView } from '../../pages/news/public.tsx';
import { paths } from '../../service/addresses.ts';
import { guideOf } from '../../service/guide.ts';
import { newsFeed } from '../../service/news/feed.ts';
import { allPublicNews, findPublicNews } from '../../service/news/reading.ts';
import { townChoice } from '../../service/news/towns.ts';
import { textGroundOf } from '../../service/text-ground.ts';
import { viewOf } from '../../service/views/counting.ts';

const one = (value: string | string[] | undefined): string => [value].flat()[0] ?? '';

/** The way to the news, and from there on. */
export function newsCrumbs(context: Context, ...further: readonly string[]): Crumb[] {
  const way = [
    { label: context.t('orientation:nav.guide'), href: paths.guide(context) },
    { label: context.t('orientation:news.title'), href: paths.news(context) },
    ...further.map((label) => ({ label })),
  ];
  return way.map((crumb, index) => (index < way.length - 1 ? crumb : { label: crumb.label }));
}

async function list(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const sent = formValues(request.query);
  const towns = await townChoice(context);
  const [art, ort] = [one(sent.art), one(sent.ort)];
  const filter = {
    art: newsChannels.includes(art as NewsChannel) ? art : '',
    ort: towns.options.some(({ value }) => value === ort) ? ort : '',
  };
  const all = await allPublicNews(context, context.language);
  const items = all.filter(
    (item) =>
      (!filter.art || item.channel === filter.art) && (!filter.ort || !item.towns.length || item.towns.includes(filter.ort)),
  );
  return reply
    .counted(viewOf(context, '/ankommen/aktuelles'))
    .page(
      <NewsListPage
        items={items}
        filter={filter}
        towns={towns.options}
        townName={towns.name}
        base={paths.news(context)}
        breadcrumb={newsCrumbs(context)}
      />,
    );
}

async function single(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const { number } = request.params as { number: string };
  const found = await findPublicNews(context, Number(number));
  if (!found) return reply.refuse(404);
  const nothing = { offers: new Map(), organisations: new Map(), categories: new Map() };
  const towns = await townChoice(context);
  return reply
    .counted(viewOf(context, '/ankommen/aktuelles'))
    .page(
      <NewsPageView
        {...found}
        townName={towns.name}
        ground={textGroundOf(context, await guideOf(context), nothing)}
        base={paths.news(context)}
        breadcrumb={newsCrumbs(context, found.item.title)}
      />,
    );
}

async function feed(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  return reply.published({ type: 'application/atom+xml; charset=utf-8', of: context.tenant.id, ...(await newsFeed(context)) });
}

/** News as everybody may read them. */
export function newsRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  const base = '/:district/:language/ankommen/aktuelles';
  app.get(base, cached, list);
  app.get(`${base}/feed.atom`, cached, feed);
  app.get(`${base}/:number(^\\d{1,9}$)`, cached, single);
}
