import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { loadCatalogue } from '../service/catalogue.ts';
import { definitions } from '../service/reading.ts';

const database = useDatabase();
let stage: Stage;
const base = '/intern/recklinghausen/monitoring';

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  stage.add('ina', 'ki_staff');
  stage.add('konrad', 'controlling');
  await loadCatalogue(stage.context());
});
afterAll(() => stage.close());

const read = async () => definitions(stage.context());
const find = async (key: string) => (await read()).indicators.find((one) => one.key === key);

const fresh = {
  key: 'begleitungen',
  'names.de': 'Begleitungen',
  'names.en': 'Accompaniments',
  'definitions.de': 'Begleitungen im Jahr.',
  'definitions.fr': 'Accompagnements.',
  topic: 'work_of_ki',
  kind: 'output',
  unit: 'cases',
  decimals: '0',
  direction: 'none',
  source: 'dreiklang',
  periodicity: 'year',
  additive: 'yes',
  levels: ['kreis', 'kommune'],
  breakdowns: 'sex',
  'seriesBreaks.1.period': '2023',
  'seriesBreaks.1.de': 'Neue Zählung',
  secrecyK: '5',
  nextUpdateOn: '2027-02-01',
  state: 'draft',
};

describe('pages', () => {
  it.each([
    'kennzahlen',
    'kennzahlen/neu',
    'kennzahlen/auslaenderanteil',
    'kennzahlen/auslaenderanteil?sprache=ar',
    'quellen',
    'quellen/neu',
    'quellen/12411',
    'gliederungen',
    'gliederungen/neu',
    'gliederungen/sex',
    'gliederungen/sex/neu',
    'gliederungen/sex/female',
    'ziele',
    'ziele/neu',
    'ziele/neu?kennzahl=bevoelkerung',
    'kalender',
  ])('%s is there for who edits and for nobody without an account', async (path) => {
    const page = await stage.get(`${base}/${path}`, 'ina');
    expect(page.statusCode, page.body.slice(0, 400)).toBe(200);
    expect(page.body).not.toMatch(/monitoring:[a-z]|>[^<]*\{+[a-z]+\}/);
    expect((await stage.get(`${base}/${path}`)).statusCode).not.toBe(200);
  });

  it.each(['kennzahlen/gibt_es_nicht', 'kennzahlen/%00', 'quellen/x', 'gliederungen/x', 'gliederungen/sex/x', 'ziele/x'])(
    '%s is not found',
    async (path) => {
      expect((await stage.get(`${base}/${path}`, 'ina')).statusCode).toBe(404);
    },
  );

  it('lets controlling read and not write', async () => {
    expect((await stage.get(`${base}/kennzahlen`, 'konrad')).statusCode).toBe(200);
    expect((await stage.get(`${base}/kennzahlen/neu`, 'konrad')).statusCode).toBe(403);
    expect((await stage.post(`${base}/kennzahlen/neu`, fresh, 'konrad')).statusCode).toBe(403);
    expect((await stage.post(`${base}/kalender`, { keys: 'bevoelkerung' }, 'konrad')).statusCode).toBe(403);
  });

  it('filters the list', async () => {
    const found = await stage.get(`${base}/kennzahlen?q=einb%C3%BCrgerung&thema=legal`, 'ina');
    expect(found.body).toContain('kennzahlen/einbuergerungsquote');
    expect(found.body).not.toContain('kennzahlen/geburten"');
    const gaps = await stage.get(`${base}/kennzahlen?luecken=1`, 'ina');
    expect(gaps.body).toContain('kennzahlen/kinderarmut');
    expect(gaps.body).not.toContain('kennzahlen/bevoelkerung"');
    expect((await stage.get(`${base}/kennzahlen?q=xyzzy`, 'ina')).body).toContain('Zu dieser Auswahl');
  });
});

