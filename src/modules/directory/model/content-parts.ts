import { z } from 'zod';
import { isOpeningHours } from './opening-hours.ts';

/** Pieces that the schemas of entries are made of. Failure texts are translation keys. */

export const line = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine((text) => !/[\r\n]/.test(text), { message: 'directory:field.one_line' });
export const prose = (maximum: number) => z.string().trim().min(1).max(maximum);
export const municipalityKey = z.string().regex(/^\d{8}$/);
export const isoDate = z.iso.date();
export const webAddress = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(500);
export const mailAddress = z.email().max(200);
export const phone = z
  .string()
  .trim()
  .min(3)
  .max(40)
  .regex(/^[+0-9][0-9 ()/.–-]*(?:(?:ext|Durchwahl) ?\d+)?$/, { message: 'directory:field.phone' });
export const openingHours = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(isOpeningHours, { message: 'directory:field.opening_hours' });
/** ISO 639-3. */
export const languageCode = z.string().regex(/^[a-z]{3}$/, { message: 'directory:field.language' });
