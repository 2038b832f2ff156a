import type { App } from '#platform/http';
import { tenantName } from '#platform/tenancy';
import { readPostcode } from '../model/postcode.ts';
import { ChooserPage, type ChooserProps, type DistrictChoice } from '../pages/chooser.tsx';
import { nameFor } from '../pages/parts.tsx';
import { TownPage } from '../pages/town.tsx';
import { TownsPage } from '../pages/towns.tsx';
import { districtsByPostcode, districtsToChoose } from '../service/choosing.ts';
import { findTown, listTowns, profileOf, quarters, territoryPath } from '../service/reading.ts';
import { readersOf, type TerritoryWiring } from '../wiring.ts';

type District = { Params: { district: string } };
type DistrictLanguage = { Params: { district: string; language: string } };

/** The one text of a query parameter, however often it was sent. */
function one(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.slice(0, 40).trim() : '';
}

function answerOf(typed: string, matching: number): ChooserProps['answer'] {
  if (!typed) return 'none';
  if (!readPostcode(typed)) return 'not_a_postcode';
  return matching ? 'several' : 'unknown';
}

function chooserRoute(app: App, wiring: TerritoryWiring): void {
  app.get<{ Querystring: { plz?: string } }>('/', { config: { access: 'public' } }, async (request, reply) => {
    const { language } = request.visit;
    const readers = readersOf(wiring);
    const typed = one(request.query.plz);
    const found = typed ? await districtsByPostcode(readers, typed) : [];
    // The answer depends on the visitor's language, so nobody may keep it for somebody else.
    if (found.length === 1) return reply.header('cache-control', 'no-store').redirect(`/${found[0]?.slug}/${language.tag}/`, 303);
    const { districts, land, credit } = await districtsToChoose(readers);
    const choices = districts.map(
      ({ tenant, towns, outline }): DistrictChoice => ({
        slug: tenant.slug,
        name: tenantName(tenant, language),
        towns: towns.map((town) => nameFor(town, language).name).join(', '),
        outline,
      }),
    );
    const answer = answerOf(typed, found.length);
    const page = (
      <ChooserPage
        districts={choices}
        ground={land?.shape ?? undefined}
        credit={credit}
        postcode={typed}
        answer={answer}
        matching={choices.filter(({ slug }) => found.some((tenant) => tenant.slug === slug))}
      />
    );
    return reply.page(page, answer === 'unknown' || answer === 'not_a_postcode' ? 422 : 200);
  });
}

function districtRoute(app: App): void {
  for (const path of ['/:district', '/:district/']) {
    app.get<District>(path, { config: { access: 'public' } }, (request, reply) =>
      reply.header('cache-control', 'no-store').redirect(`/${request.context.tenant.slug}/${request.visit.language.tag}/`, 303),
    );
  }
}

function townRoutes(app: App, wiring: TerritoryWiring): void {
  app.get<DistrictLanguage>('/:district/:language/orte', { config: { access: 'public', cached: true } }, async (request, reply) =>
    reply.page(<TownsPage towns={await listTowns(request.context)} />),
  );

  app.get<{ Params: DistrictLanguage['Params'] & { town: string } }>(
    '/:district/:language/orte/:town',
    { config: { access: 'public', cached: true } },
    async (request, reply) => {
      const { context } = request;
      const town = await findTown(context, request.params.town);
      if (!town) return reply.refuse(404);
      if (town.slug !== request.params.town) {
        return reply.redirect(`/${context.tenant.slug}/${context.language.tag}/orte/${town.slug}`, 303);
      }
      const [towns, path, inTown, profile, panels] = await Promise.all([
        listTowns(context),
        territoryPath(context, town.key),
        quarters(context, town.key),
        profileOf(context, town.key),
        Promise.all((wiring.townPanels ?? []).map((panel) => panel(context, town))),
      ]);
      return reply.page(
        <TownPage
          town={town}
          path={path.slice(0, -1)}
          towns={towns}
          quarters={inTown}
          profile={profile}
          panels={panels.filter((panel) => panel !== null)}
        />,
      );
    },
  );
}

export function publicRoutes(app: App, wiring: TerritoryWiring): void {
  chooserRoute(app, wiring);
  districtRoute(app);
  townRoutes(app, wiring);
}
