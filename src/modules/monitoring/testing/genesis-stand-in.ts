import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zipSync } from 'fflate';
import { flatFile, flatRow } from './import-files.ts';

/** What the stand-in was asked. */
export interface StandInCall {
  readonly method: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A service of the kind of GENESIS for one account, on this machine. */
export interface GenesisStandIn {
  readonly base: string;
  readonly calls: readonly StandInCall[];
  /** Lets the job of a large table end. */
  finishJobs(): void;
  close(): Promise<void>;
}

export const standInAccount = {
  username: 'kreis-recklinghausen',
  password: 'geheim:mit:Doppelpunkt',
  token: '0123456789abcdef0123456789abcdef',
} as const;

const table = (code: string): Buffer => {
  const file = flatFile([
    flatRow('05562024', 'Marl', 2024, '', '86766'),
    flatRow('05562032', 'Recklinghausen', 2024, '', '115344'),
  ]);
  return Buffer.from(zipSync({ [`${code}_de_flat.csv`]: new Uint8Array(file) }, { mtime: new Date('2026-01-01T00:00:00Z') }));
};

function status(response: ServerResponse, code: number, content: string, http = 200): void {
  response.writeHead(http, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      Ident: { Service: 'data', Method: 'tablefile' },
      Status: { Code: code, Content: content, Type: code === 0 ? 'Information' : 'Fehler' },
    }),
  );
}

async function fieldsOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return Object.fromEntries(new URLSearchParams(text));
}

/**
 * Starts it. Which table is asked for decides on the answer: `12411-88-01-4` is delivered; `slow`, `huge`, `endless`, `moved`, `elsewhere`,
 * `login-page`, `broken-json`, `busy`, `down`, `large`, `cut-off`, `echo` answer as their names say.
 */
export async function openGenesisStandIn(elsewhere = 'http://127.0.0.1:1/'): Promise<GenesisStandIn> {
  const calls: StandInCall[] = [];
  let finished = false;
  const answers: Readonly<Record<string, (response: ServerResponse, fields: Readonly<Record<string, string>>) => void>> = {
    '12411-88-01-4': (response) => response.writeHead(200, { 'content-type': 'application/zip' }).end(table('12411-88-01-4')),
    'plain-csv': (response) =>
      response.writeHead(200, { 'content-type': 'text/csv' }).end(flatFile([flatRow('05562024', 'Marl', 2023, '', '86000')])),
    slow: () => undefined,
    huge: (response) => response.writeHead(200, { 'content-length': String(10 ** 10) }).end(),
    endless: (response) => {
      const more = () => {
        while (response.writable && response.write('x;'.repeat(4096)));
        if (response.writable) response.once('drain', more);
      };
      response.writeHead(200, { 'content-type': 'text/csv' });
      more();
    },
    moved: (response) => response.writeHead(308, { location: '/rest/2020/data/moved' }).end(),
    elsewhere: (response) => response.writeHead(307, { location: elsewhere }).end(),
    'login-page': (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Anmeldung</title>'),
    'broken-json': (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"Status": {'),
    busy: (response) => response.writeHead(429).end(),
    down: (response) => response.writeHead(503).end('Wartung'),
    'cut-off': (response) => {
      response.writeHead(200, { 'content-type': 'application/zip', 'content-length': '5000' });
      response.write(table('x').subarray(0, 50));
      setImmediate(() => response.destroy());
    },
    echo: (response) => status(response, 25, `Parameter von ${standInAccount.username} / ${standInAccount.password} sind falsch`),
    large: (response, { job }) =>
      job === 'true'
        ? status(
            response,
            99,
            'Der Bearbeitungsauftrag wurde erstellt. Die Tabelle kann in Kürze abgerufen werden: large_526319421',
          )
        : status(response, 98, 'Die Tabelle ist zu gross, um direkt abgerufen zu werden.'),
  };
  const server = createServer(async (request, response) => {
    const fields = await fieldsOf(request).catch(() => ({}) as Record<string, string>);
    calls.push({ method: request.method ?? '', path: request.url ?? '', fields });
    if (request.method !== 'POST') return response.writeHead(405).end();
    const { username, password } = request.headers as Record<string, string>;
    const known =
      (username === standInAccount.username && password === standInAccount.password) ||
      (username === standInAccount.token && password === '');
    if (!known)
      return status(
        response,
        15,
        'Ein Fehler ist aufgetreten. (Bitte überprüfen Sie Ihren Benutzernamen bzw. Ihr Passwort.)',
        401,
      );
    if (request.url === '/rest/2020/data/moved') return response.writeHead(200).end(table('12411-88-01-4'));
    if (request.url === '/rest/2020/data/resultfile') {
      if (!finished || fields.name !== 'large_526319421')
        return status(response, 104, 'Es gibt keine Objekte zum angegebenen Selektionskriterium.');
      return response.writeHead(200).end(table('12411-88-01-4'));
    }
    const answer = request.url === '/rest/2020/data/tablefile' ? answers[fields.name ?? ''] : undefined;
    if (!answer) return status(response, 104, 'Es gibt keine Objekte zum angegebenen Selektionskriterium.');
    return answer(response, fields);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest/2020/`,
    calls,
    finishJobs: () => {
      finished = true;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
