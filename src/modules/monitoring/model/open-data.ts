import type { OpenDataset } from '#platform/module';
import { readBreakdown } from './breakdown.ts';
import type { Indicator, Source } from './indicator.ts';
import { spanOf } from './period.ts';
import type { Periodicity, Topic } from './vocabulary.ts';

/** What there is of an indicator, over its sources. */
export interface Holding {
  readonly indicator: Indicator;
  readonly sources: readonly Source[];
  readonly from: string;
  readonly to: string;
  readonly territories: readonly string[];
  /** Keys of the dimensions that its figures are broken down by, in their order. */
  readonly dimensions: readonly string[];
  readonly issued: Date | null;
  readonly modified: Date;
}

/** Codes of the EU's list of frequencies. */
const frequencies: Readonly<Record<Periodicity, string>> = {
  year: 'ANNUAL',
  half_year: 'BIANNUAL',
  quarter: 'QUARTERLY',
  month: 'MONTHLY',
  school_year: 'ANNUAL',
  several_years: 'IRREG',
  irregular: 'IRREG',
};

/** Codes of the EU's data themes. */
const themes: Readonly<Record<Topic, readonly string[]>> = {
  demography: ['SOCI'],
  legal: ['SOCI', 'JUST'],
  early_education: ['EDUC', 'SOCI'],
  school: ['EDUC', 'SOCI'],
  labour: ['ECON', 'SOCI'],
  livelihood: ['SOCI'],
  health_housing: ['HEAL', 'SOCI'],
  participation: ['GOVE', 'SOCI'],
  work_of_ki: ['GOVE', 'SOCI'],
};

/** Figures under open licences, and those that come with conditions of their own: never in one file. */
export const conditions = ['open', 'own'] as const;
export type Conditions = (typeof conditions)[number];

export const conditionsOf = ({ licence }: Pick<Source, 'licence'>): Conditions => (licence === null ? 'own' : 'open');

/** Licences that ask for nothing; of several in one file the one that asks for more applies. */
const withoutConditions = ['http://dcat-ap.de/def/licenses/dl-zero-de/2.0', 'http://dcat-ap.de/def/licenses/cc-zero'];
/** "Closed": no licence of the list says what the source's own conditions say. */
const ownConditions = 'http://dcat-ap.de/def/licenses/other-closed';

export const licenceOf = (sources: readonly Source[]): string => {
  const licences = sources.flatMap(({ licence }) => licence ?? []);
  return licences.find((one) => !withoutConditions.includes(one)) ?? licences[0] ?? ownConditions;
};

export const attributionOf = (sources: readonly Source[]): string =>
  [...new Set(sources.map(({ attribution, publisher }) => attribution || publisher))].join('; ');

const csvwStandard = 'https://www.w3.org/TR/tabular-metadata/';
const jsonStatStandard = 'https://json-stat.org/full/';

/** Path of a file of an indicator; figures with conditions of their own have an address of their own. */
export function figurePath(
  slug: string,
  key: string,
  extension: 'csv' | 'csv-metadata.json' | 'json',
  which: Conditions,
): string {
  return `/open-data/${slug}/figures/${key}.${extension}${which === 'own' ? '?conditions=own' : ''}`;
}

/** An indicator as a dataset of the catalogue. */
export function datasetOf(
  { indicator, sources, from, to, territories, dimensions, issued, modified }: Holding,
  { slug, ags, topic, unit }: { slug: string; ags: string; topic: string; unit: string },
): OpenDataset {
  const { key, names, definitions } = indicator;
  const towns = territories.filter((territory) => territory.length === 8 && territory.startsWith(ags));
  const quarters = territories.some((territory) => territory.includes('-'));
  const german = names.de ?? key;
  const titlesOf = (format: string) => ({ de: `${german} (${format})`, ...(names.en ? { en: `${names.en} (${format})` } : {}) });
  const span = { from: spanOf(from)?.from, to: spanOf(to)?.to };
  return {
    id: `figures-${key.replaceAll('_', '-')}`,
    titles: { de: german, ...(names.en ? { en: names.en } : {}) },
    descriptions: {
      de: definitions.de || german,
      ...(names.en ? { en: definitions.en || names.en } : {}),
    },
    keywords: [...new Set(['Integration', 'Monitoring', topic, unit, ...dimensions])],
    themes: themes[indicator.topic],
    frequency: frequencies[indicator.periodicity],
    temporal: span.from && span.to ? { from: span.from, to: span.to } : null,
    territories: [ags, ...towns.toSorted()],
    level: quarters || towns.length ? 'municipality' : 'administrativeDistrict',
    issued,
    modified,
    page: `/${slug}/de/zahlen/${key}`,
    distributions: conditions.flatMap((which) => {
      const own = sources.filter((source) => conditionsOf(source) === which);
      if (!own.length) return [];
      const terms = {
        licence: licenceOf(own),
        attribution: attributionOf(own),
        ...(which === 'own' ? { rights: own.map(({ licenceNote, publisher }) => licenceNote || publisher).join('; ') } : {}),
      };
      return [
        {
          path: figurePath(slug, key, 'csv', which),
          format: 'CSV',
          mediaType: 'text/csv',
          titles: titlesOf('CSV'),
          ...terms,
          conformsTo: [csvwStandard],
        },
        {
          path: figurePath(slug, key, 'json', which),
          format: 'JSON',
          mediaType: 'application/json',
          titles: titlesOf('JSON-stat 2.0'),
          ...terms,
          conformsTo: [jsonStatStandard],
        },
      ];
    }),
  };
}

/** Dimensions that breakdowns name. */
export function dimensionsOf(breakdowns: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const breakdown of breakdowns) for (const dimension of Object.keys(readBreakdown(breakdown) ?? {})) found.add(dimension);
  return [...found].toSorted();
}
