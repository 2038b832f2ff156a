import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from '#platform/http';

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
  reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'public, max-age=300')
    .header('etag', etag)
    .header('last-modified', new Date(modified).toUTCString());
  if (file.links?.length) reply.header('link', file.links.join(', '));
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  // RFC 9110, 13.2.2: the date counts only where there is no tag.
  const unchanged = known ? known.includes(etag) || known.includes('*') : since >= modified;
  if (unchanged) return reply.code(304).send();
  const body = file.body();
  return reply.type(file.type).send(typeof body === 'string' ? body : Readable.from(body));
}
