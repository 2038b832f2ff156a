import { z } from 'zod';
import { isDay } from '#platform/days';

/** Fields of this module's forms; what they refuse is told by translation keys. An empty optional field is null. */

const emptyToUndefined = (value: unknown) => (value === '' ? undefined : value);
const optional = (maximum: number) => z.preprocess(emptyToUndefined, z.string().max(maximum).optional());

const isOneLine = (text: string | undefined) => !text || !/[\r\n]/.test(text);
const oneLine = { message: 'networks:staff.field.one_line' };

export const line = (maximum: number) => z.string().trim().min(1).max(maximum).refine(isOneLine, oneLine);

export const optionalLine = (maximum: number) =>
  optional(maximum)
    .refine(isOneLine, oneLine)
    .transform((text) => text ?? null);

/** Text of several lines; empty stays empty. */
export const prose = (maximum: number) => optional(maximum).transform((text) => text ?? '');

/** A day as a record may hold it: what lies before 1900 or after 2199 is a slip of the pen. */
export const isPlausibleDay = (text: string) => isDay(text) && text >= '1900-01-01' && text < '2200-01-01';

export const day = z.string().refine(isPlausibleDay, { message: 'http:field.date' });

export const optionalDay = optional(20)
  .refine((text) => text === undefined || isPlausibleDay(text), { message: 'http:field.date' })
  .transform((text) => text ?? null);

export const optionalEmail = optional(200)
  .refine((text) => text === undefined || z.email().safeParse(text).success, { message: 'http:field.email' })
  .transform((text) => text?.toLowerCase() ?? null);

export const optionalId = optional(40)
  .refine((text) => text === undefined || z.uuid().safeParse(text).success, { message: 'http:field.choice' })
  .transform((text) => text?.toLowerCase() ?? null);

/** A check box: sent as `yes`, or not at all. */
export const ticked = z
  .unknown()
  .optional()
  .transform((value) => value === 'yes' || (Array.isArray(value) && value.includes('yes')));

/** Version of what an editor has opened; forms send it back. */
export const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** The version that a form sends back, or one that no record has. */
export const versionOf = (value: unknown): number => version.safeParse(value).data ?? -1;
