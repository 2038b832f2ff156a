import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { territoryModule } from '#modules/territory';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { networksModule } from '../module.ts';

const database = useDatabase();
let stage: Stage;
const base = '/intern/recklinghausen/gremien';
const [district, marl, herten] = ['05562', '05562024', '05562020'];
const nobody = '00000000-0000-7000-8000-000000000000';

beforeAll(async () => {
  const territory = territoryModule({ installation: () => ({ tenants: stage.tenants, database }) });
  stage = await openStage(database, [territory, directoryModule, networksModule({ effects: [], files: openTestFiles().files })]);
  stage.add('lead', 'ki_lead');
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('controlling', 'controlling');
  stage.add('provider', 'provider');
  stage.add('foreign', 'ki_lead', null, stage.there);
});
afterAll(() => stage.close());

const form = (name: string, more: Record<string, string> = {}) => ({
  name,
  kind: 'network',
  territory: district,
  rhythm: 'FREQ=MONTHLY;INTERVAL=6',
  purpose: 'Zweck des Netzwerks',
  ...more,
});

/** Adds a body by its form; the address of its record. */
async function addBody(name: string, more: Record<string, string> = {}, as = 'staff'): Promise<string> {
  const answer = await stage.post(`${base}/neu`, form(name, more), as);
  expect(answer.statusCode, answer.body.slice(0, 2000)).toBe(303);
  return String(answer.headers.location);
}

async function addSeat(body: string, fields: Record<string, string>): Promise<string> {
  const answer = await stage.post(`${body}/sitze/neu`, { function: 'member', votes: 'yes', ...fields }, 'staff');
  expect(answer.statusCode).toBe(303);
  const page = await stage.get(body, 'staff');
  return /href="([^"]+\/sitze\/[0-9a-f-]{36})"/.exec(page.body)?.[1] ?? '';
}

describe('who gets in', () => {
  it.each([
    [undefined, 303],
    ['provider', 403],
    ['foreign', 403],
    ['controlling', 200],
    ['officer', 200],
    ['staff', 200],
  ])('%s: %s', async (as, status) => {
    for (const path of ['', '/sitze', '/karte', '/sitze.csv'])
      expect((await stage.get(base + path, as)).statusCode, path).toBe(status);
  });

  it('reading is not editing', async () => {
    const body = await addBody('Nur lesen');
    for (const path of [`${base}/neu`, `${body}/bearbeiten`, `${body}/sitze/neu`])
      expect((await stage.get(path, 'controlling')).statusCode).toBe(403);
    expect((await stage.post(`${body}/bearbeiten`, form('X', { version: '1' }), 'controlling')).statusCode).toBe(403);
    expect((await stage.get(body, 'controlling')).body).not.toContain('bearbeiten');
  });

  it('an officer works in the own town', async () => {
    const own = await addBody('Marler Runde', { territory: marl }, 'officer');
    expect((await stage.get(own, 'officer')).statusCode).toBe(200);
    const other = await addBody('Hertener Runde', { territory: herten });
    for (const path of ['', '/bearbeiten', '/druck', '/sitze.csv', '/sitze/neu'])
      expect((await stage.get(other + path, 'officer')).statusCode, path).toBe(404);
    expect((await stage.post(`${other}/schliessen`, { lastDay: '2026-11-22', version: '1' }, 'officer')).statusCode).toBe(404);
    const refused = await stage.post(`${base}/neu`, form('Fremd', { territory: herten }), 'officer');
    expect([refused.statusCode, refused.body.includes('nicht zuständig')]).toEqual([422, true]);
    const list = await stage.get(base, 'officer');
    expect([list.body.includes('Marler Runde'), list.body.includes('Hertener Runde')]).toEqual([true, false]);
  });

  it('what is another district’s, or no id at all, is not there', async () => {
    const body = await addBody('Hier');
    const there = body.replace('recklinghausen', 'guetersloh');
    expect((await stage.get(there, 'foreign')).statusCode).toBe(404);
    const seat = await addSeat(body, { personName: 'Person' });
    const other = await addBody('Anderes');
    for (const path of [
      `${base}/${nobody}`,
      `${base}/x`,
      `${base}/%27%20or%201=1`,
      `${body}/sitze/x`,
      `${body}/sitze/${nobody}`,
      `${other}/sitze/${seat.split('/').at(-1)}`,
      '/recklinghausen/de/netzwerke/nirgends',
      '/recklinghausen/de/netzwerke/hier',
    ])
      expect((await stage.get(path, 'staff')).statusCode, path).toBe(404);
  });
});

