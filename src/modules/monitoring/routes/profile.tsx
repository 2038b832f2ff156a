import { findTown, listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import type { App } from '#platform/http';
import type { Part } from '../model/report-document.ts';
import { ProfilePage, ProfilesPage } from '../pages/profile.tsx';
import type { Drawing } from '../pages/report-parts.tsx';
import { profile, profileFile } from '../service/profiles.ts';
import { drawChart, drawMap, languageOf } from '../service/report-drawing.ts';
import { type ReportFormat, reportFormats } from '../service/report-files.ts';
import { districtSubject, type Subject } from '../service/report-reading.ts';
import { sendReport } from './report-sending.ts';

/** The district has the name of one of its towns as a slug, so its profile has an address of its own. */
const districtAddress = 'kreis';

interface Params {
  readonly town: string;
}

const pathOf = ({ tenant, language }: Context, slug: string) => `/${tenant.slug}/${language.tag}/zahlen/orte/${slug}`;

/** Draws in a language; towns on maps lead to their profiles. */
export function drawingFor(language: string, href?: (key: string) => string | undefined): Drawing {
  const own = languageOf(language);
  return (part: Extract<Part, { kind: 'chart' | 'map' }>) =>
    part.kind === 'chart' ? drawChart(part, own) : drawMap(part, own, href);
}

/** The place that an address means, with the slug it should have. */
async function findPlace(context: Context, slug: string): Promise<(Subject & { readonly at: string }) | undefined> {
  if (slug === districtAddress) return { ...(await districtSubject(context)), at: districtAddress };
  const town = await findTown(context, slug);
  return town && { key: town.key, slug: town.slug, names: town.names, at: town.slug };
}

/** Profiles of the towns and of the district: pages, PDF, Word. */
export function profileRoutes(app: App): void {
  const all = '/:district/:language/zahlen/orte';
  const cached = { config: { access: 'public', cached: true } } as const;

  app.get(all, cached, async ({ context }, reply) => reply.page(<ProfilesPage towns={await listTowns(context)} />));

  app.get(`${all}/:town`, cached, async (request, reply) => {
    const { context } = request;
    const { town } = request.params as Params;
    const place = await findPlace(context, town);
    if (!place) return reply.refuse(404);
    if (place.at !== town) return reply.redirect(pathOf(context, place.at), 303);
    const towns = new Map((await listTowns(context)).map(({ key, slug }) => [key, pathOf(context, slug)]));
    const document = await profile(context, place);
    const draw = drawingFor(document.language, (key) => towns.get(key));
    return reply.page(<ProfilePage document={document} draw={draw} slug={place.at} />);
  });

  const file = (format: ReportFormat) =>
    // Setting a PDF costs some ten times as much as a page.
    app.get(`${all}/:town/profil.${format}`, { config: { access: 'public', limitPerMinute: 60 } }, async (request, reply) => {
      const { context } = request;
      const place = await findPlace(context, (request.params as Params).town);
      if (!place) return reply.refuse(404);
      const content = await profileFile(context, place, format, pathOf(context, place.at));
      return sendReport(reply, `zahlen-${place.at}`, format, content);
    });
  for (const format of reportFormats) file(format);
}
