import { z } from 'zod';
import { interfaceLanguages } from '#platform/i18n';

/** Most forms of a word in one language: cases, numbers, spellings. */
const mostForms = 20;
const longestForm = 80;

/** Forms as somebody writes them into one field: separated by commas or lines, each once. */
export function readForms(text: string): string[] {
  const forms = text
    .split(/[,;\n،]/)
    .map((form) => form.trim().replaceAll(/\s+/g, ' '))
    .filter(Boolean);
  return [...new Set(forms)];
}

export const writeForms = (forms: readonly string[]): string => forms.join(', ');

const formsField = z
  .string()
  .max(1000)
  .default('')
  .transform(readForms)
  .refine((forms) => forms.length <= mostForms && forms.every((form) => form.length <= longestForm), {
    message: 'orientation:staff.terms.too_many_forms',
  });
const explanationField = z
  .string()
  .max(400)
  .default('')
  .refine((text) => !/\n/.test(text), { message: 'orientation:staff.terms.one_line' });

const tags = interfaceLanguages.map(({ tag }) => tag);

/** `forms.<tag>` and `explanation.<tag>` of every language, German at least. */
export const termForm = z
  .object({
    version: z
      .string()
      .regex(/^\d{1,9}$/)
      .default('0')
      .transform(Number),
    ...Object.fromEntries(
      tags.flatMap((tag) => [
        [`forms.${tag}`, formsField],
        [`explanation.${tag}`, explanationField],
      ]),
    ),
  })
  .superRefine((fields, check) => {
    const of = fields as Readonly<Record<string, readonly string[] | string>>;
    for (const tag of tags) {
      const [forms, explanation] = [of[`forms.${tag}`] ?? [], of[`explanation.${tag}`] ?? ''];
      const isRequired = tag === 'de';
      const missing = { code: 'custom', message: 'http:field.required' } as const;
      if (!forms.length && (isRequired || explanation)) check.addIssue({ ...missing, path: [`forms.${tag}`] });
      if (!explanation && (isRequired || forms.length)) check.addIssue({ ...missing, path: [`explanation.${tag}`] });
    }
  })
  .transform((fields) => {
    const of = fields as unknown as Readonly<Record<string, readonly string[] & string>>;
    const filled = tags.filter((tag) => of[`forms.${tag}`]?.length);
    return {
      version: fields.version,
      forms: Object.fromEntries(filled.map((tag): [string, readonly string[]] => [tag, of[`forms.${tag}`] ?? []])),
      explanations: Object.fromEntries(filled.map((tag): [string, string] => [tag, of[`explanation.${tag}`] ?? ''])),
    };
  });

export type TermDraft = z.output<typeof termForm>;
