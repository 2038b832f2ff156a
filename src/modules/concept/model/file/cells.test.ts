import { describe, expect, test } from 'vitest';
import de from '../../locales/de.json' with { type: 'json' };
import { areaNames, type NamedArea } from './areas.ts';
import * as cells from './cells.ts';
import { columnFor } from './columns.ts';
import { readDay, readPeriod, readTimeFrame } from './dates.ts';
import { splitItems } from './items.ts';
import * as words from './words.ts';

const area = (key: string, name: string): NamedArea => ({ key, names: { de: name } });
const areas = areaNames(
  [
    area('05', 'Nordrhein-Westfalen'),
    area('05954', 'Ennepe-Ruhr-Kreis'),
    area('05954036', 'Witten'),
    area('05954016', 'Hattingen'),
    area('05954004', 'Breckerfeld (Hansestadt)'),
    area('05954036-mitte', 'Mitte'),
    area('05954016-mitte', 'Mitte'),
  ],
  '05954',
);

function telling() {
  const said: string[] = [];
  const told: cells.Telling = {
    problem: (code, details) => void said.push(`${code} ${JSON.stringify(details ?? {})}`),
    notice: (code) => void said.push(`notice ${code}`),
  };
  return { told, said };
}

test.each([
  ['HANDLUNGSFELD', 'field'],
  ['Maßnahme', 'title'],
  ['Massnahmen', 'title'],
  ['Handlungs-empfehlung', 'title'],
  ['Zustaendigkeit', 'responsibilities'],
  [' zuständig keit ', 'responsibilities'],
  ['Mögl. Stakeholder', 'stakeholders'],
  ['Stakeholder', 'stakeholders'],
  ['Zielgruppe(n)', 'targetGroups'],
  ['Umsetzung', 'status'],
  ['Ressourcen', 'resources'],
  ['Frist', 'timeFrame'],
  ['lfd. Nr.', 'number'],
  ['Bemerkung', undefined],
  ['', undefined],
])('the heading %j is the column %s', (heading, key) => expect(columnFor(heading)).toBe(key));

test.each([
  ['2026-12-31', 'last', '2026-12-31'],
  ['31.12.2026', 'last', '2026-12-31'],
  ['1.3.26', 'first', '2026-03-01'],
  ['bis 12/2026', 'last', '2026-12-31'],
  ['bis Ende 2026', 'last', '2026-12-31'],
  ['2/2028', 'last', '2028-02-29'],
  ['Dezember 2026', 'first', '2026-12-01'],
  ['Dez. 2026', 'last', '2026-12-31'],
  ['März 2027', 'last', '2027-03-31'],
  ['Q3 2026', 'first', '2026-07-01'],
  ['Q3 2026', 'last', '2026-09-30'],
  ['3. Quartal 2026', 'last', '2026-09-30'],
  ['1. Halbjahr 2026', 'last', '2026-06-30'],
  ['2026', 'last', '2026-12-31'],
  ['31.02.', 'last', undefined],
  ['31.02.2026', 'last', undefined],
  ['13/2026', 'last', undefined],
  ['2026-02-31', 'last', undefined],
  ['Q5 2026', 'last', undefined],
  ['demnächst', 'last', undefined],
  ['Foo 2026', 'last', undefined],
] as const)('%j as the %s day is %s', (text, edge, day) => expect(readDay(text, edge)).toBe(day));

test.each([
  ['kurzfristig', 'short', false],
  ['Kurz- bis mittelfristig', 'short', true],
  ['mittel-/langfristig', 'medium', true],
  ['mittelfristig bis langfristig', 'medium', true],
  ['laufend', 'continuous', false],
  ['Daueraufgabe', 'continuous', false],
  ['kurzfristig, laufend', 'short', true],
] as const)('the time frame %j is %s', (text, frame, several) => expect(readTimeFrame(text)).toEqual({ frame, several }));

test.each(['bald', '31.02.2026', '12/2026', ''])('%j is no time frame', (text) => expect(readTimeFrame(text)).toBeUndefined());

test.each([
  ['2026–2028', { startsOn: '2026-01-01', endsOn: '2028-12-31' }],
  ['2026-2028', { startsOn: '2026-01-01', endsOn: '2028-12-31' }],
  ['01/2026 bis 06/2026', { startsOn: '2026-01-01', endsOn: '2026-06-30' }],
  ['ab Q3 2026', { startsOn: '2026-07-01', endsOn: null }],
  ['bis 12/2026', { startsOn: null, endsOn: '2026-12-31' }],
  ['31.02.', undefined],
])('the period %j', (text, period) => expect(readPeriod(text)).toEqual(period));

describe('lists in a cell', () => {
  test.each([
    ['• A\n• B', ['A', 'B']],
    ['• A • B', ['A', 'B']],
    ['- A\n- B', ['A', 'B']],
    ['– A\n  weiter\n– B', ['A weiter', 'B']],
    ['\uf0b7 A\n\uf0b7 B', ['A', 'B']],
    ['▪ A\n▪ B', ['A', 'B']],
    ['1. A\n2. B', ['A', 'B']],
    ['a) A\nb) B', ['A', 'B']],
    ['A\nB', ['A', 'B']],
    ['A; B', ['A', 'B']],
    ['A, B', ['A', 'B']],
    ['A (C, D), B', ['A (C, D)', 'B']],
    ['• Frauen, Männer', ['Frauen, Männer']],
    ['1. FC Köln', ['1. FC Köln']],
    ['', []],
    [' \n ', []],
  ])('%j', (cell, items) => expect(splitItems(cell, true)).toEqual(items));
});

