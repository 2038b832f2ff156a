import type { Cell, FigureSet, Place } from '../model/figures.ts';
import type { Dimension, Indicator, Source, Target } from '../model/indicator.ts';
import { comparePeriods } from '../model/period.ts';
import { levelOfPlace } from '../model/places.ts';
import type { Marker } from '../model/vocabulary.ts';

/** An indicator for tests of rules that need no database. */
export function anIndicator(key: string, changes: Partial<Indicator> = {}): Indicator {
  return {
    id: `id-${key}`,
    key,
    catalogueNumber: null,
    topic: 'demography',
    kind: 'context',
    position: 0,
    names: { de: key },
    definitions: {},
    numerators: {},
    denominators: {},
    readingAids: {},
    unit: 'percent',
    decimals: 1,
    direction: 'none',
    formula: null,
    figure: null,
    sourceId: null,
    tableCodes: [],
    referenceDate: '',
    periodicity: 'year',
    additive: false,
    secrecyNote: '',
    secrecyK: null,
    secrecyOf: null,
    seriesBreaks: [],
    levels: [],
    breakdowns: [],
    contact: '',
    note: '',
    nextUpdateOn: null,
    state: 'public',
    version: 1,
    ...changes,
  };
}

export function aCell(value: number | null, marker: Marker | null = null): Cell {
  return { value, marker, quality: null, withheld: false, sources: [], uncertainty: 0, warnings: [] };
}

export const aPlace = (key: string, name = key): Place => ({
  key,
  names: { de: name },
  level: levelOfPlace(key),
  validFrom: null,
  validTo: null,
});

export interface SetParts {
  readonly indicators: readonly Indicator[];
  readonly places: readonly Place[];
  readonly dimensions?: readonly Dimension[];
  readonly sources?: readonly Source[];
  readonly targets?: readonly Target[];
  /** `indicator|territory|period|breakdown` → cell or value. */
  readonly cells: Readonly<Record<string, Cell | number | null>>;
}

/** What reading would answer, made of a few cells. */
export function aFigureSet({ indicators, places, dimensions = [], sources = [], targets = [], cells }: SetParts): FigureSet {
  const keys = Object.keys(cells).map((key) => key.split('|'));
  const all = (index: number) => [...new Set(keys.map((parts) => parts[index] ?? ''))];
  return {
    indicators,
    places,
    periods: all(2).toSorted(comparePeriods),
    breakdowns: all(3).toSorted(),
    dimensions,
    sources,
    targets,
    cell: (indicator, territory, period, breakdown = '') => {
      const found = cells[`${indicator}|${territory}|${period}|${breakdown}`];
      if (found === undefined) return undefined;
      return typeof found === 'number' || found === null ? aCell(found, found === null ? '.' : null) : found;
    },
    truncated: false,
  };
}
