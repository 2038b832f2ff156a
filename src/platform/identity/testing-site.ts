import { createHash } from 'node:crypto';
import { readConfig } from '#platform/config';
import type { Database } from '#platform/database';
import { type App, createServer } from '#platform/http';
import { identityRoutes } from './routes/index.ts';
import { openTestIdentity, permissions, type TestIdentity } from './testing.ts';

/** The web server with the pages of this room only. */
export async function openTestSite(database: Database): Promise<{ app: App; identity: TestIdentity }> {
  const identity = openTestIdentity(database);
  const app = await createServer({
    config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '100000' }),
    database,
    tenants: identity.tenants,
    permissions,
    formSecret: createHash('sha256').update('forms').digest(),
    navigation: () => [],
    readActor: (headers) => identity.readActor(headers),
  });
  identityRoutes(app, identity);
  await app.ready();
  return { app, identity };
}

export interface Reply {
  readonly status: number;
  readonly location: string;
  readonly html: string;
}

/** Fields by name, or the body as it is sent, without the form token. */
type Fields = Readonly<Record<string, string>> | string;

let visitors = 0;

/** A browser without JavaScript: keeps cookies and sends the form token of the last page. */
export function visit(app: App, address = `203.0.113.${(++visitors % 250) + 1}`) {
  const cookies = new Map<string, string>();
  let token = '';

  async function send(method: 'GET' | 'POST', url: string, fields?: Fields, headers = {}): Promise<Reply> {
    const body =
      typeof fields === 'string' ? `_token=${token}&${fields}` : `${new URLSearchParams({ _token: token, ...fields })}`;
    const response = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers: {
        'user-agent': 'Test browser',
        'accept-language': 'de',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields === undefined ? {} : { payload: body }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!value || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    token = /name="_token" value="([^"]+)"/.exec(response.body)?.[1] ?? token;
    return { status: response.statusCode, location: String(response.headers.location ?? ''), html: response.body };
  }

  return {
    cookies,
    get: (url: string, headers?: Record<string, string>) => send('GET', url, undefined, headers),
    post: (url: string, fields: Fields, headers?: Record<string, string>) => send('POST', url, fields, headers),
  };
}

export type Visit = ReturnType<typeof visit>;
