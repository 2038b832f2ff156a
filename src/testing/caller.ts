import type { App } from '#platform/http';
import { readPage, type SeenForm } from './form.ts';

export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly type: string;
  readonly body: string;
}

export interface Caller {
  get(address: string, headers?: Record<string, string>): Promise<Answer>;
  /** Posts with the form token, as a page of ours would; a text is sent as it is, with the type given. */
  post(address: string, body: URLSearchParams | string, type?: string): Promise<Answer>;
  /** Posts without any token, as another site would. */
  forge(address: string): Promise<Answer>;
  /** Opens a page and sends the form whose action ends so, with some fields changed. */
  send(page: string, action: string, changes?: Record<string, string>): Promise<Answer>;
}

const formType = 'application/x-www-form-urlencoded';

/** Carries a call to a server: into the process or over the network. */
export type Transport = (call: {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string;
}) => Promise<Answer & { readonly cookies: readonly string[] }>;

let calls = 0;

/** Another address for each call, so that no limit per address is reached (RFC 2544: reserved for measurements). */
export function nextAddress(): string {
  calls += 1;
  return `198.${18 + (calls >> 16)}.${(calls >> 8) & 255}.${calls & 255}`;
}

/** Calls of an app that does not listen. */
export function intoApp(app: App): Transport {
  return async ({ method, url, headers, payload }) => {
    const options = { method, url, headers, remoteAddress: nextAddress(), ...(payload === undefined ? {} : { payload }) };
    const reply = await app.inject(options);
    return {
      status: reply.statusCode,
      location: String(reply.headers.location ?? ''),
      type: String(reply.headers['content-type'] ?? ''),
      body: reply.body,
      cookies: [reply.headers['set-cookie'] ?? []].flat(),
    };
  };
}

/** The token and its cookie; they do not depend on who calls. */
async function readToken(transport: Transport): Promise<{ token: string; cookie: string }> {
  const page = await transport({ method: 'GET', url: '/konto/anmelden', headers: {} });
  const cookie = page.cookies.find((one) => one.startsWith('__Host-form='))?.split(';')[0];
  const token = /name="_token" value="([^"]+)"/.exec(page.body)?.[1];
  if (!cookie || !token) throw new Error('The sign-in page has no form token');
  return { token, cookie };
}

/** Calls the house with these cookies of a session; without any as nobody. */
export async function callerOf(transport: Transport, session = ''): Promise<Caller> {
  const { token, cookie: formCookie } = await readToken(transport);
  const cookie = [formCookie, session].filter(Boolean).join('; ');

  const call = (method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: string) =>
    transport({
      method,
      url,
      headers: { cookie, 'accept-language': 'de', accept: 'text/html', ...headers },
      ...(payload === undefined ? {} : { payload }),
    });

  const post: Caller['post'] = (address, body, type = formType) => {
    if (typeof body === 'string') return call('POST', address, { 'content-type': type, 'x-form-token': token }, body);
    const fields = new URLSearchParams(body);
    fields.set('_token', token);
    return call('POST', address, { 'content-type': type }, String(fields));
  };

  return {
    get: (address, headers = {}) => call('GET', address, headers),
    post,
    forge: (address) => call('POST', address, { 'content-type': formType }, ''),
    async send(page, action, changes = {}) {
      const { status, body } = await call('GET', page, {});
      const form = readPage(body, page).forms.find((one: SeenForm) => one.action.split('?')[0]?.endsWith(action));
      if (!form) throw new Error(`${page} (${status}) has no form ${action}`);
      const fields = new URLSearchParams(form.fields);
      for (const [name, value] of Object.entries(changes)) fields.set(name, value);
      return post(form.action, fields);
    },
  };
}
