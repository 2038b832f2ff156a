import type { z } from 'zod';

/** Cleaned text of a posted form (`formValues` of the http room): field → text, or texts when sent more than once. */
export type FormValues = Readonly<Record<string, string | string[]>>;

/** A message that belongs to one field; `key` is a translation key. */
export interface Fault {
  readonly field: string;
  readonly key: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

export function text(values: FormValues, name: string): string | undefined {
  const value = values[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === '' ? undefined : first;
}

export function texts(values: FormValues, name: string): string[] {
  const value = values[name];
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => one !== undefined && one !== '');
}

/** A whole number; anything else becomes NaN, which the content schema refuses at the field. */
export function wholeNumber(values: FormValues, name: string): number | undefined {
  const value = text(values, name);
  if (value === undefined) return undefined;
  return /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
}

/** Row numbers of fields such as `slots.3.from`, in order; a form has no more than sixty rows of one thing. */
export function rowNumbers(values: FormValues, prefix: string): number[] {
  const found = new Set<number>();
  for (const name of Object.keys(values)) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const number = /^(\d{1,2})(?:\.|$)/.exec(name.slice(prefix.length + 1))?.[1];
    if (number !== undefined && Number(number) < 60) found.add(Number(number));
  }
  return [...found].sort((a, b) => a - b);
}

/** Takes out what is undefined, at every depth, so that an empty field leaves no trace in the content. */
export function compact<T>(value: T): T {
  if (Array.isArray(value)) return value.map(compact) as T;
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, compact(inner)]),
  ) as T;
}

/** The opposite of reading: absent values have no field, so that the form shows it empty. */
export function fieldsOf(
  fields: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): Record<string, string | string[]> {
  const filled: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    filled[name] = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : [...value];
  }
  return filled;
}

/** Hands faults and issues of the content schema to the form schema, under the names of the form's fields. */
export function report(
  context: Pick<z.core.ParsePayload, 'issues'>,
  faults: readonly Fault[],
  issues: readonly z.core.$ZodIssue[] = [],
  fieldOf: (path: string) => string = (path) => path,
): void {
  for (const { field, key, parameters } of faults) {
    context.issues.push({ code: 'custom', message: key, path: [field], params: parameters ?? {}, input: undefined });
  }
  const faulty = new Set(faults.map(({ field }) => field));
  for (const issue of issues) {
    const field = fieldOf(issue.path.join('.'));
    if (faulty.has(field)) continue;
    // A schema's own message is a translation key; forms show it whatever kind of issue it is.
    const own = /^[\w-]+:[\w.-]+$/.test(issue.message) && issue.code !== 'custom';
    const raw = own ? { code: 'custom' as const, message: issue.message } : issue;
    context.issues.push({ ...raw, path: [field], input: issue.input } as z.core.$ZodRawIssue);
  }
}
