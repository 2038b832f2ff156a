/**
 * What the three districts printed, number by number, as the tests expect to read it again. Written off the tables of the
 * documents (`districts/<slug>/SOURCES.md`), not made from the files that the demonstration loads.
 */

/** Indicator, territory, period, breakdown, value. */
export type Printed = readonly [indicator: string, territory: string, period: string, breakdown: string, value: number];

export interface PrintedTable {
  readonly slug: 'recklinghausen' | 'guetersloh' | 'ennepe-ruhr';
  readonly file: string;
  readonly source: string;
  readonly figures: readonly Printed[];
}

/** Town: inhabitants, with migration background, share, foreigners, share. */
const towns2011: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  '05954': [326_049, 63_620, 19.6, 23_380, 7.2],
  '05954004': [9_064, 1_070, 11.8, 310, 3.4],
  '05954008': [30_400, 6_880, 22.7, 2_610, 8.6],
  '05954012': [31_227, 5_740, 18.5, 3_020, 9.7],
  '05954016': [54_253, 12_170, 22.5, 3_460, 6.4],
  '05954020': [22_909, 3_180, 13.9, 1_070, 4.7],
  '05954024': [28_435, 5_480, 19.3, 2_710, 9.5],
  '05954028': [25_444, 3_040, 12, 930, 3.7],
  '05954032': [27_935, 4_990, 18.1, 1_920, 6.9],
  '05954036': [96_382, 21_070, 21.9, 7_340, 7.6],
};

const foreign = 'nationality_group=foreign';

/** Indicator, breakdown, district, Land. */
const indicators2011: readonly (readonly [string, string, number, number])[] = [
  ['bevoelkerung', '', 326_049, 17_538_251],
  ['bevoelkerung_migrationshintergrund', '', 63_620, 4_215_000],
  ['anteil_migrationshintergrund', '', 19.6, 23.3],
  ['bevoelkerung', foreign, 26_380, 1_607_080],
  ['auslaenderanteil', '', 7.2, 10.7],
  ['auslaenderanteil', 'age=group-15-24', 10.7, 13.2],
  ['anteil_kita_kinder_migration', '', 29.4, 36.1],
  ['abiturquote', foreign, 14.7, 14.4],
  ['abiturquote', '', 36.2, 34.6],
  ['anteil_abgaenge_ohne_abschluss', foreign, 8.2, 11.3],
  ['anteil_abgaenge_ohne_abschluss', '', 3.8, 5.4],
  ['auszubildendenquote_18_20', foreign, 38.4, 31.4],
  ['auszubildendenquote_18_20', '', 59.9, 58.8],
  ['arbeitslosenanteil', foreign, 9.9, 10.2],
  ['arbeitslosenanteil', '', 5.8, 6.2],
  ['sgb2_quote', foreign, 20.6, 22.1],
  ['sgb2_quote', '', 10, 10.9],
  ['kinderarmut', foreign, 32.6, 39.2],
  ['kinderarmut', '', 15.6, 17.5],
  ['altersarmut', foreign, 9.6, 12.9],
  ['altersarmut', '', 2.5, 3.2],
];

/** Share of each nationality among the foreigners of the Ennepe-Ruhr-Kreis. */
const nationalities2011: Readonly<Record<string, number>> = {
  st163: 28,
  st137: 13,
  st152: 7,
  st134: 7,
  st153: 5,
  st170: 4,
  st150: 4,
  st122: 3,
  st130: 2,
  other: 27,
};

/** Persons and share in North Rhine-Westphalia. */
const landNationalities2011: Readonly<Record<string, readonly [number, number]>> = {
  st163: [540_976, 29.42],
  st152: [132_723, 7.22],
  st137: [121_561, 6.61],
  st134: [85_266, 4.64],
  st148: [67_169, 3.65],
  st170: [56_878, 3.09],
  st160: [43_901, 2.39],
  st150: [40_505, 2.2],
  st122: [37_412, 2.03],
  st130: [36_276, 1.97],
  'group-top-ten': [1_162_667, 63.23],
};

/** Day: employed, of them German, foreign. */
const employment: Readonly<Record<string, readonly [number, number, number]>> = {
  '2022-12-31': [189_227, 158_812, 30_414],
  '2019-12-31': [184_245, 156_554, 27_600],
  '2016-12-31': [169_648, 149_275, 20_292],
};

