import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, readUpload, uploadOf } from '#platform/http';
import { offerColumns } from '../../model/table/columns.ts';
import { ImportPage, ImportPreviewPage } from '../../pages/staff/import.tsx';
import { importTemplate } from '../../service/exporting.ts';
import { importOffers, previewImport, readImport } from '../../service/importing.ts';
import { reachOf } from '../../service/reach.ts';
import { deskFrame, failureSentence, root, staffBase } from './parts.ts';

/** 20,000 offers of usual length; the confirmation carries the file in base64, a third larger. */
const megabytes = 15;
const limit = megabytes * 1024 * 1024;

/** Categories and imports concern the whole district. */
const forDistrict = (context: Context) => reachOf(context, 'directory.manage') === 'district';

async function showForm(request: FastifyRequest, reply: FastifyReply, error?: string): Promise<FastifyReply> {
  const { context } = request;
  if (!forDistrict(context)) return reply.refuse(403);
  return reply.page(
    <ImportPage
      frame={await deskFrame(context)}
      columns={offerColumns}
      megabytes={megabytes}
      errors={error ? { file: error } : undefined}
    />,
    error ? 422 : 200,
  );
}

async function preview(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { file, tooLarge } = uploadOf(request);
  if (tooLarge) return showForm(request, reply, context.t('directory:staff.import.too_large', { megabytes }));
  if (!file) return showForm(request, reply, context.t('http:field.required'));
  const rows = readImport(file);
  if (!rows.ok) return showForm(request, reply, failureSentence(context, rows));
  const report = await previewImport(context, rows.value);
  if (!report.ok) return showForm(request, reply, failureSentence(context, report));
  const faulty = report.value.problems.length > 0;
  return reply.page(
    <ImportPreviewPage frame={await deskFrame(context)} report={report.value} file={faulty ? '' : file.toString('base64')} />,
    faulty ? 422 : 200,
  );
}

async function confirm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const file = Buffer.from(uploadOf(request).fields.csv ?? '', 'base64');
  const rows = readImport(file);
  if (!rows.ok) return showForm(request, reply, failureSentence(context, rows));
  const report = await importOffers(context, rows.value);
  if (!report.ok) return showForm(request, reply, failureSentence(context, report));
  // The directory changed since the preview: the report says what no longer fits, and nothing was imported.
  if (report.value.problems.length)
    return reply.page(<ImportPreviewPage frame={await deskFrame(context)} report={report.value} file="" />, 422);
  return reply.redirectWithNotice(`${staffBase(context)}/eintraege`, 'success', 'directory:staff.import.done');
}

export function importRoutes(app: App): void {
  const config = { access: 'directory.manage' } as const;
  app.get(`${root}/import`, { config }, (request, reply) => showForm(request, reply));
  app.get(`${root}/import/vorlage.csv`, { config }, (_request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="vorlage-angebote.csv"')
      .send(importTemplate()),
  );
  app.post(`${root}/import`, { config, preValidation: readUpload(limit) }, preview);
  app.post(`${root}/import/uebernehmen`, { config, preValidation: readUpload(limit, 2 * limit) }, confirm);
}
