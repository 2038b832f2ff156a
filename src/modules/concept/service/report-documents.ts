import { z } from 'zod';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { enqueue } from '#platform/jobs';
import type { JobHandler } from '#platform/module';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Report } from '../model/report.ts';
import type { Audience, DocumentFormat, DocumentState } from '../model/report-document.ts';
import { documentState, putWaiting, readDocument, setProgress } from '../store/report-documents.ts';
import { findReport } from '../store/reports.ts';
import { reportDocx } from './report-docx.ts';
import { reportPdf } from './report-pdf.ts';
import { reportTowns, reportViewIn } from './report-reading.ts';
import { reportXlsx } from './report-xlsx.ts';

const documentsJob = 'concept.report_documents';

/** Asks for the documents of a report; the same wish twice is one job. */
export async function orderDocumentsIn(
  trx: Trx,
  context: Context,
  report: Pick<Report, 'id' | 'state'>,
  audience: Audience,
): Promise<void> {
  const { id: tenantId } = context.tenant;
  const draft = report.state === 'open';
  await putWaiting(trx, { tenantId, reportId: report.id, audience, draft, at: context.now() });
  const key = `${documentsJob}.${report.id}.${audience}`;
  await enqueue(trx, documentsJob, { tenantId, reportId: report.id, audience }, { key });
}

/** Makes the staff's documents anew. */
export async function orderDocuments(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  if (!context.may('concept.read')) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const report = await findReport(trx, id);
    if (!report) return fail('concept.unknown_report');
    await orderDocumentsIn(trx, context, report, 'staff');
    return ok();
  });
}

/** How far the staff's documents are; undefined: nobody asked for them. */
export async function documentsOf(context: Context, id: string): Promise<DocumentState | undefined> {
  if (!context.may('concept.read')) return undefined;
  return context.transaction((trx) => documentState(trx, id, 'staff'));
}

export async function staffDocument(context: Context, id: string, format: DocumentFormat): Promise<Buffer | undefined> {
  if (!context.may('concept.read')) return undefined;
  return context.transaction((trx) => readDocument(trx, id, 'staff', format));
}

/** The caller has made sure that the report is public. */
export async function publicDocument(context: Context, id: string, format: DocumentFormat): Promise<Buffer | undefined> {
  return context.transaction((trx) => readDocument(trx, id, 'public', format));
}

export async function publicDocumentsReady(context: Context, id: string): Promise<boolean> {
  return (await context.transaction((trx) => documentState(trx, id, 'public')))?.state === 'done';
}

const payloadSchema = z.object({ tenantId: z.uuid(), reportId: z.uuid(), audience: z.enum(['staff', 'public']) });

/** Writes a report's documents one after the other, each step told to whoever waits. Running again begins anew. */
const writeReportDocuments: JobHandler = async (payload, services) => {
  const { tenantId, reportId, audience } = payloadSchema.parse(payload);
  await writeDocuments(services.contextOf(tenantId, documentsJob), reportId, audience);
};

export const reportJobs: Readonly<Record<string, JobHandler>> = { [documentsJob]: writeReportDocuments };

export async function writeDocuments(context: Context, reportId: string, audience: Audience): Promise<void> {
  const towns = await reportTowns(context);
  const tell = (state: DocumentState['state'], progress: number, files: Partial<Record<DocumentFormat, Buffer>> = {}) =>
    context.transaction((trx) => setProgress(trx, { reportId, audience, state, progress, at: context.now() }, files));
  const isPublic = audience === 'public';
  const view = await context.transaction((trx) => reportViewIn(trx, context, reportId, { isPublic, towns }));
  // Removed while the job waited.
  if (!view) return;
  try {
    await tell('waiting', 10);
    const pdf = await reportPdf(context, view);
    await tell('waiting', 70, { pdf });
    const docx = await reportDocx(context, view);
    await tell('waiting', 90, { docx });
    const xlsx = await reportXlsx(context, view);
    await tell('done', 100, { xlsx });
  } catch (error) {
    await tell('failed', 0);
    throw error;
  }
}
