import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOpenDataModule } from '#platform/open-data';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { withholdAfterImport } from '../service/withholding.ts';
import { type PlantedFigure, plantDefinitions, plantFigures } from '../testing/figures.ts';
import { parseJsonLd, parseTurtle, statements, violations } from '../testing/shacl.ts';

const database = useDatabase();
let stage: Stage;
const base = '/open-data/recklinghausen';
const get = (path: string, headers = {}) => stage.get(`${base}/${path}`, undefined, headers);

const figures: readonly PlantedFigure[] = [
  ['05562', '', '2024-12-31', 100],
  ['05562', 'sex=f', '2024-12-31', 52.5],
  ['05562', 'sex=m', '2024-12-31', null, '/'],
  ['05562004', '', '2024-12-31', 3],
  ['05562008', '', '2024-12-31', 57],
  ['05562012', '', '2024-12-31', 40],
  ['05562', '', '2023-12-31', 0, '-'],
];

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule, createOpenDataModule([monitoringModule])]);
  const context = stage.context();
  const ids = await plantDefinitions(
    context,
    [{ key: 'register' }, { key: 'agency', licence: null, licenceNote: 'Nur mit Zustimmung.' }, { key: 'secret', public: false }],
    [{ key: 'people', k: 5 }, { key: 'hidden', state: 'internal' }, { key: 'both' }, { key: 'inside' }, { key: 'empty' }],
  );
  const plant = (indicator: string, source: string, rows: readonly PlantedFigure[]) =>
    plantFigures(
      context,
      {
        indicatorId: ids.get(indicator) as string,
        sourceId: ids.get(source) as string,
        acceptedAt: new Date('2025-03-01T10:00:00Z'),
      },
      rows,
    );
  await plant('people', 'register', figures);
  await plant('hidden', 'register', [['05562', '', '2024', 1]]);
  await plant('both', 'register', [['05562', '', '2024', 11]]);
  await plant('both', 'agency', [['05562', '', '2023', 12]]);
  await plant('inside', 'secret', [['05562', '', '2024', 13]]);
  await context.transaction((trx) => withholdAfterImport(trx, context, [ids.get('people') as string]));
  await stage.tenants.refresh();
});
afterAll(() => stage.close());

const table = async (path: string) => parse((await get(path)).body, { columns: true, bom: false }) as Record<string, string>[];

