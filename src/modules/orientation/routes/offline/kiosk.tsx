import type { Context } from '#platform/access';
import type { App } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import {
  KioskGuidePage,
  KioskImprintPage,
  KioskNewsPage,
  KioskOfferPage,
  KioskStart,
  KioskTopicsPage,
} from '../../pages/offline/kiosk.tsx';
import { paths } from '../../service/addresses.ts';
import { kioskImprint, kioskNews, kioskOffer, kioskPage, kioskTopics } from '../../service/offline/kiosk.ts';
import { viewOf } from '../../service/views/counting.ts';

const placesOf = (context: Context) => ({ startHref: paths.kiosk(context), homeHref: paths.kioskTopics(context) });

/** The guide on a device in a waiting room: choose a language, read, take along by telephone; no way out. */
export function kioskRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;

  app.get('/:district/:language/kiosk', cached, ({ context }, reply) =>
    reply.page(<KioskStart topicsHref={paths.kioskTopics(context)} languages={interfaceLanguages} />),
  );
  app.get('/:district/:language/kiosk/themen', cached, async ({ context }, reply) =>
    reply
      .counted(viewOf(context, '/ankommen', 'kiosk'))
      .page(<KioskTopicsPage view={await kioskTopics(context)} {...placesOf(context)} />),
  );
  app.get('/:district/:language/kiosk/impressum', cached, ({ context }, reply) =>
    reply.page(<KioskImprintPage view={kioskImprint(context)} {...placesOf(context)} />),
  );
  app.get<{ Params: { number: string } }>(
    '/:district/:language/kiosk/aktuelles/:number(^\\d{1,9}$)',
    cached,
    async (request, reply) => {
      const { context } = request;
      const view = await kioskNews(context, Number(request.params.number));
      if (!view) return reply.refuse(404);
      const seen = viewOf(context, '/ankommen/aktuelles', 'kiosk');
      return reply.counted(seen).page(<KioskNewsPage view={view} {...placesOf(context)} />);
    },
  );
  app.get<{ Params: { slug: string } }>('/:district/:language/kiosk/:slug', cached, async (request, reply) => {
    const { context } = request;
    const { slug } = request.params;
    const view = await kioskPage(context, slug);
    if (!view) return reply.refuse(404);
    const seen = viewOf(context, `/ankommen/${slug}`, 'kiosk');
    return reply.counted(seen).page(<KioskGuidePage view={view} {...placesOf(context)} />);
  });
  app.get<{ Params: { slug: string } }>('/:district/:language/kiosk/angebot/:slug', cached, async (request, reply) => {
    const { context } = request;
    const view = await kioskOffer(context, request.params.slug);
    return view ? reply.page(<KioskOfferPage view={view} {...placesOf(context)} />) : reply.refuse(404);
  });
}
