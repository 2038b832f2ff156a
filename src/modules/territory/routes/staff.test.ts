import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { loadDistrict } from '../service/loading.ts';
import { saveProfile } from '../service/profiles.ts';
import { listTowns, profileOf } from '../service/reading.ts';
import { addDistrict, contextIn, startServer, type TestServer, userIn } from '../testing.ts';

const database = useDatabase();
let server: TestServer;
let district: Tenant;
const base = '/intern/recklinghausen/sozialraeume';
const [marl, herten] = ['05562024', '05562020'];
const current = async (ags: string) => profileOf(await contextIn(database, district), ags);

beforeAll(async () => {
  district = await addDistrict(database, 'recklinghausen', '05562');
  const other = await addDistrict(database, 'guetersloh', '05754');
  await loadDistrict(await contextIn(database, district));
  await loadDistrict(await contextIn(database, other));
  server = await startServer(database);
  server.add('staff', userIn(district, 'ki_staff'));
  server.add('officer', userIn(district, 'integration_officer', { kind: 'territory', id: marl }));
  server.add('provider', userIn(district, 'provider'));
  server.add('foreign', userIn(other, 'ki_lead'));
});
afterAll(() => server.close());

describe('who gets in', () => {
  it.each([
    [undefined, 303],
    ['provider', 403],
    ['foreign', 403],
    ['officer', 200],
    ['staff', 200],
  ])('%s: %s', async (as, status) => expect((await server.get(base, as)).statusCode).toBe(status));

  it('an officer sees the own town only', async () => {
    const list = await server.get(base, 'officer');
    expect(list.body).toContain(`${base}/${marl}`);
    expect(list.body).not.toContain(herten);
    expect(list.body).not.toContain('umrisse');
    expect((await server.get(`${base}/${herten}`, 'officer')).statusCode).toBe(403);
    expect((await server.post(`${base}/${herten}`, { goals: 'X', version: '1' }, 'officer')).statusCode).toBe(403);
    expect((await server.post(`${base}/${herten}/quartiere`, { name: 'X' }, 'officer')).statusCode).toBe(403);
    expect((await server.get(`${base}/umrisse`, 'officer')).statusCode).toBe(403);
    expect(
      (await server.upload(`${base}/umrisse`, { source: 'x' }, { name: 'a.geojson', content: '{}' }, 'officer')).statusCode,
    ).toBe(403);
    expect((await server.post(`${base}/umrisse/uebernehmen`, { source: 'x', geojson: '{}' }, 'officer')).statusCode).toBe(403);
  });

  it('a town of another district is not found, and a form without its token is refused', async () => {
    expect((await server.get(`${base}/05754012`, 'staff')).statusCode).toBe(404);
    expect((await server.post(`${base}/05754012`, { goals: 'X', version: '1' }, 'staff')).statusCode).toBe(404);
    const forged = await server.app.inject({
      method: 'POST',
      url: `${base}/${marl}`,
      payload: { goals: 'X', version: 1 },
      headers: { cookie: 'session=staff' },
    });
    expect(forged.statusCode).toBe(403);
  });
});

