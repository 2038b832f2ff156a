import type { VNode } from 'preact';
import type { Context } from '#platform/access';
import type { App } from '#platform/http';
import { renderPage, renderPart, type View } from '#platform/ui';
import {
  assetsOf,
  type Bundle,
  bundleBudget,
  fullestThatFits,
  type KeptPage,
  keptMarks,
  type OfferDepth,
  picturesOf,
} from '../../model/offline/bundle.ts';
import {
  KeptFrame,
  KeptGuidePage,
  KeptMissing,
  KeptNews,
  KeptNewsList,
  KeptOffer,
  KeptOffers,
  KeptOverview,
  KeptSearch,
  KeptSearchNone,
} from '../../pages/offline/kept.tsx';
import { paths } from '../../service/addresses.ts';
import { bundleOf, sentBytes } from '../../service/offline/bundles.ts';
import { type Gathered, gather } from '../../service/offline/gathering.ts';

/** Wide enough for a phone. */
const pictureWidth = 960;

async function pagesOf(context: Context, gathered: Gathered, keep: (path: string, title: string, part: VNode) => KeptPage) {
  const { t } = context;
  const { overview, pages, news, newsGround } = gathered;
  const start = <KeptOverview view={overview} />;
  const kept = [
    keep('/', t('orientation:overview.title'), start),
    keep('/ankommen', t('orientation:overview.title'), start),
    keep('/ankommen/aktuelles', t('orientation:overview.news'), <KeptNewsList news={news} />),
  ];
  for (const message of news) {
    const part = <KeptNews message={message} ground={newsGround} newsHref={overview.news} />;
    kept.push(keep(`/ankommen/aktuelles/${message.item.number}`, message.item.title, part));
  }
  for (const [index, shown] of pages.entries()) {
    // Others are answered in between.
    if (index % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
    kept.push(keep(`/ankommen/${shown.page.slug}`, shown.page.title, <KeptGuidePage view={shown} />));
  }
  return kept;
}

/** The bundle of one language, with as much of the offers as the budget allows. */
async function makeBundle(context: Context, view: View) {
  const base = `/${context.tenant.slug}/${context.language.tag}`;
  const { t, language, tenant } = context;
  const gathered = await gather(context);
  const keep = (path: string, title: string, part: VNode): KeptPage => ({ path, title, html: renderPart(view, part) });
  const pages = await pagesOf(context, gathered, keep);
  const frame = renderPage(view, <KeptFrame />);
  const offersHref = `${base}/angebote`;
  const offersTitle = t('orientation:search.kind.offers');
  const { offers } = gathered;
  const withOffers = (depth: OfferDepth) => (): string => {
    const shown = [
      ...(depth === 'none' ? [] : [keep('/angebote', offersTitle, <KeptOffers offers={offers} phones={depth === 'names'} />)]),
      ...(depth === 'short'
        ? offers.map((offer) =>
            keep(`/angebote/${offer.slug}`, offer.title.text, <KeptOffer offer={offer} offersHref={offersHref} />),
          )
        : []),
    ];
    const bundle: Bundle = {
      format: 1,
      district: view.district?.name ?? tenant.slug,
      language: language.autonym,
      locale: language.locale,
      marks: keptMarks,
      frame,
      missing: keep('', t('orientation:offline.missing'), <KeptMissing guideHref={paths.guide(context)} />),
      search: {
        ...keep('/suche', t('orientation:search.title'), <KeptSearch action={paths.search(context)} />),
        none: renderPart(view, <KeptSearchNone />),
      },
      pages: [...pages, ...shown],
      assets: assetsOf(frame),
      pictures: pages.flatMap(({ html }) => picturesOf(html, pictureWidth)),
    };
    return JSON.stringify(bundle);
  };
  const { form } = fullestThatFits([withOffers('short'), withOffers('names'), withOffers('none')], sentBytes, bundleBudget);
  return { body: form, changed: gathered.changed };
}

/** What a device fetches to read a district in one language without a network. */
export function bundleRoute(app: App): void {
  app.get('/:district/:language/offline.json', { config: { access: 'public' } }, async (request, reply) => {
    const { context } = request;
    const view = reply.visitorView(paths.guide(context));
    const { body, changed } = await bundleOf(context, () => makeBundle(context, view));
    return reply.published({ type: 'application/json; charset=utf-8', body, modified: changed, of: context.tenant.id });
  });
}
