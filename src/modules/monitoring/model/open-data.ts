import { readBreakdown } from './breakdown.ts';
import type { Indicator, Source } from './indicator.ts';

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

/** Path of a file of an indicator; figures with conditions of their own have an address of their own. */
export function figurePath(
  slug: string,
  key: string,
  extension: 'csv' | 'csv-metadata.json' | 'json',
  which: Conditions,
): string {
  return `/open-data/${slug}/figures/${key}.${extension}${which === 'own' ? '?conditions=own' : ''}`;
}

/** Dimensions that breakdowns name. */
export function dimensionsOf(breakdowns: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const breakdown of breakdowns) for (const dimension of Object.keys(readBreakdown(breakdown) ?? {})) found.add(dimension);
  return [...found].toSorted();
}
