import type { VNode } from 'preact';
import { z } from 'zod';
import {
  DistrictMap,
  findTerritory,
  findTown,
  listTowns,
  mapPlace,
  nameIn,
  type Territory,
  type TownPanel,
} from '#modules/territory';
import type { Context } from '#platform/access';
import { qrSvg } from '#platform/documents';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { Adoption } from '../model/edition.ts';
import {
  concerns,
  listPublic,
  noFilter,
  type PublicFacet,
  type PublicFilter,
  publicFacets,
  stakeholderNamesOf,
  stakeholdersOf,
  statusesOf,
  targetGroupsOf,
  timeFramesOf,
} from '../model/public-list.ts';
import { FieldPage, FieldPrint } from '../pages/public-field.tsx';
import { type ListAnswer, ListPage, publicPageSize } from '../pages/public-list.tsx';
import { NoConceptPage, OverviewPage } from '../pages/public-overview.tsx';
import { germanOn } from '../pages/public-parts.tsx';
import {
  StakeholderPage,
  StakeholdersPage,
  TownConceptPage,
  TownConceptPanel,
  TownsConceptPage,
} from '../pages/public-places.tsx';
import { RecommendationPrint } from '../pages/public-print.tsx';
import { RecommendationPage, type RecommendationPageProps } from '../pages/public-recommendation.tsx';
import { recommendationPdf, shortAddress } from '../service/public-print.ts';
import {
  type PublicRecommendation,
  type PublicSite,
  publicConcepts,
  publicOverview,
  publicRecommendation,
  publicSite,
} from '../service/public-reading.ts';

const paramsOf = (request: FastifyRequest) =>
  request.params as { concept: string; key: string; number: string; town: string; name: string };

/** Answers for a concept that is public; whatever else the address says is "not found". */
function withSite(
  answer: (site: PublicSite, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | FastifyReply,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const site = await publicSite(request.context, paramsOf(request).concept);
    return site ? answer(site, request, reply) : reply.refuse(404);
  };
}

function withRecommendation(
  answer: (view: PublicRecommendation, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | FastifyReply,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { concept, number } = paramsOf(request);
    const view = await publicRecommendation(request.context, concept, Number(number));
    return view ? answer(view, request, reply) : reply.refuse(404);
  };
}

async function overview(request: FastifyRequest, reply: FastifyReply, slug?: string) {
  const site = await publicOverview(request.context, slug);
  if (site) return reply.page(<OverviewPage site={site} reports={site.reports} />);
  return slug === undefined ? reply.page(<NoConceptPage towns={await publicConcepts(request.context)} />) : reply.refuse(404);
}

const word = z.string().max(100);
const several = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(word).max(60).catch([]),
) as z.ZodType<string[]>;

const listSchema = z.object({
  ort: several,
  feld: several,
  stand: several,
  zielgruppe: several,
  beteiligt: several,
  frist: several,
  q: z.string().max(200).catch(''),
  seite: z.coerce.number().int().min(1).max(10_000).catch(1),
});

function answersFor(
  { tree }: PublicSite,
  towns: readonly Territory[],
  { t, language }: Context,
): Record<PublicFacet, ListAnswer[]> {
  const own = germanOn(language);
  const german = (items: readonly { value: string; label: string }[]) => items.map((item) => ({ ...item, ...own }));
  return {
    ort: towns.map((town) => ({ value: town.slug, label: nameIn(town, language.tag) })),
    feld: german(tree.fields.map(({ key, title }) => ({ value: key, label: title }))),
    stand: statusesOf(tree).map((value) => ({ value, label: t(`concept:status.${value}`) })),
    zielgruppe: german(targetGroupsOf(tree)),
    beteiligt: german(stakeholderNamesOf(tree)),
    frist: timeFramesOf(tree).map((value) => ({ value, label: t(`concept:time.${value}`) })),
  };
}

