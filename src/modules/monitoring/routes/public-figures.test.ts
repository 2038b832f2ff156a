import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { territoryModule } from '#modules/territory';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { herten, kreis, land, loadPublicFigures, marl } from '../testing/public-figures.ts';
import { monitoringTownPanel } from './dashboard.tsx';

const database = useDatabase();
let stage: Stage;
const base = '/recklinghausen/de/zahlen';

beforeAll(async () => {
  const territory = territoryModule({
    installation: () => ({ tenants: stage.tenants, database }),
    townPanels: [monitoringTownPanel],
  });
  stage = await openStage(database, [territory, monitoringModule]);
  await loadPublicFigures(stage);
  stage.add('leitung', 'ki_lead');
});
afterAll(() => stage.close());

async function page(path: string, as?: string) {
  const { statusCode, body } = await stage.get(path, as);
  expect(statusCode, path).toBe(200);
  return parseHTML(body).document;
}

const textOf = (element: Element | null | undefined) => element?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

function rowsOf(document: Document, section: string) {
  return [...document.querySelectorAll(`${section} tbody tr`)].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => textOf(cell.querySelector('bdi') ?? cell)),
  );
}

describe('what is internal or withheld stays inside', () => {
  const paths = [
    '',
    '/auslaenderanteil',
    `/auslaenderanteil?ort=${herten}&ort=${marl}`,
    '/auslaenderanteil?stand=2024-06-30',
    '/auslaenderanteil/karte',
    '/auslaenderanteil/werte.csv',
    `/auslaenderanteil/werte.csv?ort=${herten}`,
    '/auslaenderanteil/karte.svg',
    '/altersaufbau',
    '/staatsangehoerigkeiten',
    '/zielgruppen',
  ];
  test.each(paths)('%s', async (path) => {
    for (const as of [undefined, 'leitung']) {
      const { statusCode, body } = await stage.get(`${base}${path}`, as);
      expect(statusCode).toBe(200);
      for (const secret of ['4711', '4.711', 'Nur intern', 'Interne Zählung', '7.777', '7777'])
        expect(body).not.toContain(secret);
    }
  });

  test.each(['geheim_intern', 'gibt_es_nicht', 'Gross', '%00', 'a'.repeat(80)])('%s is not there', async (key) => {
    for (const rest of ['', '/karte', '/verlauf.svg', '/werte.csv']) {
      for (const as of [undefined, 'leitung']) expect((await stage.get(`${base}/${key}${rest}`, as)).statusCode).toBe(404);
    }
  });
});

