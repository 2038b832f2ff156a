import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { createDirectoryModule } from '../../module.ts';
import { acceptRun, readRun } from '../../service/exchange/jobs.ts';
import { exchangeWorklist } from '../../service/exchange/waiting.ts';
import { insertDefaultCategories } from '../../store/categories.ts';
import { findPublicOffer } from '../../store/public-offers.ts';
import { otherServer } from '../../testing/exchange.ts';

const database = useDatabase();
const store = openTestFiles();
const outgoing = otherServer(() => ({ body: '{"type":"FeatureCollection","features":[]}' }));
let stage: Stage;
let system: Context;
const base = '/intern/recklinghausen/wegweiser/quellen';

beforeAll(async () => {
  const keys = { puzzleKey: Buffer.alloc(32), demandKey: Buffer.alloc(32) };
  stage = await openStage(database, [createDirectoryModule({ ...keys, files: store.files, outgoing })]);
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562024' });
  stage.add('provider', 'provider', { kind: 'organisation', id: uuidv7() });
  stage.add('there', 'ki_staff', null, stage.there);
  system = stage.context();
  await system.transaction((trx) => insertDefaultCategories(trx, stage.here.id));
});
afterAll(async () => {
  await stage.close();
  await store.close();
});

const settings = { kind: 'csv', url: '', every: 'never', review: 'yes', active: 'yes' };
const shown = async (slug: string) => (await findPublicOffer(database.shared, stage.here.id, slug))?.content;
const lastPart = (location: unknown) => String(location).split('/').at(-1) ?? '';

async function addSource(changes: Record<string, string> = {}): Promise<string> {
  const added = await stage.post(`${base}/neu`, { ...settings, name: `Quelle ${uuidv7()}`, ...changes }, 'staff');
  expect(added.statusCode, added.body.slice(0, 2000)).toBe(303);
  return `${base}/${lastPart(added.headers.location)}`;
}

async function bring(source: string, content: string, as = 'staff') {
  return stage.upload(`${source}/datei`, {}, { name: 'liste.csv', type: 'text/csv', content }, as);
}

/** Brought and read. @returns address of the run */
async function read(source: string, content: string): Promise<string> {
  const sent = await bring(source, content);
  expect(sent.statusCode).toBe(303);
  await readRun(system, { files: store.files, outgoing }, lastPart(sent.headers.location));
  return String(sent.headers.location);
}

const page = async (address: string, as = 'staff') => (await stage.get(address, as)).body;
const foreign = 'Nr;Titel;Text;Träger;Rubrik\n1;Schwimmen;Im Bad;Sportbund;Baden\n2;Singen;Im Chor;Sportbund;Baden\n';

