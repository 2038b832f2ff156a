import { z } from 'zod';
import { isDay } from '#platform/days';

const line = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine((text) => !/[\r\n]/.test(text), { message: 'gaps:staff.field.one_line' });

/** What is commissioned, from whom, and until when; the cell stands beside it as in the address of its page. */
export const commissionForm = z.object({
  id: z.uuid(),
  gremium: z.uuid(),
  title: line(200),
  reason: z.string().trim().min(1).max(3000),
  dueOn: z.string().refine((text) => isDay(text) && text < '2200-01-01', { message: 'http:field.date' }),
  owner: z.string().max(60).default(''),
});

export const commissionStateForm = z.object({
  state: z.enum(['open', 'closed']),
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});