describe('the page of an indicator', () => {
  test('says the newest figure with period, unit and source, and what it is', async () => {
    const document = await page(`${base}/auslaenderanteil`);
    const main = textOf(document.querySelector('main'));
    expect(textOf(document.querySelector('.dk-headline'))).toContain('12,7');
    for (const words of [
      '31. Dezember 2023',
      'Statistik des Amtes',
      '© IT.NRW, 2025',
      'Anteil der Menschen ohne deutschen Pass.',
      'Von 100 Menschen haben so viele keinen deutschen Pass.',
      'Neue Grundlage: Zensus 2022',
      '12411-03-03-4',
      'Anzahlen unter 3 werden nicht gezeigt',
    ])
      expect(main).toContain(words);
    expect(document.querySelector(`a[href="${base}/hinweise?kennzahl=auslaenderanteil"]`)).not.toBeNull();
  });

  test('compares a share with the Land, the newest year first, missing years as gaps', async () => {
    const document = await page(`${base}/auslaenderanteil`);
    expect(rowsOf(document, '#verlauf')).toEqual([
      ['31.12.2023', '12,7', '15,4'],
      ['31.12.2022', '11,6', '14,9'],
      ['31.12.2021', '10,4', '13,6'],
      ['31.12.2019', '9,5', 'keine Angabe'],
    ]);
    const paths = [...document.querySelectorAll('#verlauf g.chart-series-1 > path')].map((path) => path.getAttribute('d') ?? '');
    // 2019 stands alone, 2021 stands alone before the break, 2022 and 2023 are joined.
    expect(paths.join('').match(/L/g)).toHaveLength(1);
    expect(textOf(document.querySelector('.chart-notes'))).toContain('Zensus 2022');
  });

  test('does not lay a count of the district beside that of the Land', async () => {
    const document = await page(`${base}/bevoelkerung`);
    expect(rowsOf(document, '#verlauf')).toEqual([
      ['31.12.2023', '614.137'],
      ['31.12.2022', '612.801'],
    ]);
  });

  test('shows the places asked for in their order, six at most', async () => {
    const document = await page(`${base}/auslaenderanteil?ort=${marl}&ort=${kreis}&ort=quatsch`);
    const head = [...document.querySelectorAll('#verlauf thead th')].map(textOf);
    expect(head.slice(1)).toEqual(['Kreis Recklinghausen', 'Marl']);
    expect(rowsOf(document, '#verlauf')[0]).toEqual(['31.12.2023', '12,7', '(14,1)']);
    expect(textOf(document.querySelector('#verlauf .dk-signs'))).toContain('eingeschränkt sicher');
  });

  test('lists all places without ranking them, signs explained, withheld ones withheld', async () => {
    const document = await page(`${base}/auslaenderanteil`);
    const rows = rowsOf(document, '#orte');
    expect(rows.map(([place]) => place)).toEqual([
      'Nordrhein-Westfalen',
      'Kreis Recklinghausen',
      'Castrop-Rauxel',
      'Herten',
      'Marl',
    ]);
    expect(rows.map(([, , value]) => value)).toEqual(['15,4', '12,7', '/', '.', '(14,1)']);
    const signs = textOf(document.querySelector('#orte .dk-signs'));
    for (const words of ['nicht sicher genug', 'nicht gezeigt, damit niemand erkennbar ist']) expect(signs).toContain(words);
  });

  test('knows what was known on a day', async () => {
    const before = await page(`${base}/auslaenderanteil?stand=2024-06-30`);
    expect(textOf(before.querySelector('.dk-headline'))).toContain('12,2');
    const nothing = await page(`${base}/auslaenderanteil?stand=2020-01-01`);
    expect(textOf(nothing.querySelector('main'))).toContain('Noch keine Zahlen');
  });

  test('narrows the years', async () => {
    const document = await page(`${base}/auslaenderanteil?von=2021&bis=2022`);
    expect(rowsOf(document, '#verlauf').map(([period]) => period)).toEqual(['31.12.2022', '31.12.2021']);
  });

  test('breaks down by the dimension asked for, else by the first', async () => {
    const first = await page(`${base}/bevoelkerung`);
    expect(rowsOf(first, '#gliederung')).toEqual([
      ['weiblich', '309.000', '309.000'],
      ['männlich', '300.000', '300.000'],
    ]);
    expect(first.querySelectorAll('#gliederung svg.chart-line')).toHaveLength(1);
    const unknown = await page(`${base}/bevoelkerung?gliederung=quatsch`);
    expect(rowsOf(unknown, '#gliederung')).toHaveLength(2);
  });

  test('says of work done that it is no effect, and shows the target', async () => {
    const main = textOf((await page(`${base}/angebote`)).querySelector('main'));
    expect(main).toContain('Sie sagt nichts über die Wirkung.');
    expect(main).toContain('Ziel 2030, Kreis Recklinghausen: 300 (Kreistag 2025/17)');
  });

  test('of an indicator without figures says so', async () => {
    expect(textOf((await page(`${base}/noch_leer`)).querySelector('main'))).toContain('Noch keine Zahlen');
  });

  test('marks what is German on pages in other languages', async () => {
    const document = await page('/recklinghausen/ar/zahlen/auslaenderanteil');
    const heading = document.querySelector('h1 [lang="de"]');
    expect([heading?.textContent, heading?.getAttribute('dir')]).toEqual(['Ausländeranteil', 'ltr']);
    expect(textOf((await page('/recklinghausen/en/zahlen/auslaenderanteil')).querySelector('h1'))).toBe('Share of foreigners');
  });

  test('is there whatever is asked', async () => {
    const name = fc.constantFrom(
      'ort',
      'gliederung',
      'von',
      'bis',
      'stand',
      'zeit',
      'methode',
      'klassen',
      'ebene',
      'jahr',
      'gruppe',
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('0000', '2026-02-31', '-1', '9999-12-31', "'"),
    );
    const path = fc.constantFrom('/auslaenderanteil', '/auslaenderanteil/karte', '/staatsangehoerigkeiten', '/zielgruppen');
    await fc.assert(
      fc.asyncProperty(path, fc.array(fc.tuple(name, value), { maxLength: 5 }), async (address, pairs) => {
        const query = new URLSearchParams(pairs.map(([key, text]) => [key, text.toWellFormed()]));
        expect((await stage.get(`${base}${address}?${query}`)).statusCode).toBe(200);
      }),
      { numRuns: 40 },
    );
  });
});

