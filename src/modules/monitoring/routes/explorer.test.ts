import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSpreadsheet } from '#platform/documents';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { insertFigures } from '../testing/observations.ts';

const database = useDatabase();
let stage: Stage;
const towns = ['05562004', '05562008', '05562012', '05562014', '05562016', '05562020', '05562024'];

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  const years = ['2021', '2022', '2023'];
  await insertFigures(stage.context(), {
    sources: [{ key: 'amt', attribution: 'Amt für Beispiele', populationBasis: 'update' }],
    dimensions: [{ key: 'sex', name: 'Geschlecht', categories: { m: 'männlich', f: 'weiblich' } }],
    indicators: [
      {
        key: 'people',
        names: { de: 'Einwohner' },
        breakdowns: ['sex'],
        seriesBreaks: [{ period: '2022', names: { de: 'Zensus 2022' } }],
      },
      { key: 'jobless', names: { de: 'Arbeitslose' } },
      { key: 'quota', names: { de: 'Quote' }, unit: 'percent', decimals: 1, formula: 'share(jobless, people)', additive: false },
      { key: 'offers', names: { de: 'Angebote' }, kind: 'output', unit: 'offers' },
      { key: 'draft', names: { de: 'Entwurf' }, state: 'draft' },
      { key: 'rare', names: { de: 'Selten' } },
    ],
    observations: [
      ...towns.flatMap((territory, index) =>
        years.flatMap((period, year) => [
          { indicator: 'people', territory, period, value: 10_000 * (index + 1) + year, source: 'amt' },
          { indicator: 'people', territory, period, value: 5_000 * (index + 1), breakdown: 'sex=f', source: 'amt' },
          { indicator: 'jobless', territory, period, value: 500 + 100 * index * index },
          { indicator: 'offers', territory, period, value: 3 * index },
        ]),
      ),
      { indicator: 'people', territory: '05562020', period: '2020', marker: '.', source: 'amt' },
      { indicator: 'people', territory: '05562024', period: '2020', value: 4711, withheld: 1, source: 'amt' },
      ...towns.slice(0, 4).map((territory) => ({ indicator: 'rare', territory, period: '2023', value: 5 })),
      { indicator: 'draft', territory: '05562024', period: '2023', value: 123_456 },
    ],
  });
});
afterAll(() => stage.close());

const explorer = (query: string) => stage.get(`/${stage.here.slug}/de/zahlen/auswahl${query}`);
const correlation = (query: string) => stage.get(`/${stage.here.slug}/de/zahlen/zusammenhang${query}`);

