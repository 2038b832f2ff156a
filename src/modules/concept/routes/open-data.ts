import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { openDataLicence } from '../model/open-data.ts';
import { type OpenFile, openFiles, openSchema } from '../service/open-data.ts';

/** A file for everybody, from any website, asked for again after five minutes and sent again only when it changed. */
function send(request: FastifyRequest, reply: FastifyReply, type: string, { body, etag }: OpenFile): FastifyReply {
  reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'public, max-age=300')
    .header('link', `<${openDataLicence.url}>; rel="license"`)
    .header('etag', etag);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known?.includes(etag)) return reply.code(304).send();
  return reply.type(type).send(body);
}

/** The district's published concept for machines: https://www.govdata.de/dl-de/by-2-0. */
export function openDataRoutes(app: App): void {
  const path = '/open-data/:district';
  const open = { config: { access: 'public', machine: true, limitPerMinute: 120 } } as const;

  app.get(`${path}/concept.json`, open, async (request, reply) => {
    const files = await openFiles(request.context);
    return files ? send(request, reply, 'application/json; charset=utf-8', files.json) : reply.refuse(404);
  });

  app.get(`${path}/concept.csv`, open, async (request, reply) => {
    const files = await openFiles(request.context);
    if (!files) return reply.refuse(404);
    reply.header('content-disposition', `attachment; filename="${request.context.tenant.slug}-integrationskonzept.csv"`);
    return send(request, reply, 'text/csv; charset=utf-8', files.csv);
  });

  app.get(`${path}/concept.schema.json`, open, async (request, reply) =>
    send(request, reply, 'application/schema+json; charset=utf-8', openSchema(request.context)),
  );
}
