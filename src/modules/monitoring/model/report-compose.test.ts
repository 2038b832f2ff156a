import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { indicator, type Written, world } from '../testing/world.ts';
import { type Block, blockSchema } from './report.ts';
import { compose } from './report-compose.ts';
import { faultsIn, fillText } from './report-text.ts';
import { changeWords, figureSign, figureWords, timeWords } from './report-words.ts';

const people = indicator({ key: 'leute', names: { de: 'Einwohner', en: 'Inhabitants' }, breakdowns: ['sex'] });
const share = indicator({
  key: 'anteil',
  unit: 'percent',
  decimals: 1,
  seriesBreaks: [{ period: '2022', names: { de: 'Zensus' } }],
});
const work = indicator({ key: 'angebote', kind: 'output', topic: 'work_of_ki', unit: 'offers' });
const sex = {
  key: 'sex',
  names: { de: 'Geschlecht' },
  variableCodes: [],
  categories: ['f', 'm', 'd'].map((code, position) => ({ code, names: { de: code }, attributeCodes: [], position })),
};

const here = world(
  [people, share, work],
  {
    'leute 05562024 2022-12-31': 80_000,
    'leute 05562024 2023-12-31': 84_000,
    'leute 05562024 2024-12-31': 83_160,
    'leute 05562 2024-12-31': 620_000,
    'leute 05562024 2024-12-31 sex=f': 42_000,
    'leute 05562024 2024-12-31 sex=m': 41_159,
    'leute 05562024 2024-12-31 sex=d': { marker: '.', withheld: true },
    'anteil 05562024 2021': 10,
    'anteil 05562024 2022': 12.5,
    'anteil 05562024 2023': 12.9,
    'anteil 05562 2023': { value: 14.2, warnings: ['rounding'] },
    'anteil 05562024 2020': '/',
    'angebote 05562024 2024': 12,
  },
  { dimensions: [sex] },
);
const block = (own: object): Block => blockSchema.parse({ id: 'a', ...own });
const text = (words: string) => fillText(words, here).text;

describe('a placeholder', () => {
  it.each([
    ['{{ort}} im {{kreis}}, {{land}}, {{stand}}', 'Marl im Kreis Recklinghausen, Nordrhein-Westfalen, 23. November 2026'],
    ['Zum Stichtag {{leute.zeit}} betrug die Zahl {{leute}}', 'Zum Stichtag 31. Dezember 2024 betrug die Zahl 83.160'],
    ['{{leute}} {{leute.einheit}}', '83.160 Personen'],
    ['{{leute#2023}} {{leute#2023-12-31}} {{leute.vorher}} {{leute vorher}}', '84.000 84.000 84.000 84.000'],
    ['{{leute.vorher.zeit}}', '31. Dezember 2023'],
    ['{{leute.veraenderung}}; davor {{leute.vorher.veraenderung}}', 'um 1,0\u00a0% gesunken; davor um 5,0\u00a0% gestiegen'],
    ['{{leute@kreis}} {{leute.ort}} {{leute@05562.ort}}', '620.000 Marl Kreis Recklinghausen'],
    ['{{leute[sex=f]}}', '42.000'],
    ['{{leute.name}} ({{leute.quelle}})', 'Einwohner (Testquelle)'],
    ['{{anteil}} {{anteil.veraenderung}}', '12,9\u00a0% um 0,4 Prozentpunkte gestiegen'],
    ['{{anteil.vorher.veraenderung}}', 'nicht mit dem früheren Wert vergleichbar'],
    ['{{anteil#2020}}', 'nicht sicher genug'],
    // Withheld, missing, unknown, not of the grammar: what the marker means, never a gap.
    ['{{leute[sex=d]}}', 'unbekannt oder geheim'],
    ['{{leute#1900}}', 'unbekannt oder geheim'],
    ['{{gibt_es_nicht}}', 'unbekannt oder geheim'],
    ['{{Unfug!}} {{offen', 'unbekannt oder geheim unbekannt oder geheim'],
  ])('%s', (written, said) => {
    expect(text(written)).toBe(said);
  });

  it('says what is wrong with it', () => {
    expect(faultsIn('{{leute}} {{leute#1900}} {{nix}} {{nix}} {{Unfug!}}', here)).toEqual([
      { code: 'missing', raw: '{{leute#1900}}' },
      { code: 'indicator', raw: '{{nix}}' },
      { code: 'grammar', raw: '{{Unfug!}}' },
    ]);
  });

  it('never throws and leaves none of its braces behind, whatever was written', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      'leute',
      '.',
      'vorher',
      'zeit',
      '#2023',
      '@kreis',
      '[sex=d]',
      '{{ort}}',
      '<b>',
      '#x',
      ' ',
    );
    const written = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.array(piece, { maxLength: 25 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(written, (words) => {
        const said = text(words);
        if (!words.includes('{{')) expect(said).toBe(words);
        expect(said).not.toContain('{{');
        expect(faultsIn(words, here).length).toBeLessThanOrEqual(words.length);
      }),
    );
  });
});

