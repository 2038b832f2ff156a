import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type FastifyReply, type FastifyRequest, isUnchanged, openToAllSites } from '#platform/http';

export interface OpenFile {
  readonly type: string;
  /** What the content depends on; the same text, the same content. */
  readonly version: string;
  readonly modified: Date;
  /** Header `Link`: licences, descriptions. */
  readonly links?: readonly string[];
  /** Made only if the caller has not got it already. */
  readonly body: () => string | AsyncIterable<string>;
}

/** A file for everybody, from any website, asked for again after five minutes and sent again only when it changed. */
export function sendOpenFile(request: FastifyRequest, reply: FastifyReply, file: OpenFile): FastifyReply {
  const etag = `"${createHash('sha256').update(file.version).digest('base64url').slice(0, 27)}"`;
  // Whole seconds, as the header has them.
  const modified = Math.floor(file.modified.getTime() / 1000) * 1000;
  const date = new Date(modified).toUTCString();
  reply.headers({ ...openToAllSites, 'cache-control': 'public, max-age=300', etag, 'last-modified': date });
  if (file.links?.length) reply.header('link', file.links.join(', '));
  if (isUnchanged(request.headers, etag, date)) return reply.code(304).send();
  const body = file.body();
  return reply.type(file.type).send(typeof body === 'string' ? body : Readable.from(body));
}