describe('from a file to the site and back', () => {
  test('the mapping is proposed, words are assigned, the run is looked at, taken over and taken back', async () => {
    const source = await addSource();
    const sent = await bring(source, foreign);
    const run = String(sent.headers.location);
    expect(await page(run)).toContain('http-equiv="refresh"');
    await readRun(system, { files: store.files, outgoing }, lastPart(run));
    expect(await page(run)).toContain(`href="${source}/zuordnung"`);
    expect(await page(base)).toContain('Zuordnung fehlt');

    const assistant = await page(`${source}/zuordnung`);
    expect(assistant).toContain('Zum Beispiel: Schwimmen · Singen');
    expect(assistant).toMatch(/<option value="name" selected/);
    expect(assistant).toContain('value="baden"');
    const chosen = { 'c.0': 'externalId', 'c.1': 'name', 'c.2': 'description', 'c.3': 'organisation', 'c.4': 'categories' };
    const keys = { 'k.0': 'Nr', 'k.1': 'Titel', 'k.2': 'Text', 'k.3': 'Träger', 'k.4': 'Rubrik' };
    const refused = await stage.post(`${source}/zuordnung`, { ...keys, 'c.1': 'name' }, 'staff');
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Themen');
    const words = { 'v.categories.0': 'baden', 'w.categories.0': 'sport', 'f.town': '05562024', lauf: lastPart(run) };
    const saved = await stage.post(`${source}/zuordnung`, { ...keys, ...chosen, ...words }, 'staff');
    expect(saved.headers.location).toBe(run);
    await readRun(system, { files: store.files, outgoing }, lastPart(run));
    const preview = await page(run);
    expect(preview).toContain('Schwimmen');
    expect(await shown('schwimmen')).toBeUndefined();

    expect((await stage.post(`${run}/uebernehmen`, {}, 'staff')).statusCode).toBe(303);
    expect(await page(run)).toContain('<progress');
    await acceptRun(system, lastPart(run));
    expect(await shown('schwimmen')).toMatchObject({ categories: ['sport'], town: '05562024' });
    const done = await page(run);
    expect(done).toContain('Neue Angebote');
    expect(done).toContain('Schwimmen');
    expect((await stage.post(`${run}/uebernehmen`, {}, 'staff')).statusCode).toBe(409);

    expect(await page(`${run}/zuruecknehmen`)).toContain('liste.csv');
    expect((await stage.post(`${run}/zuruecknehmen`, {}, 'staff')).statusCode).toBe(303);
    expect(await shown('schwimmen')).toBeUndefined();
    expect(await page(run)).toContain('Zurückgenommen');
  });

  test('our own table needs no assignment; sides are chosen and remembered, and forgotten again', async () => {
    const source = await addSource();
    const template = await stage.get(`${base}/vorlage.csv`, 'staff');
    expect(template.headers['content-type']).toContain('text/csv');
    const table = (description: string) =>
      `Name;Kurz gesagt;Beschreibung;Organisation;Themen\nLesekreis;Kurz;${description};Bücherei;Sport\n`;
    const first = await read(source, table('Alt'));
    await stage.post(`${first}/uebernehmen`, {}, 'staff');
    await acceptRun(system, lastPart(first));
    const second = await read(source, table('Neu'));
    const changed = await page(`${second}?art=changed`);
    expect(changed).toContain('name="s.0.description"');
    const choice = await stage.post(
      `${second}/entscheiden`,
      { art: 'changed', positionen: '0', 's.0.description': 'ours' },
      'staff',
    );
    expect(choice.headers.location).toBe(`${second}?art=changed`);
    await stage.post(`${second}/uebernehmen`, {}, 'staff');
    await acceptRun(system, lastPart(second));
    expect(await shown('lesekreis')).toMatchObject({ description: 'Alt' });
    const decisions = await page(`${source}/entscheidungen`);
    expect(decisions).toContain('Beschreibung');
    const satz = /name="satz" value="([^"]*)"/.exec(decisions)?.[1] ?? '';
    expect((await stage.post(`${source}/entscheidungen`, { satz }, 'staff')).statusCode).toBe(303);
    expect((await stage.post(`${source}/entscheidungen`, { satz: 'nichts' }, 'staff')).statusCode).toBe(404);
    expect(await page(`${source}/entscheidungen`)).toContain('Nichts gemerkt');
  });

  test('an unreadable file says why, waits on the worklist, and is thrown away', async () => {
    const source = await addSource({ kind: 'geojson' });
    const run = await read(source, 'kein json');
    expect(await page(run)).toContain('Die Datei ist kein JSON (Zeile 1)');
    expect((await exchangeWorklist(system)).map((one) => one.href)).toContain(run);
    expect((await stage.post(`${run}/verwerfen`, {}, 'staff')).statusCode).toBe(303);
    expect((await exchangeWorklist(system)).map((one) => one.href)).not.toContain(run);
  });

  test('a source with an address is fetched by a job', async () => {
    const source = await addSource({ kind: 'geojson', url: 'https://example.org/punkte.geojson', every: 'week' });
    const ordered = await stage.post(`${source}/abrufen`, {}, 'staff');
    const run = String(ordered.headers.location);
    await readRun(system, { files: store.files, outgoing }, lastPart(run));
    expect(await page(run)).toContain('In der Datei steht kein Eintrag');
    expect(outgoing.heard.map((one) => one.url)).toEqual(['https://example.org/punkte.geojson']);
    const none = await addSource();
    expect((await stage.post(`${none}/abrufen`, {}, 'staff')).statusCode).toBe(409);
  });
});

describe('what is refused', () => {
  test('settings that cannot be meant, with every value kept', async () => {
    const name = `Doppelt ${uuidv7()}`;
    await addSource({ name });
    const again = await stage.post(`${base}/neu`, { ...settings, name }, 'staff');
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain(name);
    for (const changes of [
      { name: '' },
      { kind: 'pdf' },
      { url: 'file:///etc/passwd' },
      { url: 'nichts' },
      { every: 'day' },
      { name: 'x'.repeat(121) },
    ])
      expect((await stage.post(`${base}/neu`, { ...settings, name: 'Neu', ...changes }, 'staff')).statusCode).toBe(422);
    const source = await addSource();
    expect((await stage.post(`${source}/aendern`, { ...settings, name: 'Anders', version: '99' }, 'staff')).statusCode).toBe(409);
    expect(
      (await stage.post(`${source}/aendern`, { ...settings, name: `Anders ${uuidv7()}`, version: '1' }, 'staff')).statusCode,
    ).toBe(303);
    expect((await stage.post(`${source}/datei`, {}, 'staff')).statusCode).toBe(422);
  });

  test('who does not manage the whole district; and what is not here', async () => {
    const source = await addSource();
    const run = await read(source, 'Name;Kurz gesagt;Beschreibung;Organisation;Themen\nFremd;Kurz;Lang;Verein;Sport\n');
    for (const as of ['officer', 'provider', 'there']) {
      for (const address of [base, source, `${source}/zuordnung`, run])
        expect((await stage.get(address, as)).statusCode, as).toBe(403);
      expect((await stage.post(`${run}/uebernehmen`, {}, as)).statusCode).toBe(403);
    }
    const own = await addSource();
    const there = '/intern/guetersloh/wegweiser/quellen';
    expect((await stage.get(`${there}/${lastPart(source)}`, 'there')).statusCode).toBe(404);
    for (const address of [
      `${base}/quatsch`,
      `${base}/${uuidv7()}`,
      `${own}/laeufe/quatsch`,
      `${own}/laeufe/${lastPart(run)}`,
      `${own}/laeufe/${uuidv7()}`,
    ])
      expect((await stage.get(address, 'staff')).statusCode, address).toBe(404);
    expect((await stage.post(`${run}/alle`, { was: 'quatsch' }, 'staff')).statusCode).toBe(409);
    for (const art of ['quatsch', 'gone', 'rejected'])
      expect((await stage.get(`${run}?art=${art}&ab=-1`, 'staff')).statusCode).toBe(200);
  });
});
