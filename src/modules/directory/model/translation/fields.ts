import { z } from 'zod';
import { interfaceLanguages } from '#platform/i18n';

/**
 * Texts of an entry that are translated, in the order in which forms and lists show them, with the longest text in
 * characters. Names of organisations, addresses, phones, e-mail and internet addresses are not among them: they are
 * the same in every language.
 */
export const translatableFields = {
  name: { maximum: 300, lines: false },
  summary: { maximum: 500, lines: false },
  description: { maximum: 6000, lines: true },
  how: { maximum: 1500, lines: true },
  feesNote: { maximum: 500, lines: false },
  documents: { maximum: 5000, lines: true },
  directions: { maximum: 800, lines: true },
  contactRole: { maximum: 300, lines: false },
  results: { maximum: 4500, lines: true },
  transfer: { maximum: 4500, lines: true },
  task: { maximum: 500, lines: false },
} as const satisfies Record<string, { maximum: number; lines: boolean }>;

export type TranslatableField = keyof typeof translatableFields;

export const offerTranslatableFields = Object.keys(translatableFields) as readonly TranslatableField[];
export const organisationTranslatableFields = ['description'] as const satisfies readonly TranslatableField[];

/** Languages of translations: those of the interface but German. */
export const translationTags: readonly string[] = interfaceLanguages.map(({ tag }) => tag).filter((tag) => tag !== 'de');

const entry = ({ maximum, lines }: { maximum: number; lines: boolean }) => {
  const text = z.string().trim().min(1).max(maximum);
  return z.object({
    text: lines ? text : text.refine((value) => !/[\r\n]/.test(value), { message: 'directory:field.one_line' }),
    /** Who made it; a machine's work is never shown without its label. */
    by: z.enum(['human', 'machine']),
    /** Fingerprint of the German text it was made from. */
    of: z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .optional(),
  });
};

export type Translation = z.output<ReturnType<typeof entry>>;

export type Translations<F extends TranslatableField = TranslatableField> = Partial<
  Record<string, { [K in F]?: Translation | undefined }>
>;

/** Translations of an entry by language and field. */
export function translationsOf<F extends TranslatableField>(fields: readonly F[]): z.ZodType<Translations<F>> {
  const shape = Object.fromEntries(fields.map((field) => [field, entry(translatableFields[field]).optional()]));
  return z.partialRecord(z.enum(translationTags as [string, ...string[]]), z.strictObject(shape)) as unknown as z.ZodType<
    Translations<F>
  >;
}