describe('the catalogue', () => {
  test('conforms to DCAT-AP.de 3.0', async () => {
    expect(await violations(parseTurtle((await get('catalog.ttl')).body))).toEqual([]);
  });

  test('is the same graph as JSON-LD and as Turtle', async () => {
    const [jsonLd, turtle] = [await get('catalog.jsonld'), await get('catalog.ttl')];
    expect(jsonLd.headers['content-type']).toBe('application/ld+json; charset=utf-8');
    expect(turtle.headers['content-type']).toBe('text/turtle; charset=utf-8');
    const graph = statements(await parseJsonLd(jsonLd.body));
    expect(graph.length).toBeGreaterThan(60);
    expect(statements(parseTurtle(turtle.body))).toEqual(graph);
  });

  test('has a dataset for each public indicator with public figures, and no other', async () => {
    const { body } = await get('catalog.ttl');
    const datasets = [...body.matchAll(/dcat:dataset <[^>]*\/datasets\/([^>]+)>/g)].map((match) => match[1]);
    expect(datasets.toSorted()).toEqual(['figures-both', 'figures-people']);
    expect(body).toContain('<http://dcat-ap.de/def/politicalGeocoding/districtKey/05562>');
    expect(body).toContain('<http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05562004>');
    expect(body).toContain('dcat:startDate "2023-12-31"^^xsd:date');
  });

  test.each([
    ['no title', /dct:title "[^"]+ people"@.. ;\n/g, 'terms/title'],
    ['no publisher', /dct:publisher <[^>]+> ;\n/, 'terms/publisher'],
    ['a publisher that is no agent', /rdf:type <http:\/\/xmlns.com\/foaf\/0.1\/Agent> ;\n/, 'terms/publisher'],
    ['no contact', /dcat:contactPoint <[^>]+> ;\n/, 'dcat#contactPoint'],
    ['no licence', /dct:license <[^>]+> ;\n/, 'terms/license'],
    ['no availability', /dcatap:availability <[^>]+> ;\n/, 'availability'],
  ])('with %s would not conform', async (_, line, property) => {
    const { body } = await get('catalog.ttl');
    const spoiled = body.replace(line, '');
    expect(spoiled).not.toBe(body);
    expect((await violations(parseTurtle(spoiled))).join('\n')).toContain(property);
  });

  test('with a property that 3.0 took out would not conform', async () => {
    const { body } = await get('catalog.ttl');
    const old = body.replace('dcat:landingPage', 'dcatde:politicalGeocodingURI <http://dcat-ap.de/x> ;\n  dcat:landingPage');
    expect((await violations(parseTurtle(old))).join('\n')).toContain('politicalGeocodingURI');
  });

  test('is sent once, and its identifiers lead somewhere', async () => {
    const first = await get('catalog.jsonld');
    expect(first.headers['access-control-allow-origin']).toBe('*');
    const tagged = await get('catalog.jsonld', { 'if-none-match': first.headers.etag });
    const dated = await get('catalog.jsonld', { 'if-modified-since': first.headers['last-modified'] });
    expect([tagged.statusCode, tagged.body, dated.statusCode]).toEqual([304, '', 304]);
    expect((await get('datasets/figures-people')).headers.location).toBe('/recklinghausen/de/zahlen/people');
    expect((await get('catalog', { accept: 'text/turtle' })).headers.location).toBe(`${base}/catalog.ttl`);
    expect((await get('datasets/figures-hidden')).statusCode).toBe(404);
  });

  test('of a district without figures is empty and conforms', async () => {
    const { body } = await stage.get('/open-data/guetersloh/catalog.ttl');
    expect(await violations(parseTurtle(body))).toEqual([]);
    expect(body).not.toContain('dcat:Dataset');
  });
});

describe('the table of an indicator', () => {
  test('has a row for each figure, with markers, sources and what is withheld', async () => {
    const rows = await table('figures/people.csv');
    expect(rows).toHaveLength(figures.length);
    const row = (territory: string, period: string, sex = '') =>
      rows.find((one) => one.territory === territory && one.period === period && one.by_sex === sex);
    expect(row('05562', '2024-12-31')).toEqual({
      indicator: 'people',
      territory: '05562',
      territory_name: 'Kreis Recklinghausen',
      level: 'kreis',
      period: '2024-12-31',
      period_from: '2024-12-31',
      period_to: '2024-12-31',
      by_sex: '',
      value: '100',
      marker: '',
      withheld: 'false',
      quality: '',
      uncertainty: '0',
      source: 'register',
      as_known_on: '2025-03-01',
    });
    expect(row('05562004', '2024-12-31')).toMatchObject({ value: '', marker: '.', withheld: 'true' });
    expect(row('05562012', '2024-12-31')).toMatchObject({ value: '', marker: '.', withheld: 'true' });
    expect(row('05562', '2024-12-31', 'm')).toMatchObject({ value: '', marker: '/', withheld: 'false' });
    expect(row('05562', '2023-12-31')).toMatchObject({ value: '0', marker: '-' });
  });

  test('is what its description says: columns, types, key, licence', async () => {
    const { body, headers } = await get('figures/people.csv-metadata.json');
    expect(headers['content-type']).toBe('application/csvm+json; charset=utf-8');
    const metadata = JSON.parse(body);
    const csv = await get('figures/people.csv');
    expect(csv.headers.link).toContain('rel="describedby"');
    expect(new URL(metadata.url).pathname).toBe(`${base}/figures/people.csv`);
    expect(metadata['dc:license']['@id']).toBe('http://dcat-ap.de/def/licenses/dl-by-de/2.0');
    const columns = metadata.tableSchema.columns as { name: string; titles: string[]; datatype: string; required: boolean }[];
    const rows = await table('figures/people.csv');
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
    const forms: Record<string, RegExp> = {
      string: /^/,
      date: /^\d{4}-\d{2}-\d{2}$/,
      decimal: /^-?\d+(\.\d+)?$/,
      boolean: /^(true|false)$/,
    };
    for (const row of rows)
      for (const { name, datatype, required } of columns) {
        const value = row[name] as string;
        if (value === '') expect(required, name).toBe(false);
        else expect(value, name).toMatch(forms[datatype] as RegExp);
      }
    const keys = rows.map((row) => (metadata.tableSchema.primaryKey as string[]).map((name) => row[name]).join(' '));
    expect(new Set(keys).size).toBe(rows.length);
  });

  test('keeps figures with conditions of their own apart from those under open licences', async () => {
    expect((await table('figures/both.csv')).map(({ value }) => value)).toEqual(['11']);
    const own = await get('figures/both.csv?conditions=own');
    expect(own.body).toContain(',12,');
    expect(own.body).not.toContain(',11,');
    expect(own.headers.link).toContain('other-closed');
    const { body } = await get('catalog.ttl');
    expect(body).toContain('dct:rights');
    expect(body).toContain('"Nur mit Zustimmung."@de');
  });

  test('as known on a day is asked for by that day', async () => {
    expect((await get('figures/people.csv?stand=2025-02-01')).body.trim().split('\r\n')).toHaveLength(1);
    expect((await table('figures/people.csv?stand=2025-03-02'))[0]?.as_known_on).toBe('2025-03-02');
    expect((await get('figures/people.csv?stand=gestern')).statusCode).toBe(400);
  });

  test.each(['hidden', 'inside', 'empty', 'nothing', "x';--"])('of %s is not there', async (key) => {
    for (const file of ['csv', 'csv-metadata.json', 'json']) {
      const { statusCode, headers } = await get(`figures/${encodeURIComponent(key)}.${file}`);
      expect(statusCode).toBe(404);
      expect(headers['content-type']).toContain('application/problem+json');
    }
  });
});

