import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/access';
import { defineModule } from '#platform/module';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringPermissions } from '../permissions.ts';
import { acceptImport, orderReading, readImport } from '../service/import-jobs.ts';
import { importOf, orderAccept } from '../service/imports.ts';
import { readFigures } from '../service/reading.ts';
import { addTestIndicators } from '../testing/import-definitions.ts';
import { flatFile, flatRow, type ImportBench, openImportBench } from '../testing/import-files.ts';
import { mappingAssistantRoutes } from './mapping-assistant.tsx';

const database = useDatabase();
let stage: Stage;
let staff: Context;
let bench: ImportBench;

beforeAll(async () => {
  bench = await openImportBench();
  const module = defineModule({
    name: 'monitoring',
    permissions: monitoringPermissions,
    routes: (app) =>
      mappingAssistantRoutes(app, {
        files: bench.files,
        readAgain: (trx, context, id) => orderReading(trx, context.tenant.id, id),
      }),
  });
  stage = await openStage(database, [module]);
  staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  stage.add('officer', 'integration_officer');
  await addTestIndicators(staff, ['people']);
});
afterAll(async () => {
  await stage.close();
  await bench.close();
});

const address = (id: string) => `/intern/recklinghausen/monitoring/einspielen/${id}/zuordnung`;
const list = '/intern/recklinghausen/monitoring/einspielen/zuordnungen';

/** What a browser would send of the page: fields with their values. */
function fieldsOf(body: string): Record<string, string> {
  const decode = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const form = body.slice(body.indexOf('/zuordnung"'));
  const fields: Record<string, string> = {};
  for (const [, tag = ''] of form.matchAll(/<(input [^>]*)>/g)) {
    const name = / name="([^"]+)"/.exec(` ${tag}`)?.[1];
    if (!name || name === '_token' || (/type="checkbox"/.test(tag) && !/ checked/.test(tag))) continue;
    fields[name] = decode(/ value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = decode(
      /<option value="([^"]*)"[^>]* selected/.exec(options)?.[1] ??
        /<option selected[^>]* value="([^"]*)"/.exec(options)?.[1] ??
        '',
    );
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>(.*?)<\/textarea>/gs))
    fields[name] = decode(text);
  return fields;
}

const post = (id: string, fields: Record<string, string>, schritt: string) =>
  stage.post(address(id), { ...fields, schritt }, 'staff');
const newSource = {
  source: 'new',
  sourceName: 'Melderegister Marl',
  sourcePublisher: 'Stadt Marl',
  sourceLicence: 'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
  sourceAttribution: 'Stadt Marl',
};

