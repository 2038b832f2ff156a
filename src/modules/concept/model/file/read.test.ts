import { describe, expect, test } from 'vitest';
import { conceptFileSchema } from '../file.ts';
import { areaNames } from './areas.ts';
import type { Sheet } from './grid.ts';
import { readMatrix } from './read.ts';

const areas = areaNames(
  [
    { key: '05562', names: { de: 'Kreis Recklinghausen' } },
    { key: '05562020', names: { de: 'Herten' } },
  ],
  '05562',
);
const sheet = (rows: readonly (readonly string[])[], merges: Sheet['merges'] = []): Sheet => ({ name: 'Tabelle1', rows, merges });
const read = (rows: readonly (readonly string[])[], merges: Sheet['merges'] = []) => readMatrix([sheet(rows, merges)], { areas });

describe('the tables of districts', () => {
  test('columns in any order below a title, bullets in cells, a status that is text', () => {
    const { file, problems, notices, places } = read([
      ['Integrationskonzept 2013', '', '', '', ''],
      [],
      ['Zuständigkeit', 'Massnahmen', 'Umsetzung', 'Handlungsfeld', 'Ziele', 'Fristigkeit', 'Notiz'],
      [
        'Ennepe-Land, Städte',
        '=1+1 <b>Kurse</b>',
        '▪ Vergleichen\n▪ Übertragen',
        'Sprache',
        'Sprache fördern',
        'kurz- bis mittelfristig',
        'x',
      ],
      ['alle', 'Treffen', 'in Umsetzung', 'Sprache', 'Sprache fördern', '2026–2027', ''],
    ]);
    expect(problems).toEqual([]);
    expect(places.map(({ row }) => row)).toEqual([4, 5]);
    expect(file.fields).toMatchObject([
      { key: 'sprache', title: 'Sprache', goals: [{ key: 'sprache-z1', title: 'Sprache fördern' }] },
    ]);
    expect(file.recommendations).toMatchObject([
      {
        title: '=1+1 <b>Kurse</b>',
        goal: 'sprache-z1',
        timeFrame: 'short',
        status: null,
        responsibilities: ['town'],
        stakeholders: [{ name: 'Ennepe-Land', role: 'lead' }],
        steps: [{ title: 'Vergleichen' }, { title: 'Übertragen' }],
      },
      {
        title: 'Treffen',
        timeFrame: null,
        startsOn: '2026-01-01',
        endsOn: '2027-12-31',
        status: 'running',
        responsibilities: ['everyone'],
      },
    ]);
    expect(notices.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '4 time_frame_first',
      '4 status_as_steps',
      '4 responsible_as_lead',
      '5 time_frame_dates',
    ]);
  });

  test('a merged cell holds for all its rows, a merged title makes one recommendation of them', () => {
    const { file, problems } = read(
      [
        ['Handlungsfeld', 'Herausforderung', 'Ziel', 'Handlungsempfehlung', 'Teilschritte'],
        ['Wohnen', 'Zu wenig Raum', 'Mehr Raum', 'Bauen', 'Planen'],
        ['', '', '', '', 'Errichten'],
        ['', '', '', 'Tauschen', 'Werben'],
        ['Arbeit', '', '', 'Vermitteln', ''],
      ],
      [
        { top: 1, left: 0, bottom: 3, right: 0 },
        { top: 1, left: 1, bottom: 3, right: 1 },
        { top: 1, left: 2, bottom: 3, right: 2 },
        { top: 1, left: 3, bottom: 2, right: 3 },
      ],
    );
    expect(problems).toEqual([]);
    expect(file.recommendations).toMatchObject([
      {
        title: 'Bauen',
        field: 'wohnen',
        challenge: 'wohnen-h1',
        goal: 'wohnen-z1',
        steps: [{ title: 'Planen' }, { title: 'Errichten' }],
      },
      { title: 'Tauschen', field: 'wohnen', challenge: 'wohnen-h1', goal: 'wohnen-z1', steps: [{ title: 'Werben' }] },
      { title: 'Vermitteln', field: 'arbeit', challenge: null, goal: null },
    ]);
  });

  test('what CSV left empty of a merged block comes from above, and is said', () => {
    const { file, notices } = read([
      ['Handlungsfeld', 'Herausforderung', 'Handlungsempfehlung'],
      ['Wohnen', 'Zu wenig Raum', 'Bauen'],
      ['', '', 'Tauschen'],
      ['Wohnen', '', 'Werben'],
    ]);
    expect(file.recommendations.map(({ challenge }) => challenge)).toEqual(['wohnen-h1', 'wohnen-h1', null]);
    expect(notices).toMatchObject([{ row: 3, code: 'from_above', details: { other: 2 } }]);
  });

  test('columns that the file lacks keep what is there, found by number and then by title', () => {
    const base = conceptFileSchema.parse({
      concept: { slug: 'kreis', title: 'K', territory: '05562' },
      edition: { title: 'A' },
      fields: [{ key: 'wohnen', title: 'Wohnen', guideline: 'Gut wohnen' }],
      recommendations: [
        { number: 3, field: 'wohnen', title: 'Bauen', summary: 'Häuser' },
        { number: 4, field: 'wohnen', title: 'Tauschen', summary: 'Wohnungen' },
      ],
    });
    const rows = [
      ['Nr.', 'Handlungsfeld', 'Handlungsempfehlung'],
      ['3', 'wohnen', 'Neu bauen'],
      ['', 'Wohnen', 'TAUSCHEN'],
    ];
    const { file } = readMatrix([sheet(rows)], { areas, base });
    expect(file.recommendations).toMatchObject([
      { number: 3, title: 'Neu bauen', summary: 'Häuser' },
      { number: 4, title: 'TAUSCHEN', summary: 'Wohnungen' },
    ]);
    expect(file.fields).toMatchObject([{ key: 'wohnen', guideline: 'Gut wohnen' }]);
  });
});