describe('words for figures', () => {
  const words = here.words;
  const cell = (own: object) => ({
    value: null,
    marker: null,
    quality: null,
    withheld: false,
    sources: ['test'],
    uncertainty: 0,
    warnings: [],
    ...own,
  });

  it.each([
    [{ value: 12.34 }, '12,3\u00a0%', '12,3'],
    [{ value: 0, marker: '-' }, '0,0\u00a0%', '-'],
    [{ value: 7, marker: '()' }, '7,0\u00a0% (eingeschränkt sicher)', '(7,0)'],
    [{ marker: '...' }, 'folgt später', '...'],
    [{ marker: 'x' }, 'nicht sinnvoll', 'x'],
    [{ marker: '*' }, 'geheim', '*'],
    [{ marker: '.', withheld: true }, 'unbekannt oder geheim', '.'],
  ] as const)('%o', (own, inText, inTable) => {
    expect(figureWords(cell(own), share, words)).toBe(inText);
    expect(figureSign(cell(own), share, words)).toBe(inTable);
  });

  it.each([
    ['2024', '2024'],
    ['2024-12-31', '31.12.2024'],
    ['2024-05', 'Mai 2024'],
    ['2024-04/P3M', 'April–Juni 2024'],
    ['2023-08/P12M', 'Schuljahr 2023/24'],
    ['2019/P3Y', '2019–2021'],
    ['Unfug', 'Unfug'],
  ])('%s', (period, said) => {
    expect(timeWords(period, words).replaceAll('\u2009', '')).toBe(said);
  });

  const found = (period: string, own: object) => ({ period, cell: cell(own) });
  it.each([
    [{ value: 5 }, { value: 5 }, 'gleich geblieben'],
    [{ value: 12 }, { value: 0 }, 'um 12 gestiegen'],
    [{ value: 10, uncertainty: 2 }, { value: 13, uncertainty: 2 }, 'kaum verändert: der Unterschied ist kleiner als die Rundung'],
    [{ value: 10 }, { value: 20, sources: ['andere'] }, 'nicht mit dem früheren Wert vergleichbar'],
    [{ marker: '.' }, { value: 20 }, 'nicht zu vergleichen, weil eine der Zahlen unbekannt oder geheim ist'],
  ])('%o after %o', (now, before, said) => {
    expect(changeWords(found('2024', now), found('2023', before), people, words)).toBe(said);
  });
});