const guetersloh: readonly Printed[] = [
  ['auslaenderanteil', '05754', '2022-12-31', '', 15.2],
  ['auslaenderanteil', '05', '2022-12-31', '', 15.6],
  ['auslaenderanteil', '057', '2022-12-31', '', 12.6],
  ['auslaender_azr', '05754', '2006-12-31', 'nationality=group-cse-europe', 5_187],
  ['auslaender_azr', '05754', '2022-12-31', 'nationality=group-cse-europe', 22_930],
  ['auslaender_azr', '05754', '2022-12-31', 'nationality=st154', 11_570],
  ['auslaender_azr', '05754', '2022-12-31', 'nationality=st152', 7_740],
  ['auslaender_azr', '05754', '2022-12-31', 'nationality=st163', 6_235],
  ['auslaender_azr', '05754', '2022-12-31', 'nationality=st166', 4_160],
  ['auslaender_azr', '05754', '2022-12-31', 'nationality=st475', 3_810],
  ['auslaender_azr', '05754', '2022-12-31', 'residence_status=free-movement', 27_510],
  ['anteil_auslaender_auszubildende', '05754', '2022', '', 6.1],
  ['anteil_auslaender_auszubildende', '05', '2022', '', 10.1],
  ['anteil_migrationshintergrund', '05754', '2019', '', 30.3],
  ['anteil_migrationshintergrund', '05', '2019', '', 30.1],
  ['arbeitslosenquote', '05754', '2022-12', '', 4],
  ['arbeitslosenquote', '05', '2022-12', '', 6.9],
  ['arbeitslosenquote', 'DG', '2022-12', '', 5.4],
  ['ausbildungsstellen', '05754', '2022', '', 2_654],
  ['ausbildungsbewerbungen', '05754', '2022', '', 1_801],
];

/** Number of measures in 2016 and 2017. */
const kommAn: Readonly<Record<string, readonly [number, number]>> = {
  rooms: [33, 9],
  'running-costs': [5, 0],
  accompaniment: [105, 81],
  offers: [52, 69],
  brochures: [9, 6],
  websites: [4, 1],
  translations: [187, 40],
  'training-hours': [164, 214],
  exchange: [45, 160],
};

/** School year and class: reported, placed. */
const placements: readonly (readonly [string, string, number, number])[] = [
  ['2015-08/P12M', 'class_type=ifk', 530, 470],
  ['2016-08/P12M', 'class_type=ifk', 330, 300],
  ['2016-08/P12M', 'class_type=ffm', 30, 20],
];

/** Groups, parents, children. */
const programmes: Readonly<Record<string, readonly [number, number, number]>> = {
  griffbereit: [36, 310, 332],
  'rucksack-kita': [92, 670, 757],
  'rucksack-schule': [11, 71, 73],
};

const ratings: Readonly<Record<string, number>> = { '1': 1, '2': 24, '3': 27 };