describe('an indicator', () => {
  it('is made, and says what is wrong with it', async () => {
    const bad = await stage.post(`${base}/kennzahlen/neu`, { ...fresh, key: 'orte', 'names.de': '', secrecyK: '1' }, 'ina');
    expect(bad.statusCode).toBe(422);
    for (const id of ['f-key', 'f-names-de', 'f-secrecyK']) expect(bad.body).toContain(`#${id}`);
    const both = await stage.post(
      `${base}/kennzahlen/neu`,
      { ...fresh, figure: 'directory.offers', formula: 'bevoelkerung' },
      'ina',
    );
    expect(both.body).toContain('Entweder eine Formel');
    const unknown = await stage.post(`${base}/kennzahlen/neu`, { ...fresh, formula: 'share(xyz, bevoelkerung)' }, 'ina');
    expect(unknown.statusCode).toBe(422);
    expect(unknown.body).toContain('Die Kennzahl xyz gibt es nicht');

    const made = await stage.post(`${base}/kennzahlen/neu`, fresh, 'ina');
    expect(made.statusCode, made.body.slice(0, 500)).toBe(303);
    expect(await find('begleitungen')).toMatchObject({
      names: { de: 'Begleitungen', en: 'Accompaniments' },
      definitions: { de: 'Begleitungen im Jahr.', fr: 'Accompagnements.' },
      seriesBreaks: [{ period: '2023', names: { de: 'Neue Zählung' } }],
      levels: ['kreis', 'kommune'],
      breakdowns: ['sex'],
      secrecyK: 5,
      catalogueNumber: null,
      state: 'draft',
    });
    const twice = await stage.post(`${base}/kennzahlen/neu`, fresh, 'ina');
    expect(twice.statusCode).toBe(422);
    expect(twice.body).toContain('Das gibt es schon');
  });

  it('keeps what two people write at the same time', async () => {
    const href = `${base}/kennzahlen/begleitungen`;
    const first = await stage.post(href, { ...fresh, version: '1', 'names.de': 'Erste' }, 'ina');
    expect(first.statusCode).toBe(303);
    const second = await stage.post(href, { ...fresh, version: '1', 'names.de': 'Zweite' }, 'ina');
    expect(second.statusCode).toBe(422);
    expect(second.body).toContain('<del>Erste</del>');
    expect(second.body).toContain('value="Zweite"');
    expect((await find('begleitungen'))?.names.de).toBe('Erste');
    const again = await stage.post(href, { ...fresh, version: '2', 'names.de': 'Zweite', key: 'anders' }, 'ina');
    expect(again.headers.location).toMatch(/kennzahlen\/begleitungen$/);
    expect((await find('begleitungen'))?.names.de).toBe('Zweite');
    expect(await find('anders')).toBeUndefined();
  });

  it('gets its formula checked before it is saved', async () => {
    const check = async (formula: string, key = 'begleitungen') =>
      (await stage.post(`${base}/kennzahlen/${key}`, { ...fresh, version: '3', formula, aktion: 'pruefen' }, 'ina')).body;
    expect(await check('per(angebote, last(bevoelkerung), 1000)')).toContain(
      'Die Formel ist gültig. Sie liest: Angebote im Wegweiser, Bevölkerung.',
    );
    expect(await check('share(bevoelkerung')).toContain('fehlt etwas');
    expect(await check('angebote_je_1000 * 2', 'angebote')).toMatch(
      /drehen sich im Kreis: (angebote → angebote_je_1000 → angebote|angebote_je_1000 → angebote → angebote_je_1000)\./,
    );
    expect((await find('begleitungen'))?.formula).toBeNull();
  });

  it('ends and comes back', async () => {
    const stored = await find('begleitungen');
    const post = (version: number, state: string) =>
      stage.post(`${base}/kennzahlen/begleitungen/zustand`, { version: String(version), state }, 'ina');
    await post(stored?.version ?? 0, 'retired');
    expect((await find('begleitungen'))?.state).toBe('retired');
    await post(stored?.version ?? 0, 'public');
    expect((await find('begleitungen'))?.state).toBe('retired');
    await post((stored?.version ?? 0) + 1, 'public');
    expect((await find('begleitungen'))?.state).toBe('public');
  });

  it('survives its own form: saving without a change changes nothing', async () => {
    const before = await find('bevoelkerung');
    const { indicatorFormValues } = await import('../model/indicator-form.ts');
    const { contentOf } = await import('../service/indicator-form.ts');
    const values = before && indicatorFormValues(contentOf(before, (await read()).sources));
    const saved = await stage.post(`${base}/kennzahlen/bevoelkerung`, { ...values, version: '1' }, 'ina');
    expect(saved.statusCode, saved.body.slice(0, 300)).toBe(303);
    expect(await find('bevoelkerung')).toEqual({ ...before, version: 2 });
  });
});