describe('the explorer', () => {
  test('asks first, and offers what is public alone', async () => {
    const { statusCode, body } = await explorer('');
    expect(statusCode).toBe(200);
    expect(body).toContain('Noch keine Kennzahl gewählt');
    expect(body).toContain('value="people"');
    expect(body).not.toContain('value="draft"');
  });

  test('shows what the address says: table, chart, warnings, sources', async () => {
    const { body } = await explorer('?kennzahl=people&kennzahl=quota&ort=05562024&ort=05562020&von=2020&bis=2023');
    expect(body).toContain('70.002');
    expect(body).toContain('5,9');
    expect(body).toContain('Amt für Beispiele');
    expect(body).toContain('Zensus 2022');
    expect(body.match(/<svg[^>]*class="chart /g)).toHaveLength(2);
    expect(body).not.toContain('4.711');
  });

  test('turns the table as it is asked', async () => {
    const { body } = await explorer('?kennzahl=people&kennzahl=quota&neueste=1&zeilen=ort&spalten=kennzahl');
    expect(body).toMatch(/<th[^>]*>Einwohner \(Personen\)<\/th><th[^>]*>Quote \(%\)<\/th>/);
    expect(body).not.toContain('<th scope="col" class="kern-table__header kern-table__header--numeric">2022');
  });

  test('breaks down, totals first', async () => {
    const { body } = await explorer('?kennzahl=people&ort=05562024&gliederung=sex&zeilen=gliederung');
    expect(body.indexOf('Insgesamt</th>')).toBeGreaterThan(0);
    expect(body.indexOf('weiblich</th>')).toBeGreaterThan(body.indexOf('Insgesamt</th>'));
  });

  test('never shows state and work done in one table', async () => {
    const { body } = await explorer('?kennzahl=people&kennzahl=offers&neueste=1&spalten=kennzahl');
    const tables = body
      .split('<table')
      .slice(1)
      .map((part) => part.split('</table>')[0] ?? '');
    expect(tables.filter((table) => table.includes('Angebote'))).not.toHaveLength(0);
    expect(tables.filter((table) => table.includes('Angebote') && table.includes('Einwohner'))).toHaveLength(0);
  });

  test('says clearly when it is too much, or nothing', async () => {
    const many = Array.from({ length: 11 }, () => 'people').map((key, index) => `kennzahl=${index ? `${key}${index}` : key}`);
    expect((await explorer(`?${many.join('&')}`)).statusCode).toBe(200);
    await insertFigures(stage.context(), {
      indicators: Array.from({ length: 10 }, (_, index) => ({ key: `people${index + 1}` })),
    });
    expect((await explorer(`?${many.join('&')}`)).body).toContain('höchstens 10 Kennzahlen');
    expect((await explorer('?kennzahl=people&von=1950&bis=1960')).body).toContain('Dazu gibt es keine Zahlen');
  });

  test.each([
    '?kennzahl=nirgends&ort=99999',
    '?kennzahl[]=people&ort[x]=1',
    '?kennzahl=people&von=%00&bis=-1&zeilen=zeilen&gliederung=__proto__',
    `?ort=${'9'.repeat(5000)}`,
    `?${'ort=05562024&'.repeat(500)}kennzahl=people`,
    '?kennzahl=people%27%3B--&ort=%27%20or%201%3D1',
  ])('takes odd addresses: %#', async (query) => {
    expect((await explorer(query)).statusCode).toBe(200);
    expect((await correlation(query.replaceAll('kennzahl', 'x').replaceAll('ort', 'y'))).statusCode).toBe(200);
  });

  test('gives the same as CSV and as workbook', async () => {
    const query = '?kennzahl=people&kennzahl=quota&ort=05562024';
    const file = await explorer(`.csv${query}`);
    expect(file.headers['content-disposition']).toBe('attachment; filename="zahlen.csv"');
    const lines = file.body.slice(1).trim().split('\r\n');
    expect(lines[0]).toContain('Kennzahl;Schlüssel der Kennzahl;Einheit;Ort');
    expect(lines.find((line) => line.includes(';quota;') && line.includes(';2023;'))).toContain(';5,9;');
    expect(lines.find((line) => line.includes(';2020;'))).toMatch(/;;\.;/);
    expect(file.body).not.toContain('4711');
    const book = await explorer(`.xlsx${query}`);
    const read = await readSpreadsheet(book.rawPayload);
    expect(JSON.stringify(read)).toContain('Amt für Beispiele');
    const none = await explorer('.csv?kennzahl=people&von=1950&bis=1960');
    expect([none.statusCode, none.headers.location]).toEqual([
      303,
      `/${stage.here.slug}/de/zahlen/auswahl?kennzahl=people&von=1950&bis=1960`,
    ]);
  });

  test('of another district does not show these figures', async () => {
    const { body } = await stage.get(`/${stage.there.slug}/de/zahlen/auswahl?kennzahl=people&ort=05562024`);
    expect(body).not.toContain('70.002');
  });
});

describe('the correlation', () => {
  test('draws the towns, gives both coefficients, and warns', async () => {
    const { body, statusCode } = await correlation('?x=people&y=jobless');
    expect(statusCode).toBe(200);
    expect(body).toContain('chart-scatter');
    expect(body).toContain('Gemeinsam heißt nicht: deshalb');
    expect(body).toContain('Es sind nur 7 Orte');
    expect(body).toContain('Große Orte haben von beidem mehr');
    expect(body).toContain('0,96');
    expect(body).toContain('1,00');
  });

  test('refuses too few places, one and the same, state against work', async () => {
    expect((await correlation('?x=people&y=rare')).body).toContain('Unter 5 Orten entscheidet der Zufall');
    expect((await correlation('?x=people&y=people')).body).toContain('zweimal dieselbe');
    expect((await correlation('?x=people&y=offers')).body).toContain('Ursache und Wirkung');
    expect((await correlation('?x=people&y=draft')).body).toContain('Noch keine zwei Kennzahlen gewählt');
    expect((await correlation('?x=people&y=jobless&ebene=kreis')).body).toContain('Unter 5 Orten');
  });

  test('takes the year asked for', async () => {
    const { body } = await correlation('?x=quota&y=people&jahr=2021');
    expect(body).toContain('Einwohner, 2021');
    expect(body).toContain('10.000');
    expect((await correlation('?x=quota&y=people&jahr=1999')).body).toContain('haben: 0.');
  });
});
