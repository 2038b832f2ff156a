import type { DemonstrationAccount } from '#platform/identity';
import type { Transport } from '../src/testing/caller.ts';

/** Signs an account without a second factor in and returns the cookies of its session, as a `cookie` header holds them. */
export async function signInOverNetwork(transport: Transport, { email, password }: DemonstrationAccount): Promise<string> {
  const page = await transport({ method: 'GET', url: '/konto/anmelden', headers: {} });
  const formCookie = page.cookies.find((one) => one.startsWith('__Host-form='))?.split(';')[0] ?? '';
  const _token = /name="_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const { status, location, cookies } = await transport({
    method: 'POST',
    url: '/konto/anmelden',
    headers: { cookie: formCookie, 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Journeys' },
    payload: String(new URLSearchParams({ _token, email, password, weiter: '/konto/' })),
  });
  if (status !== 303 || location !== '/konto/') throw new Error(`${email} cannot sign in: ${status} ${location}`);
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
