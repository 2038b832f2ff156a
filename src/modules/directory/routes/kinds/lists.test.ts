import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { useDatabase } from '#testing';
import { createEntry } from '../../service/editing.ts';
import { addDistrict, addEntries, type District, offer, organisation, towns } from '../../testing/district.ts';
import { startServer, type TestServer } from '../../testing/server.ts';

const database = useDatabase();
let here: District;
let server: TestServer;
let base: string;

beforeAll(async () => {
  here = await addDistrict(database);
  const there = await addDistrict(database, 'recklinghausen', '05562');
  base = `/${here.tenant.slug}`;
  const { organisationId } = await addEntries(here, { organisation: { name: 'Anfang e. V.' } });
  expect(organisationId).toBeTruthy();
  const own = { ...offer, organisation: 'anfang-e-v' };
  const add = async (changes: object) => {
    const made = await createEntry(here.staff(), 'offer', { ...own, ...changes }, uuidv7());
    if (!made.ok) throw new Error(JSON.stringify(made));
  };
  await add({
    kind: 'project',
    name: 'Läuft noch',
    project: { since: '2024', transfer: 'Ein Plan für andere', evaluation: 'yes' },
  });
  await add({ kind: 'project', name: 'Lief einmal', project: { since: '2012', until: '2014-06' }, town: towns.verl });
  await add({ kind: 'project', name: 'Sagt nichts dazu' });
  await add({
    kind: 'volunteering',
    name: 'Vorlesen',
    germanLevel: { min: 'A2' },
    volunteering: { task: 'Vorlesen', hours: 1.5, per: 'week', newcomers: 'yes', certificate: 'no', languages: ['arb'] },
    // Belongs to another kind and is shown nowhere.
    project: { results: 'Geheimes Ergebnis' },
  });
  await add({
    kind: 'contact',
    name: 'Zahnarztpraxis',
    languages: [
      { code: 'deu', mode: 'spoken', by: 'reception' },
      { code: 'tir', mode: 'spoken', by: 'practitioner' },
    ],
    professional: { profession: 'dentist', accepting: 'waiting-list', billing: ['statutory'], appointment: ['phone'] },
  });
  const institution = {
    ...organisation,
    name: 'Öffentliche Stelle',
    kind: 'public_body' as const,
    towns: [],
    tasks: ['Auskunft <b>geben</b>'],
    contactPoints: [{ topic: 'Anträge', role: 'Bürgerbüro', phone: '05241 1234', room: 'Zimmer 7', hours: 'Mo 08:00-12:00' }],
    place: { street: 'Geheimweg 3', postcode: '33330', city: 'Gütersloh', visibility: 'partial' as const, accessibility: [] },
    hours: 'Mo-Fr 08:00-12:00',
  };
  await createEntry(here.staff(), 'organisation', institution, uuidv7());
  await createEntry(there.staff(), 'organisation', { ...organisation, name: 'Fremde Stelle', towns: [] }, uuidv7());
  server = await startServer(database);
});
afterAll(() => server.close());

const titles = (html: string) => [...html.matchAll(/dk-card__title"><a[^>]*>([^<]+)/g)].map(([, title]) => title);
const at = async (path: string) => server.get(`${base}/${path}`);

describe('the lists of single kinds', () => {
  test.each([
    ['de/gute-praxis', ['Lief einmal', 'Läuft noch', 'Sagt nichts dazu']],
    ['de/gute-praxis?laufend=1', ['Läuft noch']],
    ['de/gute-praxis?projekt=transfer', ['Läuft noch']],
    ['de/gute-praxis?ort=05754044', ['Lief einmal']],
    ['de/gute-praxis?ort=05754044&laufend=1', []],
    ['de/ehrenamt', ['Vorlesen']],
    ['de/ehrenamt?einsatz=little-time&einsatz=newcomers', ['Vorlesen']],
    ['de/ehrenamt?willkommen=ukr', []],
    ['de/fachkontakte?beruf=dentist&sprache=tir&zugang=practitioner', ['Zahnarztpraxis']],
    ['de/fachkontakte?aufnahme=yes', []],
    // A filter of another list means nothing here.
    ['de/fachkontakte?projekt=transfer', ['Zahnarztpraxis']],
    ['de/einrichtungen', ['Anfang e. V.', 'Öffentliche Stelle']],
    ['de/einrichtungen?buchstabe=O', ['Öffentliche Stelle']],
    ['de/einrichtungen?art=association', ['Anfang e. V.']],
    ['de/einrichtungen?ort=kreis', ['Öffentliche Stelle']],
  ])('%s', async (path, expected) => {
    const answer = await at(path);
    expect(answer.statusCode).toBe(200);
    expect(titles(answer.body)).toEqual(expected);
  });

  test('say what is asked first, and nothing of another kind', async () => {
    expect((await at('de/fachkontakte')).body).toContain('Tigrinya (Ärztin, Arzt oder Fachkraft)');
    const { body } = await at('de/ehrenamt');
    expect(body).toContain('1,5 Std. pro Woche');
    expect(body).toContain('Deutsch ab A2');
    expect(body).not.toContain('Geheimes Ergebnis');
    expect((await at('de/angebote/vorlesen')).body).not.toContain('Geheimes Ergebnis');
    expect((await at('de/angebote/laeuft-noch')).body).toContain('Ein Plan für andere');
  });

  test('keep a partly hidden address to themselves, everywhere', async () => {
    for (const path of ['de/einrichtungen', 'de/anbieter/oeffentliche-stelle', 'ar/einrichtungen'])
      expect((await at(path)).body, path).not.toContain('Geheimweg');
    expect((await at('de/einrichtungen')).body).toContain('Auskunft &lt;b>geben&lt;/b>');
    expect((await at('de/einrichtungen.docx')).rawPayload.toString('latin1')).not.toContain('Geheimweg');
  });

  test('answer any address whatever', async () => {
    for (const path of ['gute-praxis', 'ehrenamt', 'fachkontakte', 'einrichtungen'])
      for (const query of [
        'seite=0',
        'seite=51',
        'seite=99999999999',
        'ort=%00',
        'beruf=%27--',
        'ort[]=1',
        `ort=${'9,'.repeat(3000)}`,
        'buchstabe=%F0',
        'art=x',
      ])
        expect((await at(`de/${path}?${query}`)).statusCode, `${path}?${query}`).toBe(200);
  });
});

describe('the handbook', () => {
  test.each(['de', 'ar', 'tr'])('is an accessible PDF in %s', async (language) => {
    const answer = await at(`${language}/einrichtungen.pdf`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const pdf = answer.rawPayload.toString('latin1');
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    // Bookmarks for the reader's side panel; PDF/UA itself is enforced by the compiler.
    expect(pdf).toContain('/Outlines');
  });

  test('is there for one town and for Word, and for no other place', async () => {
    const town = await at(`de/einrichtungen.pdf?ort=${towns.gueterslohTown}`);
    expect([town.statusCode, town.body.slice(0, 4)]).toEqual([200, '%PDF']);
    expect(town.headers['content-disposition']).toContain('handbuch-guetersloh-de.pdf');
    const word = await at('de/einrichtungen.docx?ort=kreis');
    expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await at('de/einrichtungen.pdf?ort=05562004')).statusCode).toBe(404);
  });

  test('is made once while nothing changes', async () => {
    const [one, two] = await Promise.all([at('en/einrichtungen.pdf'), at('en/einrichtungen.pdf')]);
    expect(one.rawPayload.equals(two.rawPayload)).toBe(true);
  });
});
