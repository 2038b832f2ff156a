import { describe, expect, it } from 'vitest';
import type { Dimension } from '../model/indicator.ts';
import { catalogue } from './catalogue.ts';
import { ImportRows } from './import-mapping.ts';
import { shippedMappings } from './import-mappings.ts';
import { readOfficialTable } from './official-table-reading.ts';

/** What a file becomes through the mapping of its table, and what could not be used. */
async function figuresOf(table: string, lines: readonly string[], encoding: 'latin1' | 'utf8') {
  const known = shippedMappings.find(({ tables }) => tables.includes(table));
  if (!known) throw new Error(`no mapping for ${table}`);
  const reader = readOfficialTable([Buffer.from(`${lines.join('\n')}\n`, encoding)], `${table}_de_flat.csv`);
  const rows = new ImportRows(known.mapping, catalogue.dimensions as readonly Dimension[], new Set());
  const figures: string[] = [];
  for await (const batch of reader.batches())
    for (const { indicator, source, territory, period, breakdown, value, marker } of rows.map(batch))
      figures.push(
        [indicator, source ?? known.mapping.source, territory, period, breakdown, `${value}${marker ?? ''}`].join(' '),
      );
  expect(reader.report()).toMatchObject({ complete: true, tableCode: table, rejected: { count: 0 } });
  expect([rows.unusedRows, rows.unknownRows, rows.rejectedRows, rows.fresh.size]).toEqual([0, 0, 0, 0]);
  return figures;
}

const footer = [
  '__________',
  '"Fußnote"',
  '© IT.NRW, Düsseldorf, 2026. Dieses Werk ist lizenziert unter der Datenlizenz Deutschland - Namensnennung - Version 2.0.',
  'Stand: 19.01.2026 / 13:58:12',
];
const flat = (dimensions: number) =>
  [
    'statistics_code;statistics_label;time_code;time_label;time',
    ...Array.from({ length: dimensions }, (_, index) =>
      ['variable_code', 'variable_label', 'variable_attribute_code', 'variable_attribute_label']
        .map((name) => `${index + 1}_${name}`)
        .join(';'),
    ),
    'value;value_unit;value_variable_code;value_variable_label',
  ].join(';');

