import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { insertProfileFigures } from '../testing/profile.ts';

const database = useDatabase();
let stage: Stage;
const base = '/recklinghausen/de/zahlen/orte';

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  stage.add('staff', 'ki_staff');
  await insertProfileFigures(stage.context());
  await stage.tenants.refresh();
});
afterAll(() => stage?.close());

const page = async (path: string, as?: string) => (await stage.get(`${base}${path}`, as)).body;
const unzipped = (file: Buffer) =>
  Object.entries(unzipSync(file))
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, bytes]) => strFromU8(bytes))
    .join();

describe('the list of places', () => {
  it('leads to the district and each town', async () => {
    const { document } = parseHTML(await page(''));
    const links = [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
    expect(links).toContain(`${base}/kreis`);
    expect(links).toContain(`${base}/haltern-am-see`);
    expect(new Set(links.filter((link) => link?.startsWith(`${base}/`))).size).toBe(11);
  });
});

describe('the profile of a town', () => {
  it('shows the newest figures, how they changed, and what they are in district and Land', async () => {
    const { document } = parseHTML(await page('/recklinghausen'));
    const text = document.querySelector('main')?.textContent ?? '';
    expect(text).toContain('Recklinghausen hatte am 31. Dezember 2024 115.344 Einwohnerinnen und Einwohner.');
    expect(text).toContain('Seit 31.12.2023: um 0,5\u00a0% gestiegen');
    expect(text).toContain('Kreis Recklinghausen: 14,2\u00a0%');
    expect(text).toContain('Nordrhein-Westfalen: 16,1\u00a0%');
    const tiles = [...document.querySelectorAll('.dk-figure')].filter((tile) => tile.textContent?.includes('Bevölkerung'));
    expect(tiles[0]?.getAttribute('href')).toBe('/recklinghausen/de/zahlen/bevoelkerung');
    // A count is not compared with those of larger places.
    expect(tiles[0]?.textContent).not.toContain('621.305');
  });

  it('does not compare across a break of the series, and says where it is', async () => {
    const { document } = parseHTML(await page('/recklinghausen'));
    const text = document.querySelector('main')?.textContent ?? '';
    expect(text).toContain('Ausländeranteil: Zahlen ab 31.12.2022 sind mit denen davor nicht vergleichbar (Zensus 2022).');
    expect(document.querySelectorAll('.chart-break').length).toBeGreaterThan(0);
  });

  it('keeps state and work done apart', async () => {
    const { document } = parseHTML(await page('/recklinghausen'));
    const headings = [...document.querySelectorAll('h2')].map((heading) => heading.textContent ?? '');
    const work = headings.indexOf('Was das Kommunale Integrationszentrum getan hat');
    expect(work).toBeGreaterThan(headings.indexOf('Bevölkerung'));
    const html = await page('/recklinghausen');
    expect(html.indexOf('Angebote im Wegweiser')).toBeGreaterThan(
      html.indexOf('Was das Kommunale Integrationszentrum getan hat'),
    );
    // No chart holds both.
    for (const chart of document.querySelectorAll('svg.chart'))
      expect(chart.textContent?.includes('Angebote') && chart.textContent.includes('Bevölkerung')).toBe(false);
  });

  it('leaves out headings without figures, and has no gap in their levels', async () => {
    for (const path of ['/recklinghausen', '/kreis', '/marl']) {
      const { document } = parseHTML(await page(path));
      const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')];
      const levels = headings.map(({ tagName }) => Number(tagName.slice(1)));
      expect(levels[0]).toBe(1);
      for (const [index, level] of levels.entries())
        expect(level - (levels[index - 1] ?? 0), `${path} ${headings[index]?.textContent}`).toBeLessThanOrEqual(1);
      expect(headings.map(({ textContent }) => textContent)).not.toContain('Schule');
    }
  });

  it('says German names in other languages to be German', async () => {
    const { document } = parseHTML((await stage.get('/recklinghausen/en/zahlen/orte/recklinghausen')).body);
    const labels = [...document.querySelectorAll('.dk-figure__label')];
    expect(labels.some((label) => label.textContent === 'Population' && !label.querySelector('[lang]'))).toBe(true);
    expect(labels.find((label) => label.textContent === 'Ausländeranteil')?.querySelector('[lang=de]')).not.toBeNull();
  });

  it('holds nothing internal or withheld in any output, whoever asks', async () => {
    for (const as of [undefined, 'staff']) {
      const html = await page('/recklinghausen', as);
      const docx = await stage.get(`${base}/recklinghausen/profil.docx`, as);
      for (const told of [html, unzipped(docx.rawPayload)]) {
        expect(told).toContain('unbekannt oder geheim');
        for (const secret of ['987.654', '876.543', 'Interne Kennzahl', 'Aus interner Quelle'])
          expect(told).not.toContain(secret);
      }
    }
  });

  it('is not found for a place that is not in the district', async () => {
    for (const path of ['/gibt-es-nicht', '/05754008', '/%00', '/kreis/profil.xlsx', '/gibt-es-nicht/profil.pdf'])
      expect((await stage.get(`${base}${path}`)).statusCode, path).toBe(404);
    const short = await stage.get(`${base}/05562016`);
    expect([short.statusCode, short.headers.location]).toEqual([303, `${base}/haltern-am-see`]);
  });

  it('invites to wait where there are no figures', async () => {
    const other = await stage.get('/guetersloh/de/zahlen/orte/verl');
    expect(other.statusCode).toBe(200);
    expect(other.body).toContain('Noch keine Zahlen');
    expect((await stage.get('/guetersloh/de/zahlen/orte/verl/profil.pdf')).statusCode).toBe(200);
  });
});

describe('the profile as a file', () => {
  it.each(['de', 'ar', 'de-simple'])('is PDF/UA in %s, tagged, with title, language, charts and their texts', async (tag) => {
    const answer = await stage.get(`/recklinghausen/${tag}/zahlen/orte/recklinghausen/profil.pdf`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).toBe('inline; filename="zahlen-recklinghausen.pdf"');
    const pdf = answer.rawPayload.toString('latin1');
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf).toMatch(/\/Marked true/);
    expect(pdf).toMatch(new RegExp(`/Lang ?\\(${tag.slice(0, 2)}`));
    expect(pdf.match(/\/S ?\/Figure/g)?.length).toBeGreaterThan(3);
    expect(pdf.match(/\/S ?\/Table\b/g)?.length).toBeGreaterThan(3);
    expect(pdf).toContain('/Alt');
  });

  it('is a Word file with real headings, tables with heads, and pictures with their text', async () => {
    const answer = await stage.get(`${base}/kreis/profil.docx`);
    const parts = unzipSync(answer.rawPayload);
    const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    expect(document).toMatch(/<w:pStyle w:val="Heading1"\/>/);
    expect(document).toMatch(/<w:tblHeader\/>/);
    expect(document).toMatch(/<wp:docPr [^>]*descr="Karte der Städte und Gemeinden: Ausländeranteil/);
    expect(document).toContain('621.305');
    expect(Object.keys(parts).filter((name) => name.startsWith('word/media/')).length).toBeGreaterThan(2);
  });

  it('is made once until something is published', async () => {
    const file = async () => (await stage.get(`${base}/marl/profil.pdf`)).rawPayload;
    const [one, other] = await Promise.all([file(), file()]);
    expect(other.equals(one)).toBe(true);
  });
});
