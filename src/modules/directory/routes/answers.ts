import type { FastifyReply, FastifyRequest } from '#platform/http';

/** Machines ask for JSON by header, at the same addresses; the page cache makes the same test. */
export function wantsJson(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('application/json') ?? false;
}

export function sendPlain(reply: FastifyReply, answer: unknown): FastifyReply {
  return reply.header('vary', 'accept, accept-encoding, cookie').header('cache-control', 'no-cache').send(answer);
}

/** A file that follows from what is published: it may be kept, but is asked for again. */
export function sendFile(reply: FastifyReply, type: string, content: string | Buffer, download?: string): FastifyReply {
  reply.header('cache-control', 'no-cache').type(type);
  if (download) reply.header('content-disposition', `attachment; filename="${download}"`);
  return reply.send(content);
}
