import type { Context } from '#platform/access';
import { keptFiles } from '#platform/documents';
import type { ReportDocument } from '../model/report-document.ts';
import { reportDocx } from './report-docx.ts';
import { reportPdf, type Sender } from './report-pdf.ts';

export const reportFormats = ['pdf', 'docx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The profiles of the demonstration's towns in two languages are some 20 MB. */
const keep = keptFiles({ mostFiles: 100, mostBytes: 40_000_000 });

/** A file that everybody in a district gets alike; of a frozen edition the key says its id. */
export function keptFile(context: Context, key: readonly string[], make: () => Promise<Buffer>): Promise<Buffer> {
  const { id, settings } = context.tenant;
  return keep([id, settings.accent ?? '', context.publicUrl, ...key], make);
}

/** A document as a file. */
export function reportFile(format: ReportFormat, document: ReportDocument, sender: Sender, frozenAt?: Date): Promise<Buffer> {
  return format === 'pdf' ? reportPdf(document, sender, frozenAt) : reportDocx(document, sender);
}