describe('a document', () => {
  const partsOf = (...blocks: object[]) =>
    compose(
      'Titel',
      blocks.map((own, index) => block({ ...own, id: `b${index}` })),
      here,
    ).parts;
  const chart = { kind: 'chart', form: 'line', over: 'years', places: ['own', 'district', 'land'] };

  it('draws counts of the place alone, and shares beside those of district and Land', () => {
    const [counts] = partsOf({ ...chart, indicators: ['leute'] });
    expect(counts).toMatchObject({ kind: 'chart', series: [{ label: 'Marl' }] });
    const [shares] = partsOf({ ...chart, indicators: ['anteil'] });
    expect(shares).toMatchObject({ series: [{ label: 'Marl' }, { label: 'Kreis Recklinghausen' }], breaks: [{ x: '2022' }] });
  });

  it('draws one chart for each indicator, so that state and work never meet', () => {
    const charts = partsOf({ ...chart, indicators: ['leute', 'angebote', 'kind:context', 'kind:output'], form: 'bar' }).filter(
      ({ kind }) => kind === 'chart',
    );
    expect(charts.map((part) => part.kind === 'chart' && part.indicator)).toEqual(['leute', 'anteil']);
  });

  it('keeps years without a figure as gaps, and a withheld category without a bar', () => {
    const apart = world([share], { 'anteil 05562024 2011': 5, 'anteil 05562024 2014': 6 });
    const [part] = compose('', [block({ ...chart, indicators: ['anteil'] })], apart).parts;
    expect(part).toMatchObject({
      series: [
        {
          points: [
            { x: '2011', y: 5 },
            { x: '2012', y: null },
            { x: '2013', y: null },
            { x: '2014', y: 6 },
          ],
        },
      ],
      table: {
        rows: [
          [{ text: '2011' }, { text: '5,0' }],
          [{ text: '2014' }, { text: '6,0' }],
        ],
      },
    });
    const [groups] = partsOf({ ...chart, form: 'bar', over: 'categories', indicators: ['leute'] });
    expect(groups).toMatchObject({
      series: [
        {
          points: [
            { x: 'f', y: 42_000 },
            { x: 'm', y: 41_159 },
            { x: 'd', y: null },
          ],
        },
      ],
    });
  });

  it('draws the ten largest of many groups without their sums, and says how many are unknown', () => {
    const codes = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const nations = {
      key: 'nationality',
      names: { de: 'Staatsangehörigkeit' },
      variableCodes: [],
      categories: ['group-europe', ...codes].map((code, position) => ({
        code,
        names: { de: code },
        attributeCodes: [],
        position,
      })),
    };
    const written = Object.fromEntries(
      codes.map((code, index) => [`leute 05562024 2024 nationality=${code}`, index === 19 ? '.' : index] as const),
    );
    const many = world(
      [indicator({ key: 'leute', breakdowns: ['nationality'] })],
      { ...written, 'leute 05562024 2024 nationality=group-europe': 999 } as Written,
      {
        dimensions: [nations],
      },
    );
    const [part] = compose('', [block({ ...chart, form: 'bar', over: 'categories', indicators: ['leute'] })], many).parts;
    const drawn = part?.kind === 'chart' ? part.series[0]?.points.map(({ x }) => x) : [];
    expect(drawn).toEqual(['c18', 'c17', 'c16', 'c15', 'c14', 'c13', 'c12', 'c11', 'c10', 'c9']);
    expect(part).toMatchObject({
      remarks: [
        'Stand: 2024',
        'Gezeichnet sind die 10 größten von 20 Gruppen.',
        'Gruppen, deren Zahl unbekannt oder geheim ist: 1. Sie könnten zu den größten gehören.',
      ],
    });
  });

  it('leaves out what may be missing, with its heading, and says of the rest that there is nothing', () => {
    const heading = { kind: 'heading', level: 1, text: 'Schule' };
    const none = { ...chart, indicators: ['topic:school'] };
    expect(partsOf(heading, { ...none, optional: true }).map(({ kind }) => kind)).toEqual(['notes']);
    expect(partsOf(heading, none).map(({ kind }) => kind)).toEqual(['heading', 'empty', 'notes']);
    expect(partsOf(heading).map(({ kind }) => kind)).toEqual(['heading', 'notes']);
    expect(partsOf({ kind: 'text', optional: true, text: 'Am {{leute#1900.zeit}}' }).map(({ kind }) => kind)).toEqual(['notes']);
  });

  it('goes down one level of heading at a time', () => {
    const levels = partsOf(...[3, 3, 1, 3].map((level) => ({ kind: 'heading', level, text: 'x' }))).flatMap((part) =>
      part.kind === 'heading' ? [part.level] : [],
    );
    expect(levels).toEqual([1, 2, 1, 2]);
  });

  it('names its sources and warnings by itself, once, where the block stands or at the end', () => {
    const parts = partsOf({ kind: 'notes' }, { kind: 'table', indicators: ['anteil', 'leute'], places: ['own', 'district'] });
    expect(parts.map(({ kind }) => kind)).toEqual(['notes', 'table']);
    expect(parts[0]).toMatchObject({ sources: [{ name: { text: 'Testquelle' }, text: 'Amt' }] });
    expect(JSON.stringify(parts[0])).toContain('Kennzahl anteil: Die Ausgangszahlen sind gerundet');
  });

  it('puts years side by side, the last figure of each', () => {
    const [part] = partsOf({ kind: 'table', indicators: ['leute', 'anteil'], places: ['own'], years: 3 });
    expect(part).toMatchObject({
      columns: [{ text: 'Kennzahl' }, { text: '2022' }, { text: '2023' }, { text: '2024' }],
      rows: [
        [{ text: 'Einwohner (Personen)' }, { text: '80.000' }, { text: '84.000' }, { text: '83.160' }],
        [{ text: 'Kennzahl anteil (%)' }, { text: '12,5' }, { text: '12,9' }, { text: '.' }],
      ],
      signs: ['. bedeutet: unbekannt oder geheim', 'Je Jahr steht hier die letzte Zahl des Jahres.'],
    });
  });

  it('says German names in another language to be German', () => {
    const english = findInterfaceLanguage('en') ?? german;
    const abroad = world([people, share], { 'leute 05562024 2024': 5, 'anteil 05562024 2024': 5 }, { language: english });
    const [part] = compose('', [block({ kind: 'figures', indicators: ['leute', 'anteil'] })], abroad).parts;
    expect(part).toMatchObject({
      tiles: [{ label: { text: 'Inhabitants' } }, { label: { text: 'Kennzahl anteil', german: true } }],
    });
  });

  it('is made of whatever blocks somebody put together', () => {
    const keys = fc.constantFrom('leute', 'anteil', 'angebote', 'nix', 'kind:context', 'kind:output', 'topic:school');
    const places = fc.array(fc.constantFrom('own', 'district', 'land', 'nation', 'towns', '05562032', '99'), {
      minLength: 1,
      maxLength: 4,
    });
    const any = fc.record({
      kind: fc.constantFrom('figures', 'table', 'chart', 'towns', 'notes', 'page', 'map'),
      indicators: fc.array(keys, { minLength: 1, maxLength: 4 }),
      indicator: fc.constantFrom('leute', 'anteil', 'nix'),
      places,
      years: fc.integer({ min: 2, max: 8 }),
      form: fc.constantFrom('line', 'bar'),
      over: fc.constantFrom('years', 'places', 'categories'),
      optional: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (blocks) => {
        for (const part of partsOf(...blocks))
          if (part.kind === 'table') for (const row of part.rows) expect(row).toHaveLength(part.columns.length);
          else if (part.kind === 'chart') expect(part.series.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