describe('the cube of an indicator', () => {
  test('keeps the rules of JSON-stat 2.0', async () => {
    const cube = (await get('figures/people.json')).json();
    expect(cube).toMatchObject({
      version: '2.0',
      class: 'dataset',
      id: ['territory', 'time', 'sex'],
      role: { geo: ['territory'], time: ['time'] },
    });
    expect(cube.size.reduce((a: number, b: number) => a * b, 1)).toBe(cube.value.length);
    for (const [axis, id] of (cube.id as string[]).entries()) {
      const { index, label } = cube.dimension[id].category;
      expect(index).toHaveLength(cube.size[axis]);
      if (label) expect(Object.keys(label)).toEqual(index);
    }
    for (const at of Object.keys(cube.status)) expect(Number(at)).toBeLessThan(cube.value.length);
  });

  test('has the figures of the table', async () => {
    const cube = (await get('figures/people.json')).json();
    const at = (...codes: string[]) =>
      codes.reduce((sum, code, axis) => sum * cube.size[axis] + cube.dimension[cube.id[axis]].category.index.indexOf(code), 0);
    for (const { territory, period, by_sex, value, marker } of await table('figures/people.csv')) {
      const index = at(territory as string, period as string, by_sex || '_T');
      expect(cube.value[index]).toBe(value === '' ? null : Number(value));
      expect(cube.status[index] ?? '').toBe(marker);
    }
  });
});

describe('the page of open data', () => {
  test('names formats, licences, sources and days, in any language', async () => {
    const { body, statusCode } = await stage.get('/recklinghausen/de/zahlen/daten');
    expect(statusCode).toBe(200);
    for (const part of [
      'Kennzahl people',
      '1. März 2025',
      '2023–2024',
      'Amt register',
      'Nur mit Zustimmung.',
      'catalog.jsonld',
      'figures/people.csv-metadata.json',
    ])
      expect(body).toContain(part);
    expect(body).not.toContain('Kennzahl hidden');
    expect((await stage.get('/recklinghausen/ar/zahlen/daten')).body).toContain('lang="de"');
    expect((await stage.get('/guetersloh/de/zahlen/daten')).body).toContain('Noch gibt es keine Zahlen');
  });
});
