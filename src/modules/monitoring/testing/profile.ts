import type { Context } from '#platform/access';
import { insertFigures, type TestObservation } from './observations.ts';

/** Recklinghausen, the town; the stage's district is Kreis Recklinghausen. */
export const town = '05562032';

const years = ['2019', '2020', '2021', '2022', '2023', '2024'];

function yearly(indicator: string, territory: string, values: readonly (number | null)[], suffix = ''): TestObservation[] {
  return values.flatMap((value, index) =>
    value === null ? [] : [{ indicator, territory, period: `${years[index]}${suffix}`, value }],
  );
}

/** Figures as the demonstration has them in kind: a count, a share with a break, groups, one withheld, work done. */
export async function insertProfileFigures(context: Context): Promise<void> {
  const share = 'auslaenderanteil';
  const towns = ['05562004', '05562008', '05562012', '05562014', '05562016', '05562020', '05562024', '05562028', '05562036'];
  await insertFigures(context, {
    sources: [
      {
        key: '12411',
        names: { de: 'Fortschreibung des Bevölkerungsstandes' },
        publisher: 'Statistische Ämter des Bundes und der Länder',
        licence: 'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
        attribution: 'Datenlizenz Deutschland – Namensnennung – Version 2.0',
        url: 'https://www.regionalstatistik.de/',
      },
      { key: 'haus', names: { de: 'Nur im Haus' }, public: false },
    ],
    dimensions: [
      { key: 'nationality_group', name: 'Staatsangehörigkeit', categories: { german: 'Deutsche', foreign: 'Ausländer' } },
      { key: 'sex', name: 'Geschlecht', categories: { f: 'weiblich', m: 'männlich', d: 'divers' } },
    ],
    indicators: [
      {
        key: 'bevoelkerung',
        names: { de: 'Bevölkerung', en: 'Population' },
        definitions: { de: 'Alle Personen, die hier ihre Hauptwohnung haben.' },
        breakdowns: ['sex', 'nationality_group'],
        source: '12411',
      },
      {
        key: share,
        names: { de: 'Ausländeranteil' },
        unit: 'percent',
        decimals: 1,
        additive: false,
        seriesBreaks: [{ period: '2022-12-31', names: { de: 'Zensus 2022' } }],
        source: '12411',
      },
      { key: 'geduldete', names: { de: 'Geduldete' }, topic: 'legal' },
      { key: 'angebote', names: { de: 'Angebote im Wegweiser' }, unit: 'offers', kind: 'output', topic: 'work_of_ki' },
      { key: 'intern', names: { de: 'Interne Kennzahl' }, state: 'internal' },
      { key: 'geheim', names: { de: 'Aus interner Quelle' }, source: 'haus' },
    ],
    places: [{ key: 'DG', name: 'Deutschland' }],
    observations: [
      ...yearly('bevoelkerung', town, [111_693, 111_397, 110_705, 111_734, 114_820, 115_344], '-12-31').map((one) => ({
        ...one,
        source: '12411',
      })),
      ...yearly('bevoelkerung', '05562', [614_137, 613_599, 612_801, 613_878, 620_100, 621_305], '-12-31').map((one) => ({
        ...one,
        source: '12411',
      })),
      ...yearly(share, town, [10.1, null, 11.2, 12.9, 13.4, 13.9], '-12-31').map((one) => ({ ...one, source: '12411' })),
      ...yearly(share, '05562', [10.9, 11.1, 11.4, 13.1, 13.7, 14.2], '-12-31').map((one) => ({ ...one, source: '12411' })),
      ...yearly(share, '05', [13.1, 13.3, 13.8, 15.2, 15.8, 16.1], '-12-31').map((one) => ({ ...one, source: '12411' })),
      ...towns.map((territory, index) => ({
        indicator: share,
        territory,
        period: '2024-12-31',
        value: 8 + index * 1.7,
        source: '12411',
      })),
      ...towns.map((territory, index) => ({
        indicator: 'bevoelkerung',
        territory,
        period: '2024-12-31',
        value: 30_000 + index * 8123,
        source: '12411',
      })),
      ...Object.entries({ f: 58_822, m: 56_510 }).map(([code, value]) => ({
        indicator: 'bevoelkerung',
        territory: town,
        period: '2024-12-31',
        breakdown: `sex=${code}`,
        value,
        source: '12411',
      })),
      {
        indicator: 'bevoelkerung',
        territory: town,
        period: '2024-12-31',
        breakdown: 'sex=d',
        value: 2,
        withheld: 1,
        source: '12411',
      },
      ...Object.entries({ german: 99_300, foreign: 16_044 }).map(([code, value]) => ({
        indicator: 'bevoelkerung',
        territory: town,
        period: '2024-12-31',
        breakdown: `nationality_group=${code}`,
        value,
        source: '12411',
      })),
      { indicator: 'geduldete', territory: town, period: '2024', value: 3, withheld: 1 },
      { indicator: 'geduldete', territory: town, period: '2023', value: 41 },
      { indicator: 'geduldete', territory: town, period: '2022', value: 44 },
      ...yearly('angebote', town, [null, null, null, 12, 19, 27]),
      { indicator: 'intern', territory: town, period: '2024', value: 987_654 },
      { indicator: 'geheim', territory: town, period: '2024', value: 876_543, source: 'haus' },
    ],
  });
}