describe('what is wrong is told by row and column', () => {
  const head = ['Handlungsfeld', 'Handlungsempfehlung', 'Ende', 'Fristigkeit', 'Sozialraum', 'Abhängig von', 'Intern', 'Rang'];
  test.each([
    [['Wohnen', 'A', '31.02.', '', '', '', '', ''], 'Ende date'],
    [['Wohnen', 'A', 'kurzfristig', '', '', '', '', ''], 'Ende date_is_frame'],
    [['Wohnen', 'A', '', '31.02.', '', '', '', ''], 'Fristigkeit time_frame'],
    [['Wohnen', 'A', '', '', 'Hertn', '', '', ''], 'Sozialraum area_similar'],
    [['Wohnen', 'A', '', '', 'Atlantis', '', '', ''], 'Sozialraum area'],
    [['Wohnen', 'A', '', '', '', 'B', '', ''], 'Abhängig von needs'],
    [['Wohnen', 'A', '', '', '', '', 'vielleicht', ''], 'Intern yes_no'],
    [['Wohnen', '', '', '', 'Kreis', '', '', ''], 'Handlungsempfehlung required'],
    [['', 'A', '', '', '', '', '', ''], 'Handlungsfeld required'],
  ])('%j: %s', (row, told) => {
    const { problems } = read([head, row]);
    expect(problems.map(({ row: at, column, code }) => `${at} ${column} ${code}`)).toEqual([`2 ${told}`]);
  });

  test.each([
    [
      [
        ['Handlungsfeld', 'Zielgruppe'],
        ['Wohnen', 'A'],
      ],
      ['column_missing Handlungsempfehlung'],
    ],
    [
      [
        ['Name', 'Ort'],
        ['x', 'y'],
      ],
      ['column_missing Handlungsfeld', 'column_missing Handlungsempfehlung'],
    ],
    [[['Handlungsfeld', 'Maßnahme', 'Empfehlung']], ['column_twice Empfehlung']],
    [[['Handlungsfeld', 'Maßnahme']], ['no_rows ']],
    [
      [
        ['Art', 'Handlungsfeld', 'Maßnahme'],
        ['Witz', 'Wohnen', 'A'],
      ],
      ['row_kind Witz'],
    ],
  ])('%j', (rows, told) => {
    expect(read(rows).problems.map(({ code, details }) => `${code} ${details.value}`)).toEqual(told);
  });

  test('more than 5,000 recommendations', () => {
    const rows = Array.from({ length: 5001 }, (_, index) => ['Wohnen', `Empfehlung ${index}`]);
    const { problems, file } = read([['Handlungsfeld', 'Maßnahme'], ...rows]);
    expect(problems).toMatchObject([{ code: 'too_many', row: 5002, details: { count: 5001, most: 5000 } }]);
    expect(file.recommendations).toEqual([]);
  });
});
