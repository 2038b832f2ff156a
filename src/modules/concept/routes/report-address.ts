import { z } from 'zod';
import type { Context } from '#platform/access';

export const baseOf = (context: Context) => `/intern/${context.tenant.slug}/konzept`;

const uuid = z.uuid();
export const isId = (text: string) => uuid.safeParse(text).success;
