import type { FastifyReply } from '#platform/http';
import type { Report } from '../model/report.ts';
import { type DocumentFormat, documentFormats } from '../model/report-document.ts';

const types: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const formatOf = (text: string): DocumentFormat | undefined => documentFormats.find((one) => one === text);

/** A document of a report under a name that tells it from last year's. */
export function sendDocument(
  reply: FastifyReply,
  { startsOn, endsOn }: Pick<Report, 'startsOn' | 'endsOn'>,
  format: DocumentFormat,
  content: Buffer,
): FastifyReply {
  const name = `bericht-${startsOn}-${endsOn}.${format}`;
  return reply.type(types[format]).header('content-disposition', `attachment; filename="${name}"`).send(content);
}
