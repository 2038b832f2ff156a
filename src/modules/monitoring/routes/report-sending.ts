import type { FastifyReply } from '#platform/http';
import type { ReportFormat } from '../service/report-files.ts';

const types: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** A document under a name of its own. @param name letters, figures and hyphens */
export function sendReport(reply: FastifyReply, name: string, format: ReportFormat, content: Buffer): FastifyReply {
  const kind = format === 'pdf' ? 'inline' : 'attachment';
  return reply.type(types[format]).header('content-disposition', `${kind}; filename="${name}.${format}"`).send(content);
}