describe('a table of people', () => {
  const text =
    'Ort;Jahr;Geschlecht;Einwohner\nMarl;2023;insgesamt;100\nMarl;2023;weiblich;60\nRecklinghausen;2023;insgesamt;200\n';
  it('is asked about once, and never again', async () => {
    const read = await bench.read(staff, 'einwohner.csv', Buffer.from(text));
    expect(read).toMatchObject({
      state: 'mapping',
      report: { reader: 'columns', signature: expect.stringMatching(/^columns:[0-9a-f]{64}$/) },
    });
    const columns = await stage.get(address(read.id), 'staff');
    expect(columns.statusCode).toBe(200);
    expect(fieldsOf(columns.body)).toMatchObject({
      role0: 'territory_name',
      role1: 'period',
      role2: 'dimension',
      role3: 'value',
      headerRow: '1',
    });
    const answers = await post(read.id, fieldsOf(columns.body), 'spalten');
    expect(answers.statusCode, answers.body.slice(-3000)).toBe(200);
    const given = fieldsOf(answers.body);
    expect(given).toMatchObject({
      indicator0: '',
      newName0: 'Einwohner',
      newUnit0: 'persons',
      place0: '',
      variable0: 'new',
      periodicity: 'year',
      secrecyK: '',
    });
    expect(answers.body).toContain('Der Name passt zu mehreren Gebieten.');
    const half = await post(read.id, { ...given, indicator0: 'new' }, 'zuordnen');
    expect(half.statusCode).toBe(422);
    expect(fieldsOf(half.body)).toMatchObject({ indicator0: 'new', newName0: 'Einwohner' });
    const saved = await post(
      read.id,
      { ...given, ...newSource, indicator0: 'new', place0: '05562032', name: 'Einwohner der Städte' },
      'zuordnen',
    );
    expect(saved.statusCode, saved.body.slice(-3000)).toBe(303);
    await readImport(staff, bench.files, read.id);
    const again = await importOf(staff, read.id);
    expect(again).toMatchObject({
      state: 'ready',
      preview: { figures: 3, unknownTerritories: { rows: 0 }, indicators: { einwohner: 3 } },
    });
    expect(await orderAccept(staff, read.id)).toMatchObject({ ok: true });
    await acceptImport(staff, bench.files, read.id);
    const figures = await readFigures(staff, { indicators: ['einwohner'], breakdowns: 'all' });
    expect(figures.cell('einwohner', '05562032', '2023')?.value).toBe(200);
    expect(figures.breakdowns).toEqual(['', 'geschlecht=weiblich']);
    expect(figures.indicators[0]).toMatchObject({ state: 'draft', unit: 'persons', additive: true, levels: ['kommune'] });
    const next = await bench.read(staff, 'einwohner-2024.csv', Buffer.from(text.replaceAll('2023', '2024')));
    expect(next).toMatchObject({ state: 'ready', report: { mappingName: 'Einwohner der Städte' }, preview: { figures: 3 } });
    const known = await stage.get(address(next.id), 'staff');
    expect(known.body).toContain('Diese Art von Datei ist bekannt: Einwohner der Städte');
  });

  it('keeps what was typed when it cannot be right', async () => {
    const { id } = await bench.read(staff, 'x.csv', Buffer.from('Stadt;Anzahl\nMarl;5\nHerten;6\n'));
    const fields = fieldsOf((await stage.get(address(id), 'staff')).body);
    const none = await post(id, fields, 'spalten');
    expect(none.statusCode).toBe(422);
    expect(none.body).toContain('Keine Zeit: Bitte eine Spalte mit Zeiten wählen');
    const swapped = await post(
      id,
      { ...fields, period: 'Mond 2024', role0: 'value', role1: 'territory_name', decimalMark: ',' },
      'spalten',
    );
    expect(swapped.statusCode).toBe(422);
    for (const text of [
      'In dieser Spalte stehen keine Zahlen, sondern zum Beispiel „Marl“.',
      'In dieser Spalte stehen keine Gebiete',
      'Das ist keine Zeit, die wir kennen.',
    ])
      expect(swapped.body).toContain(text);
    expect(fieldsOf(swapped.body)).toMatchObject({
      period: 'Mond 2024',
      role0: 'value',
      role1: 'territory_name',
      decimalMark: ',',
    });
    const well = await post(id, { ...fields, period: '2. Quartal 2024' }, 'spalten');
    expect(well.statusCode).toBe(200);
    const back = await post(id, fieldsOf(well.body), 'zurueck');
    expect(fieldsOf(back.body)).toMatchObject({ period: '2024-04/P3M', role0: 'territory_name' });
  });

  it('headings that were not found can be pointed at', async () => {
    const { id } = await bench.read(
      staff,
      'y.csv',
      Buffer.from('Bericht;;\n\nStadt;Jahr;Bemerkung\nMarl;2024;gut\nHerten;2024;schlecht\n'),
    );
    const page = await stage.get(address(id), 'staff');
    expect(page.body).toContain('Keine Überschriften gefunden.');
    const again = await post(id, { ...fieldsOf(page.body), headerRow: '3', headerRows: '1' }, 'erkennen');
    expect(fieldsOf(again.body)).toMatchObject({ headerRow: '3', role0: 'territory_name', role1: 'period', role2: 'dimension' });
    const none = await post(id, fieldsOf(again.body), 'spalten');
    expect(none.body).toContain('Keine Spalte enthält Werte.');
    expect((await post(id, { ...fieldsOf(again.body), shownHeaderRow: '999', role0: 'x' }, 'spalten')).statusCode).toBe(422);
    expect((await post(id, { columns: '{"headerRow":1e9', schritt: 'zuordnen' }, 'zuordnen')).statusCode).toBe(200);
  });

  it('swapped columns are pointed out before anybody is asked', async () => {
    const { id } = await bench.read(staff, 'z.csv', Buffer.from('Gemeinde;Jahr;Anzahl\n2023;Marl;5\n2024;Herten;6\n'));
    const page = await stage.get(address(id), 'staff');
    expect(page.body).toContain(
      'In der Spalte „Gemeinde“ werden Gebiete erwartet, es stehen dort aber Zeiten (zum Beispiel „2023“).',
    );
  });
});

