import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import type { Cell, FigureSet, Place } from '../model/figures.ts';
import type { Dimension, Indicator, Source } from '../model/indicator.ts';
import { Lookup } from '../model/report-lookup.ts';
import type { World } from '../model/report-world.ts';
import type { Marker } from '../model/vocabulary.ts';
import { anIndicator } from './figure-set.ts';

/** An indicator of the documents' tests: a count of people unless said otherwise. */
export const indicator = (own: Partial<Indicator> & Pick<Indicator, 'key'>): Indicator =>
  anIndicator(own.key, {
    id: own.key,
    names: { de: `Kennzahl ${own.key}` },
    unit: 'persons',
    decimals: 0,
    additive: (own.unit ?? 'persons') === 'persons',
    ...own,
  });

/** `key territory period breakdown` → number, sign, or a whole cell. */
export type Written = Readonly<Record<string, number | Marker | Partial<Cell>>>;

function cellOf(written: number | Marker | Partial<Cell>): Cell {
  const plain = { value: null, marker: null, quality: null, withheld: false, sources: ['test'], uncertainty: 0, warnings: [] };
  if (typeof written === 'number') return { ...plain, value: written };
  if (typeof written === 'string') return { ...plain, value: written === '-' ? 0 : null, marker: written };
  return { ...plain, ...written };
}

const place = (key: string, name: string, level: Place['level']): Place => ({
  key,
  names: { de: name },
  level,
  validFrom: null,
  validTo: null,
});
const source: Source = {
  id: 'test',
  key: 'test',
  names: { de: 'Testquelle' },
  publisher: 'Amt',
  licence: null,
  licenceNote: '',
  attribution: '',
  url: null,
  populationBasis: null,
  roundedTo: null,
  rank: 1,
  public: true,
  version: 1,
};

/** A world of one town in its district, for rules without a database. */
export function world(
  indicators: readonly Indicator[],
  written: Written,
  own: {
    readonly language?: InterfaceLanguage;
    readonly dimensions?: readonly Dimension[];
    readonly sources?: readonly Source[];
  } = {},
): World {
  const cells = new Map(
    Object.entries(written).map(([name, value]) => {
      const [key = '', territory = '', period = '', breakdown = ''] = name.split(' ');
      return [[key, territory, period, breakdown].join(' '), cellOf(value)] as const;
    }),
  );
  const names = [...cells.keys()].map((name) => name.split(' '));
  const unique = (index: number) => [...new Set(names.map((parts) => parts[index] ?? ''))];
  const { language = german, dimensions = [], sources = [source] } = own;
  const places = [
    place('05', 'Nordrhein-Westfalen', 'land'),
    place('05562', 'Kreis Recklinghausen', 'kreis'),
    place('05562024', 'Marl', 'kommune'),
    place('05562032', 'Recklinghausen', 'kommune'),
  ];
  const figures: FigureSet = {
    indicators,
    places,
    periods: unique(2),
    breakdowns: unique(3),
    dimensions,
    sources,
    targets: [],
    truncated: false,
    cell: (key, territory, period, breakdown = '') => cells.get([key, territory, period, breakdown].join(' ')),
  };
  const byKey = (key: string) => places.find((one) => one.key === key) as Place;
  return {
    words: { language, t: translator(language) },
    own: byKey('05562024'),
    slug: 'marl',
    district: byKey('05562'),
    land: byKey('05'),
    towns: [byKey('05562024'), byKey('05562032')],
    shapes: [],
    places,
    indicators,
    dimensions,
    sources,
    figures: new Lookup([figures]),
    day: '2026-11-23',
    classify: () => [],
  };
}
