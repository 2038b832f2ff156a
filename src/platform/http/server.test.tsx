import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Tenant, TenantDirectory } from '#platform/tenancy';
import { Form, PublicPage, TextField } from '#platform/ui';
import { createTestTenants, formSecretOf, person, testServerParts, useDatabase } from '#testing';
import { type App, createServer, parseForm } from './index.ts';

const database = useDatabase();
let app: App;
let tenants: TenantDirectory;
let here: Tenant;
let rendered = 0;
let broken = false;
const counted: string[] = [];

function Counter() {
  rendered += 1;
  return (
    <PublicPage title="Zähler">
      <h1>{`Seite ${rendered} <b>`}</h1>
    </PublicPage>
  );
}

function NameForm() {
  return (
    <PublicPage title="Formular">
      <Form action="/recklinghausen/de/formular">
        <TextField name="name" label="Name" />
      </Form>
    </PublicPage>
  );
}

beforeAll(async () => {
  ({ tenants, here } = await createTestTenants(database));
  const lead = person([{ role: 'ki_lead', tenantId: here.id, scope: null }]);
  const worker = person([{ role: 'case_manager', tenantId: here.id, scope: null }], false);
  const permissions = new Map([['test.see', ['ki_lead', 'case_manager']]] as const);
  app = await createServer(testServerParts({ database, tenants, permissions: permissions as never, actors: { lead, worker } }));
  app.get('/:district/:language/zaehler', { config: { access: 'public', cached: true } }, (_request, reply) =>
    reply.page(<Counter />),
  );
  app.get('/:district/:language/gezaehlt', { config: { access: 'public', cached: true } }, ({ context }, reply) =>
    reply
      .counted({ tenantId: here.id, path: '/gezaehlt', language: context.language.tag, via: 'web' })
      .page(<Counter />, 'fehlt' in (reply.request.query as object) ? 404 : 200),
  );
  app.onCounts(async (context, counts) => {
    if (broken) throw new Error('no database');
    counted.push(...counts.map(({ path, language, views }) => `${context.tenant.slug} ${language}${path} ${views}`));
  });
  app.get('/:district/:language/vergebens', { config: { access: 'public', cached: true } }, (_request, reply) =>
    reply.header('cache-control', 'no-store').page(<Counter />),
  );
  app.get('/:district/:language/formular', { config: { access: 'public', cached: true } }, (_request, reply) =>
    reply.page(<NameForm />),
  );
  app.post('/:district/:language/formular', { config: { access: 'public' } }, (request, reply) => {
    const parsed = parseForm(z.object({ name: z.string().min(1).max(5) }), request.body, request.visit.t);
    return parsed.ok
      ? reply.redirectWithNotice(`/${here.slug}/de/zaehler`, 'success', 'http:error.home')
      : reply.code(422).send(parsed);
  });
  app.get('/intern/:district/geheim', { config: { access: 'test.see' } }, async (request) => ({
    district: request.context.tenant.slug,
  }));
  app.get('/api/kaputt', { config: { access: 'public', machine: true } }, () => {
    throw new Error('Geheimes Detail');
  });
  app.get('/:district/:language/kaputt', { config: { access: 'public' } }, () => {
    throw new Error('Geheimes Detail');
  });
  app.get<{ Params: { code: string } }>('/api/weg/:code', { config: { access: 'public', machine: true } }, (request) => {
    throw Object.assign(new Error('password=geheim'), { code: request.params.code });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await tenants.close();
});

const origin = () => `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;

describe('looks at a page', () => {
  const look = (headers: Record<string, string> = {}, query = '') =>
    fetch(`${origin()}/recklinghausen/ar/gezaehlt${query}`, { headers: { 'user-agent': 'Firefox/140.0', ...headers } });

  it('are counted from the cache too; not those of staff, of programs, and of what is not there', async () => {
    const pages = [await look(), await look(), await look()];
    expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(2);
    const etag = pages[2]?.headers.get('etag') ?? '';
    expect((await look({ 'if-none-match': etag })).status).toBe(304);
    await look({ 'user-agent': 'Googlebot/2.1' });
    await look({ cookie: 'session=lead' });
    expect((await look({}, '?fehlt')).status).toBe(404);
    // The answer is on its way before it is counted.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await app.writeCounts();
    expect(counted).toEqual(['recklinghausen ar/gezaehlt 4']);
  });

  it('are not lost when they cannot be written', async () => {
    counted.length = 0;
    await look();
    broken = true;
    await app.writeCounts();
    broken = false;
    await app.writeCounts();
    expect(counted).toEqual(['recklinghausen ar/gezaehlt 1']);
  });
});

describe('routes', () => {
  it('must declare their access, and a permission needs a district', async () => {
    const fresh = await createServer(testServerParts({ database, tenants, permissions: new Map() }));
    expect(() => fresh.get('/offen', () => 'x')).toThrow(/does not declare its access/);
    expect(() => fresh.get('/ohne', { config: { access: 'a.b' } }, () => 'x')).toThrow(/names no district/);
    await fresh.close();
  });
  it('let in who holds the permission in this district, and nobody else', async () => {
    const call = (url: string, session?: string) => app.inject({ url, headers: session ? { cookie: `session=${session}` } : {} });
    expect((await call('/intern/recklinghausen/geheim', 'lead')).statusCode).toBe(200);
    expect((await call('/intern/guetersloh/geheim', 'lead')).statusCode).toBe(403);
    expect((await call('/intern/nirgendwo/geheim', 'lead')).statusCode).toBe(404);
    const visitor = await call('/intern/recklinghausen/geheim');
    expect([visitor.statusCode, visitor.headers.location]).toEqual([
      303,
      '/konto/anmelden?weiter=%2Fintern%2Frecklinghausen%2Fgeheim',
    ]);
    const withoutFactor = await call('/intern/recklinghausen/geheim', 'worker');
    expect([withoutFactor.statusCode, withoutFactor.headers.location]).toEqual([303, '/konto/zweiter-faktor']);
  });
});

describe('answers', () => {
  it('carry a strict policy and no address of the visitor', async () => {
    const { headers } = await app.inject('/recklinghausen/de/zaehler');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
  it('lead on who wrote a slash too many or too few, and never to another server', async () => {
    for (const [written, meant] of [
      ['/recklinghausen/de', '/recklinghausen/de/'],
      ['/recklinghausen/de/angebote/', '/recklinghausen/de/angebote'],
      ['/recklinghausen//de/orte/?q=a//b', '/recklinghausen/de/orte?q=a//b'],
      ['//example.org/', '/example.org'],
      ['//example.org//%2F..', '/example.org/%2F..'],
    ]) {
      const reply = await app.inject(written as string);
      expect([written, reply.statusCode, reply.headers.location]).toEqual([written, 301, meant]);
    }
    expect((await app.inject({ method: 'POST', url: '/recklinghausen/de/angebote/' })).statusCode).toBe(404);
  });
  it("say in the visitor's language what went wrong, with a number and nothing else", async () => {
    for (const [url, language, text] of [
      ['/recklinghausen/de/gibtesnicht', 'de', 'Diese Seite gibt es nicht'],
      ['/recklinghausen/en/gibtesnicht', 'en', 'There is no such page'],
      ['/recklinghausen/xx/zaehler', 'de', 'Diese Seite gibt es nicht'],
    ] as const) {
      const reply = await app.inject(url);
      expect(reply.statusCode, url).toBe(404);
      expect(reply.body).toContain(text);
      expect(reply.body).toContain(`lang="${language}"`);
    }
    const broken = await app.inject('/recklinghausen/de/kaputt');
    expect(broken.statusCode).toBe(500);
    expect(broken.body).not.toContain('Geheimes');
    expect(broken.body).toContain(String(broken.headers['x-request-id']));
    const machine = await app.inject('/api/kaputt');
    expect([machine.statusCode, machine.headers['content-type']]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(machine.json()).toMatchObject({
      type: 'about:blank',
      status: 500,
      instance: `urn:uuid:${machine.headers['x-request-id']}`,
    });
  });
  it.each([
    ['ECONNREFUSED', 503],
    ['57P01', 503],
    ['08006', 503],
    ['23505', 500],
  ])('say when to come again while the database is away (%s)', async (code, status) => {
    const reply = await app.inject(`/api/weg/${code}`);
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([status, status === 503 ? '10' : undefined]);
    expect(reply.body).not.toContain('geheim');
  });
  it('say when to come again while the server has too much to do', async () => {
    const parts = testServerParts({ database, tenants, permissions: new Map() });
    const busy = await createServer({ ...parts, config: { ...parts.config, NODE_ENV: 'production' } });
    busy.get('/:district/:language/seite', { config: { access: 'public' } }, (_request, reply) => reply.page(<Counter />));
    await busy.ready();
    const histogram = Object.getPrototypeOf(Object.getPrototypeOf(monitorEventLoopDelay()));
    const delay = vi.spyOn(histogram, 'mean', 'get').mockReturnValue(5e9);
    try {
      const reply = await vi.waitFor(
        async () => {
          const answer = await busy.inject('/recklinghausen/ar/seite');
          expect(answer.statusCode).toBe(503);
          return answer;
        },
        { timeout: 20_000, interval: 50 },
      );
      expect([reply.headers['retry-after'], reply.headers['content-type']]).toEqual(['10', 'text/html; charset=utf-8']);
      expect(reply.body).toContain('<html lang="ar"');
    } finally {
      delay.mockRestore();
      await busy.close();
    }
  });
  it('never fail on malformed addresses', async () => {
    for (const url of [
      '/%',
      '/recklinghausen/de/%E0%A4%A',
      '/recklinghausen/de/zaehler?q=%ff%00&a[b]=1',
      '//',
      '/..%2f..%2fetc',
      `/${'a'.repeat(5000)}`,
    ]) {
      expect((await app.inject(url)).statusCode, url).toBeLessThan(500);
    }
  });
});

describe('the page cache', () => {
  it('keeps a public page, in every encoding, until the district publishes', async () => {
    const get = (headers: Record<string, string> = {}) =>
      fetch(`${origin()}/recklinghausen/de/zaehler`, { headers: { 'accept-encoding': 'identity', ...headers } });
    // Asked for once, a page is not kept yet; the test of the headers has done that.
    const once = () => fetch(`${origin()}/recklinghausen/de/zaehler?einmal`).then((reply) => reply.text());
    expect(await once()).not.toBe(await once());
    const first = await (await get()).text();
    expect(first).toContain('&lt;b>');
    expect(await (await get()).text()).toBe(first);
    expect(await (await get({ 'accept-encoding': 'br' })).text()).toBe(first);
    expect(await (await get({ 'accept-encoding': 'gzip' })).text()).toBe(first);
    const etag = (await get()).headers.get('etag') ?? '';
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    expect(await (await get({ cookie: 'session=lead' })).text()).not.toBe(first);
    await database.pool.query('select touch_content($1)', [here.id]);
    await expect.poll(async () => (await get()).text()).not.toBe(first);
  });
  it('keeps no page whose route wants it kept nowhere', async () => {
    const get = () => fetch(`${origin()}/recklinghausen/de/vergebens`);
    const bodies = [];
    for (let count = 0; count < 3; count++) bodies.push(await (await get()).text());
    expect(new Set(bodies).size).toBe(3);
    expect((await get()).headers.get('cache-control')).toBe('no-store');
  });
  it('keeps no page that carries a form token', async () => {
    const tokens = await Promise.all(
      [1, 2].map(async () => (await fetch(`${origin()}/recklinghausen/de/formular`)).headers.get('set-cookie')),
    );
    expect(tokens.every((cookie) => /^__Host-form=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/.test(cookie ?? ''))).toBe(
      true,
    );
    expect(tokens[0]).not.toBe(tokens[1]);
  });
});

describe('forms', () => {
  const url = '/recklinghausen/de/formular';
  const post = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const { cookie, token } = await formSecretOf(app as never, url);
    return app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({ _token: token, ...fields }).toString(),
    });
  };
  it('are taken from our own pages only', async () => {
    expect((await post({ name: 'Anna' })).statusCode).toBe(303);
    expect((await post({ name: 'Anna', _token: 'falsch' })).statusCode).toBe(403);
    expect((await post({ name: 'Anna' }, { origin: 'https://boese.example' })).statusCode).toBe(403);
    expect((await post({ name: 'Anna' }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await post({ name: 'Anna' }, { origin: 'null' })).statusCode).toBe(403);
    expect((await post({ name: 'Anna' }, { origin: 'null', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await post({ name: 'Anna' }, { origin: 'null', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303);
    expect((await post({ name: 'Anna' }, { cookie: '' })).statusCode).toBe(403);
  });
  it("come back with the values and a message in the visitor's language", async () => {
    const rejected = await post({ name: 'zu lang für das Feld' });
    expect(rejected.statusCode).toBe(422);
    expect(rejected.json()).toEqual({
      ok: false,
      values: { name: 'zu lang für das Feld' },
      errors: { name: 'Bitte kürzen Sie auf höchstens 5 Zeichen.' },
    });
    expect((await post({ name: '\u0000\u0007  ' })).json().errors).toEqual({ name: 'Bitte füllen Sie dieses Feld aus.' });
  });
  it('show the notice once', async () => {
    const saved = await post({ name: 'Anna' });
    const notice = saved.cookies.find(({ name }) => name === '__Host-notice')?.value;
    const page = await app.inject({
      url: String(saved.headers.location),
      headers: { cookie: `__Host-notice=${encodeURIComponent(notice ?? '')}` },
    });
    expect(page.body).toContain('Zur Startseite');
    expect(page.cookies.find(({ name }) => name === '__Host-notice')?.value).toBe('');
    const forged = await app.inject({
      url: '/recklinghausen/de/zaehler',
      headers: { cookie: '__Host-notice=success:<script>alert(1)</script>' },
    });
    expect(forged.body).not.toContain('alert(1)');
  });
  it('are refused when too large', async () => {
    expect((await post({ name: 'x'.repeat(600_000) })).statusCode).toBe(413);
    const wrongType = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-unknown' },
      payload: 'x',
    });
    expect(wrongType.statusCode).toBe(415);
  });
});
