import type { App } from '#platform/http';
import { ReportDocumentsPage } from '../pages/report-staff.tsx';
import { documentsOf, orderDocuments, staffDocument } from '../service/report-documents.ts';
import { readReport } from '../service/report-reading.ts';
import { baseOf, isId } from './report-address.ts';
import { formatOf, sendDocument } from './report-files.ts';

interface Params {
  readonly report: string;
  readonly format: string;
}

/** Documents for staff: wished for, on their way, to be fetched. */
export function reportDocumentRoutes(app: App): void {
  const path = '/intern/:district/konzept/berichte/:report/dokumente';
  const config = { access: 'concept.read' } as const;

  app.get(path, { config }, async (request, reply) => {
    const { context } = request;
    const { report: id } = request.params as Params;
    const report = isId(id) ? await readReport(context, id) : undefined;
    if (!report) return reply.refuse(404);
    const state = await documentsOf(context, id);
    // Works without a script; the page holds no form that somebody may be filling in while it is loaded again.
    if (state?.state === 'waiting') reply.header('refresh', '2');
    const format = new Intl.DateTimeFormat(context.language.locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Europe/Berlin',
    });
    const moment = state ? format.format(state.updatedAt) : '';
    return reply.page(<ReportDocumentsPage base={baseOf(context)} report={report} state={state} moment={moment} />);
  });

  app.post(path, { config }, async (request, reply) => {
    const { context } = request;
    const { report: id } = request.params as Params;
    const outcome = isId(id) ? await orderDocuments(context, id) : undefined;
    if (!outcome?.ok) return reply.refuse(404);
    return reply.redirectWithNotice(
      `${baseOf(context)}/berichte/${id}/dokumente`,
      'info',
      'concept:staff.report.documents_progress',
    );
  });

  app.get(`${path}/:format`, { config }, async (request, reply) => {
    const { context } = request;
    const { report: id, format: asked } = request.params as Params;
    const format = formatOf(asked);
    const report = format && isId(id) ? await readReport(context, id) : undefined;
    const content = report && format && (await staffDocument(context, id, format));
    return content ? sendDocument(reply, report, format, content) : reply.refuse(404);
  });
}
