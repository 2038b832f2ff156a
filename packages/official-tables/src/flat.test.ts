import { describe, expect, it } from 'vitest';
import { read } from './testing/read.ts';

const start = 'statistics_code;statistics_label;time_code;time_label;time';
const variable = (index: number): string =>
  `${index}_variable_code;${index}_variable_label;${index}_variable_attribute_code;${index}_variable_attribute_label`;
const end = 'value;value_unit;value_variable_code;value_variable_label';
const header = [start, variable(1), variable(2), end].join(';');
const row = (territory: string, sex: string, value: string): string =>
  `12411;Fortschreibung;STAG;Stichtag;2024-12-31;${territory};GES;Geschlecht;${sex};${value};Anzahl;BEVSTD;Bevölkerungsstand`;
const town = 'GEMEIN;Gemeinden;05562032;Recklinghausen, Stadt';
const file = (...rows: string[]): string => `\ufeff${[header, ...rows].join('\n')}\n`;

describe('the layout since 2025', () => {
  it('reads the level of each row, the total, and the markers', async () => {
    const { observations, report } = await read(
      file(
        row('DINSG;Deutschland;DG;Deutschland', ';Insgesamt', '83577140'),
        row('DLAND;Bundesländer;05;Nordrhein-Westfalen', 'GESM;männlich', '-'),
        row('KREISE;Kreise;05354;Aachen, Kreis', 'GESM;männlich', '...'),
        row(town, 'GESW;weiblich', '(12)'),
      ),
      { fileName: '12411-0018_de_flat.csv' },
    );
    expect(observations).toMatchObject([
      { territory: { code: 'DG', kind: 'nation' }, dimensions: [{ attributeCode: null, attributeLabel: 'Insgesamt' }], row: 2 },
      { territory: { code: '05', kind: 'land', variableCode: 'DLAND' }, value: 0, marker: '-' },
      { territory: { code: '05354', kind: 'kreis' }, value: null, marker: '...' },
      {
        tableCode: '12411-0018',
        statisticCode: '12411',
        measureCode: 'BEVSTD',
        measureLabel: 'Bevölkerungsstand',
        unit: 'Anzahl',
        period: '2024-12-31',
        territory: { code: '05562032', kind: 'gemeinde', label: 'Recklinghausen, Stadt' },
        dimensions: [{ variableCode: 'GES', variableLabel: 'Geschlecht', attributeCode: 'GESW', attributeLabel: 'weiblich' }],
        value: 12,
        marker: '()',
        quality: null,
        row: 5,
      },
    ]);
    expect(report).toMatchObject({
      complete: true,
      layout: 'ffcsv-new',
      language: 'de',
      encoding: 'utf-8',
      byteOrderMark: true,
      rows: 4,
    });
    expect([...report.markers]).toEqual([
      ['number', 1],
      ['-', 1],
      ['...', 1],
      ['()', 1],
    ]);
    expect(report.levels.get('kreis')).toEqual({ observations: 1, territories: 1 });
    expect([...report.periods]).toEqual([['2024-12-31', 4]]);
    expect(report.statistics.get('12411')).toBe('Fortschreibung');
    expect(report.measures.get('BEVSTD')).toEqual({ label: 'Bevölkerungsstand', unit: 'Anzahl' });
  });

  it('takes brackets from value_q and keeps the other signs of quality', async () => {
    const text = `${header};value_q\n${row(town, 'GESM;männlich', '12')};()\n${row(town, 'GESW;weiblich', '13')};e\n${row(town, ';Insgesamt', '25')};\n`;
    const { observations, report } = await read(text);
    expect(observations.map(({ value, marker, quality }) => [value, marker, quality])).toEqual([
      [12, '()', '()'],
      [13, null, 'e'],
      [25, null, null],
    ]);
    expect([...report.qualities]).toEqual([
      ['()', 1],
      ['e', 1],
    ]);
  });

  it('leaves out defective rows with their number and reason', async () => {
    const { observations, report } = await read(
      file(
        'Anmerkung zur Tabelle',
        row(town, 'GESM;männlich', '1'),
        `${row(town, 'GESW;weiblich', '2')};too;many`,
        row(town, 'GESW;weiblich', '3').replace('2024-12-31', '2024-02-31'),
        row(town, 'GESW;weiblich', 'viele'),
        '',
        row(town, ';Insgesamt', '4'),
      ),
    );
    expect(observations.map((one) => [one.row, one.value])).toEqual([
      [3, 1],
      [8, 4],
    ]);
    expect(report.rejected.list).toEqual([
      { row: 2, code: 'row.no_statistic_code', detail: { found: 'Anmerkung zur Tabelle' } },
      { row: 4, code: 'row.wrong_number_of_fields', detail: { expected: 17, found: 19 } },
      { row: 5, code: 'period.unknown', detail: { found: '2024-02-31' } },
      { row: 6, code: 'value.not_a_number', detail: { found: 'viele', measure: 'BEVSTD' } },
    ]);
    expect(report).toMatchObject({ complete: true, rejected: { count: 4 } });
  });

  it('lists so many rejected rows and counts them all', async () => {
    const { report } = await read(file(row(town, ';Insgesamt', '1'), ...Array.from({ length: 500 }, () => 'x')), {
      limits: { listed: 10 },
    });
    expect(report.rejected.count).toBe(500);
    expect(report.rejected.list).toHaveLength(10);
    expect([...report.rejected.perCode]).toEqual([['row.no_statistic_code', 500]]);
  });

  it('takes the decimal mark from the first number that has one, or as told, and refuses the other', async () => {
    const text = file(row(town, 'GESM;männlich', '1,5'), row(town, 'GESW;weiblich', '1.234'), row(town, ';Insgesamt', '7'));
    const first = await read(text);
    expect(first.report).toMatchObject({ decimalMark: ',', rejected: { list: [{ row: 3, code: 'value.other_decimal_mark' }] } });
    const told = await read(text, { decimalMark: '.' });
    expect(told.report.rejected.list).toMatchObject([{ row: 2, code: 'value.other_decimal_mark' }]);
    expect(told.observations.map(({ value }) => value)).toEqual([1.234, 7]);
  });

  it('restores the first zero that a spreadsheet dropped, and says so', async () => {
    const { observations, report } = await read(file(row(town.replace('05562032', '5562032'), ';Insgesamt', '1')));
    expect(observations[0]?.territory).toMatchObject({ code: '05562032', kind: 'gemeinde' });
    expect(report.notices).toContainEqual({
      code: 'territory.leading_zero_restored',
      count: 1,
      examples: [{ row: 2, text: '5562032 → 05562032' }],
    });
  });

  it('finds repeated keys: the same value is counted, another one is named with both rows', async () => {
    const { report } = await read(
      file(
        row(town, 'GESM;männlich', '1'),
        row(town, 'GESW;weiblich', '1'),
        row(town, 'GESM;männlich', '1'),
        row(town, 'GESM;männlich', '2'),
        row(town, 'GESW;weiblich', '.'),
      ),
    );
    expect(report.duplicates).toEqual({
      identical: 1,
      conflicting: 2,
      list: [
        { row: 5, firstRow: 2 },
        { row: 6, firstRow: 3 },
      ],
      exhaustive: true,
    });
  });

  it('tells a table or statistic that was not expected before anything is handed over', async () => {
    const text = file(row(town, ';Insgesamt', '1'));
    const other = await read(text, { expect: { statisticCode: '12521' } });
    expect(other.observations).toEqual([]);
    expect(other.report).toMatchObject({
      complete: false,
      error: { code: 'table.unexpected', row: 2, detail: { expected: '12521', found: '12411' } },
    });
    const named = await read(text, { fileName: '12411-01-01-4.csv', expect: { tableCode: '12411-02-03-4' } });
    expect(named.report.error?.code).toBe('table.unexpected');
    const wrong = await read(text, { fileName: '12521-0040_de_flat.csv' });
    expect(wrong.report.notices.map(({ code }) => code)).toEqual(['table.name_does_not_fit']);
  });

  it('goes on after a quote that is never closed', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => row(town, `ALT${index};Alter ${index}`, String(index)));
    rows[1] = row(town, '"GESX;offen', '1');
    const { observations, report } = await read(file(...rows));
    expect(report.rejected.list).toEqual([{ row: 3, code: 'row.unclosed_quote', detail: {} }]);
    expect(observations).toHaveLength(59);
  });

  it('passes over columns it does not know', async () => {
    const { observations, report } = await read(`${header};remark\n${row(town, ';Insgesamt', '1')};gut\n`);
    expect(observations).toHaveLength(1);
    expect(report.notices).toContainEqual({ code: 'header.extra_column', count: 1, examples: [{ row: 1, text: 'remark' }] });
  });
});

