import { z } from 'zod';
import type { Context } from '#platform/access';
import { organisationKinds } from '../../model/vocabulary.ts';
import { paths } from '../showing/addresses.ts';

/** The four lists with an address of their own. */
export const kindLists = {
  'gute-praxis': 'project',
  ehrenamt: 'volunteering',
  fachkontakte: 'contact',
} as const;

export type KindList = keyof typeof kindLists;

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const word = /^[\p{L}\p{N}][\p{L}\p{N}-]{0,59}$/u;

/** Values of a filter; whatever is no value is left out, so that mangled links still lead somewhere. */
const wordList = z.preprocess((value) => {
  const sent = (Array.isArray(value) ? value : [value]).slice(0, 50).filter((one) => typeof one === 'string');
  return [...new Set(sent.flatMap((one) => one.slice(0, 1000).split(',')).filter((one) => word.test(one)))].slice(0, 50);
}, z.array(z.string()));
const page = z.preprocess(first, z.coerce.number().int().min(1).max(50).optional().catch(undefined));

export const kindAddressSchema = z.object({
  ort: wordList,
  thema: wordList,
  sprache: wordList,
  projekt: wordList,
  einsatz: wordList,
  willkommen: wordList,
  beruf: wordList,
  aufnahme: wordList,
  zahlung: wordList,
  zugang: wordList,
  laufend: z.preprocess(first, z.literal('1').optional().catch(undefined)),
  seite: page,
});
export type KindAddress = z.output<typeof kindAddressSchema>;

export type KindGroup = Exclude<keyof KindAddress, 'laufend' | 'seite'>;

/** Filters of each list, in the order in which people ask. */
export const groupsOfKind: Readonly<Record<KindList, readonly KindGroup[]>> = {
  'gute-praxis': ['thema', 'ort', 'projekt'],
  ehrenamt: ['einsatz', 'ort', 'thema', 'willkommen'],
  fachkontakte: ['beruf', 'sprache', 'ort', 'zugang', 'aufnahme', 'zahlung'],
};

export const institutionAddressSchema = z.object({
  ort: wordList,
  art: z.preprocess(
    (value) => (Array.isArray(value) ? value : [value]).filter((one) => organisationKinds.includes(one as never)),
    z.array(z.enum(organisationKinds)),
  ),
  buchstabe: z.preprocess(
    first,
    z
      .string()
      .regex(/^[A-Z0-9]$/)
      .optional()
      .catch(undefined),
  ),
  seite: page,
});
export type InstitutionAddress = z.output<typeof institutionAddressSchema>;

type Place = Pick<Context, 'tenant' | 'language'>;

export const kindPaths = {
  list: (place: Place, list: KindList) => `${paths.start(place)}${list}`,
  institutions: (place: Place) => `${paths.start(place)}einrichtungen`,
};

/** `?…` of a list, always in the same order; another choice begins at page one. */
export function listQuery(address: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, unknown>> = {}): string {
  const next = { ...address, seite: undefined, ...changes };
  const parts = Object.entries(next).flatMap(([name, value]) =>
    value === undefined || (name === 'seite' && value === 1)
      ? []
      : (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
  );
  return parts.length ? `?${new URLSearchParams(parts)}` : '';
}
