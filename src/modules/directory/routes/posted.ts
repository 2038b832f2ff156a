import type { Context } from '#platform/access';
import { uuidPattern, uuidv7 } from '#platform/crypto';
import { type FailureCode, failureKey } from '../failures.ts';
import { type FormValues, text } from '../model/form/values.ts';
import type { Entry, Version } from '../store/entries.ts';

/** The mark by which a form that is sent twice counts once; one that nobody gave is a new one. */
export function submissionKeyOf(values: FormValues): string {
  const key = text(values, 'submissionKey') ?? '';
  return uuidPattern.test(key) ? key.toLowerCase() : uuidv7();
}

/** Version that a form was filled from. */
export const baseOfForm = (values: FormValues, version: Version): number =>
  Number(/^\d{1,9}$/.exec(text(values, 'base') ?? '')?.[0] ?? version.version);

/** The form of an entry as it is shown to a provider. */
export interface ShownEdit {
  readonly entry: Entry;
  readonly version: Version;
  readonly base: number;
  readonly values: FormValues;
  readonly errors?: Readonly<Record<string, string>>;
  readonly conflict?: readonly string[];
  readonly status?: number;
}

/** What a refused entry says at its fields; a failure of another kind stands above the form. */
export function errorsOf(
  { t }: Context,
  { code, details }: { code: FailureCode; details: Readonly<Record<string, string | number>> },
): Record<string, string> {
  if (code !== 'entry.invalid') return { _form: t(failureKey(code), details) };
  return Object.fromEntries(Object.entries(details).map(([field, key]) => [field, t(String(key))]));
}
