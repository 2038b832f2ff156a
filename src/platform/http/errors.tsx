import type { FastifyError } from 'fastify';
import { findInterfaceLanguage } from '#platform/i18n';
import { ErrorPage } from './error-page.tsx';
import { problem, problemType } from './problem.ts';
import type { App, FastifyReply, FastifyRequest } from './types.ts';

const shown = new Set([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503]);

function wantsJson(request: FastifyRequest): boolean {
  if (request.routeOptions?.config?.machine) return true;
  const accept = request.headers.accept ?? '';
  return accept.includes('json') && !accept.includes('text/html');
}

function answer(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  reply.code(status).header('cache-control', 'no-store');
  if (wantsJson(request)) return reply.type(problemType).send(problem(status, request.id));
  return reply.page(<ErrorPage status={status} />, status);
}

/**
 * What somebody meant who wrote a slash too many or too few; undefined: there is nothing to mend. Start pages end with a
 * slash, all others do not. Several slashes become one, at the beginning too, where they would name another server.
 */
function meantAddress(url: string): string | undefined {
  const [path = '', ...query] = url.split('?');
  const parts = path.split('/').filter(Boolean);
  const isStart = parts.length === 2 && (parts[0] === 'intern' || !!findInterfaceLanguage(parts[1] ?? ''));
  const meant = `/${parts.join('/')}${isStart ? '/' : ''}`;
  return meant === path ? undefined : [meant, ...query].join('?');
}

/** Failures of the connection to the database: it is away, restarting, or has no room (class 08 and 57P, 53300). */
const databaseAway = /^(ECONNREFUSED|ECONNRESET|EPIPE|08\w{3}|57P\d{2}|53300)$/;

function isDatabaseAway(error: FastifyError): boolean {
  return databaseAway.test(error.code ?? '') || error.message === 'Connection terminated unexpectedly';
}

/** 404, 403, 422, 500 … as pages in the visitor's language with the request's id; problem details for machines. */
export function installErrorPages(app: App): void {
  app.decorateReply('refuse', function refuse(status: number) {
    return answer(this.request, this, status);
  });
  app.setNotFoundHandler({}, (request, reply) => {
    const meant = request.method === 'GET' ? meantAddress(request.url) : undefined;
    return meant ? reply.redirect(meant, 301) : answer(request, reply, 404);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? (isDatabaseAway(error) ? 503 : 500);
    if (isDatabaseAway(error)) request.log.error({ err: error }, 'no connection to the database');
    if (status === 503) reply.header('retry-after', '10');
    if (shown.has(status)) return answer(request, reply, status);
    // Malformed encodings, header faults and the like are the caller's; everything else is a bug of ours.
    if (status >= 400 && status < 500) return answer(request, reply, 400);
    request.log.error({ err: error, route: request.routeOptions?.url }, 'unexpected error');
    return answer(request, reply, 500);
  });
}
