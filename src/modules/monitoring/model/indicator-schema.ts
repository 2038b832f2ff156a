import { z } from 'zod';
import { spanOf } from './period.ts';
import { placeLevels } from './places.ts';
import { directions, indicatorStates, kinds, periodicities, populationBases, topics, units } from './vocabulary.ts';

/** Words of public addresses below `/zahlen`; an indicator of that key could not be opened. */
export const forbiddenKeys: readonly string[] = [
  'orte',
  'auswahl',
  'zusammenhang',
  'altersaufbau',
  'staatsangehoerigkeiten',
  'zielgruppen',
  'berichte',
  'daten',
  'hinweise',
  // Of the staff: the address of a new one.
  'neu',
];

const text = (longest: number) => z.string().max(longest);
const key = /^[a-z][a-z0-9_]*$/;

/** Days that something may be planned for; the database has no year 0. */
export const isPlannable = (day: string): boolean => day >= '1990' && day < '2100';

/** Tags of the languages that texts of indicators may have; `de-simple` is Leichte Sprache. */
const texts = (longest: number) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})*$/), text(longest).min(1))
    .refine((all) => Object.keys(all).length <= 30);
const named = (longest: number) =>
  texts(longest).refine((all) => Boolean(all.de), { path: ['de'], message: 'http:field.required' });

/** What an indicator says of itself, whoever writes it: the catalogue or the staff. */
export const indicatorContentSchema = z.object({
  key: z
    .string()
    .max(60)
    .regex(key, 'monitoring:staff.fault.key')
    .refine((one) => !forbiddenKeys.includes(one), 'monitoring:staff.fault.forbidden_key'),
  catalogueNumber: z.number().int().min(1).max(999).nullable(),
  topic: z.enum(topics),
  kind: z.enum(kinds),
  position: z.number().int().min(0).max(100_000),
  names: named(200),
  definitions: texts(2000),
  numerators: texts(500),
  denominators: texts(500),
  readingAids: texts(2000),
  unit: z.enum(units),
  decimals: z.number().int().min(0).max(4),
  direction: z.enum(directions),
  formula: text(500).nullable(),
  figure: z
    .string()
    .regex(/^[a-z]+\.[a-z_]+$/)
    .nullable(),
  /** Key of the source. */
  source: z.string().nullable(),
  tableCodes: z.array(z.string().regex(/^[A-Za-z0-9-]{3,40}$/, 'monitoring:staff.fault.table_code')).max(40),
  referenceDate: text(200),
  periodicity: z.enum(periodicities),
  additive: z.boolean(),
  secrecyNote: text(1000),
  secrecyK: z.number().int().min(2).max(100).nullable(),
  secrecyOf: z.string().regex(key).nullable(),
  seriesBreaks: z
    .array(
      z.object({
        period: z.string().refine((one) => spanOf(one) !== undefined, 'monitoring:staff.fault.period'),
        names: named(500),
      }),
    )
    .max(20),
  levels: z.array(z.enum(placeLevels)),
  breakdowns: z.array(z.string().regex(key)).max(20),
  contact: text(300),
  note: text(2000),
  nextUpdateOn: z.iso.date().refine(isPlannable, 'http:field.date').nullable(),
  state: z.enum(indicatorStates),
});
export type IndicatorContent = z.output<typeof indicatorContentSchema>;

/** When an office usually has new figures: this day of these months. */
const updateRuleSchema = z.object({
  months: z.array(z.number().int().min(1).max(12)).min(1),
  day: z.number().int().min(1).max(28),
});
export type UpdateRule = z.output<typeof updateRuleSchema>;

const catalogued = indicatorContentSchema
  .omit({ contact: true, nextUpdateOn: true })
  .extend({ nextUpdate: updateRuleSchema.nullable() });

export const sourceContentSchema = z.object({
  key: z
    .string()
    .max(60)
    .regex(/^(?!neu$)[a-z0-9]+(-[a-z0-9]+)*$/, 'monitoring:staff.fault.source_key'),
  names: named(200),
  publisher: text(200).min(1),
  licence: z.url({ protocol: /^https?$/ }).nullable(),
  licenceNote: text(1000),
  attribution: text(500),
  url: z.url({ protocol: /^https?$/ }).nullable(),
  populationBasis: z.enum(populationBases).nullable(),
  roundedTo: z.number().positive().max(1_000_000).nullable(),
  rank: z.number().int().min(0).max(10_000),
  public: z.boolean(),
});
export type SourceContent = z.output<typeof sourceContentSchema>;

export const categoryContentSchema = z.object({
  code: z
    .string()
    .max(60)
    .regex(/^(?!neu$)[a-z0-9]+([._-][a-z0-9]+)*$/, 'monitoring:staff.fault.category'),
  names: named(200),
  attributeCodes: z.array(text(60).min(1)).max(50),
  position: z.number().int().min(0).max(100_000),
});
export type CategoryContent = z.output<typeof categoryContentSchema>;

export const dimensionContentSchema = z.object({
  key: z
    .string()
    .max(60)
    .regex(/^(?!neu$)[a-z][a-z0-9_]*$/, 'monitoring:staff.fault.key'),
  names: named(200),
  variableCodes: z.array(text(60).min(1)).max(50),
  categories: z.array(categoryContentSchema).max(2000),
});
export type DimensionContent = z.output<typeof dimensionContentSchema>;

export const catalogueSchema = z.object({
  indicators: z.array(catalogued),
  sources: z.array(sourceContentSchema),
  dimensions: z.array(dimensionContentSchema),
});
export type Catalogue = z.output<typeof catalogueSchema>;
