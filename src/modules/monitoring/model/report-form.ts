import { z } from 'zod';
import { type Block, type BlockKind, blockSchema } from './report.ts';

/** A field that may be sent none, one or several times; empty ones are left out. */
const several = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()).filter((one) => one !== ''),
  z.array(z.string().max(100)).max(60),
);
const needed = several.refine((all) => all.length > 0, { message: 'monitoring:staff.report.choose_one' });
const number = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum);
const flag = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');
const title = z.string().max(200).default('');
const seldom = { optional: flag };

/** What the form of a block sends. */
const forms: { readonly [Kind in BlockKind]: z.ZodType } = {
  heading: z.object({ level: number(1, 3), text: z.string().min(1).max(200) }),
  text: z.object({ ...seldom, text: z.string().min(1).max(20_000) }),
  figures: z.object({ ...seldom, title, indicators: needed, compare: several }),
  table: z.object({ ...seldom, title, indicators: needed, places: needed, years: number(1, 8) }),
  chart: z.object({
    ...seldom,
    title,
    indicators: needed,
    places: needed,
    form: z.enum(['line', 'bar']),
    over: z.enum(['years', 'places', 'categories']),
    years: number(2, 40),
    dimension: z.string().max(60).default(''),
  }),
  map: z.object({ ...seldom, title, indicator: z.string().min(1).max(60) }),
  towns: z.object({
    ...seldom,
    title,
    indicators: needed.refine((all) => all.length <= 5, { message: 'monitoring:staff.report.five_at_most' }),
  }),
  notes: z.object({}),
  page: z.object({}),
};

/** Form of a block of a kind, together with the version of the report that its editor saw. */
export function blockForm(kind: BlockKind, id: string): z.ZodType<{ readonly version: number; readonly block: Block }> {
  const schema = z.intersection(z.object({ version: number(1, 1_000_000_000) }), forms[kind]);
  return schema.transform((sent, context) => {
    const { version, ...fields } = sent as { version: number } & Record<string, unknown>;
    const parsed = blockSchema.safeParse({ ...fields, kind, id });
    if (parsed.success) return { version, block: parsed.data };
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', path: issue.path.slice(0, 1), message: 'monitoring:staff.report.choose_one' });
    return z.NEVER;
  }) as z.ZodType<{ readonly version: number; readonly block: Block }>;
}

/** A new block of a kind as its form begins. */
export function emptyBlock(kind: BlockKind): Readonly<Record<string, string | string[]>> {
  return {
    level: '1',
    years: kind === 'table' ? '1' : '12',
    form: 'line',
    over: 'years',
    places: ['own', 'district', 'land'],
    compare: ['district', 'land'],
  };
}

/** A block as its form shows it. */
export function blockValues(block: Block): Readonly<Record<string, string | string[]>> {
  const { id: _, kind: __, optional, ...fields } = block;
  const values = Object.entries(fields).map(
    ([name, value]) => [name, Array.isArray(value) ? [...value] : String(value)] as const,
  );
  return { ...Object.fromEntries(values), ...(optional && { optional: 'yes' }) };
}