const list = withSite(async (site, request, reply) => {
  const { context } = request;
  const towns = await listTowns(context);
  const { seite, ...asked } = listSchema.parse(formValues(request.query));
  const answers = answersFor(site, towns, context);
  // What the concept does not know narrows nothing: an old link still shows the list.
  const filter: PublicFilter = { ...noFilter, q: asked.q };
  for (const facet of publicFacets) {
    const known = new Set(answers[facet].map(({ value }) => value));
    Object.assign(filter, { [facet]: [...new Set(asked[facet])].filter((value) => known.has(value)) });
  }
  const found = listPublic({ tree: site.tree, towns }, filter);
  const last = Math.max(1, Math.ceil(found.found.length / publicPageSize));
  const chosen = towns.filter(({ slug }) => filter.ort.includes(slug));
  const page = Math.min(seite, last);
  return reply.page(<ListPage site={site} filter={filter} page={page} list={found} answers={answers} towns={chosen} />);
});

const field = (print: boolean) =>
  withSite((site, request, reply) => {
    const found = site.tree.fields.find(({ key }) => key === paramsOf(request).key);
    if (!found) return reply.refuse(404);
    return reply.page(print ? <FieldPrint site={site} field={found} /> : <FieldPage site={site} field={found} />);
  });

const tookOver: readonly Adoption['decision'][] = ['adopted', 'changed', 'already'];

/** The towns that took a recommendation over, marked on the district's map; the table beside it says the same. */
function adoptionMap(adoptions: readonly Adoption[], towns: readonly Territory[], { t, language }: Context): VNode | undefined {
  const marked = new Set(adoptions.filter(({ decision }) => tookOver.includes(decision)).map(({ town }) => town));
  if (marked.size === 0) return undefined;
  const places = towns.flatMap((town) => {
    const place = mapPlace(town, language);
    return place ? [{ ...place, current: marked.has(town.key) }] : [];
  });
  const credit = towns.find(({ shapeSource }) => shapeSource)?.shapeSource ?? undefined;
  return places.length > 0 ? (
    <DistrictMap id="karte" title={t('concept:public.map')} places={places} credit={credit} />
  ) : undefined;
}

async function placesOf(context: Context, { recommendation }: PublicRecommendation): Promise<Territory[]> {
  const found = await Promise.all(recommendation.territories.map((key) => findTerritory(context, key)));
  return found.filter((unit) => unit !== undefined);
}

async function propsOf(view: PublicRecommendation, context: Context): Promise<RecommendationPageProps> {
  const towns = await listTowns(context);
  return {
    view,
    towns,
    territories: await placesOf(context, view),
    resolution: view.resolution,
    map: adoptionMap(view.recommendation.adoptions, towns, context),
    address: shortAddress(context, view),
  };
}

function recommendationRoutes(app: App, base: string): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  const path = `${base}/:number(^\\d{1,6}$)`;
  app.get(
    path,
    cached,
    withRecommendation(async (view, { context }, reply) =>
      reply.page(<RecommendationPage {...(await propsOf(view, context))} />),
    ),
  );
  app.get(
    `${path}/druck`,
    cached,
    withRecommendation(async (view, { context }, reply) =>
      reply.page(<RecommendationPrint {...(await propsOf(view, context))} />),
    ),
  );
  // Setting a PDF costs some ten times as much as a page.
  app.get(
    `${path}/blatt.pdf`,
    { config: { access: 'public', limitPerMinute: 60 } },
    withRecommendation(async (view, { context }, reply) => {
      const pdf = await recommendationPdf(context, view, await placesOf(context, view));
      const name = `${view.concept.slug}-${view.recommendation.number}.pdf`;
      return reply
        .header('cache-control', 'no-cache')
        .header('content-disposition', `inline; filename="${name}"`)
        .type('application/pdf')
        .send(pdf);
    }),
  );
  app.get(
    `${path}/qr.svg`,
    { config: { access: 'public' } },
    withRecommendation((view, { context }, reply) => {
      const address = shortAddress(context, view);
      const svg = qrSvg(address, { title: context.t('concept:public.qr_alt', { address }) });
      return reply.header('cache-control', 'no-cache').type('image/svg+xml').send(svg);
    }),
  );
}

