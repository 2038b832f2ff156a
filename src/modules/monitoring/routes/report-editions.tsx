import type { App } from '#platform/http';
import { EditionPage, PublicReportPage, PublicReportsPage } from '../pages/report-shown.tsx';
import { reportFormats } from '../service/report-files.ts';
import { subjects } from '../service/report-reading.ts';
import { documentOf, editionFile, editionView, publicEditions } from '../service/report-viewing.ts';
import { publishEdition } from '../service/reports.ts';
import { drawingFor } from './profile.tsx';
import { isId, one, refuseReport, reportsBase, reportsRoot } from './report-paths.ts';
import { sendReport } from './report-sending.ts';

/** `<id>` is the page, `<id>.pdf` and `<id>.docx` are its files. */
function readName(name: string): { id: string; format: (typeof reportFormats)[number] | undefined } | undefined {
  const [id = '', ending, ...more] = name.split('.');
  const format = reportFormats.find((each) => each === ending);
  return isId(id) && more.length === 0 && (ending === undefined || format) ? { id, format } : undefined;
}

interface Params {
  readonly edition: string;
}

/** Frozen editions: for staff all of them, for everybody the published ones. */
export function editionRoutes(app: App): void {
  app.get(`${reportsRoot}/ausgaben/:edition`, { config: { access: 'monitoring.read' } }, async (request, reply) => {
    const { context } = request;
    const asked = readName((request.params as Params).edition);
    const view = asked && (await editionView(context, asked.id, false));
    const document = view && documentOf(view, one(request.query, 'ort'));
    if (!view || document === undefined) return reply.refuse(404);
    if (asked.format) {
      if (!document) return reply.refuse(404);
      const file = await editionFile(context, view, document, asked.format);
      return sendReport(reply, `bericht-${document.day}-${document.slug}`, asked.format, file);
    }
    return reply.page(
      <EditionPage
        base={reportsBase(context)}
        edition={view.edition}
        documents={view.content.documents}
        document={document}
        draw={drawingFor('de')}
        places={await subjects(context)}
        mayEdit={context.may('monitoring.report')}
      />,
    );
  });

  app.post(
    `${reportsRoot}/ausgaben/:edition/oeffentlich`,
    { config: { access: 'monitoring.report' } },
    async (request, reply) => {
      const { context } = request;
      const { edition: id } = request.params as Params;
      const wanted = one(request.body, 'public') === 'yes';
      if (!isId(id)) return reply.refuse(404);
      const outcome = await publishEdition(context, id, wanted);
      if (!outcome.ok) return refuseReport(reply, outcome.code);
      const done = `monitoring:staff.report.done.${wanted ? 'published' : 'withdrawn'}`;
      return reply.redirectWithNotice(`${reportsBase(context)}/ausgaben/${id}`, 'success', done);
    },
  );

  const all = '/:district/:language/zahlen/berichte';
  const cached = { config: { access: 'public', cached: true } } as const;
  app.get(all, cached, async ({ context }, reply) => reply.page(<PublicReportsPage editions={await publicEditions(context)} />));

  app.get(`${all}/:edition`, cached, async (request, reply) => {
    const { context } = request;
    const asked = readName((request.params as Params).edition);
    const view = asked && (await editionView(context, asked.id, true));
    const document = view && documentOf(view, one(request.query, 'ort'));
    if (!view || document === undefined) return reply.refuse(404);
    const { edition, content } = view;
    if (asked.format) {
      if (!document) return reply.refuse(404);
      const file = await editionFile(context, view, document, asked.format);
      return sendReport(reply, `bericht-${document.day}-${document.slug}`, asked.format, file);
    }
    return reply.page(
      <PublicReportPage edition={edition} documents={content.documents} document={document} draw={drawingFor('de')} />,
    );
  });
}