describe('a list of quarters', () => {
  it('tells how many figures are small, proposes to withhold them, and names unknown quarters', async () => {
    const rows = ['05562024-mitte', '05562024-huels'].flatMap((key) =>
      [1, 2, 4, 5, 80].map((value, at) => `${key};30.06.2024;Land ${at};${value}`),
    );
    const { id } = await bench.read(
      staff,
      'quartiere.csv',
      Buffer.from(`Quartier;Stichtag;Staatsangehörigkeit;Personen\n${rows.join('\n')}\n`),
    );
    const columns = fieldsOf((await stage.get(address(id), 'staff')).body);
    expect(columns.role0).toBe('territory_key');
    const page = await post(id, columns, 'spalten');
    expect(page.body).toContain('6 Werte liegen unter 5.');
    expect(page.body).toContain('2 Quartiere sind unbekannt');
    expect(page.body).toContain('href="/intern/recklinghausen/sozialraeume"');
    const fields = fieldsOf(page.body);
    expect(fields.secrecyK).toBe('5');
    const saved = await post(
      id,
      { ...fields, ...newSource, sourceName: 'Melderegister Quartiere', indicator0: 'new', newName0: 'Einwohner im Quartier' },
      'zuordnen',
    );
    expect(saved.statusCode).toBe(303);
    const row = await staff.transaction((trx) =>
      trx
        .selectFrom('monitoring_indicator')
        .select(['secrecy_k', 'state'])
        .where('key', '=', 'einwohner_im_quartier')
        .executeTakeFirst(),
    );
    expect(row).toEqual({ secrecy_k: 5, state: 'draft' });
    // A quarter that nobody knows is left out until somebody has made it.
    await readImport(staff, bench.files, id);
    expect(await importOf(staff, id)).toMatchObject({ state: 'refused', report: { problem: { code: 'territories.unknown' } } });
  });
  it('is recognised by its headings alone, and no quarter is taken for its town', async () => {
    const rows = ['Marl;Hüls', 'Marl;Mitte', 'Recklinghausen;Nordviertel'].map((place) => `${place};30.06.2024;3`);
    const { id } = await bench.read(
      staff,
      'namen.csv',
      Buffer.from(`Stadt;Quartier;Stichtag;Anzahl Personen\n${rows.join('\n')}\n`),
    );
    const page = await post(id, fieldsOf((await stage.get(address(id), 'staff')).body), 'spalten');
    expect(page.body).toContain('3 Werte liegen unter 5.');
    expect(page.body).toContain('3 Quartiere sind unbekannt');
    expect(page.body).toContain('Marl, Hüls · Marl, Mitte · Recklinghausen, Nordviertel');
    expect(fieldsOf(page.body)).toMatchObject({ place0: '', place1: '', place2: '', secrecyK: '5' });
  });
  it('is told again before every file is accepted', async () => {
    const text = 'Stadt;Stichtag;Personen\nMarl;30.06.2024;3\nHerten;30.06.2024;80\n';
    const { id } = await bench.read(staff, 'klein.csv', Buffer.from(text));
    const page = await post(id, fieldsOf((await stage.get(address(id), 'staff')).body), 'spalten');
    expect(
      (
        await post(
          id,
          { ...fieldsOf(page.body), source: '12411', indicator0: 'new', newName0: 'Kleine Gruppe', secrecyK: '5' },
          'zuordnen',
        )
      ).statusCode,
    ).toBe(303);
    await readImport(staff, bench.files, id);
    expect(await importOf(staff, id)).toMatchObject({ state: 'ready', preview: { figures: 2, small: 1 } });
  });
});

