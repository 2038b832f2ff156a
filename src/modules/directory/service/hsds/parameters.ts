import { z } from 'zod';
import { uuidPattern } from '#platform/crypto';
import { findInterfaceLanguage, german, type InterfaceLanguage } from '#platform/i18n';

/** Most items of a page; who wants more asks for `format=ndjson`. */
export const mostPerPage = 500;
export const usualPerPage = 50;

const yes = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const id = z.string().regex(uuidPattern);
const age = z.coerce.number().int().min(0).max(120);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A day stands for its first moment in UTC, as in the standard's examples. */
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/)
  .transform((value) => new Date(/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(value) || !value.includes('T') ? value : `${value}Z`))
  .refine((date) => !Number.isNaN(date.getTime()) && date.getFullYear() > 1900 && date.getFullYear() < 3000);

/** Every parameter of the interface: those of HSDS 3.0, those that ORUK adds, and `lang`, which is ours. */
const rules = {
  search: z
    .string()
    .max(200)
    .transform((value) => value.toWellFormed().replaceAll('\u0000', '').trim()),
  page: whole.refine((value) => value >= 1),
  per_page: whole.refine((value) => value >= 1 && value <= mostPerPage),
  format: z.enum(['json', 'ndjson']),
  taxonomy_term_id: id,
  taxonomy_id: id,
  organization_id: id,
  parent_id: id,
  modified_after: moment,
  minimal: yes,
  full: yes,
  full_service: yes,
  top_only: yes,
  postcode: z.string().regex(/^\d{5}$/),
  proximity: whole.refine((value) => value >= 1 && value <= 200_000),
  minimum_age: age,
  maximum_age: age,
  day: z
    .string()
    .toUpperCase()
    .transform((value) => value.split(',').map((one) => weekdays.indexOf(one) + 1))
    .refine((days) => days.every((one) => one > 0)),
  start_time: time,
  end_time: time,
  lang: z
    .string()
    .transform((value) => findInterfaceLanguage(value))
    .refine((language): language is InterfaceLanguage => language !== undefined),
};

export type ParameterName = keyof typeof rules;
export type Parameters = { readonly [Name in ParameterName]?: z.output<(typeof rules)[Name]> | undefined };

const paging = ['page', 'per_page', 'format', 'lang'] as const;
const found = ['search', 'taxonomy_term_id', 'taxonomy_id'] as const;
const times = ['minimum_age', 'maximum_age', 'day', 'start_time', 'end_time'] as const;

/** Which parameters an address knows. */
export const parametersOf = {
  root: ['lang'],
  one: ['lang'],
  services: [...found, ...times, ...paging, 'organization_id', 'modified_after', 'minimal', 'full'],
  service_at_locations: [...found, ...times, ...paging, 'organization_id', 'modified_after', 'full', 'postcode', 'proximity'],
  organizations: [...found, ...paging, 'full', 'full_service'],
  organization: ['lang', 'full_service'],
  taxonomies: ['search', ...paging],
  taxonomy_terms: ['search', ...paging, 'taxonomy_id', 'top_only', 'parent_id'],
} as const satisfies Record<string, readonly ParameterName[]>;

export type AddressKind = keyof typeof parametersOf;

/** What is wrong with a query: the parameter, and the key of the sentence that says so. */
export interface QueryFault {
  readonly parameter: string;
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The parameters of a query. Nothing is guessed and nothing ignored: a filter that is spelt wrong would otherwise give
 * everything, and the caller would take it for the answer.
 */
export function readQuery(
  kind: AddressKind,
  query: Readonly<Record<string, unknown>>,
): { readonly parameters: Parameters & { readonly lang: InterfaceLanguage } } | { readonly faults: readonly QueryFault[] } {
  const known: readonly string[] = parametersOf[kind];
  const faults: QueryFault[] = [];
  const parameters: Record<string, unknown> = {};
  const fault = (parameter: string, key: string, values: Record<string, string> = {}) =>
    faults.push({ parameter, key: `directory:staff.hsds.fault.${key}`, values: { parameter, ...values } });
  for (const [name, value] of Object.entries(query)) {
    if (!known.includes(name)) fault(name.slice(0, 60), 'unknown', { known: known.join(', ') });
    else if (typeof value !== 'string') fault(name, 'once');
    else if (value !== '') {
      const read = rules[name as ParameterName].safeParse(value);
      if (read.success) parameters[name] = read.data;
      else fault(name, name);
    }
  }
  const read = parameters as Parameters;
  if (read.proximity !== undefined && read.postcode === undefined) fault('proximity', 'proximity_alone');
  if (read.format === 'ndjson' && (read.page !== undefined || read.per_page !== undefined)) fault('page', 'ndjson_pages');
  if (read.start_time !== undefined && read.end_time !== undefined && read.start_time >= read.end_time)
    fault('end_time', 'end_before_start');
  if (read.minimum_age !== undefined && read.maximum_age !== undefined && read.minimum_age > read.maximum_age)
    fault('maximum_age', 'ages');
  return faults.length ? { faults } : { parameters: { ...read, lang: read.lang ?? german } };
}
