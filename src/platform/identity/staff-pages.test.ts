import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { password, type TestIdentity } from './testing.ts';
import { openTestSite, type Reply, type Visit, visit } from './testing-site.ts';

const database = useDatabase();
let app: App;
let identity: TestIdentity;
let nord: Tenant;
let admin: Visit;
let worker: string;
let foreign: string;

async function signedIn(email: string): Promise<Visit> {
  const browser = visit(app);
  await browser.get('/konto/anmelden');
  const reply = await browser.post('/konto/anmelden', { email, password, weiter: '/konto/' });
  expect(reply.status).toBe(303);
  return browser;
}

beforeAll(async () => {
  ({ app, identity } = await openTestSite(database));
  nord = await identity.addDistrict('nord', '05001');
  const sued = await identity.addDistrict('sued', '05002');
  await identity.addUser('admin@nord.example', nord, [{ role: 'administrator' }]);
  worker = await identity.addUser('worker@nord.example', nord, [{ role: 'ki_staff' }]);
  foreign = await identity.addUser('foreign@sued.example', sued, [{ role: 'ki_staff' }]);
  admin = await signedIn('admin@nord.example');
});
afterAll(() => app.close());

const untranslated = (reply: Reply) => reply.html.match(/(identity|http|ui):[\w.]+/g);
const errors = ({ html }: Reply) => [...html.matchAll(/<a href="#[\w-]+">([^<]+)<\/a>/g)].map((match) => match[1]);

describe('people of a district', () => {
  test('are listed, searched and opened', async () => {
    const list = await admin.get('/intern/nord/konten');
    expect(list.html).toContain('worker@nord.example');
    expect(list.html).not.toContain('sued.example');
    expect((await admin.get('/intern/nord/konten?suche=work')).html).not.toContain('admin@nord.example');
    expect((await admin.get('/intern/nord/konten?suche=%25%00&nach=rubbish')).html).toContain('Niemand gefunden');
    expect((await admin.get(`/intern/nord/konten/${worker}`)).html).toContain('KI-Team');
  });

  test('are not there for another district, nor under rubbish', async () => {
    for (const id of [foreign, 'x', '0198f000-0000-7000-8000-000000000009', "'--"]) {
      const address = `/intern/nord/konten/${encodeURIComponent(id)}`;
      expect((await admin.get(address)).status).toBe(404);
      expect((await admin.get(`${address}/sperren`)).status).toBe(404);
      await admin.get('/intern/nord/konten/einladen');
      for (const path of ['rollen', 'sperren', 'zweiter-faktor', 'rollen/x/entziehen']) {
        expect((await admin.post(`${address}/${path}`, { rolle: 'ki_staff' })).status).toBe(404);
      }
      expect((await admin.post(`/intern/nord/konten/einladungen/${encodeURIComponent(id)}/zurueckziehen`, {})).status).toBe(404);
    }
  });

  test.each(['/konten', '/konten/einladen'])('%s is closed to visitors, colleagues and other districts', async (path) => {
    expect((await visit(app).get(`/intern/nord${path}`)).status).toBe(303);
    expect((await (await signedIn('worker@nord.example')).get(`/intern/nord${path}`)).status).toBe(403);
    expect((await admin.get(`/intern/sued${path}`)).status).toBe(403);
    expect((await admin.get(`/intern/nirgends${path}`)).status).toBe(404);
  });
});

