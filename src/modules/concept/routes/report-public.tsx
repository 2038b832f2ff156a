import type { Context } from '#platform/access';
import type { App } from '#platform/http';
import { wordsOf } from '../model/report-words.ts';
import { PublicReportPage, PublicReportsPage } from '../pages/report-public.tsx';
import { publicDocument, publicDocumentsReady } from '../service/report-documents.ts';
import { publicReport, publicReports } from '../service/report-reading.ts';
import { isId } from './report-address.ts';
import { formatOf, sendDocument } from './report-files.ts';

interface Params {
  readonly slug: string;
  readonly report: string;
  readonly format: string;
}

function frame({ tenant, language }: Context, slug: string) {
  const start = `/${tenant.slug}/${language.tag}`;
  return { start: `${start}/`, conceptHref: `${start}/konzept/${slug}` };
}

/** The closed reports that the KI lead published. */
export function publicReportRoutes(app: App): void {
  const path = '/:district/:language/konzept/:slug/berichte';
  const cached = { config: { access: 'public', cached: true } } as const;

  app.get(path, cached, async (request, reply) => {
    const { context } = request;
    const { slug } = request.params as Params;
    const found = await publicReports(context, slug);
    if (!found) return reply.refuse(404);
    const words = wordsOf(context.t, context.language, []);
    return reply.page(
      <PublicReportsPage {...frame(context, slug)} conceptTitle={found.title} words={words} reports={found.reports} />,
    );
  });

  // Not kept rendered: whether the documents are ready changes without anything being published.
  app.get(`${path}/:report`, { config: { access: 'public' } }, async (request, reply) => {
    const { context } = request;
    const { slug, report } = request.params as Params;
    const view = isId(report) ? await publicReport(context, slug, report) : undefined;
    if (!view) return reply.refuse(404);
    return reply.page(
      <PublicReportPage
        {...frame(context, slug)}
        conceptTitle={view.frame.concept.title}
        words={wordsOf(context.t, context.language, view.frame.towns)}
        view={view}
        documents={await publicDocumentsReady(context, report)}
      />,
    );
  });

  app.get(`${path}/:report/:format`, { config: { access: 'public' } }, async (request, reply) => {
    const { context } = request;
    const { slug, report, format: asked } = request.params as Params;
    const format = formatOf(asked);
    const listed = format && isId(report) ? await publicReports(context, slug) : undefined;
    const found = listed?.reports.find(({ id }) => id === report);
    const content = found && format && (await publicDocument(context, report, format));
    return content ? sendDocument(reply, found, format, content) : reply.refuse(404);
  });
}
