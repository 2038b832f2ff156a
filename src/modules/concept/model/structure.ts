import { z } from 'zod';
import { isDay } from '#platform/days';
import type { EditionTree } from './edition.ts';
import { isId } from './ids.ts';
import { fieldIcons } from './vocabulary.ts';

export const nodeKinds = ['theme', 'field', 'challenge', 'goal'] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** What somebody writes of a theme, field, challenge or goal; what its kind does not have is empty. */
export interface NodeText {
  readonly fieldId: string | null;
  readonly challengeId: string | null;
  readonly title: string;
  /** Of a theme: its text; of a field: the guideline. */
  readonly body: string;
  readonly colour: string | null;
  readonly icon: string | null;
  readonly rank: number | null;
  readonly method: string;
  readonly evidence: string;
  readonly source: string;
}

const text = (max: number) => z.string().trim().max(max).default('');
const id = z.string().refine(isId, 'http:field.choice');
const rank = z.coerce
  .number('concept:staff.fault.rank')
  .int('concept:staff.fault.rank')
  .min(1, 'concept:staff.fault.rank')
  .max(999);

/** The fields of each kind, as the form sends them; what belongs to another kind falls away. */
const kinds = {
  theme: z.object({ title: z.string().trim().min(1).max(200), body: text(4000), source: text(300) }),
  field: z.object({
    title: z.string().trim().min(1).max(200),
    body: text(3000),
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/, 'concept:staff.fault.colour')
      .optional(),
    icon: z.enum(fieldIcons).optional(),
    source: text(300),
  }),
  challenge: z.object({
    fieldId: id,
    title: z.string().trim().min(1).max(600),
    rank: rank.optional(),
    method: text(300),
    evidence: text(1000),
    source: text(300),
  }),
  goal: z.object({ fieldId: id, challengeId: id.optional(), title: z.string().trim().min(1).max(600), source: text(300) }),
};

const empty: NodeText = {
  fieldId: null,
  challengeId: null,
  title: '',
  body: '',
  colour: null,
  icon: null,
  rank: null,
  method: '',
  evidence: '',
  source: '',
};

/** The text of one kind, out of a form or from code; what is empty is left out. */
export function nodeSchema(kind: NodeKind): z.ZodType<NodeText> {
  const filled = (input: unknown) =>
    Object.fromEntries(Object.entries((input ?? {}) as object).filter(([, value]) => value !== '' && value !== null));
  return z
    .preprocess(filled, kinds[kind] as z.ZodType<Partial<NodeText>>)
    .transform((read) => ({ ...empty, ...read })) as unknown as z.ZodType<NodeText>;
}

const day = z
  .string()
  .trim()
  .refine((value) => value === '' || isDay(value), 'http:field.date')
  .transform((value) => value || null)
  .nullable()
  .default(null);
const orNull = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || null)
    .nullable()
    .default(null);

/** What is known of an edition as a whole. */
export const editionMetaSchema = z
  .object({
    title: z.string().trim().min(1).max(200),
    summary: text(6000),
    startsOn: day,
    endsOn: day,
    adoptedOn: day,
    adoptedBy: orNull(200),
    paperNumber: orNull(60),
    source: text(300),
  })
  .superRefine(({ startsOn, endsOn }, context) => {
    if (startsOn && endsOn && endsOn < startsOn)
      context.addIssue({ code: 'custom', path: ['endsOn'], message: 'concept:staff.fault.end_before_start' });
  });

export const conceptTitleSchema = z.string().trim().min(1).max(200);

/** An address out of a title, as districts write them: `ä` is `ae`. */
export function keyOf(title: string, longest = 60): string {
  const plain = title
    .toLocaleLowerCase('de')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  return plain || 'teil';
}

/** A key that none of these has: with a number behind it when it is taken. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const next = `${wanted.slice(0, 55)}-${number}`;
    if (!taken.has(next)) return next;
  }
}

/** How many recommendations hang on each part of an edition. */
export function usesOf(tree: Pick<EditionTree, 'recommendations'>): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { fieldId, challengeId, goalId } of tree.recommendations)
    for (const part of [fieldId, challengeId, goalId]) if (part !== null) uses.set(part, (uses.get(part) ?? 0) + 1);
  return uses;
}
