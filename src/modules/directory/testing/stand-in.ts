import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server on this machine whose pages a test decides; remembers who asked for what. */
export interface StandIn {
  readonly origin: string;
  readonly host: string;
  readonly asked: { readonly method: string; readonly path: string }[];
  /** Every path that is not listed here is answered by `other`. */
  readonly pages: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  other: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A page with a title. */
export const html =
  (title: string, text = 'Ein paar Worte über unseren Verein und seine Angebote.', status = 200) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    response
      .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><title>${title}</title><h1>${title}</h1><p>${text}</p>`);

export const redirect = (to: string, status: number) => (_request: IncomingMessage, response: ServerResponse) =>
  response.writeHead(status, { location: to }).end();

export const answer =
  (status: number, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    response.writeHead(status, headers).end();

export async function openStandIn(): Promise<StandIn> {
  const pages: StandIn['pages'] = new Map();
  const asked: { method: string; path: string }[] = [];
  const standIn = { other: html('Seite nicht gefunden', 'Diese Seite gibt es nicht.', 404) } as { other: StandIn['other'] };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push({ method: request.method ?? '', path });
    (pages.get(path) ?? standIn.other)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(standIn, {
    origin: `http://${host}`,
    host,
    asked,
    pages,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
