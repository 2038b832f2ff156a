import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { insertProfileFigures, town } from '../testing/profile.ts';

const database = useDatabase();
let stage: Stage;
const base = '/intern/recklinghausen/monitoring/berichte';

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  stage.add('staff', 'ki_staff');
  stage.add('reader', 'controlling');
  await insertProfileFigures(stage.context());
  await stage.tenants.refresh();
});
afterAll(() => stage?.close());

const seen = async (url: string, as: string | null = 'staff') => {
  const answer = await stage.get(url, as ?? undefined);
  return { status: answer.statusCode, document: parseHTML(answer.body).document, text: answer.body };
};
const post = (path: string, fields: Record<string, string | readonly string[]>, as = 'staff') =>
  stage.post(`${base}${path}`, fields, as);

async function begin(title: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await post('/neu', { title, territory: town, beginning: 'empty', ...fields });
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location).split('/').at(-1) ?? '';
}

describe('the pages of reports', () => {
  it('are for staff: reading for all of them, writing for those who may', async () => {
    const id = await begin('Rechte');
    expect((await seen(base, null)).status).not.toBe(200);
    expect((await seen(base, 'reader')).status).toBe(200);
    const page = await seen(`${base}/${id}`, 'reader');
    expect(page.status).toBe(200);
    expect(page.document.querySelectorAll('main form')).toHaveLength(0);
    expect((await seen(`${base}/neu`, 'reader')).status).toBe(403);
    expect((await post(`/${id}/einfrieren`, { version: '1' }, 'reader')).statusCode).toBe(403);
  });

  it('are not found for what is not there', async () => {
    const id = await begin('Adressen');
    const nobody = '01900000-0000-7000-8000-000000000000';
    const paths = [
      `/${nobody}`,
      '/x',
      `/${id}/vorschau?ort=verl`,
      `/${id}/bericht.pdf?ort=..`,
      `/${id}/bausteine/nichts`,
      `/${id}/bausteine/neu?art=nichts`,
      `/${id}/bausteine/neu?art=text&nach=nichts`,
      `/ausgaben/${nobody}`,
      `/ausgaben/${nobody}.pdf`,
      '/ausgaben/x.y.z',
    ];
    for (const path of paths) expect((await seen(`${base}${path}`)).status, path).toBe(404);
    expect((await post(`/${nobody}/bausteine/neu`, { art: 'text', version: '1', text: 'x' })).statusCode).toBe(404);
    expect((await post(`/ausgaben/${nobody}/oeffentlich`, { public: 'yes' })).statusCode).toBe(404);
  });

  it('keep what was typed when a field is wrong', async () => {
    const answer = await post('/neu', { title: '', territory: '99999999', beginning: 'town' });
    expect(answer.statusCode).toBe(422);
    const wrong = await post('/neu', { title: 'Mein Titel', territory: '99999999', beginning: 'town' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('value="Mein Titel"');
    expect(wrong.body).toContain('Diesen Ort gibt es im Kreis nicht');
  });

  it('offer a form for each kind of block, and show what it makes', async () => {
    const id = await begin('Alle Arten');
    const fields: Record<string, Record<string, string | readonly string[]>> = {
      heading: { text: 'Lage in {{ort}}', level: '1' },
      text: {
        text: 'Zum Stichtag {{bevoelkerung.zeit}} betrug die Zahl {{bevoelkerung}}. Sie ist {{bevoelkerung.veraenderung}}.',
      },
      figures: { indicators: ['bevoelkerung', 'auslaenderanteil'], compare: ['district', 'land'] },
      table: { indicators: ['auslaenderanteil'], places: ['own', 'district', 'land'], years: '5' },
      chart: {
        indicators: ['auslaenderanteil'],
        places: ['own', 'district'],
        form: 'line',
        over: 'years',
        years: '6',
        dimension: '',
      },
      map: { indicator: 'auslaenderanteil' },
      towns: { indicators: ['bevoelkerung', 'auslaenderanteil'] },
      notes: {},
      page: {},
    };
    let version = 1;
    let after = '';
    for (const [art, values] of Object.entries(fields)) {
      const form = await seen(`${base}/${id}/bausteine/neu?art=${art}&nach=${after}`);
      expect(form.status, art).toBe(200);
      const sent = await post(`/${id}/bausteine/neu`, { art, nach: after, version: String(version), ...values });
      expect(sent.statusCode, `${art} ${sent.body.slice(0, 0)}`).toBe(303);
      after = String(sent.headers.location).split('#b-')[1] ?? '';
      version++;
    }
    const preview = await seen(`${base}/${id}/vorschau`);
    const text = preview.document.querySelector('main')?.textContent ?? '';
    expect(text).toContain('Lage in Recklinghausen');
    expect(text).toContain('Zum Stichtag 31. Dezember 2024 betrug die Zahl 115.344. Sie ist um 0,5\u00a0% gestiegen.');
    expect(preview.document.querySelectorAll('svg.chart-line')).toHaveLength(1);
    expect(preview.document.querySelectorAll('svg.chart-map')).toHaveLength(1);
    expect(text).toContain('Oer-Erkenschwick');
    for (const format of ['pdf', 'docx'])
      expect((await stage.get(`${base}/${id}/bericht.${format}`, 'staff')).statusCode).toBe(200);
    const edit = await seen(`${base}/${id}/bausteine/${after}`);
    expect(edit.status).toBe(200);
  });

  it('tell at the field what is wrong with a placeholder, and where the grammar is', async () => {
    const id = await begin('Platzhalter');
    const sent = await post(`/${id}/bausteine/neu`, { art: 'text', version: '1', text: 'Wert {{bevölkerung}} {{nix}} bleibt' });
    expect(sent.statusCode).toBe(422);
    const { document } = parseHTML(sent.body);
    expect(document.querySelector('textarea')?.textContent).toContain('{{bevölkerung}} {{nix}} bleibt');
    expect(document.querySelector('[id$=error], .kern-error, .dk-error-summary')?.textContent ?? sent.body).toContain('{{nix}}');
    expect(sent.body).toContain('{{bevoelkerung.vorher}}');
    const missing = await post(`/${id}/bausteine/neu`, { art: 'text', version: '1', text: '1950: {{bevoelkerung#1950}}' });
    expect(missing.statusCode).toBe(303);
    expect((await seen(`${base}/${id}`)).text).toContain('{{bevoelkerung#1950}}: Dazu gibt es keine Zahl.');
    expect((await seen(`${base}/${id}/vorschau`)).text).toContain('1950: unbekannt oder geheim');
  });

  it('show the second editor what the first one saved, and keep what was typed', async () => {
    const id = await begin('Zu zweit');
    const made = await post(`/${id}/bausteine/neu`, { art: 'text', version: '1', text: 'Anfang' });
    const block = String(made.headers.location).split('#b-')[1];
    expect((await post(`/${id}/bausteine/${block}`, { art: 'text', version: '2', text: 'Der andere Satz' })).statusCode).toBe(
      303,
    );
    const late = await post(`/${id}/bausteine/${block}`, { art: 'text', version: '2', text: 'Mein Satz' });
    expect(late.statusCode).toBe(422);
    const { document } = parseHTML(late.body);
    expect(document.querySelector('textarea')?.textContent).toBe('Mein Satz');
    expect(document.querySelector('main')?.textContent).toContain('Der andere');
    expect(document.querySelector('input[name=version]')?.getAttribute('value')).toBe('3');
    expect((await post(`/${id}/bausteine/${block}`, { art: 'text', version: '3', text: 'Mein Satz' })).statusCode).toBe(303);
    // Taken out meanwhile: what was typed becomes a new block if its author wants that.
    expect((await post(`/${id}/bausteine/${block}/entfernen`, { version: '4' })).statusCode).toBe(303);
    const gone = await post(`/${id}/bausteine/${block}`, { art: 'text', version: '4', text: 'Zu spät' });
    expect(gone.statusCode).toBe(422);
    expect(parseHTML(gone.body).document.querySelector('textarea')?.textContent).toBe('Zu spät');
    const moved = await post(`/${id}/bausteine/${block}/verschieben`, { version: '1', richtung: 'hoch' });
    expect(moved.statusCode).toBe(404);
    const title = await post(`/${id}/bearbeiten`, { version: '1', title: 'Neuer Titel', territory: town });
    expect(title.statusCode).toBe(422);
    expect(title.body).toContain('value="Neuer Titel"');
  });

  it('set hostile text as text in every output', async () => {
    const id = await begin('Feindlich');
    const text = '<script>alert(1)</script> #eval("1") \\ $x$ *fett* _kursiv_ @zitat `code` \u202e umgekehrt [[x]] {{ort}}';
    expect((await post(`/${id}/bausteine/neu`, { art: 'text', version: '1', text })).statusCode).toBe(303);
    expect(
      (
        await post(`/${id}/bausteine/neu`, {
          art: 'heading',
          version: '2',
          level: '3',
          text: '<img src=x onerror=alert(1)> #pagebreak()',
        })
      ).statusCode,
    ).toBe(303);
    const preview = await seen(`${base}/${id}/vorschau`);
    expect(preview.document.querySelectorAll('main script, main img')).toHaveLength(0);
    expect(preview.document.querySelector('main')?.textContent).toContain('<script>alert(1)</script> #eval("1")');
    for (const format of ['pdf', 'docx'])
      expect((await stage.get(`${base}/${id}/bericht.${format}`, 'staff')).statusCode).toBe(200);
  });
});

describe('a published edition', () => {
  it('is frozen, published and read by everybody, with its files, until it is withdrawn', async () => {
    const id = await begin('Jahresbericht 2026', { beginning: 'town' });
    const confirm = await seen(`${base}/${id}/einfrieren`);
    expect(confirm.document.querySelector('input[name=version]')?.getAttribute('value')).toBe('1');
    expect((await post(`/${id}/einfrieren`, { version: '1' })).statusCode).toBe(303);
    const link = (await seen(`${base}/${id}`)).document.querySelector('#ausgaben table a')?.getAttribute('href') ?? '';
    const edition = link.split('/').at(-1) ?? '';
    const all = '/recklinghausen/de/zahlen/berichte';
    const one = `${all}/${edition}`;
    expect((await seen(one, null)).status).toBe(404);
    expect((await seen(link)).status).toBe(200);
    expect((await post(`/ausgaben/${edition}/oeffentlich`, { public: 'yes' })).statusCode).toBe(303);
    await stage.tenants.refresh();
    expect((await seen(all, null)).text).toContain('Jahresbericht 2026');
    const page = await seen(one, null);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Dieser Bericht zeigt die Zahlen vom 22. November 2026.');
    expect((await seen(one.replace('/de/', '/ar/'), null)).document.querySelector('main [lang=de] table')).not.toBeNull();
    for (const [ending, type] of [
      ['pdf', 'application/pdf'],
      ['docx', 'application/vnd.openxmlformats'],
    ] as const) {
      const file = await stage.get(`${one}.${ending}`);
      expect(file.statusCode).toBe(200);
      expect(file.headers['content-type']).toContain(type);
    }
    expect((await stage.get(`${one}.exe`)).statusCode).toBe(404);
    expect((await stage.get(`/guetersloh/de/zahlen/berichte/${edition}`)).statusCode).toBe(404);
    expect((await post(`/${id}/loeschen`, {})).statusCode).toBe(303);
    expect((await seen(`${base}/${id}`)).status).toBe(200);
    expect((await post(`/ausgaben/${edition}/oeffentlich`, { public: 'no' })).statusCode).toBe(303);
    await stage.tenants.refresh();
    expect((await seen(one, null)).status).toBe(404);
    expect((await stage.get(`${one}.pdf`)).statusCode).toBe(404);
  });

  it('for each town is a list of documents', async () => {
    const id = await begin('Städteprofile', { beginning: 'town', territory: 'each-town' });
    expect((await seen(`${base}/${id}`)).document.querySelectorAll('a[href*="vorschau?ort="]')).toHaveLength(10);
    await post(`/${id}/einfrieren`, { version: '1' });
    const link = (await seen(`${base}/${id}`)).document.querySelector('#ausgaben table a')?.getAttribute('href') ?? '';
    const list = await seen(link);
    expect(list.document.querySelectorAll('main a[href*="?ort="]')).toHaveLength(30);
    expect((await seen(`${link}?ort=marl`)).text).toContain('Städteprofile: Marl');
    expect((await stage.get(`${link}.pdf?ort=marl`, 'staff')).statusCode).toBe(200);
    expect((await stage.get(`${link}.pdf`, 'staff')).statusCode).toBe(404);
  });
});
