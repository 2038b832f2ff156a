import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { type HandbookFormat, handbookFile, handbookFormats } from '../../service/handbook/files.ts';
import { institutionAddressSchema } from '../../service/kinds/addresses.ts';
import { groundOf } from '../../service/showing/ground.ts';
import { sendFile } from '../answers.ts';

const types: Readonly<Record<HandbookFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

const handbook = (format: HandbookFormat) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { context } = request;
  const { ort } = institutionAddressSchema.parse(request.query ?? {});
  const ground = await groundOf(context);
  const [key] = ort;
  const town = key === undefined ? undefined : ground.town(key);
  if (key !== undefined && key !== 'kreis' && !town) return reply.refuse(404);
  const file = await handbookFile(context, format, key);
  const name = `handbuch-${town?.slug ?? context.tenant.slug}-${context.language.tag}.${format}`;
  if (format === 'docx') return sendFile(reply, types.docx, file, name);
  // Before sending: afterwards it may be too late.
  return sendFile(reply.header('content-disposition', `inline; filename="${name}"`), types.pdf, file);
};

/** The handbook of institutions as a file; setting one costs some hundred milliseconds, and only when something changed. */
export function handbookRoutes(app: App): void {
  for (const format of handbookFormats) {
    const config = { access: 'public', limitPerMinute: 30 } as const;
    app.get(`/:district/:language/einrichtungen.${format}`, { config }, handbook(format));
  }
}
