import type { OpenDataset } from '#platform/module';
import { attributionOf, conditions, conditionsOf, figurePath, type Holding, licenceOf } from '../model/open-data.ts';
import { spanOf } from '../model/period.ts';
import type { Periodicity, Topic } from '../model/vocabulary.ts';

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

const csvwStandard = 'https://www.w3.org/TR/tabular-metadata/';
const jsonStatStandard = 'https://json-stat.org/full/';

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