describe('tables as the offices deliver them, through the mappings that ship', () => {
  it('12411-15i: three measures of two statistics', async () => {
    const lines = [
      'Tabelle: 12411-15i',
      'Katasterfläche (qkm), Bevölkerung und Bevölkerungsdichte - Stichtag - Gemeinden;;;;;',
      ';;;Fortschreibung des Bevölkerungsstandes;Flächenerhebung nach Art der tatsächlichen Nutzung;Fortschreibung des Bevölkerungsstandes',
      ';;;Bevölkerungsstand (Basis Zensus 2022 und früher);Bodenfläche (Katasterfläche) in qkm;Bevölkerungsdichte',
      ';;;Anzahl;qkm;EW pro qkm',
      '31.12.2024;05562;    Recklinghausen, Kreis;621305;761,31;816,1',
      '31.12.2024;05562004;      Castrop-Rauxel, Stadt;73282;51,68;1418,0',
      ...footer,
    ];
    expect(await figuresOf('12411-15i', lines, 'latin1')).toEqual([
      'bevoelkerung 12411 05562 2024-12-31  621305',
      'flaeche 33111 05562 2024-12-31  761.31',
      'bevoelkerungsdichte 12411 05562 2024-12-31  816.1',
      'bevoelkerung 12411 05562004 2024-12-31  73282',
      'flaeche 33111 05562004 2024-12-31  51.68',
      'bevoelkerungsdichte 12411 05562004 2024-12-31  1418',
    ]);
  });

  it('12521-03i: nationality in the rows, sex in the columns, signs as they are', async () => {
    const lines = [
      'Tabelle: 12521-03i',
      'Ausländische Bevölkerung nach Geschlecht und;;;;;;;',
      'Staatsangehörigkeiten (215);;;;;;;',
      '- kreisfreie Städte und Kreise - Stichtag;;;;;;;',
      'Ausländerstatistik (AZR);;;;;;;',
      ';;;;;Ausländische Bevölkerung;Ausländische Bevölkerung;Ausländische Bevölkerung',
      ';;;;;Insgesamt;männlich;weiblich',
      ';;;;;Anzahl;Anzahl;Anzahl',
      '31.12.2024;05954;    Ennepe-Ruhr-Kreis;1;Europa;30205;14760;15445',
      '31.12.2024;05954;    Ennepe-Ruhr-Kreis;465;  Taiwan, (China );15;-;-',
      ...footer,
    ];
    expect(await figuresOf('12521-03i', lines, 'latin1')).toEqual([
      'auslaender_azr 12521 05954 2024-12-31 nationality=group-europe 30205',
      'auslaender_azr 12521 05954 2024-12-31 nationality=group-europe;sex=male 14760',
      'auslaender_azr 12521 05954 2024-12-31 nationality=group-europe;sex=female 15445',
      'auslaender_azr 12521 05954 2024-12-31 nationality=st465 15',
      'auslaender_azr 12521 05954 2024-12-31 nationality=st465;sex=male 0-',
      'auslaender_azr 12521 05954 2024-12-31 nationality=st465;sex=female 0-',
    ]);
  });

  it('12411-01-01-4, 12531-0043 and 13111-01-03-4: flat files, levels mixed', async () => {
    const stock = '12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;2024-12-31;KREISE;Kreise und kreisfreie Städte';
    const people = [
      flat(2),
      `${stock};05966;Olpe, Kreis;GES;Geschlecht;GESW;weiblich;65919;Anzahl;BEVSTD;Bevölkerungsstand`,
      `${stock};05111;Düsseldorf, kreisfreie Stadt;GES;Geschlecht;;Insgesamt;618685;Anzahl;BEVSTD;Bevölkerungsstand`,
    ];
    expect(await figuresOf('12411-01-01-4', people, 'utf8')).toEqual([
      'bevoelkerung 12411 05966 2024-12-31 sex=female 65919',
      'bevoelkerung 12411 05111 2024-12-31  618685',
    ]);
    const seeking = [
      flat(4),
      '12531;Statistik über Schutzsuchende;STAG;Stichtag;2024-12-31;KREISE;Kreise;05754;Gütersloh, Landkreis;SCHST2;Schutzstatuskategorie;SCHUTZST-AK-2;Befristet anerkannter Schutzstatus;GES;Geschlecht;GESW;weiblich;STAAG5;Staatsangehörigkeit;ST423;Afghanistan;420;Anzahl;BEV030;Schutzsuchende',
    ];
    expect(await figuresOf('12531-0043', seeking, 'utf8')).toEqual([
      'schutzsuchende 12531 05754 2024-12-31 nationality=st423;protection_status=group-temporary;sex=female 420',
    ]);
    const employed = '13111;Statistik der sozialversicherungspflichtig Beschäftigten;STAG;Stichtag;2025-06-30';
    const measure = 'Anzahl;ERW032;Sozialversicherungspfl. Beschäftigte (Arbeitsort)';
    const work = [
      flat(3),
      `${employed};DINSG;Deutschland;DG;Deutschland;NAT;Nationalität;NATA;ausländisch;GES;Geschlecht;;Insgesamt;5837916;${measure}`,
      `${employed};KREISE;Kreise und kreisfreie Städte;05562;Recklinghausen, Kreis;NAT;Nationalität;;Insgesamt;GES;Geschlecht;GESW;weiblich;-;${measure}`,
    ];
    expect(await figuresOf('13111-01-03-4', work, 'utf8')).toEqual([
      'beschaeftigte_arbeitsort 13111 DG 2025-06-30 nationality_group=foreign 5837916',
      'beschaeftigte_arbeitsort 13111 05562 2025-06-30 sex=female 0-',
    ]);
  });
});
