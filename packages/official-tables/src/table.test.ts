import { describe, expect, it } from 'vitest';
import { latin1, read } from './testing/read.ts';

const foot = `__________
"ab 2016:
Werte sind ""gerundet""; siehe Hinweis."
© IT.NRW, Düsseldorf, 2026. Dieses Werk ist lizenziert unter der Datenlizenz Deutschland - Namensnennung - Version 2.0.
Stand: 09.02.2026 / 16:09:36
`;
const table = (text: string): string => `${text.trim()}\n${foot}`;

const foreigners = table(`
Tabelle: 12521-03i
Ausländische Bevölkerung nach Geschlecht und;;;;;;;
- kreisfreie Städte und Kreise - Stichtag;;;;;;;
;;;;;Ausländische Bevölkerung;Ausländische Bevölkerung;Ausländische Bevölkerung
;;;;;Insgesamt;männlich;weiblich
;;;;;Anzahl;Anzahl;Anzahl
31.12.2024;05;Nordrhein-Westfalen;1;Europa;30;20;10
31.12.2024;05;Nordrhein-Westfalen;121;  Albanien;15;-;.
31.12.2024;05313;    Aachen, krfr. Stadt;1;Europa;-;-;-
`);

describe('tables of the Landesdatenbank', () => {
  it('are read with stacked headers, indentation, footnotes, licence and "Stand" in Latin-1', async () => {
    const { observations, report } = await read(latin1(foreigners), {}, 7);
    expect(observations).toHaveLength(9);
    expect(observations[4]).toEqual({
      tableCode: '12521-03i',
      statisticCode: '12521',
      measureCode: 'Ausländische Bevölkerung',
      measureLabel: 'Ausländische Bevölkerung',
      unit: 'Anzahl',
      period: '2024-12-31',
      territory: { code: '05', kind: 'land', label: 'Nordrhein-Westfalen', variableCode: null, depth: 0 },
      dimensions: [
        { variableCode: 'row-1', variableLabel: '', attributeCode: '121', attributeLabel: 'Albanien', depth: 1, parent: '1' },
        {
          variableCode: 'column-1',
          variableLabel: '',
          attributeCode: 'männlich',
          attributeLabel: 'männlich',
          depth: 0,
          parent: null,
        },
      ],
      value: 0,
      marker: '-',
      quality: null,
      row: 8,
    });
    expect(observations[0]?.dimensions[1]).toMatchObject({ attributeCode: null, attributeLabel: 'Insgesamt' });
    expect(observations[5]).toMatchObject({ value: null, marker: '.' });
    expect(observations[6]?.territory).toMatchObject({ code: '05313', kind: 'kreis', depth: 1 });
    expect(report).toMatchObject({
      complete: true,
      layout: 'table',
      language: 'de',
      encoding: 'windows-1252',
      tableCode: '12521-03i',
      title: 'Ausländische Bevölkerung nach Geschlecht und - kreisfreie Städte und Kreise - Stichtag',
      asOf: '2026-02-09T16:09:36',
      licence:
        '© IT.NRW, Düsseldorf, 2026. Dieses Werk ist lizenziert unter der Datenlizenz Deutschland - Namensnennung - Version 2.0.',
      footnotes: 'ab 2016:\nWerte sind "gerundet"; siehe Hinweis.',
      rejected: { count: 0 },
      notices: [],
    });
  });

  it('take the row that has one unit each as the measure, and what stands above as the statistic', async () => {
    const { observations, report } = await read(
      table(`
Tabelle: 12411-15i
Katasterfläche, Bevölkerung und Bevölkerungsdichte - Stichtag - Gemeinden;;;;;
;;;Fortschreibung;Flächenerhebung;Fortschreibung
;;;Bevölkerungsstand;Bodenfläche;Bevölkerungsdichte
;;;Anzahl;qkm;EW pro qkm
31.12.2024;05562;    Recklinghausen, Kreis;621305;761,31;816,1
31.12.2024;05562004;      Castrop-Rauxel, Stadt;73282;51,68;1418,0
`),
    );
    expect(observations.map(({ measureLabel, unit, value }) => [measureLabel, unit, value])).toEqual([
      ['Bevölkerungsstand', 'Anzahl', 621305],
      ['Bodenfläche', 'qkm', 761.31],
      ['Bevölkerungsdichte', 'EW pro qkm', 816.1],
      ['Bevölkerungsstand', 'Anzahl', 73282],
      ['Bodenfläche', 'qkm', 51.68],
      ['Bevölkerungsdichte', 'EW pro qkm', 1418],
    ]);
    expect(observations[3]).toMatchObject({ territory: { depth: 1 }, dimensions: [] });
    expect([...report.statistics]).toEqual([['12411', 'Fortschreibung']]);
  });

  it('may have the time in the header', async () => {
    const { observations } = await read(
      table(`
Tabelle: 22811-01i
Mindestsicherungsquote - Gemeinden;;;
;;Mindestsicherungsquote;Mindestsicherungsquote
;;Jahr;Jahr
;;2022;2023
;;Prozent;Prozent
05562;Recklinghausen, Kreis;13,0;13,2
05562004;  Castrop-Rauxel, Stadt;14,1;/
`),
    );
    expect(observations.map(({ period, territory, value, marker }) => [period, territory?.code, value, marker])).toEqual([
      ['2022', '05562', 13, null],
      ['2023', '05562', 13.2, null],
      ['2022', '05562004', 14.1, null],
      ['2023', '05562004', null, '/'],
    ]);
    expect(observations[0]).toMatchObject({ unit: 'Prozent', measureLabel: 'Mindestsicherungsquote', dimensions: [] });
  });

  it('may name territories without a key, and then never get one', async () => {
    const { observations, report } = await read(
      table(`
Tabelle: 13111-54i
Sozialversicherungspflichtig Beschäftigte - Gemeinden - Stichtag;;;
;;Beschäftigte;Beschäftigte
;;Insgesamt;Ausländer
;;Anzahl;Anzahl
30.06.2024;Castrop-Rauxel, Stadt;17000;2100
30.06.2024;Marl, Stadt;25000;*
`),
    );
    expect(observations[3]).toMatchObject({
      territory: { code: null, kind: 'unknown', label: 'Marl, Stadt' },
      dimensions: [{ attributeCode: 'Ausländer' }],
      value: null,
      marker: '*',
    });
    expect(report.levels.get('unknown')).toEqual({ observations: 4, territories: 2 });
    expect(report.notices).toEqual([]);
  });

  it('tell breakdowns without codes apart by the path of their indentation', async () => {
    const { observations, report } = await read(
      table(`
Tabelle: 21111-01i
Schüler nach Schulform - Schuljahr;;;;
;;;;Schüler
;;;;Anzahl
2022/23;05562;Kreis RE;Gymnasium;50
2022/23;05562;Kreis RE;  Ausländer;5
2022/23;05562;Kreis RE;Hauptschule;20
2022/23;05562;Kreis RE;  Ausländer;8
`),
    );
    expect(observations.map(({ period, dimensions: [one] }) => [period, one?.attributeCode, one?.parent])).toEqual([
      ['2022-08/P12M', 'Gymnasium', null],
      ['2022-08/P12M', 'Gymnasium / Ausländer', 'Gymnasium'],
      ['2022-08/P12M', 'Hauptschule', null],
      ['2022-08/P12M', 'Hauptschule / Ausländer', 'Hauptschule'],
    ]);
    expect(report.duplicates.conflicting).toBe(0);
  });

  it('leave out defective rows and single cells', async () => {
    const { observations, report } = await read(
      foreigners
        .replace(
          '31.12.2024;05;Nordrhein-Westfalen;1;Europa;30;20;10',
          '31.12.2024;05;Nordrhein-Westfalen;1;Europa;30;zwanzig;10',
        )
        .replace('121;  Albanien;15;-;.', '121;;15;-;.')
        .replace('31.12.2024;05313', 'irgendwann;05313'),
    );
    expect(observations.map(({ value }) => value)).toEqual([30, 10]);
    expect(report.rejected.list).toEqual([
      { row: 7, code: 'value.not_a_number', detail: { found: 'zwanzig', column: 7 } },
      { row: 8, code: 'row.empty_label', detail: {} },
      { row: 9, code: 'period.unknown', detail: { found: 'irgendwann' } },
    ]);
  });

  it('find repeated keys with other values', async () => {
    const line = '31.12.2024;05;Nordrhein-Westfalen;121;  Albanien;15;-;.\n';
    const { report } = await read(foreigners.replace(line, line + line.replace('15', '16')));
    expect(report.duplicates).toMatchObject({ identical: 2, conflicting: 1, list: [{ row: 9, firstRow: 8 }] });
  });

  it('take no longer over a footer made to hurt', async () => {
    const started = performance.now();
    const { report } = await read(
      foreigners.replace('© IT.NRW', `© ${'; '.repeat(200_000)}IT.NRW`).replace('Stand: ', `Stand: ${'; '.repeat(200_000)}`),
      {},
      65536,
    );
    expect(report).toMatchObject({ complete: true });
    expect(report.licence?.length).toBeLessThan(2100);
    expect(report.asOf?.length).toBeLessThan(100);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('that lack their end are read with a notice', async () => {
    const { report } = await read(foreigners.slice(0, foreigners.indexOf('_____')));
    expect(report).toMatchObject({ complete: true, licence: null, asOf: null, notices: [{ code: 'table.no_footer' }] });
  });

  it.each([
    ['without rows', 'Tabelle: 12411-15i\nTitel;;\n;;Anzahl\n', 'table.no_header'],
    ['without a header', 'Tabelle: 12411-15i\n31.12.2024;05;NRW;5\n', 'table.no_header'],
    ['without a time', 'Tabelle: 12411-15i\nTitel;;\n;;Bevölkerung\n;;Anzahl\n05;NRW;5\n', 'table.no_period'],
    ['whose rows are all defective', 'Tabelle: 12411-15i\n;;;Anzahl\n31.12.2024;05;NRW\n', 'table.no_rows'],
  ])('%s are refused', async (_, text, code) => {
    const { report } = await read(text);
    expect(report).toMatchObject({ complete: false, error: { code } });
  });
});
