import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import type { OpenData } from '../model/open-data.ts';
import { conceptModule } from '../module.ts';
import { loadPublicSite, marl, secret } from '../testing/public-site.ts';

const database = useDatabase();
let stage: Stage;
const json = '/open-data/recklinghausen/concept.json';

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  await loadPublicSite(stage);
});
afterAll(() => stage.close());

const read = async () => (await stage.get(json)).json<OpenData>();

describe('the published edition for machines', () => {
  test('is what its schema says', async () => {
    const schema = (await stage.get('/open-data/recklinghausen/concept.schema.json')).json<object>();
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const data = await read();
    validate(data);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...data, license: undefined, recommendations: [{ number: 0 }] })).toBe(false);
    expect(data.$schema).toBe((schema as { $id: string }).$id);
  });

  test('has fields, challenges by rank, steps, answers and lineage', async () => {
    const data = await read();
    expect(data.edition).toMatchObject({ position: 2, state: 'adopted', adoptedBy: 'Kreistag', paperNumber: '2025/017' });
    expect(data.fields.map(({ key, guideline }) => [key, guideline])).toEqual([
      ['wohnen', 'Alle finden eine Wohnung.'],
      ['sprache', ''],
    ]);
    expect(data.fields[0]?.challenges.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(data.recommendations.map(({ number }) => number)).toEqual([1, 2, 4]);
    const [first] = data.recommendations;
    expect(first).toMatchObject({
      field: 'wohnen',
      challenge: 'wohnen-h1',
      goal: 'wohnen-z1',
      needs: [2],
      progress: 50,
      funded: false,
    });
    expect(first?.adoptions).toEqual([
      { town: marl, decision: 'changed', status: 'running', note: 'Nur zwei Stellen.', contact: '' },
    ]);
    expect(first?.steps.map(({ state }) => state)).toEqual(['done', 'open']);
    expect(data.lineage).toContainEqual({
      kind: 'merged',
      from: 9,
      fromEdition: 1,
      to: 1,
      toEdition: 2,
      reason: 'Beides gehört zusammen.',
    });
  });

  test('leaves out what is internal: dependencies on it, drafts, and what a draft decides', async () => {
    const data = await read();
    expect(data.recommendations.find(({ number }) => number === 4)?.needs).toEqual([]);
    expect(data.lineage.some(({ kind }) => kind === 'retired')).toBe(false);
    expect(JSON.stringify(data)).not.toContain(secret);
  });

  test('may be read from any website, names its licence, and is sent once', async () => {
    const first = await stage.get(json);
    expect(first.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
      link: '<https://www.govdata.de/dl-de/by-2-0>; rel="license"',
    });
    const again = await stage.get(json, undefined, { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('as a table has a row for each recommendation', async () => {
    const { rawPayload, headers } = await stage.get('/open-data/recklinghausen/concept.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect([...rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = rawPayload.toString('utf8');
    expect(text.split('\r\n')[0]).toContain('Handlungsfeld;Herausforderung;Rang;Ziel;Handlungsempfehlung');
    expect(text).toContain('Marl: Mit Änderungen übernommen');
    expect(text).not.toContain(secret);
  });

  test.each(['concept.json', 'concept.csv'])('%s of a district without a concept is a problem', async (file) => {
    const { statusCode, headers } = await stage.get(`/open-data/guetersloh/${file}`);
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
  });
});
