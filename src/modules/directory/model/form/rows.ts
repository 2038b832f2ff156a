import { type FormValues, rowNumbers, text } from './values.ts';

/** Rows that a form shows of one thing: those filled, and room for more; a "more" button without JavaScript asks for it. */
export function shownRows(values: FormValues, prefix: string, fewest: number): number[] {
  const filled = rowNumbers(values, prefix).filter((number) =>
    Object.keys(values).some((name) => name.startsWith(`${prefix}.${number}`) && text(values, name)),
  );
  const last = filled.at(-1) ?? -1;
  const wanted = Math.max(fewest, last + 2) + (text(values, 'more') === prefix ? 3 : 0);
  return Array.from({ length: Math.min(wanted, 60) }, (_, number) => number);
}

/** True when one of these fields is filled or has an error: its section is shown open. */
export function concerns(
  names: readonly string[],
  values: FormValues,
  errors: Readonly<Record<string, string | undefined>>,
): boolean {
  const within = (name: string) => names.some((prefix) => name === prefix || name.startsWith(`${prefix}.`));
  return Object.keys(errors).some((name) => errors[name] && within(name)) || names.includes(text(values, 'more') ?? '');
}
