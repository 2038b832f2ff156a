import { z } from 'zod';
import { readBreakdown, writeBreakdown } from './breakdown.ts';
import { levelOfPlace } from './places.ts';

/** A number as people write it: decimal comma or point, points or spaces between thousands only with a comma or three digits. */
export function readNumber(text: string): number | undefined {
  const compact = text.replaceAll(/[\s\u00a0\u202f']/g, '');
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact)) return Number(compact.replaceAll('.', '').replace(',', '.'));
  return /^-?\d+([.,]\d+)?$/.test(compact) ? Number(compact.replace(',', '.')) : undefined;
}

const isPlace = (key: string) => /^([0-9]{2,9}(-[a-z0-9-]{1,60})?|DG)$/.test(key) && levelOfPlace(key) !== undefined;

export const targetFormSchema = z.object({
  indicator: z.string().regex(/^[a-z][a-z0-9_]*$/, 'http:field.choice'),
  territory: z.string().refine(isPlace, 'http:field.choice'),
  breakdown: z
    .string()
    .max(300)
    .refine((text) => readBreakdown(text) !== undefined, 'http:field.choice')
    .default(''),
  year: z.coerce.number().int().min(1990).max(2100),
  value: z.string().transform((text, context): number => {
    const value = readNumber(text);
    if (value !== undefined && Math.abs(value) <= 1e12) return value;
    context.issues.push({ code: 'custom', message: 'monitoring:staff.fault.number', input: text });
    return z.NEVER;
  }),
  source: z.string().max(500).default(''),
});
export type TargetContent = z.output<typeof targetFormSchema>;

/** Each dimension of a breakdown is a field of its own: codes are nothing that people should have to write. */
export const breakdownField = (dimension: string): string => `by.${dimension}`;

/** A breakdown as the fields of the form. */
export function fieldsOfBreakdown(breakdown: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readBreakdown(breakdown) ?? {}).map(([dimension, category]) => [breakdownField(dimension), category]),
  );
}

/** The breakdown that the fields of the form say; what is left open is taken as a whole. */
export function breakdownOfFields(values: Readonly<Record<string, string | readonly string[]>>): string {
  const chosen: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const dimension = /^by\.([a-z][a-z0-9_]{0,60})$/.exec(name)?.[1];
    if (dimension && typeof value === 'string' && value !== '') chosen[dimension] = value;
  }
  return writeBreakdown(chosen);
}
