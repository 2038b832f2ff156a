import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { type ConceptFile, conceptFileSchema } from '../model/file.ts';
import { conceptModule } from '../module.ts';
import { fileOf } from '../service/files.ts';
import { loadConcept } from '../service/loading.ts';
import { readTree } from '../store/tree.ts';

const database = useDatabase();
let stage: Stage;
let draft: string;
let adopted: string;

const example = (more: object = {}): ConceptFile =>
  conceptFileSchema.parse({
    concept: { slug: 'kreis', title: 'Konzept', territory: '05562' },
    edition: { title: 'Ausgabe 2025', state: 'adopted', adoptedOn: '2025-02-17' },
    fields: [
      { key: 'wohnen', title: 'Wohnen', guideline: 'Gut wohnen' },
      { key: 'arbeit', title: 'Arbeit' },
    ],
    recommendations: [
      { number: 1, field: 'wohnen', title: 'Bauen', summary: 'Häuser', steps: [{ title: 'Planen', dueOn: '2026-12-31' }] },
      { number: 2, field: 'arbeit', title: 'Vermitteln', adoptions: [{ town: '05562020', decision: 'adopted' }] },
    ],
    ...more,
  });

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  stage.add('lead', 'ki_lead');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562020' });
  stage.add('control', 'controlling');
  adopted = (await loadConcept(stage.context(), example())).editionId as string;
  draft = (await loadConcept(stage.context(), example({ edition: { title: 'Entwurf' } }))).editionId as string;
});
afterAll(() => stage.close());

const address = (edition: string) => `/intern/recklinghausen/konzept/${edition}/datei`;
const fresh = '/intern/recklinghausen/konzept/datei-neu';
const csvFile = (text: string | Buffer) => ({ name: 'matrix.csv', type: 'text/csv', content: new Uint8Array(Buffer.from(text)) });

async function stored(edition: string) {
  return stage.context().transaction(async (trx) => {
    const tree = await readTree(trx, edition, { today: '2026-11-22', internal: true });
    return tree && { tree, file: await fileOf(trx, tree) };
  });
}

const hidden = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

/** Both steps of an import; the answer to the second. */
async function bring(to: string, text: string | Buffer, fields: Record<string, string> = {}) {
  const preview = await stage.upload(to, fields, csvFile(text), 'lead');
  expect(preview.statusCode, preview.body.slice(0, 5000)).toBe(200);
  const { _token, ...again } = hidden(preview.body);
  const none = { field: 'none', name: '', type: 'text/plain', content: '' };
  return { preview, again, answer: await stage.upload(`${to}/uebernehmen`, again, none, 'lead') };
}

describe('the file of an edition', () => {
  test('is read by those who read the concept, brought in by those who edit all of it', async () => {
    expect((await stage.get(address(draft))).statusCode).toBe(303);
    const page = await stage.get(address(draft), 'control');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('type="file"');
    expect((await stage.get(address(draft), 'lead')).body).toContain('type="file"');
    expect((await stage.upload(address(draft), {}, csvFile('x'), 'officer')).statusCode).toBe(403);
    expect((await stage.get(fresh, 'control')).statusCode).toBe(403);
    for (const id of ['0193b3a0-0000-7000-8000-000000000000', 'neu', 'x', '%00'])
      expect([400, 404]).toContain((await stage.get(address(id), 'lead')).statusCode);
    expect((await stage.get(`${address('x')}/konzept.json`, 'lead')).statusCode).toBe(404);
  });

  test.each(['xlsx', 'csv', 'json'] as const)('as %s it changes nothing when it comes back', async (format) => {
    const file = await stage.get(`${address(draft)}/konzept.${format}`, 'control');
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-disposition']).toBe(`attachment; filename="entwurf-2026-11-22.${format}"`);
    const answer = await stage.upload(address(draft), { remove: 'yes' }, csvFile(file.rawPayload), 'lead');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Die Datei ändert nichts.');
    expect(hidden(answer.body)).not.toHaveProperty('digest');
  });

  test('the template is a file that can be read', async () => {
    const template = await stage.get(`${fresh}/vorlage.xlsx`, 'lead');
    const answer = await stage.upload(address(draft), {}, csvFile(template.rawPayload), 'lead');
    expect(answer.statusCode, answer.body.slice(-3000)).toBe(200);
    expect(answer.body).toContain('Wohnungslotsen ausbilden');
  });
});

