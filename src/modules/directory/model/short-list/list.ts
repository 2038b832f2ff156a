import { z } from 'zod';
import { interfaceLanguages } from '#platform/i18n';
import { mostOffers } from './selection.ts';

/** How long a list can be read, in days. */
export const lifetimes = [1, 7, 30, 90] as const;

const note = z.string().trim().max(1000).optional();

/** What is handed over; sealed as a whole. */
export const shortListSchema = z.object({
  offers: z
    .array(z.object({ id: z.uuid(), note }))
    .min(1)
    .max(mostOffers),
  /** In the client's language, as the counsellor or an interpreter wrote it. */
  note,
});

export type ShortList = z.output<typeof shortListSchema>;

/** What the form of handing over says besides the offers. */
export const handOverSchema = z.object({
  sprache: z.enum(interfaceLanguages.map(({ tag }) => tag) as [string, ...string[]]),
  tage: z.enum(lifetimes.map(String) as [string, ...string[]]).transform(Number),
  notiz: note,
});
