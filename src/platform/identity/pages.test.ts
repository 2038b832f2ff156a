import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { appCode, password, type TestIdentity } from './testing.ts';
import { openTestSite, type Reply, type Visit, visit } from './testing-site.ts';

const database = useDatabase();
let app: App;
let identity: TestIdentity;
let nord: Tenant;

beforeAll(async () => {
  ({ app, identity } = await openTestSite(database));
  nord = await identity.addDistrict('nord', '05001');
  await identity.addUser('admin@nord.example', nord, [{ role: 'administrator' }]);
  await identity.addUser('staff@nord.example', nord, [{ role: 'ki_staff' }]);
});
afterAll(() => app.close());

async function signIn(browser: Visit, email: string, weiter = '/konto/'): Promise<Reply> {
  await browser.get('/konto/anmelden?neu=1');
  return browser.post('/konto/anmelden', { email, password, weiter });
}

async function signedIn(email: string): Promise<Visit> {
  const browser = visit(app);
  expect((await signIn(browser, email)).status).toBe(303);
  return browser;
}

const untranslated = (reply: Reply) => reply.html.match(/(identity|http|ui):[\w.]+/g);
const errors = ({ html }: Reply) => [...html.matchAll(/<a href="#[\w-]+">([^<]+)<\/a>/g)].map((match) => match[1]);

