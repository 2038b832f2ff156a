import { z } from 'zod';
import { isDay } from '#platform/days';
import { list } from '#platform/http';
import { reportFields } from '../model/report.ts';

const day = z.string().refine(isDay, { message: 'http:field.date' });
const text = (maximum: number) => z.string().max(maximum).default('');

/** `auto`: the last closed report; empty: none. */
const previous = z.union([z.literal(''), z.literal('auto'), z.uuid()]).default('auto');

const fields = {
  title: z.string().min(1).max(200),
  startsOn: day,
  endsOn: day,
  fields: list(z.enum(reportFields)),
  summary: text(20_000),
  paperNumber: text(60),
  committees: text(2000),
  proposal: text(5000),
  previous,
};

// Days compare as texts; a period that ends before it begins would have no notes at all.
const inOrder = { path: ['endsOn'], message: 'concept:staff.report.order_wrong' };

export const newReportSchema = z
  .object({ ...fields, edition: z.uuid() })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, inOrder);

export const editReportSchema = z
  .object({ ...fields, version: z.coerce.number().int().positive() })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, inOrder);

const number = z.coerce.number().int().positive().max(2_147_483_647);
export const signSchema = z.object({
  aktion: z.enum(['sign', 'all', 'back']),
  numbers: list(number, 5000),
});