describe('files', () => {
  test('the course as drawing and picture', async () => {
    const svg = await stage.get(`${base}/auslaenderanteil/verlauf.svg?ort=${kreis}`);
    expect([svg.statusCode, svg.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(svg.headers['content-disposition']).toBe('attachment; filename="auslaenderanteil.svg"');
    for (const words of ['Zensus 2022', 'Ausländeranteil · Kreis Recklinghausen', '© IT.NRW, 2025'])
      expect(svg.body).toContain(words);
    const png = await stage.app.inject(`${base}/auslaenderanteil/verlauf.png`);
    expect((await sharp(png.rawPayload).metadata()).width).toBe(1680);
    expect((await stage.get(`${base}/noch_leer/verlauf.svg`)).statusCode).toBe(404);
  });

  test('the figures as CSV, signs kept', async () => {
    const { body, headers } = await stage.get(`${base}/auslaenderanteil/werte.csv?ort=${marl}&ort=${herten}&ort=${land}`);
    expect(headers['content-type']).toContain('text/csv');
    const lines = body.replace('\ufeff', '').trim().split('\r\n');
    expect(lines[0]).toBe('Ort;Schlüssel;Gliederung;Zeitraum;Zeit;Wert;Zeichen;Bedeutung des Zeichens;Quelle');
    expect(lines).toContain('Marl;05562024;;2023-12-31;31.12.2023;14,1;();eingeschränkt sicher;amt');
    expect(lines).toContain('Herten;05562020;;2023-12-31;31.12.2023;;.;nicht gezeigt, damit niemand erkennbar ist;amt');
    expect(lines.filter((line) => line.startsWith('Nordrhein-Westfalen'))).toHaveLength(3);
  });

  test('every other drawing and its figures', async () => {
    for (const name of [`bevoelkerung/gliederung`, 'altersaufbau', 'staatsangehoerigkeiten']) {
      expect((await stage.get(`${base}/${name}.svg`)).body).toContain('<title');
      expect((await stage.get(`${base}/${name}.png`)).headers['content-type']).toBe('image/png');
    }
    const linesOf = async (name: string) => (await stage.get(`${base}/${name}`)).body.replace('\ufeff', '').trim().split('\r\n');
    expect(await linesOf('altersaufbau.csv?jahr=2023-12-31')).toContain(
      'Kreis Recklinghausen;2023-12-31;Alle;weiblich;3 bis 5;1110;;test',
    );
    const nationalities = await linesOf('staatsangehoerigkeiten.csv');
    expect(nationalities).toHaveLength(13);
    expect(nationalities.at(-1)).toBe('Kreis Recklinghausen;2023-12-31;Insgesamt;8000;;azr');
    for (const name of ['auslaenderanteil/gliederung.svg', `altersaufbau.svg?ort=${marl}`, `altersaufbau.csv?ort=${marl}`])
      expect((await stage.get(`${base}/${name}`)).statusCode, name).toBe(404);
    expect((await stage.get('/guetersloh/de/zahlen/staatsangehoerigkeiten.csv')).statusCode).toBe(404);
  });

  test('the links to files lead to files', async () => {
    for (const path of [
      'auslaenderanteil',
      'bevoelkerung',
      'angebote',
      'altersaufbau',
      'staatsangehoerigkeiten',
      'zielgruppen',
      'auslaenderanteil/karte',
    ]) {
      const links = [...(await page(`${base}/${path}`)).querySelectorAll('a[download]')].map(
        (link) => link.getAttribute('href') ?? '',
      );
      expect(links.length, path).toBeGreaterThan(0);
      for (const link of links) expect((await stage.get(link)).statusCode, link).toBe(200);
    }
  });

  test('the map', async () => {
    const svg = await stage.get(`${base}/auslaenderanteil/karte.svg`);
    expect(svg.body).toContain('GeoBasis-DE');
    expect((await stage.get(`${base}/auslaenderanteil/karte.png`)).headers['content-type']).toBe('image/png');
    expect((await stage.get(`${base}/angebote/karte.svg`)).statusCode).toBe(404);
  });
});

describe('the map', () => {
  test('shades towns, with the same figures beside', async () => {
    const document = await page(`${base}/auslaenderanteil/karte?methode=equal&klassen=3`);
    expect(document.querySelectorAll('.map-towns path')).toHaveLength(10);
    const rows = rowsOf(document, 'main');
    expect(rows).toHaveLength(10);
    for (const row of [
      ['Castrop-Rauxel', '/'],
      ['Datteln', 'keine Angabe'],
      ['Herten', '.'],
      ['Marl', '(14,1)'],
    ])
      expect(rows).toContainEqual(row);
    expect(document.querySelector(`.map-towns a[aria-label="Marl: (14,1) %"]`)?.getAttribute('href')).toBe(
      `${base}/auslaenderanteil?ort=${marl}`,
    );
  });

  test('says of counts that they depend on the size', async () => {
    const main = textOf((await page(`${base}/bevoelkerung/karte`)).querySelector('main'));
    expect(main).toContain('Anzahlen hängen von der Größe des Ortes ab');
  });

  test('of an indicator without towns says so', async () => {
    const main = textOf((await page(`${base}/angebote/karte`)).querySelector('main'));
    expect(main).toContain('Keine Zahlen für Orte im Kreis');
  });
});

describe('the dashboard', () => {
  test('shows the newest figure of each indicator by topic, and honestly which have none', async () => {
    const document = await page(base);
    const tiles = [...document.querySelectorAll('.dk-indicator-tiles a')].map((tile) => [
      tile.getAttribute('href'),
      textOf(tile),
    ]);
    const share = tiles.find(([href]) => href === `${base}/auslaenderanteil`)?.[1];
    for (const words of ['12,7', '31.12.2023', 'Land: 15,4']) expect(share).toContain(words);
    expect(tiles.find(([href]) => href === `${base}/angebote`)?.[1]).toContain('Ziel 2030: 300');
    expect(tiles.some(([href]) => href === `${base}/noch_leer`)).toBe(false);
    expect(textOf(document.querySelector('details.dk-disclosure'))).toContain('Noch leer');
  });

  test('shows which towns have figures', async () => {
    const towns = [...(await page(base)).querySelectorAll('#orte a')].map((link) => link.getAttribute('href'));
    expect(towns).toContain(`${base}/orte/marl`);
    expect(towns).not.toContain(`${base}/orte/datteln`);
  });

  test('of a district without any says so', async () => {
    expect(textOf((await page('/guetersloh/de/zahlen')).querySelector('main'))).toContain('Noch keine Zahlen');
  });

  test('a town shows its headline figures on its own page', async () => {
    const document = await page('/recklinghausen/de/orte/marl');
    expect(textOf(document.querySelector('#zahlen'))).toContain('84.312');
    expect(document.querySelector(`#zahlen a[href="${base}/orte/marl"]`)).not.toBeNull();
    expect((await page('/recklinghausen/de/orte/datteln')).querySelector('#zahlen')).toBeNull();
  });
});

describe('views of several figures', () => {
  test('the age structure, years upon each other, sums of ages left out', async () => {
    const document = await page(`${base}/altersaufbau?jahr=2013-12-31&jahr=2023-12-31`);
    expect(document.querySelectorAll('svg.chart-pyramid')).toHaveLength(1);
    expect(rowsOf(document, 'main')).toEqual([
      ['unter 3', '1.000', '1.010', '1.050', '1.060'],
      ['3 bis 5', '1.100', '1.110', '1.150', '1.160'],
      ['18 und 19', '1.200', '1.210', '1.250', '1.260'],
    ]);
    expect(textOf(document.querySelector('main'))).toContain('verschieden viele Jahre');
  });

  test('of a town without ages says so; of no town is not there', async () => {
    expect(textOf((await page(`${base}/altersaufbau?ort=${marl}`)).querySelector('main'))).toContain(
      'Keine Zahlen nach Alter und Geschlecht',
    );
    expect((await stage.get(`${base}/altersaufbau?ort=99999999`)).statusCode).toBe(404);
  });

  test('the ten largest nationalities, all others, and the total; sums of states left out', async () => {
    const document = await page(`${base}/staatsangehoerigkeiten`);
    const rows = rowsOf(document, 'main');
    expect(rows).toHaveLength(12);
    expect(rows.slice(0, 2)).toEqual([
      ['Staat 12', '1.200'],
      ['Staat 11', '1.100'],
    ]);
    expect(rows.slice(-2)).toEqual([
      ['Alle anderen', '500'],
      ['Insgesamt', '8.000'],
    ]);
    const main = textOf(document.querySelector('main'));
    for (const words of ['Die Zahlen sind gerundet', '1 weitere Zahl ist unbekannt oder geheim']) expect(main).toContain(words);
    expect(textOf((await page('/guetersloh/de/zahlen/staatsangehoerigkeiten')).querySelector('main'))).toContain(
      'Noch keine Zahlen nach Staatsangehörigkeit',
    );
  });

  test('a target group over time, one chart each', async () => {
    const document = await page(`${base}/zielgruppen?gruppe=protection`);
    expect(document.querySelectorAll('svg.chart-line')).toHaveLength(1);
    expect(textOf(document.querySelector('main'))).toContain('19.500');
    expect(textOf((await page(`${base}/zielgruppen?gruppe=pupils`)).querySelector('main'))).toContain('noch keine Zahlen');
  });
});
