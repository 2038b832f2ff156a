import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { networksModule } from '#modules/networks';
import type { Context } from '#platform/access';
import { openFileStore } from '#platform/files';
import { openStage, type Stage, testConfig, useDatabase } from '#testing';
import { recommendationFormValues } from '../model/recommendation-form.ts';
import { conceptModule } from '../module.ts';
import { editionTree } from '../service/reading.ts';
import { changeRecommendation } from '../service/recommendations.ts';
import { addStep } from '../service/steps.ts';
import {
  addTestEdition,
  addTestRecommendation,
  done,
  recommendationText,
  setEditionState,
  type TestEdition,
} from '../testing/edition.ts';

const database = useDatabase();
const [marl, herten] = ['05562024', '05562020'];
const root = '/intern/recklinghausen/konzept';
let stage: Stage;
let staff: Context;
let edition: TestEdition;

beforeAll(async () => {
  stage = await openStage(database, [
    directoryModule,
    networksModule({ effects: [], files: openFileStore(testConfig) }),
    conceptModule,
  ]);
  staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  stage.add('marl', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('controller', 'controlling');
  stage.add('there', 'ki_lead', null, stage.there);
  edition = await addTestEdition(staff);
});
afterAll(() => stage.close());

const read = async (id: string) => (await editionTree(staff, edition.editionId))?.recommendations.find((one) => one.id === id);
const fields = (more: Parameters<typeof recommendationText>[1] = {}) =>
  recommendationFormValues(recommendationText(edition.fieldId, more));

describe('the form of a recommendation', () => {
  it('makes one out of rows with gaps, lists in lines and amounts as people write them', async () => {
    const answer = await stage.post(
      `${root}/${edition.editionId}/empfehlung-neu`,
      {
        ...fields({ title: 'Wohnraum vermitteln' }),
        targetGroups: '- Familien\n\n• Geflüchtete ',
        levels: ['kreis', 'kommune'],
        'stakeholders.3.name': 'Wohnungsgenossenschaft',
        'stakeholders.3.role': 'lead',
        'resources.1.kind': 'money',
        'resources.1.text': 'Lotsen',
        'resources.1.planned': '1.500,00',
        'resources.1.secured': '1500',
        needsMoney: 'yes',
      },
      'staff',
    );
    expect(answer.statusCode).toBe(303);
    const id = String(answer.headers.location).split('/').at(-1) as string;
    expect(await read(id)).toMatchObject({
      title: 'Wohnraum vermitteln',
      targetGroups: ['Familien', 'Geflüchtete'],
      levels: ['kreis', 'kommune'],
      stakeholders: [{ name: 'Wohnungsgenossenschaft', role: 'lead' }],
      resources: [{ kind: 'money', text: 'Lotsen', plannedCents: 150_000, securedCents: 150_000 }],
      unfunded: true,
    });
    const page = await stage.get(String(answer.headers.location), 'staff');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('kein Beschluss hat es freigegeben');
    expect(page.body).toContain('1.500');
  });

  it('links a stakeholder called like an organisation of the directory; no link comes from the form', async () => {
    await directoryModule.demo?.(stage.context());
    const sent = fields({ title: 'Mit der Stadt' });
    const stakeholders = {
      'stakeholders.0.name': 'stadt marl',
      'stakeholders.0.role': 'lead',
      'stakeholders.1.name': 'Verein Unbekannt',
      'stakeholders.1.organisationId': '01900000-0000-7000-8000-00000000dead',
    };
    const answer = await stage.post(`${root}/${edition.editionId}/empfehlung-neu`, { ...sent, ...stakeholders }, 'staff');
    expect(answer.statusCode).toBe(303);
    const id = String(answer.headers.location).split('/').at(-1) as string;
    expect((await read(id))?.stakeholders).toEqual([
      { name: 'stadt marl', role: 'lead', organisationId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      { name: 'Verein Unbekannt', role: 'partner' },
    ]);
    const page = await stage.get(String(answer.headers.location), 'staff');
    expect(page.body).toContain('href="/recklinghausen/de/anbieter/stadt-marl">stadt marl</a>');
  });

  it('comes back with everything typed and each error at its field', async () => {
    const answer = await stage.post(
      `${root}/${edition.editionId}/empfehlung-neu`,
      {
        ...fields({ title: '' }),
        summary: 'Bleibt <b>stehen</b>',
        endsOn: '2026-02-31',
        'resources.2.text': 'x',
        'resources.2.planned': '1.5',
        'links.0.label': 'Seite',
        'links.0.href': 'javascript:alert(1)',
      },
      'staff',
    );
    expect(answer.statusCode).toBe(422);
    for (const field of ['f-title', 'f-endsOn', 'f-resources-2-planned', 'f-links-0-href'])
      expect(answer.body).toContain(`href="#${field}"`);
    expect(answer.body).toContain('Bleibt &lt;b>stehen&lt;/b>');
    expect(answer.body).toContain('value="1.5"');
  });

  it('gives more rows without saving and without a script', async () => {
    const answer = await stage.post(
      `${root}/${edition.editionId}/empfehlung-neu`,
      { ...fields(), title: '', more: 'stakeholders' },
      'staff',
    );
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('name="stakeholders.3.name"');
    expect(answer.body).not.toContain('aria-invalid="true"');
  });

  it("shows the second editor the first one's change and keeps the own input", async () => {
    const { id } = await addTestRecommendation(staff, edition, { title: 'Alter Titel' });
    await changeRecommendation(staff, id, 1, { title: 'Titel der Kollegin' });
    const mine = { ...fields({ title: 'Mein Titel' }), version: '1' };
    const answer = await stage.post(`${root}/empfehlung/${id}/bearbeiten`, mine, 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('<del>');
    expect(answer.body).toContain('Kollegin');
    expect(answer.body).toContain('value="Mein Titel"');
    expect((await read(id))?.title).toBe('Titel der Kollegin');
    expect(answer.body).toContain('name="version" value="2"');
    expect((await stage.post(`${root}/empfehlung/${id}/bearbeiten`, { ...mine, version: '2' }, 'staff')).statusCode).toBe(303);
    expect((await read(id))?.title).toBe('Mein Titel');
  });
});

describe('the record', () => {
  it('takes status, progress, dependencies and reports; what is wrong comes back open at its form', async () => {
    const [{ id }, other] = [
      await addTestRecommendation(staff, edition, { endsOn: '2026-01-01' }),
      await addTestRecommendation(staff, edition),
    ];
    const href = `${root}/empfehlung/${id}`;
    const refused = await stage.post(`${href}/stand`, { version: '1', status: 'paused', reason: '' }, 'staff');
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('href="#status-reason"');
    expect(
      (await stage.post(`${href}/stand`, { version: '1', status: 'paused', reason: 'Stelle fehlt' }, 'staff')).statusCode,
    ).toBe(303);
    const stale = await stage.post(`${href}/stand`, { version: '1', status: 'done', reason: 'Fertig' }, 'staff');
    expect(stale.statusCode).toBe(422);
    expect(stale.body).toContain('<del>');
    expect((await stage.post(`${href}/stand`, { version: '2', status: 'late' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${href}/fortschritt`, { version: '2', progress: '120' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${href}/fortschritt`, { version: '2', progress: '40' }, 'staff')).statusCode).toBe(303);
    expect((await stage.post(`${href}/voraussetzungen`, { version: '3', needs: [other.id] }, 'staff')).statusCode).toBe(303);
    const circle = await stage.post(`${root}/empfehlung/${other.id}/voraussetzungen`, { version: '1', needs: id }, 'staff');
    expect(circle.statusCode).toBe(422);
    expect(circle.body).toContain('→');
    expect((await stage.post(`${href}/bericht`, { text: '' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(`${href}/bericht`, { text: 'Läuft an' }, 'staff')).statusCode).toBe(303);
    expect(await read(id)).toMatchObject({ status: 'paused', progress: 40, needs: [other.id] });
    expect((await stage.get(href, 'staff')).body).toContain('Läuft an');
  });

  it('is read by all who work on the concept, printed without forms, and read in English', async () => {
    const { id } = await addTestRecommendation(staff, edition, { title: 'Lesbar', contact: 'Amt 57' });
    for (const who of ['staff', 'marl', 'controller'])
      expect((await stage.get(`${root}/empfehlung/${id}`, who)).statusCode).toBe(200);
    expect((await stage.get(`${root}/empfehlung/${id}`, 'controller')).body).not.toContain(`action="${root}`);
    const sheet = await stage.get(`${root}/empfehlung/${id}?druck=1`, 'staff');
    expect(sheet.body).toContain('Amt 57');
    expect(sheet.body).not.toContain('<form');
    const english = await stage.get(`${root}/empfehlung/${id}?lang=en`, 'staff');
    expect(english.body).not.toMatch(/concept:[a-z]/);
  });

  it.each(['abc', '0199b2f0-0000-7000-8000-000000000001', '%00', "'--"])('of %s is not found', async (id) => {
    for (const path of ['', '/bearbeiten', '/loeschen', `/orte/${marl}`, '/schritte/x'])
      expect((await stage.get(`${root}/empfehlung/${id}${path}`, 'staff')).statusCode).toBe(404);
    for (const path of ['/stand', '/bericht', '/schritte', `/orte/${marl}`])
      expect(
        (await stage.post(`${root}/empfehlung/${id}${path}`, { version: '1', text: 'x', title: 'x', status: '' }, 'staff'))
          .statusCode,
      ).toBe(404);
  });

  it('of another district is not found', async () => {
    const { id } = await addTestRecommendation(staff, edition);
    expect((await stage.get(`/intern/guetersloh/konzept/empfehlung/${id}`, 'there')).statusCode).toBe(404);
    expect((await stage.post(`/intern/guetersloh/konzept/empfehlung/${id}/bericht`, { text: 'x' }, 'there')).statusCode).toBe(
      404,
    );
    expect((await stage.get(`${root}/empfehlung/${id}`, 'there')).statusCode).toBe(403);
    expect((await stage.get(`/intern/guetersloh/konzept/${edition.editionId}/gliederung`, 'there')).statusCode).toBe(404);
  });

  it.each([{ vor: 'x' }, { vor: '9999-99-99_x' }, { vor: `2026-01-01T00:00:00Z_${'0'.repeat(36)}` }, { druck: '1', vor: '' }])(
    'bears %j in its address',
    async (query) => {
      const { id } = await addTestRecommendation(staff, edition);
      expect(
        (await stage.get(`${root}/empfehlung/${id}?${new URLSearchParams(query as Record<string, string>)}`, 'staff')).statusCode,
      ).toBe(200);
    },
  );
});

describe("a town's row", () => {
  const answer = { decision: 'changed', note: 'Nur im Zentrum', status: 'planned', contact: 'Fachstelle', version: '0' };

  it('is answered by its integration officer; the row of another town is not', async () => {
    const { id } = await addTestRecommendation(staff, edition);
    const href = `${root}/empfehlung/${id}/orte`;
    expect((await stage.post(`${href}/${marl}`, answer, 'marl')).statusCode).toBe(303);
    expect((await stage.post(`${href}/${herten}`, answer, 'marl')).statusCode).toBe(403);
    expect((await stage.post(`${href}/05754008`, answer, 'staff')).statusCode).toBe(404);
    const [own, theirs] = [await stage.get(`${href}/${marl}`, 'marl'), await stage.get(`${href}/${herten}`, 'marl')];
    expect(own.body).toContain('Nur im Zentrum</textarea>');
    expect(theirs.statusCode).toBe(200);
    expect(theirs.body).not.toContain('name="decision"');
    expect(
      (await stage.post(`${root}/empfehlung/${id}/schritte`, { town: marl, title: 'Ratsbeschluss' }, 'marl')).statusCode,
    ).toBe(303);
    expect((await stage.post(`${root}/empfehlung/${id}/schritte`, { title: 'Kreisweit' }, 'marl')).statusCode).toBe(403);
    expect((await stage.get(`${root}/empfehlung/${id}/bearbeiten`, 'marl')).statusCode).toBe(403);
    expect(
      (await stage.post(`${root}/empfehlung/${id}/stand`, { version: '1', status: 'done', reason: 'x' }, 'marl')).statusCode,
    ).toBe(403);
  });

  it('shows a colleague what was saved meanwhile, and keeps the own input', async () => {
    const { id } = await addTestRecommendation(staff, edition);
    const href = `${root}/empfehlung/${id}/orte/${marl}`;
    await stage.post(href, answer, 'marl');
    const second = await stage.post(href, { ...answer, note: 'In der ganzen Stadt' }, 'staff');
    expect(second.statusCode).toBe(422);
    expect(second.body).toContain('<del>');
    expect(second.body).toContain('In der ganzen Stadt</textarea>');
    const missing = await stage.post(href, { ...answer, version: '1', note: '' }, 'marl');
    expect(missing.statusCode).toBe(422);
    expect(missing.body).toContain('href="#answer-note"');
  });
});

describe('steps', () => {
  it('are added, moved on, edited and taken out by plain forms', async () => {
    const { id } = await addTestRecommendation(staff, edition);
    const at = `${root}/empfehlung/${id}/schritte`;
    expect((await stage.post(at, { title: '', dueOn: '31.02.' }, 'staff')).statusCode).toBe(422);
    const { id: stepId } = done(await addStep(staff, id, null, { title: 'Erheben' }));
    expect((await stage.get(`${at}/${stepId}`, 'staff')).body).toContain('value="Erheben"');
    expect((await stage.get(`${at}/${stepId}`, 'marl')).statusCode).toBe(403);
    expect((await stage.post(`${at}/${stepId}/stand`, { version: '1', state: 'done' }, 'staff')).statusCode).toBe(303);
    const stale = await stage.post(`${at}/${stepId}`, { version: '1', title: 'Neu', state: 'open', weight: '1' }, 'staff');
    expect(stale.statusCode).toBe(422);
    expect(stale.body).toContain('<del>');
    expect((await stage.post(`${at}/${stepId}/ordnen`, { richtung: 'auf' }, 'staff')).statusCode).toBe(303);
    expect((await stage.post(`${at}/${stepId}/loeschen`, { version: '2' }, 'staff')).statusCode).toBe(303);
    expect((await read(id))?.steps).toEqual([]);
  });
});

describe('concepts and structure', () => {
  it('are built by plain forms and shown with their counts', async () => {
    const page = await stage.get(root, 'staff');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Wir im Vest');
    expect((await stage.post(root, { territory: marl, title: '' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(root, { territory: '05754008', title: 'Fremd' }, 'staff')).statusCode).toBe(422);
    expect((await stage.post(root, { territory: marl, title: 'Marl gemeinsam' }, 'staff')).statusCode).toBe(303);
    expect((await stage.post(root, { territory: marl, title: 'Noch eins' }, 'staff')).statusCode).toBe(422);
    const at = `${root}/${edition.editionId}/gliederung`;
    expect((await stage.post(at, { kind: 'field', title: 'Arbeit', form: 'field' }, 'staff')).statusCode).toBe(303);
    const wrong = await stage.post(at, { kind: 'field', title: '', form: 'field' }, 'staff');
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('href="#field-title"');
    expect((await stage.post(at, { kind: 'planet', title: 'x' }, 'staff')).statusCode).toBe(400);
    const node = `${at}/${edition.fieldId}`;
    expect(
      (await stage.post(node, { version: '1', title: 'Wohnen und Leben', body: 'Alle wohnen gut.' }, 'staff')).statusCode,
    ).toBe(303);
    const stale = await stage.post(node, { version: '1', title: 'Anders' }, 'staff');
    expect(stale.statusCode).toBe(422);
    expect(stale.body).toContain('<del>');
    expect((await stage.post(`${node}/loeschen`, { version: '2' }, 'staff')).statusCode).toBe(422);
    expect((await stage.get(at, 'marl')).body).not.toContain(`action="${root}`);
    expect((await stage.get(`${at}?lang=en`, 'staff')).body).not.toMatch(/concept:[a-z]/);
    const meta = `${root}/${edition.editionId}/angaben`;
    expect((await stage.get(meta, 'staff')).statusCode).toBe(200);
    expect(
      (await stage.post(meta, { version: '1', title: 'Ausgabe 1', endsOn: '2020-01-01', startsOn: '2021-01-01' }, 'staff'))
        .statusCode,
    ).toBe(422);
    expect((await stage.post(meta, { version: '1', title: 'Ausgabe 1' }, 'staff')).statusCode).toBe(303);
  });

  it('of a superseded edition are shown without forms', async () => {
    const own = await addTestEdition(staff, herten);
    const { id } = await addTestRecommendation(staff, own);
    await setEditionState(staff, own.editionId, 'superseded');
    const page = await stage.get(`${root}/empfehlung/${id}`, 'staff');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain(`action="${root}/empfehlung/${id}/stand"`);
    expect((await stage.post(`${root}/empfehlung/${id}/fortschritt`, { version: '1', progress: '5' }, 'staff')).statusCode).toBe(
      422,
    );
    expect((await stage.get(`${root}/empfehlung/${id}/bearbeiten`, 'staff')).statusCode).toBe(409);
  });
});