export const printedTables: readonly PrintedTable[] = [
  {
    slug: 'ennepe-ruhr',
    file: 'towns-2011.csv',
    source: 'en-konzept-2013-t3',
    figures: Object.entries(towns2011).flatMap(
      ([key, [people, migration, migrationShare, foreigners, foreignShare]]): Printed[] => [
        ['bevoelkerung', key, '2011', '', people],
        ['bevoelkerung_migrationshintergrund', key, '2011', '', migration],
        ['anteil_migrationshintergrund', key, '2011', '', migrationShare],
        ['bevoelkerung', key, '2011', foreign, foreigners],
        ['auslaenderanteil', key, '2011', '', foreignShare],
      ],
    ),
  },
  {
    slug: 'ennepe-ruhr',
    file: 'indicators-2011.csv',
    source: 'en-konzept-2013-t4',
    figures: indicators2011.flatMap(([indicator, breakdown, district, land]): Printed[] => [
      [indicator, '05954', '2011', breakdown, district],
      [indicator, '05', '2011', breakdown, land],
    ]),
  },
  {
    slug: 'ennepe-ruhr',
    file: 'nationalities-2011.csv',
    source: 'en-konzept-2013-t2',
    figures: Object.entries(nationalities2011).map(
      ([code, share]): Printed => ['anteil_staatsangehoerigkeit', '05954', '2011', `nationality=${code}`, share],
    ),
  },
  {
    slug: 'ennepe-ruhr',
    file: 'nrw-nationalities-2011.csv',
    source: 'en-konzept-2013-t1',
    figures: Object.entries(landNationalities2011).flatMap(([code, [persons, share]]): Printed[] => [
      ['auslaender_azr', '05', '2011-12-31', `nationality=${code}`, persons],
      ['anteil_staatsangehoerigkeit', '05', '2011-12-31', `nationality=${code}`, share],
    ]),
  },
  {
    slug: 'guetersloh',
    file: 'employment.csv',
    source: 'gt-konzept-2025-t1',
    figures: Object.entries(employment).flatMap(([day, [all, german, others]]): Printed[] => [
      ['beschaeftigte_arbeitsort', '05754', day, '', all],
      ['beschaeftigte_arbeitsort', '05754', day, 'nationality_group=german', german],
      ['beschaeftigte_arbeitsort', '05754', day, foreign, others],
    ]),
  },
  { slug: 'guetersloh', file: 'indicators.csv', source: 'gt-konzept-2025-k3', figures: guetersloh },
  {
    slug: 'recklinghausen',
    file: 'komm-an.csv',
    source: 're-bericht-2017-t3',
    figures: Object.entries(kommAn).flatMap(([block, [first, second]]): Printed[] => [
      ['komm_an_massnahmen', '05562', '2016', `komm_an_block=${block}`, first],
      ['komm_an_massnahmen', '05562', '2017', `komm_an_block=${block}`, second],
    ]),
  },
  {
    slug: 'recklinghausen',
    file: 'placements.csv',
    source: 're-bericht-2017-t2',
    figures: placements.flatMap(([period, breakdown, reported, placed]): Printed[] => [
      ['seiteneinsteiger_gemeldet', '05562', period, breakdown, reported],
      ['seiteneinsteiger_vermittelt', '05562', period, breakdown, placed],
    ]),
  },
  {
    slug: 'recklinghausen',
    file: 'programmes.csv',
    source: 're-bericht-2017-k1',
    figures: Object.entries(programmes).flatMap(([programme, [groups, parents, children]]): Printed[] => [
      ['fruehe_bildung_gruppen', '05562', '2014/P4Y', `programme=${programme}`, groups],
      ['fruehe_bildung_eltern', '05562', '2014/P4Y', `programme=${programme}`, parents],
      ['fruehe_bildung_kinder', '05562', '2014/P4Y', `programme=${programme}`, children],
    ]),
  },
  {
    slug: 'recklinghausen',
    file: 'network-rating.csv',
    source: 're-konzept-2021-k3-5',
    figures: Object.entries(ratings).map(
      ([rating, share]): Printed => ['netzwerkbewertung', '05562', '2021', `rating=${rating}`, share],
    ),
  },
];

/** Key, inhabitants, square kilometres, inhabitants per square kilometre: 12411-15i of 31 December 2024, every row. */
export const area2024: readonly (readonly [string, number, number, number])[] = [
  ['05', 18_034_454, 34112.44, 528.7],
  ['055', 2_659_034, 6918.35, 384.3],
  ['05562', 621_305, 761.31, 816.1],
  ['05562004', 73_282, 51.68, 1418.0],
  ['05562008', 35_473, 66.1, 536.7],
  ['05562012', 75_277, 171.2, 439.7],
  ['05562014', 75_499, 35.97, 2098.9],
  ['05562016', 38_142, 159.03, 239.8],
  ['05562020', 60_941, 37.33, 1632.5],
  ['05562024', 86_766, 87.76, 988.7],
  ['05562028', 31_404, 38.66, 812.3],
  ['05562032', 115_344, 66.5, 1734.5],
  ['05562036', 29_177, 47.09, 619.6],
  ['057', 2_072_861, 6525.29, 317.7],
  ['05754', 363_982, 969.21, 375.5],
  ['05754004', 8_847, 55.99, 158.0],
  ['05754008', 100_479, 112.02, 897.0],
  ['05754012', 21_393, 69.7, 306.9],
  ['05754016', 25_523, 100.59, 253.7],
  ['05754020', 16_419, 79.28, 207.1],
  ['05754024', 8_311, 38.31, 216.9],
  ['05754028', 48_030, 86.72, 553.9],
  ['05754032', 30_055, 110.31, 272.5],
  ['05754036', 26_297, 67.52, 389.5],
  ['05754040', 20_302, 56.41, 359.9],
  ['05754044', 25_762, 71.37, 361.0],
  ['05754048', 21_513, 85.57, 251.4],
  ['05754052', 11_051, 35.42, 312.0],
  ['059', 3_571_898, 8012.41, 445.8],
  ['05954', 314_167, 409.64, 766.9],
  ['05954004', 8_816, 59.09, 149.2],
  ['05954008', 29_446, 57.77, 509.7],
  ['05954012', 30_006, 26.34, 1139.2],
  ['05954016', 53_044, 71.67, 740.1],
  ['05954020', 22_772, 22.39, 1017.1],
  ['05954024', 27_953, 20.5, 1363.6],
  ['05954028', 24_232, 47.94, 505.5],
  ['05954032', 26_090, 31.55, 826.9],
  ['05954036', 91_808, 72.4, 1268.1],
];