describe('the profile form', () => {
  it('saves and comes back with a notice', async () => {
    const { version } = await current(marl);
    const answer = await server.post(
      `${base}/${marl}?sprache=de`,
      { goals: '- Ziel <b>eins</b> 🎯\n- Ziel zwei', source: 'Stadt Marl', version: String(version) },
      'staff',
    );
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${base}/${marl}?sprache=de`]);
    expect((await current(marl)).sections.goals).toEqual(['Ziel <b>eins</b> 🎯', 'Ziel zwei']);
    const form = await server.get(`${base}/${marl}`, 'staff');
    expect(form.body).toContain('Ziel &lt;b>eins&lt;/b> 🎯');
  });

  it.each([
    [{ goals: 'x'.repeat(301) }, 'f-goals'],
    [{ goals: Array.from({ length: 41 }, (_, n) => `Ziel ${n}`).join('\n') }, 'f-goals'],
    [{ source: 'x'.repeat(301) }, 'f-source'],
  ])('keeps every input and says what to mend (%#)', async (wrong, field) => {
    const { version } = await current(marl);
    const answer = await server.post(
      `${base}/${marl}`,
      { challenges: 'Bleibt stehen', version: String(version), ...wrong },
      'staff',
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`href="#${field}"`);
    expect(answer.body).toContain(`id="${field}-error"`);
    expect(answer.body).toContain('Bleibt stehen');
    expect((await current(marl)).version).toBe(version);
  });

  it('shows the second editor the other text field by field, keeps the own one, and lets take over', async () => {
    const { version } = await current(herten);
    const sections = { structures: ['Gleich'], challenges: [], goals: ['Ziel der anderen'], counselling: [], lighthouse: [] };
    await saveProfile(await contextIn(database, district), herten, { sections, source: 'Stadt' }, version);
    const mine = { structures: 'Gleich', goals: 'Mein Ziel', source: 'Stadt', version: String(version) };
    const answer = await server.post(`${base}/${herten}`, mine, 'staff');
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toMatch(/<del>.*anderen/);
    expect(answer.body).toContain('>Mein Ziel</textarea>');
    expect(answer.body).toContain(`name="version" value="${version + 1}"`);
    expect(answer.body).not.toContain('name="nehmen" value="structures"');
    // The Enter key saves: the first button of the form gives nothing away.
    expect(/<form[^>]*action="[^"]*sprache=de".*?(<button[^>]*>)/s.exec(answer.body)?.[1]).not.toContain('nehmen');
    expect((await current(herten)).sections.goals).toEqual(['Ziel der anderen']);

    const taken = await server.post(
      `${base}/${herten}`,
      { ...mine, challenges: 'Noch meins', version: String(version + 1), nehmen: 'goals' },
      'staff',
    );
    expect(taken.statusCode).toBe(409);
    expect(taken.body).toContain('>Ziel der anderen</textarea>');
    expect(taken.body).toContain('>Noch meins</textarea>');
    expect((await current(herten)).version).toBe(version + 1);

    expect((await server.post(`${base}/${herten}`, { ...mine, version: String(version + 1) }, 'staff')).statusCode).toBe(303);
    expect((await current(herten)).sections.goals).toEqual(['Mein Ziel']);
  });

  it('edits a translation beside the original', async () => {
    const { version } = await current(herten);
    const form = await server.get(`${base}/${herten}?sprache=ar`, 'staff');
    expect(form.body).toMatch(/<span lang="de" dir="ltr">Mein Ziel<\/span>/);
    const answer = await server.post(`${base}/${herten}?sprache=ar`, { goals: 'هدف', version: String(version) }, 'staff');
    expect(answer.statusCode).toBe(303);
    const profile = await current(herten);
    expect([profile.sections.goals, profile.translations.ar?.sections.goals]).toEqual([['Mein Ziel'], ['هدف']]);
    expect((await server.get(`${base}/${herten}?sprache=__proto__`, 'staff')).statusCode).toBe(200);
  });
});

describe('quarters', () => {
  const quarter = `${marl}-drewer-sued`;

  it('are added, renamed, closed and opened', async () => {
    expect((await server.post(`${base}/${marl}/quartiere`, { name: 'Drewer-Süd' }, 'officer')).statusCode).toBe(303);
    expect(
      (await server.post(`${base}/${marl}/quartiere/${quarter}`, { aktion: 'umbenennen', name: 'Drewer' }, 'officer')).statusCode,
    ).toBe(303);
    expect((await server.get(`${base}/${marl}`, 'officer')).body).toContain('value="Drewer"');
    expect(
      (await server.post(`${base}/${marl}/quartiere/${quarter}`, { aktion: 'schliessen', lastDay: '2099-12-31' }, 'officer'))
        .statusCode,
    ).toBe(303);
    expect((await server.get(`${base}/${marl}`, 'officer')).body).toContain('31. Dezember 2099');
    expect((await server.post(`${base}/${marl}/quartiere/${quarter}`, { aktion: 'oeffnen' }, 'officer')).statusCode).toBe(303);
  });

  it('come back with the error beside the field', async () => {
    const twice = await server.post(`${base}/${marl}/quartiere`, { name: 'Drewer süd' }, 'staff');
    expect(twice.statusCode).toBe(422);
    expect(twice.body).toContain('id="neu-name-error"');
    expect(twice.body).toContain('value="Drewer süd"');
    for (const name of ['', '!!', 'x'.repeat(90)])
      expect((await server.post(`${base}/${marl}/quartiere`, { name }, 'staff')).statusCode).toBe(422);
    const address = `${base}/${marl}/quartiere/${quarter}`;
    for (const lastDay of ['2026-02-30', '', '2000-01-01']) {
      const answer = await server.post(address, { aktion: 'schliessen', lastDay }, 'staff');
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(`id="close-${quarter}-lastDay-error"`);
    }
    expect((await server.post(address, { aktion: 'loeschen' }, 'staff')).statusCode).toBe(422);
    expect((await server.post(`${base}/${herten}/quartiere/${quarter}`, { aktion: 'oeffnen' }, 'staff')).statusCode).toBe(404);
    expect((await server.post(`${base}/${marl}/quartiere/${marl}-nirgends`, { aktion: 'oeffnen' }, 'staff')).statusCode).toBe(
      404,
    );
  });
});

describe('importing shapes', () => {
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [7, 51.6],
        [7.1, 51.6],
        [7.1, 51.7],
        [7, 51.7],
        [7, 51.6],
      ],
    ],
  };
  const file = (geometry: unknown, AGS = marl) => ({
    name: 'marl.geojson',
    content: JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { AGS }, geometry }] }),
  });

  it('shows a preview, then takes over what was shown', async () => {
    const preview = await server.upload(`${base}/umrisse`, { source: '© Stadt Marl' }, file(square), 'staff');
    expect(preview.statusCode).toBe(200);
    expect(preview.body).toContain('<svg');
    const geojson = /name="geojson" value="([^"]+)"/.exec(preview.body)?.[1]?.replaceAll('&quot;', '"') ?? '';
    expect((await listTowns(await contextIn(database, district))).find((town) => town.key === marl)?.shapeSource).toContain(
      'BKG',
    );
    const answer = await server.post(`${base}/umrisse/uebernehmen`, { source: '© Stadt Marl', geojson }, 'staff');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, base]);
    expect((await listTowns(await contextIn(database, district))).find((town) => town.key === marl)?.shapeSource).toBe(
      '© Stadt Marl',
    );
  });

  it('lists the faults by feature and takes nothing', async () => {
    const answer = await server.upload(
      `${base}/umrisse`,
      { source: 'Stadt' },
      file({ ...square, type: 'Point' }, '05754012'),
      'staff',
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('gehört zu keinem Gebiet');
    expect(answer.body).toContain('weder Polygon noch MultiPolygon');
    expect(answer.body).toContain('value="Stadt"');
    const tampered = await server.post(`${base}/umrisse/uebernehmen`, { source: 'x', geojson: '{"type":"Topology"}' }, 'staff');
    expect(tampered.statusCode).toBe(422);
  });

  it('asks for the file and for whom to credit, and refuses what is too large', async () => {
    const nothing = await server.upload(`${base}/umrisse`, { source: '' }, undefined, 'staff');
    expect(nothing.statusCode).toBe(422);
    expect(nothing.body).toContain('id="f-file-error"');
    expect(nothing.body).toContain('id="f-source-error"');
    const large = await server.upload(
      `${base}/umrisse`,
      { source: 'x' },
      { name: 'x.json', content: ' '.repeat(8 * 1024 * 1024 + 1) },
      'staff',
    );
    expect(large.statusCode).toBe(422);
    expect(large.body).toContain('größer als 8 MB');
    expect((await server.post(`${base}/umrisse`, { source: 'x' }, 'staff')).statusCode).toBe(422);
  });
});