describe('signing in', () => {
  test('leads from a closed page to it, through the form', async () => {
    const browser = visit(app);
    const closed = await browser.get('/intern/nord/konten?suche=x');
    expect(closed).toMatchObject({ status: 303, location: '/konto/anmelden?weiter=%2Fintern%2Fnord%2Fkonten%3Fsuche%3Dx' });
    const page = await browser.get(closed.location);
    expect(page.html).toContain('name="weiter" value="/intern/nord/konten?suche=x"');
    const done = await browser.post('/konto/anmelden', {
      email: 'admin@nord.example',
      password,
      weiter: '/intern/nord/konten?suche=x',
    });
    expect(done).toMatchObject({ status: 303, location: '/intern/nord/konten?suche=x' });
    expect((await browser.get(done.location)).status).toBe(200);
    expect((await browser.get('/konto/anmelden')).status).toBe(303);
  });

  test('keeps the address and never the password when it is refused', async () => {
    const browser = visit(app);
    await browser.get('/konto/anmelden');
    const reply = await browser.post('/konto/anmelden', {
      email: 'admin@nord.example',
      password: 'Geheimnis falsch',
      weiter: '/konto/',
    });
    expect(reply.status).toBe(422);
    expect(reply.html).toContain('value="admin@nord.example"');
    expect(reply.html).not.toContain('Geheimnis');
    expect(errors(reply)).toEqual(['E-Mail-Adresse oder Passwort stimmt nicht.']);
    const unknown = await browser.post('/konto/anmelden', {
      email: 'nobody@nord.example',
      password: 'Geheimnis falsch',
      weiter: '/konto/',
    });
    const masked = (html: string) => html.replaceAll(/nobody@|admin@|value="[\w-]{43}"|[0-9a-f-]{36}/g, '');
    expect(masked(unknown.html)).toBe(masked(reply.html));
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example'])(
    'does not lead away to %j',
    async (weiter) => {
      const browser = visit(app);
      const page = await browser.get(`/konto/anmelden?weiter=${encodeURIComponent(weiter)}`);
      expect(page.html).toContain('name="weiter" value="/konto/"');
      expect((await signIn(browser, 'staff@nord.example', weiter)).location).toBe('/konto/');
    },
  );

  test('rests after five wrong tries, with 429', async () => {
    await identity.addUser('rest@nord.example');
    const browser = visit(app);
    await browser.get('/konto/anmelden');
    const wrong = { email: 'rest@nord.example', password: 'not the password', weiter: '/konto/' };
    const statuses = [];
    for (let tries = 0; tries < 6; tries += 1) statuses.push((await browser.post('/konto/anmelden', wrong)).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    const locked = await browser.post('/konto/anmelden', { ...wrong, password });
    expect(locked.html).toContain('15 Minuten');
  });

  test('takes only our own form', async () => {
    const browser = visit(app);
    await browser.get('/konto/anmelden');
    const fields = { email: 'staff@nord.example', password, weiter: '/konto/' };
    expect((await browser.post('/konto/anmelden', { ...fields, _token: 'x' })).status).toBe(403);
    expect((await browser.post('/konto/anmelden', fields, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await browser.post('/konto/passkey/anmelden/optionen', { _token: 'x' })).status).toBe(403);
  });

  test('ends with the button, and its cookie', async () => {
    const browser = await signedIn('staff@nord.example');
    await browser.get('/konto/');
    expect(await browser.post('/konto/abmelden', {})).toMatchObject({ status: 303, location: '/konto/anmelden' });
    expect(browser.cookies.has('__Host-session')).toBe(false);
    expect((await browser.get('/konto')).status).toBe(303);
  });
});

describe('bad input', () => {
  test.each<[string, Record<string, string>, number]>([
    ['a password of 10 MB', { password: 'a'.repeat(10 * 1024 * 1024) }, 413],
    ['a password of 300 kB', { password: 'a'.repeat(300 * 1024) }, 422],
    ['an address of 5000 characters', { email: `${'a'.repeat(5000)}@nord.example` }, 422],
    ['an address with control characters', { email: 'a\u0000b\r\nBcc: x@nord.example' }, 422],
    ['an emoji for an address', { email: '💩' }, 422],
    ['nothing', { email: '', password: '' }, 422],
    ['a script', { email: '<script>alert(1)</script>@x.example' }, 422],
  ])('%s is answered, not stored', async (_what, fields, status) => {
    const browser = visit(app);
    await browser.get('/konto/anmelden');
    const reply = await browser.post('/konto/anmelden', { email: 'a@nord.example', password: 'x', weiter: '/konto/', ...fields });
    expect(reply.status).toBe(status);
    expect(reply.html).not.toContain('<script>alert');
  });

  test('fields sent twice, and credentials that are none, are refused', async () => {
    const browser = visit(app);
    await browser.get('/konto/anmelden');
    expect((await browser.post('/konto/anmelden', 'email=staff@nord.example&email=admin@nord.example&password=x')).status).toBe(
      422,
    );
    expect((await browser.post('/konto/anmelden', '')).status).toBe(422);
    for (const response of ['[1,2', '[]', 'null', '{"id":"💩"}', '{}', 'x'.repeat(30_000)]) {
      expect((await browser.post('/konto/passkey/anmelden', { response, weiter: '/konto/' })).status).toBe(422);
    }
  });

  test('a name of HTML, emoji and control characters is kept as text', async () => {
    await identity.addUser('odd@nord.example');
    const browser = await signedIn('odd@nord.example');
    await browser.get('/konto');
    const saved = await browser.post('/konto', { name: ' <b>Zoë</b>\u0007 👩🏽‍🚀 ', language: 'uk' });
    expect(saved).toMatchObject({ status: 303, location: '/konto' });
    expect(await identity.findUser('odd@nord.example')).toMatchObject({ name: '<b>Zoë</b> 👩🏽‍🚀', language: 'uk' });
    const page = await browser.get('/konto');
    expect(page.html).toContain('lang="uk"');
    expect(page.html).toContain('&lt;b>Zoë&lt;/b>');
    const refused = await browser.post('/konto', { name: '', language: 'klingon' });
    expect([refused.status, errors(refused).length]).toEqual([422, 2]);
  });

  test.each(['', 'x', '0198f000-0000-7000-8000-000000000009'])('the session %j of nobody is not ended', async (session) => {
    const browser = await signedIn('staff@nord.example');
    await browser.get('/konto');
    expect([404, 422]).toContain((await browser.post('/konto/sitzungen', { session })).status);
    expect((await browser.post('/konto/passkeys/x', { do: 'remove', name: 'x' })).status).toBe(404);
  });
});

describe('a role that sees cases', () => {
  test('is led to set up the second factor, without JavaScript, and asked for it from then on', async () => {
    await identity.addUser('case@nord.example', nord, [{ role: 'case_manager' }]);
    const browser = visit(app);
    const waiting = await signIn(browser, 'case@nord.example', '/konto');
    expect(waiting.location).toBe('/konto/zweiter-faktor?weiter=%2Fkonto');
    expect((await browser.get(waiting.location)).html).toContain('Für Ihre Rolle ist der zweite Schritt Pflicht');
    const wrong = await browser.post('/konto/zweiter-faktor/einrichten', { password: 'not the password', weiter: '/konto' });
    expect([wrong.status, errors(wrong)]).toEqual([422, ['Das Passwort stimmt nicht.']]);
    const app1 = await browser.post('/konto/zweiter-faktor/einrichten', { password, weiter: '/konto' });
    expect(app1.html).toMatch(/<svg role="img" aria-label="QR-Code/);
    const secret = /<code dir="ltr">([A-Z2-7 ]+)<\/code>/.exec(app1.html)?.[1]?.replaceAll(' ', '') ?? '';
    const wrongCode = await browser.post('/konto/zweiter-faktor/bestaetigen', { code: '000000', weiter: '/konto' });
    expect([wrongCode.status, wrongCode.html.includes(secret.slice(0, 4))]).toEqual([422, true]);
    const codes = await browser.post('/konto/zweiter-faktor/bestaetigen', { code: appCode(secret), weiter: '/konto' });
    expect(codes.status).toBe(200);
    expect(codes.html.match(/<code>[\w-]{11}<\/code>/g)).toHaveLength(10);
    expect((await browser.get('/konto/zweiter-faktor')).location).toBe('/konto#zweiter-faktor');

    const again = visit(app);
    const challenge = await signIn(again, 'case@nord.example', '/konto');
    expect(again.cookies.has('__Host-session')).toBe(false);
    expect((await again.get(challenge.location)).html).toContain('name="code"');
    const done = await again.post('/konto/zweiter-faktor', { code: appCode(secret, 1), weiter: '/konto' });
    expect(done).toMatchObject({ status: 303, location: '/konto' });
    expect((await again.get('/konto')).html).toContain('Eingerichtet.');
  });

  test('cannot be reached halfway', async () => {
    const browser = visit(app);
    expect((await browser.get('/konto/zweiter-faktor?weiter=/konto')).location).toBe('/konto/anmelden?weiter=%2Fkonto');
    await browser.get('/konto/anmelden');
    expect((await browser.post('/konto/zweiter-faktor', { code: '123456', weiter: '/konto' })).status).toBe(303);
    expect((await browser.post('/konto/zweiter-faktor/bestaetigen', { code: '123456' })).status).toBe(401);
  });
});

describe('links from mails', () => {
  test('a forgotten password is answered the same for everybody', async () => {
    const browser = visit(app);
    await browser.get('/konto/passwort-vergessen');
    const known = await browser.post('/konto/passwort-vergessen', { email: 'staff@nord.example' });
    const unknown = await browser.post('/konto/passwort-vergessen', { email: 'nobody@nord.example' });
    const masked = (html: string) => html.replaceAll(/[0-9a-f-]{36}/g, '');
    expect([known.status, masked(known.html)]).toEqual([200, masked(unknown.html)]);
    const link = /http:\/\/localhost:3000(\S+)/.exec(identity.mails.at(-1)?.text ?? '')?.[1] ?? '';
    const page = await browser.get(link);
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const short = await browser.post('/konto/passwort-neu', { token, password: 'kurz' });
    expect([short.status, short.html.includes(token)]).toEqual([422, true]);
    expect((await browser.post('/konto/passwort-neu', { token, password })).location).toBe('/konto/anmelden');
    expect((await browser.post('/konto/passwort-neu', { token, password })).status).toBe(410);
    expect((await browser.get('/konto/passwort-neu')).status).toBe(410);
  });

  test('an invitation opens an account without JavaScript, once', async () => {
    const outcome = await identity.invite(identity.contextIn(nord), {
      email: 'guest@nord.example',
      language: 'de',
      grants: [{ role: 'provider', scope: { kind: 'organisation', id: nord.id } }],
    });
    const link = outcome.ok ? outcome.value.link.replace('http://localhost:3000', '') : '';
    const browser = visit(app);
    const page = await browser.get(link);
    expect(page.html).toContain('guest@nord.example');
    expect(page.html).toContain('Anbieter');
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const refused = await browser.post('/konto/einladung', { token, name: 'Gast', password: 'kurz' });
    expect([refused.status, refused.html.includes('value="Gast"')]).toEqual([422, true]);
    expect((await browser.post('/konto/einladung', { token, name: 'Gast', password })).location).toBe('/konto/anmelden');
    expect((await browser.get(link)).status).toBe(410);
    const districts = await (await signedIn('guest@nord.example')).get('/konto/');
    expect(districts.html).toContain('href="/intern/nord/"');
  });
});

describe('one’s own account', () => {
  test('shows the sessions and ends the others', async () => {
    await identity.addUser('devices@nord.example');
    const phone = await signedIn('devices@nord.example');
    const laptop = await signedIn('devices@nord.example');
    const page = await laptop.get('/konto');
    expect(page.html.match(/Test browser/g)).toHaveLength(2);
    const other = [...page.html.matchAll(/name="session" value="([0-9a-f-]{36})"/g)].map((match) => match[1]);
    expect(other).toHaveLength(1);
    expect((await laptop.post('/konto/sitzungen', { session: other[0] ?? '' })).status).toBe(303);
    expect((await phone.get('/konto')).status).toBe(303);
    expect((await laptop.get('/konto')).status).toBe(200);
  });

  test('changes the password only with the old one', async () => {
    await identity.addUser('own@nord.example');
    const browser = await signedIn('own@nord.example');
    await browser.get('/konto');
    const refused = await browser.post('/konto/passwort', { current: 'not the password', password: 'Neun Lotsen auf der Lippe' });
    expect([refused.status, errors(refused)]).toEqual([422, ['Das Passwort stimmt nicht.']]);
    expect(refused.html).not.toContain('Lotsen');
    expect((await browser.post('/konto/passwort', { current: password, password: 'Neun Lotsen auf der Lippe' })).status).toBe(
      303,
    );
    expect((await browser.get('/konto')).status).toBe(200);
  });
});

test('every account page speaks German and English, in full', async () => {
  const browser = await signedIn('staff@nord.example');
  const guest = visit(app);
  for (const language of ['de', 'en']) {
    for (const path of [
      '/konto/anmelden?neu=1',
      '/konto/passwort-vergessen',
      '/konto/passwort-neu?token=x',
      '/konto/einladung?token=x',
    ]) {
      const page = await guest.get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      expect([untranslated(page), page.html.includes(`<html lang="${language}"`)]).toEqual([null, true]);
    }
    for (const path of ['/konto', '/konto/', '/konto/zweiter-faktor']) {
      expect(untranslated(await browser.get(`${path}?lang=${language}`))).toBeNull();
    }
  }
});
