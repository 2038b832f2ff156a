import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { acceptInvitation } from './accepting.ts';
import { headersWith } from './answer.ts';
import { requestPasswordReset } from './sign-in.ts';
import { beginSignOn, finishSignOn } from './sign-on.ts';
import { browser, openTestIdentity, type TestIdentity } from './testing.ts';

/** What the stand-in says about the person at the other end. */
interface Claims {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  picture?: string;
  nonce?: string;
  aud?: string;
  iss?: string;
}

const client = { OIDC_CLIENT_ID: 'dreiklang', OIDC_CLIENT_SECRET: 'secret of the client', OIDC_NAME: 'Kreis-Login' };

/** A small OpenID provider: discovery, keys, and the exchange of a code for a signed ID token. */
class StandIn {
  claims: Claims = { sub: '1' };
  nonce = '';
  verifier = '';
  down = false;
  forged = false;
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const answer = this.#answer(new URL(request.url ?? '/', this.issuer).pathname, new URLSearchParams(body));
      response.writeHead(answer ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
    });
  });

  get issuer(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  start = () => new Promise<void>((resolve) => void this.#server.listen(0, 'localhost', resolve));
  stop = () => new Promise<void>((resolve) => void this.#server.close(() => resolve()));

  #answer(path: string, form: URLSearchParams): object | undefined {
    if (this.down) return undefined;
    if (path === '/.well-known/openid-configuration') {
      return {
        issuer: this.issuer,
        authorization_endpoint: `${this.issuer}/authorize`,
        token_endpoint: `${this.issuer}/token`,
        jwks_uri: `${this.issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      };
    }
    if (path === '/keys')
      return { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] };
    if (path !== '/token' || form.get('code') !== 'the code') return undefined;
    this.verifier = form.get('code_verifier') ?? '';
    return { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: this.#idToken() };
  }

  #idToken(): string {
    const seconds = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const times = { iat: seconds, exp: seconds + 300 };
    const payload = { iss: this.issuer, aud: client.OIDC_CLIENT_ID, nonce: this.nonce, ...times, ...this.claims };
    const signed = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(payload)}`;
    const { privateKey } = this.forged ? this.#otherKeys : this.#keys;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  }
}

const database = useDatabase();
const provider = new StandIn();
let identity: TestIdentity;
let nord: Tenant;

beforeAll(async () => {
  await provider.start();
  identity = openTestIdentity(database, { OIDC_ISSUER: provider.issuer, ...client });
  nord = await identity.addDistrict('nord', '05001');
});
afterAll(() => provider.stop());

interface Journey {
  next?: string;
  invitation?: string;
  /** Changes the cookies or the query on the way back. */
  bend?: (back: { cookies: readonly string[]; query: Record<string, string> }) => {
    cookies: readonly string[];
    query: Record<string, string>;
  };
}

/** To the provider and back, as a browser goes. */
async function signOnAs(claims: Claims, { next = '/konto/', invitation, bend = (back) => back }: Journey = {}) {
  provider.claims = claims;
  const begun = await beginSignOn(identity.house, { next, ...(invitation ? { invitation } : {}) }, browser());
  if (!begun.ok) return begun;
  const sent = new URL(begun.value.location);
  expect(sent.origin + sent.pathname).toBe(`${provider.issuer}/authorize`);
  expect(sent.searchParams.get('redirect_uri')).toBe('http://localhost:3000/konto/auth/callback/oidc');
  expect(sent.searchParams.get('code_challenge_method')).toBe('S256');
  provider.nonce = sent.searchParams.get('nonce') ?? '';
  const back = bend({ cookies: begun.value.cookies, query: { code: 'the code', state: sent.searchParams.get('state') ?? '' } });
  return finishSignOn(identity.house, back.query, browser(back.cookies));
}

const person = (sub: string, email: string): Claims => ({
  sub,
  email,
  email_verified: true,
  name: 'Name im Verzeichnis',
  picture: 'https://x.example/p.png',
});
const accountsOf = (userId: string) =>
  database.shared.selectFrom('identity_account').selectAll().where('user_id', '=', userId).execute();

describe('sign-on', () => {
  test('enters the account with the same verified address, and keeps nothing of the provider but its id', async () => {
    const userId = await identity.addUser('known@nord.example', nord, [{ role: 'case_manager' }]);
    const outcome = await signOnAs(person('known-1', 'Known@Nord.example'), { next: '/intern/nord/' });
    expect(outcome).toMatchObject({
      ok: true,
      value: { next: '/intern/nord/', actor: { userId, name: 'known', secondFactor: false } },
    });
    expect(outcome.ok && (await identity.readActor(headersWith(outcome.value.cookies))).kind).toBe('user');
    expect(provider.verifier.length).toBeGreaterThan(42);
    const linked = (await accountsOf(userId)).find((row) => row.provider_id === 'oidc');
    expect(linked).toMatchObject({ account_id: 'known-1', access_token: null, refresh_token: null, id_token: null });
    expect(identity.lines.at(-1)).toMatchObject({ action: 'session.opened', details: { method: 'sign-on' } });
  });

  test('follows the tie and not the address from then on', async () => {
    const userId = await identity.addUser('tied@nord.example');
    await signOnAs(person('tied-1', 'tied@nord.example'));
    expect(await signOnAs(person('tied-1', 'renamed@nord.example'))).toMatchObject({ ok: true, value: { actor: { userId } } });
    expect(await identity.findUser('renamed@nord.example')).toBeUndefined();
  });

  test.each<[string, Claims]>([
    ['an address nobody has', person('x1', 'nobody@nord.example')],
    ['an address the provider has not verified', { ...person('x2', 'victim@nord.example'), email_verified: false }],
    ['no address', { sub: 'x3', name: 'Ohne' }],
  ])('stays outside with %s', async (_what, claims) => {
    if (!(await identity.findUser('victim@nord.example'))) await identity.addUser('victim@nord.example');
    const before = await database.shared.selectFrom('identity_user').select('id').execute();
    expect((await signOnAs(claims)).ok).toBe(false);
    expect(await database.shared.selectFrom('identity_user').select('id').execute()).toHaveLength(before.length);
    expect(identity.lines.at(-1)).toMatchObject({ action: 'session.refused', details: { method: 'sign-on' } });
  });

  test('stays outside for a closed account', async () => {
    const userId = await identity.addUser('closed@nord.example', nord, [{ role: 'ki_staff' }]);
    await identity.deactivate(identity.contextIn(nord), userId);
    expect((await signOnAs(person('closed-1', 'closed@nord.example'))).ok).toBe(false);
  });
});

describe('with an invitation', () => {
  async function invited(email: string) {
    const outcome = await identity.invite(identity.contextIn(nord), {
      email,
      language: 'tr',
      grants: [{ role: 'ki_staff', scope: null }],
    });
    return outcome.ok ? (new URL(outcome.value.link).searchParams.get('token') ?? '') : '';
  }

  test('opens an account, which accepts the roles on the page of the link', async () => {
    const invitation = await invited('fresh@nord.example');
    const outcome = await signOnAs(person('fresh-1', 'fresh@nord.example'), {
      next: `/konto/einladung?token=${invitation}`,
      invitation,
    });
    if (!outcome.ok) throw new Error(outcome.code);
    const { actor } = outcome.value;
    expect(outcome.value.next).toBe(`/konto/einladung?token=${invitation}`);
    expect(actor).toMatchObject({ name: 'Name im Verzeichnis', assignments: [] });
    expect(await identity.findUser('fresh@nord.example')).toMatchObject({ language: 'tr' });
    const accepted = await acceptInvitation(identity.house, { token: invitation, name: '', password: '' }, actor, browser());
    expect(accepted).toEqual({ ok: true, value: { opened: false } });
    expect((await identity.readActor(headersWith(outcome.value.cookies))) as object).toMatchObject({
      assignments: [{ role: 'ki_staff', tenantId: nord.id }],
    });
  });

  test('for another address opens nothing', async () => {
    const invitation = await invited('meant@nord.example');
    expect(await signOnAs(person('other-1', 'other@nord.example'), { invitation })).toMatchObject({ code: 'sign_on_unknown' });
    expect(await signOnAs({ ...person('other-2', 'meant@nord.example'), email_verified: false }, { invitation })).toMatchObject({
      ok: false,
    });
    expect(await identity.findUser('other@nord.example')).toBeUndefined();
    expect(await identity.findUser('meant@nord.example')).toBeUndefined();
  });

  test('needs its link: being invited by mail is not enough', async () => {
    await invited('linkless@nord.example');
    expect(await signOnAs(person('linkless-1', 'linkless@nord.example'))).toMatchObject({ code: 'sign_on_unknown' });
  });
});

describe('the way back', () => {
  const claims = person('back-1', 'back@nord.example');
  beforeAll(() => identity.addUser('back@nord.example'));

  test.each<[string, Journey['bend']]>([
    ['without the cookie of the way there', ({ query }) => ({ cookies: [], query })],
    ['with another state', ({ cookies, query }) => ({ cookies, query: { ...query, state: 'x'.repeat(32) } })],
    ['without a state', ({ cookies }) => ({ cookies, query: { code: 'the code' } })],
    ['with another code', ({ cookies, query }) => ({ cookies, query: { ...query, code: 'guessed' } })],
    [
      'with the provider’s refusal',
      ({ cookies, query }) => ({ cookies, query: { state: query.state ?? '', error: 'access_denied' } }),
    ],
    ['with another issuer', ({ cookies, query }) => ({ cookies, query: { ...query, iss: 'https://evil.example' } })],
    ['empty', () => ({ cookies: [], query: {} })],
    ['with rubbish', () => ({ cookies: [], query: { code: '💩'.repeat(500), state: "'--" } })],
  ])('%s leads nowhere', async (_what, bend) => {
    expect((await signOnAs(claims, bend ? { bend } : {})).ok).toBe(false);
  });

  test.each<[string, Partial<Claims>]>([
    ['for another client', { aud: 'another' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of an earlier sign-on', { nonce: 'old' }],
  ])('with an ID token %s leads nowhere', async (_what, change) => {
    expect((await signOnAs({ ...claims, ...change })).ok).toBe(false);
  });

  test('with an ID token signed by somebody else leads nowhere', async () => {
    provider.forged = true;
    const outcome = await signOnAs(claims);
    provider.forged = false;
    expect(outcome.ok).toBe(false);
    expect((await signOnAs(claims)).ok).toBe(true);
  });

  test('never leaves this host', async () => {
    for (const next of ['https://evil.example', '//evil.example/x']) {
      expect(await signOnAs(claims, { next })).toMatchObject({ ok: true, value: { next: '/konto/' } });
    }
  });
});

test('a provider that is down costs its own button only, and is asked again next time', async () => {
  provider.down = true;
  const other = openTestIdentity(database, { OIDC_ISSUER: provider.issuer, ...client });
  await other.addUser('down@nord.example');
  expect(await beginSignOn(other.house, { next: '/konto/' }, browser())).toMatchObject({ code: 'sign_on_down' });
  await requestPasswordReset(other.house, { email: 'down@nord.example' }, browser());
  expect(other.mails).toHaveLength(1);
  provider.down = false;
  expect((await beginSignOn(other.house, { next: '/konto/' }, browser())).ok).toBe(true);
});