it('an official table without mapping is asked for its measures only', async () => {
  const read = await bench.read(
    staff,
    '12411-88-01-4_de_flat.csv',
    flatFile([flatRow('05562024', 'Marl', 2020, '', '10'), flatRow('05562024', 'Marl', 2020, 'GESW', '6')]),
  );
  expect(read.state).toBe('mapping');
  const page = await stage.get(address(read.id), 'staff');
  expect(page.body).toContain('Bevölkerungsstand');
  expect(page.body).not.toContain('name="columns"');
  const fields = fieldsOf(page.body);
  const saved = await post(read.id, { ...fields, source: '12411', indicator0: 'people', variable0: 'only_total' }, 'zuordnen');
  expect(saved.statusCode, saved.body.slice(-2000)).toBe(303);
  await readImport(staff, bench.files, read.id);
  expect(await importOf(staff, read.id)).toMatchObject({ state: 'ready', preview: { figures: 1 } });
});

it('JSON-stat is asked for its measures, under the name it gives itself', async () => {
  const dataset = {
    class: 'dataset',
    version: '2.0',
    label: 'Plätze',
    id: ['geo', 'time'],
    size: [1, 1],
    role: { geo: ['geo'], time: ['time'] },
    dimension: { geo: { category: { index: ['05562024'] } }, time: { category: { index: ['2024'] } } },
    value: [7],
  };
  const read = await bench.read(staff, 'plaetze.json', Buffer.from(JSON.stringify(dataset)));
  expect(read).toMatchObject({ state: 'mapping', report: { reader: 'json-stat', signature: 'table:json-stat-pl-tze-geo-time' } });
  expect((await stage.get(address(read.id), 'staff')).body).toContain('Plätze');
});

it('remembered mappings are listed, and forgotten', async () => {
  const page = await stage.get(list, 'officer');
  expect(page.body).toContain('Einwohner der Städte');
  expect(page.body).not.toContain('/loeschen');
  const href = /href="([^"]+\/loeschen)"/.exec((await stage.get(list, 'staff')).body)?.[1] ?? '';
  expect((await stage.get(href, 'staff')).body).toContain('löschen?');
  expect((await stage.post(href, {}, 'staff')).statusCode).toBe(303);
  expect((await stage.post(href, {}, 'staff')).statusCode).toBe(404);
  expect((await stage.get(href, 'officer')).statusCode).toBe(403);
});

it('others see nothing, and what is no import is not found', async () => {
  const { id } = await bench.read(staff, 'w.csv', Buffer.from('Stadt;Jahr;Anzahl\nMarl;2024;5\nHerten;2024;6\n'));
  expect((await stage.get(address(id))).statusCode).toBe(303);
  expect((await stage.get(address(id), 'officer')).statusCode).toBe(403);
  expect((await stage.get(address(id).replace('recklinghausen', 'guetersloh'), 'staff')).statusCode).toBe(403);
  for (const wrong of ['0193b3a0-0000-7000-8000-000000000000', 'x', '%00'])
    expect([400, 404]).toContain((await stage.get(address(wrong), 'staff')).statusCode);
});
