import { uuidPattern, uuidv7 } from '#platform/crypto';
import type { FormValues } from '#platform/http';

/** One value of a field; '' where there is none. */
export const one = (values: FormValues, name: string): string => [values[name]].flat()[0] ?? '';

/** The id under which a form is kept, so that the same form sent twice is kept once; a made-up one is a new one. */
export const formId = (values: FormValues): string => {
  const id = one(values, 'id').toLowerCase();
  return uuidPattern.test(id) ? id : uuidv7();
};

/** Where the directory hands out puzzles; both are made and checked with the same key. */
export const puzzleHref = (district: string, language: string): string => `/${district}/${language}/angebot-vorschlagen/raetsel`;