describe('the layout before 2025', () => {
  const old =
    'Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;1_Auspraegung_Label;     FLC006__Gebietsflaeche__qkm;FLC006__Gebietsflaeche__q;BEV030__Bevoelkerung_am_Stichtag__Anzahl';

  it('reads one column per measure', async () => {
    const { observations, report } = await read(
      `\ufeff${old}\n11111;Feststellung des Gebietsstands;STAG;Stichtag;31.12.2022;DLAND;Bundesländer;05;NRW;34112,44;e;18139116\n`,
    );
    expect(observations).toMatchObject([
      { measureCode: 'FLC006', measureLabel: 'Gebietsflaeche', unit: 'qkm', period: '2022-12-31', value: 34112.44, quality: 'e' },
      { measureCode: 'BEV030', measureLabel: 'Bevoelkerung am Stichtag', unit: 'Anzahl', value: 18139116, quality: null },
    ]);
    expect(report).toMatchObject({ layout: 'ffcsv-old', language: 'de', decimalMark: ',', duplicates: { conflicting: 0 } });
  });

  it('leaves out a value that is none and keeps its neighbours', async () => {
    const { observations, report } = await read(`${old}\n11111;F;STAG;Stichtag;31.12.2022;DLAND;B;05;NRW;?;;3\n`);
    expect(observations.map(({ value }) => value)).toEqual([3]);
    expect(report.rejected.list).toMatchObject([{ row: 2, detail: { measure: 'FLC006' } }]);
  });
});

describe('headers', () => {
  it('of a third language are refused with what was expected', async () => {
    const { report } = await read('code_statistique;libellé;temps;valeur\n12411;Population;2024;1\n');
    expect(report.error).toMatchObject({ code: 'header.unknown', row: 1 });
    expect(report.error?.message).toContain('statistics_code');
    expect(report.error?.message).toContain('Statistik_Code');
    expect(report.error?.message).toContain('code_statistique');
  });

  it('with a gap name the missing columns', async () => {
    const { report } = await read(`${header.replace(';value_unit', '')}\n`);
    expect(report.error).toMatchObject({ code: 'header.incomplete', detail: { missing: 'unit' } });
    const half = await read(`${header.replace(';2_variable_label', '')}\n`);
    expect(half.report.error).toMatchObject({ code: 'header.incomplete', detail: { missing: '2_variableLabel' } });
  });

  it('with the same column twice are refused', async () => {
    const { report } = await read(`${header};value\n`);
    expect(report.error).toMatchObject({ code: 'header.duplicate_column', detail: { column: 'value' } });
  });
});
