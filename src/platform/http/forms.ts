import { z } from 'zod';
import type { Translate } from '#platform/i18n';

/** Text as a form sends it, for showing it again: field → value or values. */
export type FormValues = Readonly<Record<string, string | string[]>>;

/** Field → message in the visitor's language. */
export type FormErrors = Readonly<Record<string, string>>;

export type ParsedForm<T> =
  | { readonly ok: true; readonly data: T; readonly values: FormValues }
  | { readonly ok: false; readonly errors: FormErrors; readonly values: FormValues };

// Control characters other than tab and newlines, and halves of surrogate pairs, are never meant.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

function clean(value: unknown): string {
  return String(value ?? '')
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .replaceAll(unwanted, '')
    .replaceAll('\r\n', '\n')
    .normalize('NFC')
    .trim();
}

/** Cleans a posted body: trimmed text in normal form without control characters; `_token` and nested values fall away. */
export function formValues(body: unknown): FormValues {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries((body as Record<string, unknown>) ?? {})) {
    if (name === '_token' || name === '__proto__') continue;
    if (Array.isArray(value)) values[name] = value.filter((one) => typeof one === 'string').map(clean);
    else if (typeof value === 'string') values[name] = clean(value);
  }
  return values;
}

/** The message for one Zod issue: a `platform:`-keyed text, or the issue's own when it is a translation key. */
function issueText(issue: z.core.$ZodIssue, t: Translate): string {
  if (issue.code === 'custom' && /^[\w-]+:[\w.-]+$/.test(issue.message)) return t(issue.message, issue.params ?? {});
  if (issue.code === 'too_big' && issue.origin === 'string') return t('http:field.too_long', { count: Number(issue.maximum) });
  if (issue.code === 'too_big') return t('http:field.too_big', { maximum: Number(issue.maximum) });
  if (issue.code === 'too_small' && issue.origin === 'string' && Number(issue.minimum) <= 1) return t('http:field.required');
  if (issue.code === 'too_small' && issue.origin === 'string') return t('http:field.too_short', { count: Number(issue.minimum) });
  if (issue.code === 'too_small') return t('http:field.too_small', { minimum: Number(issue.minimum) });
  if (issue.code === 'invalid_type' && issue.input === undefined) return t('http:field.required');
  if (issue.code === 'invalid_format') {
    const known = ['email', 'url', 'date', 'uuid', 'datetime', 'time'].includes(issue.format) ? issue.format : 'format';
    return t(`http:field.${known}`);
  }
  if (issue.code === 'invalid_value') return t('http:field.choice');
  return t('http:field.format');
}

/**
 * Parses a posted form. The schema sees cleaned text: field → string, or string[] when it was sent more than once.
 * Errors come keyed by the field's path joined with dots, one message each.
 */
export function parseForm<T>(schema: z.ZodType<T>, body: unknown, t: Translate): ParsedForm<T> {
  const values = formValues(body);
  const parsed = schema.safeParse(values, { reportInput: true });
  if (parsed.success) return { ok: true, data: parsed.data, values };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.') || '_form'] ??= issueText(issue, t);
  return { ok: false, errors, values };
}

/** An optional text field: empty means absent. */
export function optionalText(maximum: number): z.ZodType<string | undefined> {
  return z.preprocess((value) => (value === '' ? undefined : value), z.string().max(maximum).optional()) as z.ZodType<
    string | undefined
  >;
}

/** A field that may be sent none, one or several times. */
export function list<T>(item: z.ZodType<T>, maximum = 100): z.ZodType<T[]> {
  return z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(maximum),
  ) as z.ZodType<T[]>;
}