describe('the form of a body', () => {
  it('comes back with the values and a message at each wrong field', async () => {
    const answer = await stage.post(
      `${base}/neu`,
      form('<script>alert(1)</script>', { kind: 'x', territory: '05754', foundedOn: '2026-02-31' }),
      'staff',
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('&lt;script');
    expect(answer.body).not.toContain('<script>alert');
    expect(answer.body).toContain('Dieses Datum gibt es nicht');
    const rule = await stage.post(`${base}/neu`, form('Regel', { rhythm: 'own', recurrence: 'FREQ=SECONDLY' }), 'staff');
    expect(rule.statusCode).toBe(422);
    for (const text of ['Diese Regel verstehen wir nicht', 'value="FREQ=SECONDLY"']) expect(rule.body).toContain(text);
  });

  it('shows the second editor what the first saved, keeps the own input, and saves it when sent again', async () => {
    const body = await addBody('Gemeinsam');
    expect((await stage.post(`${body}/bearbeiten`, form('Gemeinsam A', { version: '1' }), 'staff')).statusCode).toBe(303);
    const second = await stage.post(`${body}/bearbeiten`, form('Gemeinsam B', { version: '1' }), 'lead');
    expect(second.statusCode).toBe(422);
    for (const text of [
      'Jemand anderes hat inzwischen gespeichert',
      '<del>A</del>',
      '<ins>B</ins>',
      'value="Gemeinsam B"',
      'name="version" value="2"',
    ])
      expect(second.body).toContain(text);
    expect((await stage.get(body, 'lead')).body).toContain('Gemeinsam A');
    expect((await stage.post(`${body}/bearbeiten`, form('Gemeinsam B', { version: '2' }), 'lead')).statusCode).toBe(303);
    expect((await stage.get(body, 'lead')).body).toContain('Gemeinsam B');
  });

  it('closes a body on a day and opens it again', async () => {
    const body = await addBody('Auf Zeit', { foundedOn: '2026-01-01' });
    const early = await stage.post(`${body}/schliessen`, { lastDay: '2025-01-01', version: '1' }, 'staff');
    expect([early.statusCode, early.body.includes('vor dem Anfang')]).toEqual([422, true]);
    for (const wrong of [
      { lastDay: 'morgen', version: '1' },
      { lastDay: '', version: '1' },
      { lastDay: '2026-11-22', version: 'x' },
    ])
      expect((await stage.post(`${body}/schliessen`, wrong, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${body}/schliessen`, { lastDay: '2026-11-20', version: '1' }, 'staff')).statusCode).toBe(303);
    expect((await stage.get(body, 'staff')).body).toContain('Beendet am 20.11.2026');
    expect((await stage.get(`${base}?stand=closed`, 'staff')).body).toContain('Auf Zeit');
    expect((await stage.post(`${body}/schliessen`, { aktion: 'oeffnen', version: '2' }, 'staff')).headers.location).toBe(body);
    expect((await stage.post(`${body}/schliessen`, { aktion: 'oeffnen', version: '2' }, 'staff')).headers.location).toBe(
      `${body}/bearbeiten`,
    );
  });
});

describe('seats', () => {
  it('are added, changed and ended; the second editor is told', async () => {
    const body = await addBody('Mit Sitzen');
    const seat = await addSeat(body, {
      personName: 'Vera Beispiel',
      organisationName: 'Verein Muster',
      email: 'vera@example.org',
    });
    const change = (personName: string) => stage.post(seat, { personName, function: 'chair', version: '1' }, 'staff');
    expect((await change('Vera B.')).statusCode).toBe(303);
    const second = await change('Vera C.');
    expect([second.statusCode, second.body.includes('<ins>C')]).toEqual([422, true]);
    expect((await stage.post(`${seat}/beenden`, { lastDay: '2026-11-21', version: '1' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${seat}/beenden`, { lastDay: '2026-11-21', version: '2' }, 'staff')).statusCode).toBe(303);
    expect((await stage.get(body, 'staff')).body).toContain('1 früherer Sitz');
    const nothing = await stage.post(`${body}/sitze/neu`, { function: 'member' }, 'staff');
    expect([nothing.statusCode, nothing.body.includes('nennen Sie eine Organisation oder eine Person')]).toEqual([422, true]);
  });

  it('ask which organisation of the directory is meant', async () => {
    await directoryModule.demo?.(stage.context());
    const body = await addBody('Mit Auswahl');
    const asked = await stage.post(`${body}/sitze/neu`, { organisationName: 'Stadt', function: 'member' }, 'staff');
    expect(asked.statusCode).toBe(422);
    const id = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>Stadt Marl/.exec(asked.body)?.[1];
    expect(id).toBeTruthy();
    await addSeat(body, { organisationName: 'Stadt', organisationChoice: id as string });
    expect((await stage.get(body, 'staff')).body).toContain('href="/recklinghausen/de/anbieter/stadt-marl"');
  });

  it('are listed over all bodies, exported and drawn', async () => {
    const body = await addBody('Verbund', { public: 'yes' });
    await addSeat(body, { organisationName: '=cmd|calc Verein', personName: 'Zora Muster' });
    const list = await stage.get(`${base}/sitze?q=zora&nach=person`, 'staff');
    expect([list.body.includes('1 Sitz'), list.body.includes('Zora Muster')]).toEqual([true, true]);
    for (const hostile of ["'", '%', 'x'.repeat(5000), '\u0000', '&nachher=x', `&nachher=${nobody}`])
      expect((await stage.get(`${base}/sitze?q=${encodeURIComponent(hostile)}`, 'staff')).statusCode).toBe(200);
    const csv = await stage.get(`${base}/sitze.csv?q=verbund`, 'staff');
    expect(csv.body).toContain('Verbund');
    // No spreadsheet program takes it for a formula.
    expect(csv.body).toContain("'=cmd|calc Verein");
    expect((await stage.get(`${body}/sitze.xlsx`, 'staff')).rawPayload.subarray(0, 2).toString()).toBe('PK');
    const map = await stage.get(`${base}/karte`, 'staff');
    expect([map.body.includes('<svg'), map.body.includes('=cmd|calc Verein')]).toEqual([true, true]);
    expect((await stage.get(`${body}/druck`, 'staff')).body).toContain('Zora Muster');
  });
});

describe('public pages', () => {
  it('show public bodies, organisations and rhythm, in each language, and no person', async () => {
    const body = await addBody('Offene Runde', { public: 'yes' });
    await addSeat(body, { organisationName: 'Verein Offen', personName: 'Namen Los', email: 'namen.los@example.org' });
    for (const language of ['de', 'en']) {
      const list = await stage.get(`/recklinghausen/${language}/netzwerke`);
      const page = await stage.get(`/recklinghausen/${language}/netzwerke/offene-runde`);
      expect([list.statusCode, page.statusCode]).toEqual([200, 200]);
      for (const { body: html } of [list, page]) {
        expect(html).toContain('Verein Offen');
        expect(html).not.toMatch(/Namen Los|namen\.los/);
      }
    }
    expect((await stage.get('/recklinghausen/de/netzwerke/offene-runde')).body).toContain('zweimal im Jahr');
    expect((await stage.get('/recklinghausen/en/netzwerke')).body).toContain('lang="de"');
    expect((await stage.get('/recklinghausen/de/netzwerke')).body).not.toContain('Hertener Runde');
  });

  it('change as soon as a body does', async () => {
    const body = await addBody('Bald geheim', { public: 'yes' });
    expect((await stage.get('/recklinghausen/de/netzwerke/bald-geheim')).statusCode).toBe(200);
    await stage.post(`${body}/bearbeiten`, form('Bald geheim', { version: '1' }), 'staff');
    await stage.tenants.refresh();
    expect((await stage.get('/recklinghausen/de/netzwerke/bald-geheim')).statusCode).toBe(404);
  });
});

it('an address that makes no sense shows the list', async () => {
  const page = await stage.get(
    `${base}?q=${encodeURIComponent('%_\\')}&art=x&ort=${encodeURIComponent("'")}&ruht=7&stand=x&nach=x`,
    'staff',
  );
  expect(page.statusCode).toBe(200);
});