describe('sources and dimensions', () => {
  it('are made and changed, with a look at who was first', async () => {
    const source = { key: 'umfrage', 'names.de': 'Umfrage', publisher: 'Kreis', rank: '50', public: 'yes', roundedTo: '0,5' };
    expect((await stage.post(`${base}/quellen/neu`, { ...source, licence: 'keine' }, 'ina')).statusCode).toBe(422);
    expect((await stage.post(`${base}/quellen/neu`, source, 'ina')).statusCode).toBe(303);
    expect((await stage.post(`${base}/quellen/umfrage`, { ...source, version: '1', public: '' }, 'ina')).statusCode).toBe(303);
    const late = await stage.post(`${base}/quellen/umfrage`, { ...source, version: '1', publisher: 'Stadt' }, 'ina');
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('Inzwischen hat jemand anderes gespeichert');
    expect((await read()).sources.find(({ key }) => key === 'umfrage')).toMatchObject({
      public: false,
      roundedTo: 0.5,
      version: 2,
    });
  });

  it('keep one category for each code of an office', async () => {
    const page = await stage.get(`${base}/gliederungen/sex/female`, 'ina');
    const state = /name="state" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? '';
    const form = { 'names.de': 'Frauen', attributeCodes: 'GESW', position: '1' };
    const twice = await stage.post(`${base}/gliederungen/sex/female`, { ...form, state, attributeCodes: 'GESM' }, 'ina');
    expect(twice.body).toContain('gehört schon zu einer anderen');
    expect((await stage.post(`${base}/gliederungen/sex/female`, { ...form, state }, 'ina')).statusCode).toBe(303);
    expect((await stage.post(`${base}/gliederungen/sex/female`, { ...form, state, 'names.de': 'alt' }, 'ina')).statusCode).toBe(
      422,
    );
    const sex = (await read()).dimensions.find(({ key }) => key === 'sex');
    expect(sex?.categories[0]).toMatchObject({ code: 'female', names: { de: 'Frauen' } });
    expect(
      (await stage.post(`${base}/gliederungen/sex/neu`, { ...form, code: 'diverse', attributeCodes: 'GESD' }, 'ina')).statusCode,
    ).toBe(303);
    expect((await stage.post(`${base}/gliederungen/neu`, { key: 'wohnform', 'names.de': 'Wohnform' }, 'ina')).statusCode).toBe(
      303,
    );
    expect((await stage.post(`${base}/gliederungen/neu`, { key: 'wohnform', 'names.de': 'Wohnform' }, 'ina')).statusCode).toBe(
      422,
    );
  });
});

describe('targets', () => {
  it('are set, changed and taken back', async () => {
    const target = {
      indicator: 'auslaenderanteil',
      territory: '05562',
      year: '2030',
      value: '12,5',
      source: 'Beschluss',
    };
    const bad = await stage.post(`${base}/ziele/neu`, { ...target, territory: '99999', 'by.sex': 'x', value: 'viel' }, 'ina');
    expect(bad.statusCode).toBe(422);
    expect(bad.body).toContain('#f-value');
    for (const [by, field] of [
      [{ 'by.sex': 'x' }, 'sex'],
      [{ 'by.sex': '../x' }, 'age'],
      [{ 'by.protection_status': 'tolerated' }, 'age'],
    ] as const)
      expect((await stage.post(`${base}/ziele/neu`, { ...target, ...by }, 'ina')).body).toContain(`href="#f-by-${field}"`);
    expect((await stage.post(`${base}/ziele/neu`, target, 'ina')).statusCode).toBe(303);
    expect((await stage.post(`${base}/ziele/neu`, target, 'ina')).body).toContain('Das gibt es schon');
    const list = await stage.get(`${base}/ziele`, 'ina');
    expect(list.body).toContain('12,5 %');
    const href = /href="([^"]*\/ziele\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? '';
    expect((await stage.post(href, { ...target, version: '1', value: '1.200,5' }, 'ina')).statusCode).toBe(303);
    expect((await stage.get(`${base}/ziele`, 'ina')).body).toContain('1.200,5');
    const late = await stage.post(href, { ...target, version: '1', value: '3' }, 'ina');
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('Inzwischen hat jemand anderes');
    expect((await stage.post(`${href}/loeschen`, { version: '2' }, 'ina')).statusCode).toBe(303);
    expect((await stage.get(href, 'ina')).statusCode).toBe(404);
  });

  it('are broken down by what the indicator is broken down by, in words', async () => {
    const form = await stage.get(`${base}/ziele/neu?kennzahl=bevoelkerung`, 'ina');
    expect(form.body).toMatch(/<select[^>]*name="by\.nationality_group"/);
    expect(form.body).toMatch(/<option value="foreign"[^>]*>ausländisch/);
    expect(form.body).not.toContain('by.protection_status');
    const unknown = await stage.get(`${base}/ziele/neu?kennzahl=xyz`, 'ina');
    expect([unknown.statusCode, unknown.body.includes('Diese Kennzahl gibt es nicht.')]).toEqual([422, true]);
    const target = { indicator: 'bevoelkerung', territory: '05562', year: '2030', value: '1', source: '' };
    const made = await stage.post(
      `${base}/ziele/neu`,
      { ...target, 'by.sex': 'female', 'by.nationality_group': 'foreign' },
      'ina',
    );
    expect(made.statusCode).toBe(303);
    const list = await stage.get(`${base}/ziele`, 'ina');
    expect(list.body).toMatch(/Deutsche und Ausländer\*innen: ausländisch; Geschlecht: Frauen/);
    const href = /href="([^"]*\/ziele\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? '';
    const again = await stage.get(href, 'ina');
    expect(again.body).toMatch(/<option value="female" selected/);
    await stage.post(`${href}/loeschen`, { version: '1' }, 'ina');
  });
});
