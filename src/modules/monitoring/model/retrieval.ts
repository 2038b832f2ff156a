import { z } from 'zod';

/** Databases that speak the interface of GENESIS. Addresses as their manuals give them; POST only since July 2025. */
export const genesisServices = {
  destatis: 'https://www-genesis.destatis.de/genesisWS/rest/2020/',
  regionalstatistik: 'https://www.regionalstatistik.de/genesisws/rest/2020/',
  'landesdatenbank-nrw': 'https://www.landesdatenbank.nrw.de/ldbnrwws/rest/2020/',
  bildungsmonitoring: 'https://www.bildungsmonitoring.de/bildungws/rest/2020/',
  zensus: 'https://ergebnisse.zensus2022.de/api/rest/2020/',
} as const;
export type GenesisService = keyof typeof genesisServices;
export const serviceKeys = Object.keys(genesisServices) as readonly GenesisService[];

/** Why a call brought no table; texts `monitoring:staff.retrieval.result.<code>`. */
export type RetrievalCode =
  | 'delivered'
  | 'unchanged'
  | 'no_credentials'
  | 'wrong_credentials'
  | 'unknown_table'
  | 'too_large'
  | 'job_started'
  | 'job_running'
  | 'refused'
  | 'redirected'
  | 'busy'
  | 'unavailable'
  | 'timeout'
  | 'oversize'
  | 'not_a_table';

/** What may be otherwise tomorrow. */
export const passing: readonly RetrievalCode[] = ['job_started', 'job_running', 'busy', 'unavailable', 'timeout'];

export interface RetrievalResult {
  /** ISO 8601. */
  readonly at: string;
  readonly ok: boolean;
  readonly code: RetrievalCode;
  /** In the words of the service, without anything of the account. */
  readonly detail: string;
  readonly importId: string | null;
  /** Name of the job that the service works on for us. */
  readonly job: string | null;
}

const optionalYear = z
  .string()
  .regex(/^(?:(?:19|20)\d\d)?$/)
  .transform((text) => (text === '' ? null : Number(text)));

export const retrievalSchema = z
  .object({
    service: z.enum(serviceKeys),
    tableCode: z.string().regex(/^[A-Za-z0-9-]{3,40}$/),
    regionalVariable: z
      .string()
      .regex(/^[A-Z0-9]{0,10}$/)
      .default(''),
    regionalKey: z
      .string()
      .regex(/^(?:[0-9*]{1,12}(?:, ?[0-9*]{1,12}){0,99})?$/)
      .default(''),
    startYear: optionalYear.default(null),
    endYear: optionalYear.default(null),
    language: z.enum(['de', 'en']).default('de'),
    everyMonths: z
      .string()
      .regex(/^(?:[1-9]|[1-5]\d|60)?$/)
      .transform((text) => (text === '' ? null : Number(text)))
      .default(null),
    nextOn: z
      .union([z.literal(''), z.iso.date()])
      .transform((text) => (text === '' ? null : text))
      .default(null),
  })
  .refine(({ startYear, endYear }) => startYear === null || endYear === null || startYear <= endYear, {
    path: ['endYear'],
    message: 'monitoring:staff.retrieval.fault.years',
  });
export type RetrievalInput = z.output<typeof retrievalSchema>;

export interface Retrieval extends RetrievalInput {
  readonly id: string;
  readonly lastResult: RetrievalResult | null;
  readonly version: number;
}

/** The fields of a call, as the manual of the interface names them. */
export function callFields(
  { tableCode, regionalVariable, regionalKey, startYear, endYear, language }: RetrievalInput,
  job: boolean,
): Record<string, string> {
  return {
    name: tableCode,
    area: 'all',
    format: 'ffcsv',
    compress: 'false',
    quality: 'on',
    language,
    job: String(job),
    ...(regionalVariable ? { regionalvariable: regionalVariable } : {}),
    ...(regionalKey ? { regionalkey: regionalKey.replaceAll(' ', '') } : {}),
    ...(startYear === null ? {} : { startyear: String(startYear) }),
    ...(endYear === null ? {} : { endyear: String(endYear) }),
  };
}

/** The same day so many months later, or the last one of that month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const wanted = Math.min(date, last.getUTCDate());
  return `${last.toISOString().slice(0, 8)}${String(wanted).padStart(2, '0')}`;
}

/** The status that a GENESIS service answers instead of a table. */
export function readStatus({ code, text }: { readonly code: number; readonly text: string }): {
  readonly code: RetrievalCode;
  readonly job: string | null;
} {
  if (code === 98) return { code: 'too_large', job: null };
  if (code === 99) return { code: 'job_started', job: /[\w-]{3,40}_\d{3,20}/.exec(text)?.[0] ?? null };
  if (code === 104 || code === 90) return { code: 'unknown_table', job: null };
  if (code === 15 || /benutzer|kennwort|passwort|anmeld|username|password|credential|log ?in/i.test(text))
    return { code: 'wrong_credentials', job: null };
  return { code: 'refused', job: null };
}