describe('an import', () => {
  test('changes, adds and keeps: ids, steps and what the file lacks stay', async () => {
    const before = await stored(draft);
    const { answer, preview } = await bring(
      address(draft),
      'Nr.;Handlungsfeld;Maßnahme;Fristigkeit;Quatsch\n1;Wohnen;<b>Neu</b> bauen;laufend;x\n;Sprache;Kurse;Q3 2027;\n',
    );
    expect(preview.body).toContain('&lt;b>Neu&lt;/b> bauen');
    expect(preview.body).toContain('Quatsch');
    expect(answer.statusCode, answer.body.slice(0, 3000)).toBe(303);
    const after = await stored(draft);
    const [first, second, third] = [1, 2, 3].map((number) => after?.tree.recommendations.find((one) => one.number === number));
    const was = before?.tree.recommendations.find((one) => one.number === 1);
    expect(first).toMatchObject({
      id: was?.id,
      title: '<b>Neu</b> bauen',
      summary: 'Häuser',
      timeFrame: 'continuous',
      version: 2,
    });
    expect(first?.steps.map(({ id }) => id)).toEqual(was?.steps.map(({ id }) => id));
    expect(second).toMatchObject({ title: 'Vermitteln', version: 1 });
    expect(third).toMatchObject({ title: 'Kurse', endsOn: '2027-09-30' });
    expect(after?.tree.edition.state).toBe('draft');
    const notes = await stage
      .context()
      .transaction((trx) => trx.selectFrom('concept_note').select(['text', 'author_name']).execute());
    expect(notes).toEqual([{ text: expect.stringContaining('Handlungsempfehlung, Fristigkeit'), author_name: 'lead' }]);
  });

  test('removes what the file lacks when asked for, but nothing that the edition before knows', async () => {
    const text = 'Nr.;Handlungsfeld;Maßnahme\n1;Wohnen;Neu bauen\n2;Arbeit;Vermitteln\n';
    const { answer } = await bring(address(draft), text, { remove: 'yes' });
    expect(answer.statusCode).toBe(303);
    expect((await stored(draft))?.file.recommendations.map(({ number }) => number)).toEqual([1, 2]);
    expect((await stored(draft))?.file.fields.map(({ key }) => key)).toEqual(['wohnen', 'arbeit']);
    const refused = await stage.upload(address(draft), { remove: 'yes' }, csvFile(text.replace(/^1.*\n/m, '')), 'lead');
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('stammt aus der vorigen Ausgabe');
    const reused = await stage.upload(address(draft), {}, csvFile('Nr.;Handlungsfeld;Maßnahme\n3;Wohnen;Anderes\n'), 'lead');
    expect(reused.body).toContain('Die Nummer 3 gehörte schon einer anderen Empfehlung');
  });

  test('what changed since the preview is shown again, and nothing is stored', async () => {
    const preview = await stage.upload(address(draft), {}, csvFile('Nr.;Handlungsfeld;Maßnahme\n2;Arbeit;Ausbilden\n'), 'lead');
    const { _token, ...again } = hidden(preview.body);
    await stage
      .context()
      .transaction((trx) =>
        trx
          .updateTable('concept_recommendation')
          .set({ summary: 'Dazwischen' })
          .where('edition_id', '=', draft)
          .where('number', '=', 2)
          .execute(),
      );
    const none = { field: 'none', name: '', type: 'text/plain', content: '' };
    const answer = await stage.upload(`${address(draft)}/uebernehmen`, again, none, 'lead');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Seit der Vorschau hat sich etwas geändert');
    expect((await stored(draft))?.file.recommendations[1]).toMatchObject({ title: 'Vermitteln', summary: 'Dazwischen' });
    const agreed = hidden(answer.body);
    delete agreed._token;
    expect((await stage.upload(`${address(draft)}/uebernehmen`, agreed, none, 'lead')).statusCode).toBe(303);
    expect((await stored(draft))?.file.recommendations[1]).toMatchObject({ title: 'Ausbilden', summary: 'Dazwischen' });
  });

  test('becomes the next edition of a concept, or the first of a town', async () => {
    const text = 'Nr.;Handlungsfeld;Maßnahme\n1;Wohnen;Neu bauen\n;Sport;Turnen\n';
    const page = await stage.get(fresh, 'lead');
    const concept = /value="(concept:[^"]+)"/.exec(page.body)?.[1] as string;
    const next = await bring(fresh, text, { target: concept, remove: 'yes' });
    expect(next.answer.statusCode, next.answer.body.slice(0, 2000)).toBe(303);
    const id = String(next.answer.headers.location).split('/').at(-1)?.split('?')[0] as string;
    expect((await stored(id))?.file).toMatchObject({
      edition: { state: 'draft' },
      recommendations: [{ number: 1 }, { number: 4, title: 'Turnen' }],
    });
    const first = await bring(fresh, text.replaceAll('1;', ';'), { target: 'area:05562020' });
    expect(first.answer.statusCode).toBe(303);
    expect((await stage.upload(fresh, { target: 'area:05562020' }, csvFile(text), 'lead')).statusCode).toBe(422);
    expect((await stage.upload(fresh, { target: 'area:05754' }, csvFile(text), 'lead')).statusCode).toBe(422);
    expect((await stage.upload(fresh, {}, csvFile(text), 'lead')).statusCode).toBe(422);
  });

  const head = 'Nr.;Handlungsfeld;Maßnahme;Abhängig von;Umsetzung;Begründung;Kommunen\n';
  test.each([
    ['a closed edition', 'Handlungsfeld;Maßnahme\nA;B\n', 'In diese Ausgabe wird nichts mehr eingelesen', true],
    ['no compulsory heading', 'Handlungsfeld;Ziel\nA;B\n', 'Es fehlt die Spalte „Handlungsempfehlung“'],
    ['two equal titles', `${head}1;A;Gleich;;;;\n2;B;gleich;;;;\n`, 'Denselben Titel hat die Empfehlung in Zeile 2'],
    ['a circle', `${head}1;A;X;2;;;\n2;A;Y;1;;;\n`, 'Nr. 1 → Nr. 2 → Nr. 1'],
    [
      'merged into each other',
      `${head}1;A;X;;Zusammengeführt;in Nr. 2;\n2;A;Y;;Zusammengeführt;in Nr. 1;\n`,
      'jeweils in der anderen aufgegangen',
    ],
    ['an unknown town', `${head}1;A;X;;;;Herteen: ja\n`, 'Gemeint ist vielleicht Herten'],
    ['a status without reason', `${head}1;A;X;;Ruht;;\n`, 'gehört eine Begründung'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'Das ist keine Tabelle'],
    ['an empty file', ' ', 'In der Datei steht nichts'],
    ['broken JSON', '{"concept":', 'ist aber keins'],
    ['JSON of something else', '{"a":1}', 'Entspricht nicht dem Format'],
    ['a long title', `Handlungsfeld;Maßnahme\nA;${'x'.repeat(400)}\n`, 'höchstens 300'],
  ] as const)('%s is refused and stores nothing', async (_, text, told, closed?: boolean) => {
    const before = await stored(draft);
    const answer = await stage.upload(address(closed ? adopted : draft), {}, csvFile(text as string), 'lead');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(told);
    expect(await stored(draft)).toEqual(before);
  });
});
