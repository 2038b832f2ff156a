/** What better-auth answered to a call: cookies to pass on, and either the body or the code of the failure. */
export interface Answer {
  readonly ok: boolean;
  readonly code: string;
  readonly cookies: readonly string[];
  readonly location: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Waits for a call with `asResponse: true`; a fault inside better-auth throws. */
export async function answerOf(call: Promise<Response>): Promise<Answer> {
  const response = await call;
  const text = await response.text();
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
  const code = typeof body.code === 'string' ? body.code : String(response.status);
  if (response.status >= 500) throw new Error(`better-auth answered ${response.status} ${code}`);
  return {
    ok: response.ok,
    code,
    cookies: response.headers.getSetCookie(),
    location: response.headers.get('location'),
    body,
  };
}

/** The request headers of the next call, after the browser has taken these cookies. */
export function headersWith(cookies: readonly string[], before?: Headers): Headers {
  const jar = new Map<string, string>();
  for (const pair of [...(before?.get('cookie') ?? '').split(/;\s*/), ...cookies.map((cookie) => cookie.split(';')[0] ?? '')]) {
    const at = pair.indexOf('=');
    if (at > 0) jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return new Headers({
    cookie: [...jar]
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  });
}