describe('responsibilities', () => {
  test.each([
    ['Ennepe-Ruhr-Kreis, Schulen', ['district', 'school'], []],
    ['Zivilgesellschaft,  \nEnnepe–Ruhr–Kreis', ['civil_society', 'district'], []],
    ['Stadt, Zivilgesellschaft', ['town', 'civil_society'], []],
    ['Städte und Gemeinden', ['town'], []],
    ['Kreis und Land', ['district', 'land'], []],
    ['alle', ['everyone'], []],
    ['Stadt Witten/Jobcenter', ['town', 'authority'], []],
    ['VHS Witten-Wetter, Kreis', ['district'], ['VHS Witten-Wetter']],
  ])('%j', (cell, known, others) => {
    expect(cells.readResponsibilities(cell, areas)).toEqual({ known, others });
  });
});

test('stakeholders with their roles', () => {
  expect(cells.readStakeholders('KI (Federführung), Schulen (beratend), Verein (e. V.), VHS')).toEqual([
    { name: 'KI', role: 'lead' },
    { name: 'Schulen', role: 'consulted' },
    { name: 'Verein (e. V.)', role: 'partner' },
    { name: 'VHS', role: 'partner' },
  ]);
});

test('steps with what is said about them', () => {
  const { told, said } = telling();
  const steps = cells.readSteps(
    '- Konzept schreiben (bis 12/2026)\n- Träger fragen [Zuständig: KI; Stand: erledigt]\n- Nachlesen [siehe Anlage]\n- Falsch (bis 31.02.2026)',
    told,
  );
  const rest = { responsible: '', state: 'open', doneOn: null, evidence: '', weight: 1 };
  expect(steps).toEqual([
    { title: 'Konzept schreiben', dueOn: '2026-12-31', ...rest },
    { title: 'Träger fragen', dueOn: null, ...rest, responsible: 'KI', state: 'done' },
    { title: 'Nachlesen [siehe Anlage]', dueOn: null, ...rest },
    { title: 'Falsch (bis 31.02.2026)', dueOn: null, ...rest },
  ]);
  expect(said).toEqual(['date {"value":"bis 31.02.2026"}']);
});

test('resources by their kind and amount', () => {
  const { told, said } = telling();
  expect(
    cells.readResources(
      'Personal: 0,5 Stelle\nGeld: Kurse [geplant: 1.500,50 €]\nRaum im Rathaus\n2.000 € jährlich\nGeduld',
      told,
    ),
  ).toEqual([
    { kind: 'staff', text: '0,5 Stelle' },
    { kind: 'money', text: 'Kurse', plannedCents: 150_050 },
    { kind: 'rooms', text: 'Raum im Rathaus' },
    { kind: 'money', text: '2.000 € jährlich' },
    { kind: 'other', text: 'Geduld' },
  ]);
  cells.readResources('Geld: Kurse [geplant: viel]', told);
  expect(said).toEqual(['money {"value":"viel"}']);
});

describe('places', () => {
  test('levels and names, in any writing', () => {
    const { told, said } = telling();
    expect(cells.readScope('kreisweit, Quartier, Stadt Witten, hattingen, Breckerfeld', areas, told)).toEqual({
      levels: ['kreis', 'quartier'],
      territories: ['05954036', '05954016', '05954004'],
    });
    expect(said).toEqual([]);
  });

  test('unknown ones are told, with the name that may be meant', () => {
    const { told, said } = telling();
    cells.readScope('Wittn, Dortmund', areas, told);
    cells.readAdoptions('Hatingen: Übernommen\nWitten: vielleicht', areas, told);
    expect(said).toEqual([
      'area_similar {"value":"Wittn","similar":"Witten"}',
      'area {"value":"Dortmund"}',
      'town_similar {"value":"Hatingen","similar":"Hattingen"}',
      expect.stringContaining('word {"value":"vielleicht"'),
    ]);
  });

  test('a name of two places stands for neither and is written as the key', () => {
    expect(areas.find('Mitte')).toBeUndefined();
    expect(areas.label('05954036-mitte')).toBe('05954036-mitte');
    expect(areas.label('05954004')).toBe('Breckerfeld (Hansestadt)');
  });
});

test('the words of the export are those of the interface', () => {
  const groups = {
    decision: words.decisionWords,
    edition: words.editionStateWords,
    level: words.levelWords,
    link: words.linkWords,
    resource: words.resourceWords,
    responsibility: words.responsibilityWords,
    role: words.roleWords,
    status: words.statusWords,
    step: words.stepStateWords,
    time: words.timeFrameWords,
  };
  const texts: Record<string, string> = de;
  for (const [group, all] of Object.entries(groups))
    for (const [id, [label]] of Object.entries(all)) expect(texts[`${group}.${id}`], `${group}.${id}`).toBe(label);
});

test('no two words of a group mean different things', () => {
  for (const all of Object.values(words)) {
    if (typeof all === 'function') continue;
    const meanings = new Map<string, string>();
    for (const [id, texts] of Object.entries(all))
      for (const text of texts) {
        expect(meanings.get(words.plain(text)) ?? id, text).toBe(id);
        meanings.set(words.plain(text), id);
      }
  }
});
