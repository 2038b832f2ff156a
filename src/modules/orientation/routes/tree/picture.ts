import { uuidPattern } from '#platform/crypto';
import type { FileStore } from '#platform/files';
import { type App, isUnchanged, openToAllSites } from '#platform/http';
import { widthOf } from '../../model/pictures.ts';
import { pictureFile } from '../../service/tree/pictures.ts';

/** Pictures of pages, for everybody: what stands at such an address never changes. */
export function pictureRoute(app: App, files: FileStore): void {
  app.get('/:district/:language/bild/:id', { config: { access: 'public' } }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const { b } = request.query as { b?: unknown };
    if (!uuidPattern.test(id)) return reply.refuse(404);
    const width = widthOf(typeof b === 'string' ? b : undefined);
    const etag = `"${id.toLowerCase()}-${width}"`;
    const headers = { ...openToAllSites, etag, 'cache-control': 'public, max-age=31536000, immutable' };
    const stored = await pictureFile(request.context, files, id.toLowerCase(), width);
    if (!stored) return reply.refuse(404);
    if (isUnchanged(request.headers, etag, undefined)) {
      stored.body.destroy();
      return reply.headers(headers).code(304).send();
    }
    return reply
      .headers({ ...headers, 'content-length': stored.size, 'x-content-type-options': 'nosniff' })
      .type(stored.type)
      .send(stored.body);
  });
}