describe('inviting', () => {
  test('asks for the role first, keeps what was typed, and mails the link', async () => {
    const first = await admin.get('/intern/nord/konten/einladen');
    expect(first.html).not.toContain('name="email"');
    const second = await admin.get('/intern/nord/konten/einladen?rolle=integration_officer');
    expect(second.html).toContain('name="scope"');
    const refused = await admin.post('/intern/nord/konten/einladen', {
      rolle: 'integration_officer',
      email: 'io@nord.example',
      scope: 'Herten',
      language: 'tr',
    });
    expect([refused.status, errors(refused)]).toEqual([422, ['Diese Angabe passt nicht zur Rolle.']]);
    expect(refused.html).toContain('value="io@nord.example"');
    expect(refused.html).toContain('value="Herten"');
    expect(refused.html).toMatch(/<option[^>]*value="tr"[^>]*selected|<option[^>]*selected[^>]*value="tr"/);
    const empty = await admin.post('/intern/nord/konten/einladen', {
      rolle: 'integration_officer',
      email: 'io',
      scope: '',
      language: 'xx',
    });
    expect([empty.status, errors(empty).length]).toEqual([422, 2]);
    const done = await admin.post('/intern/nord/konten/einladen', {
      rolle: 'integration_officer',
      email: 'io@nord.example',
      scope: '05562020',
      language: 'tr',
    });
    expect(done).toMatchObject({ status: 303, location: '/intern/nord/konten' });
    expect(identity.mails.at(-1)).toMatchObject({ to: 'io@nord.example', language: { tag: 'tr' } });
    const list = await admin.get('/intern/nord/konten');
    expect(list.html).toContain('Die Einladung ist unterwegs.');
    expect(list.html).toContain('Kommune 05562020');
    const withdraw = /action="([^"]+\/zurueckziehen)"/.exec(list.html)?.[1] ?? '';
    expect((await admin.post(withdraw, {})).status).toBe(303);
    expect((await admin.get('/intern/nord/konten')).html).not.toContain('io@nord.example');
    expect((await admin.post(withdraw, {})).status).toBe(404);
  });

  test.each([{ rolle: 'king' }, { rolle: '' }, { rolle: 'ki_staff', email: 'worker@nord.example', language: 'de' }])(
    '%j is refused with a message',
    async (fields) => {
      await admin.get('/intern/nord/konten/einladen?rolle=ki_staff');
      expect((await admin.post('/intern/nord/konten/einladen', fields as Record<string, string>)).status).toBe(422);
    },
  );

  test('a lead cannot make administrators', async () => {
    await identity.addUser('lead@nord.example', nord, [{ role: 'ki_lead' }]);
    const lead = await signedIn('lead@nord.example');
    const page = await lead.get('/intern/nord/konten/einladen?rolle=administrator');
    expect(page.html).not.toContain('value="administrator"');
    expect(
      (await lead.post('/intern/nord/konten/einladen', { rolle: 'administrator', email: 'x@nord.example', language: 'de' }))
        .status,
    ).toBe(403);
  });
});

describe('a person', () => {
  test('is given a role and loses it again', async () => {
    const address = `/intern/nord/konten/${worker}`;
    const page = await admin.get(`${address}?rolle=case_manager`);
    expect(page.html).toContain('name="scope"');
    expect((await admin.post(`${address}/rollen`, { rolle: 'case_manager', scope: '' })).status).toBe(303);
    const again = await admin.post(`${address}/rollen`, { rolle: 'case_manager', scope: '' });
    expect(again.status).toBe(422);
    expect(again.html).toContain('Diese Rolle hat die Person schon.');
    const [, revoke = ''] = /action="([^"]+\/entziehen)"/.exec(again.html) ?? [];
    expect((await admin.post(revoke, {})).status).toBe(303);
    expect((await admin.post(revoke, {})).status).toBe(404);
    expect(await identity.rolesOf(worker)).toHaveLength(1);
  });

  test('is asked about before the access is closed, and is out at once', async () => {
    const userId = await identity.addUser('leaving@nord.example', nord, [{ role: 'ki_staff' }]);
    const leaving = await signedIn('leaving@nord.example');
    expect((await admin.get(`/intern/nord/konten/${userId}/sperren`)).html).toContain('Zugang von leaving sperren?');
    expect((await admin.post(`/intern/nord/konten/${userId}/sperren`, {})).status).toBe(303);
    expect((await leaving.get('/konto')).status).toBe(303);
  });

  test('cannot manage itself', async () => {
    const own = (await identity.findUser('admin@nord.example'))?.id ?? '';
    const page = await admin.get(`/intern/nord/konten/${own}?rolle=case_manager`);
    expect(page.html).toContain('Das ist Ihr eigenes Konto.');
    expect((await admin.post(`/intern/nord/konten/${own}/rollen`, { rolle: 'case_manager' })).status).toBe(422);
    expect((await admin.post(`/intern/nord/konten/${own}/sperren`, {})).status).toBe(422);
    expect(await identity.rolesOf(own)).toHaveLength(1);
  });
});

test('every staff page speaks German and English, in full', async () => {
  const paths = [
    '',
    '/einladen',
    '/einladen?rolle=provider',
    `/${worker}`,
    `/${worker}?rolle=ki_staff`,
    `/${worker}/sperren`,
    `/${worker}/zweiter-faktor`,
  ];
  for (const path of paths) {
    for (const language of ['de', 'en']) {
      const page = await admin.get(`/intern/nord/konten${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      expect([page.status, untranslated(page)]).toEqual([200, null]);
    }
  }
});