/** What concerns a town in a concept: in the district's what names it or nobody, in its own everything. */
const concerning = ({ tree }: PublicSite, town: Territory) => tree.recommendations.filter((one) => concerns(one, town.key));

function placeRoutes(app: App, base: string): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  app.get(
    `${base}/orte`,
    cached,
    withSite(async (site, { context }, reply) => {
      const rows = (await listTowns(context)).map((town) => {
        const own = concerning(site, town);
        const answers = own.flatMap((one) => one.adoptions.find((row) => row.town === town.key) ?? []);
        return {
          town,
          concerned: own.length,
          answered: answers.filter(({ decision }) => decision !== 'undecided').length,
          adopted: answers.filter(({ decision }) => tookOver.includes(decision)).length,
        };
      });
      return reply.page(<TownsConceptPage site={site} rows={rows} />);
    }),
  );
  app.get(
    `${base}/orte/:town`,
    cached,
    withSite(async (site, request, reply) => {
      const { context } = request;
      const town = await findTown(context, paramsOf(request).town);
      if (!town) return reply.refuse(404);
      if (town.slug !== paramsOf(request).town) {
        return reply.redirect(
          `/${context.tenant.slug}/${context.language.tag}/konzept/${site.concept.slug}/orte/${town.slug}`,
          303,
        );
      }
      const name = nameIn(town, context.language.tag);
      return reply.page(<TownConceptPage site={site} town={town} name={name} recommendations={concerning(site, town)} />);
    }),
  );
  app.get(
    `${base}/beteiligte`,
    cached,
    withSite((site, _request, reply) => reply.page(<StakeholdersPage site={site} stakeholders={stakeholdersOf(site.tree)} />)),
  );
  app.get(
    `${base}/beteiligte/:name`,
    cached,
    withSite((site, request, reply) => {
      const stakeholder = stakeholdersOf(site.tree).find(({ slug }) => slug === paramsOf(request).name);
      return stakeholder ? reply.page(<StakeholderPage site={site} stakeholder={stakeholder} />) : reply.refuse(404);
    }),
  );
}

/** Short addresses for paper and speech; they lead to the page in the visitor's language, which nobody may keep for another. */
function shortRoutes(app: App): void {
  const follow = async (request: FastifyRequest, reply: FastifyReply) => {
    const { concept, number } = paramsOf(request);
    const { context } = request;
    const view = await publicRecommendation(context, concept, Number(number));
    if (!view) return reply.refuse(404);
    const path = `/${context.tenant.slug}/${context.language.tag}/konzept/${view.concept.slug}/${view.recommendation.number}`;
    return reply.header('cache-control', 'no-store').redirect(path, 302);
  };
  const open = { config: { access: 'public' } } as const;
  app.get('/:district/e/:number(^\\d{1,6}$)', open, follow);
  app.get('/:district/e/:concept/:number(^\\d{1,6}$)', open, follow);
}

/** The public site of the concepts. */
export function publicRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  const base = '/:district/:language/konzept/:concept';
  app.get('/:district/:language/konzept', cached, (request, reply) => overview(request, reply));
  app.get(base, cached, (request, reply) => overview(request, reply, paramsOf(request).concept));
  app.get(`${base}/empfehlungen`, cached, list);
  app.get(`${base}/feld/:key`, cached, field(false));
  app.get(`${base}/feld/:key/druck`, cached, field(true));
  placeRoutes(app, base);
  recommendationRoutes(app, base);
  shortRoutes(app);
}

/** What the district's concept says about a town, on the town's own page. */
export const conceptTownPanel: TownPanel = async (context, town) => {
  const site = await publicSite(context);
  if (!site) return null;
  const recommendations = concerning(site, town);
  if (recommendations.length === 0) return null;
  const name = nameIn(town, context.language.tag);
  return <TownConceptPanel site={site} town={town} name={name} recommendations={recommendations} />;
};
