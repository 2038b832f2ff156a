import { z } from 'zod';
import type { Dimension, Source } from './indicator.ts';
import { type FormValues, one } from './indicator-form.ts';
import {
  type CategoryContent,
  categoryContentSchema,
  type DimensionContent,
  dimensionContentSchema,
  type SourceContent,
  sourceContentSchema,
} from './indicator-schema.ts';

const words = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');

function names(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.keys(values)
      .filter((name) => name.startsWith('names.') && one(values, name) !== '')
      .map((name) => [name.slice('names.'.length), one(values, name)]),
  );
}

/** Checks what a form was read into; errors of lists and of names stand at the field itself. */
function formSchema<Content>(schema: z.ZodType<Content>, read: (values: FormValues) => unknown): z.ZodType<Content> {
  return z.unknown().transform((input, context): Content => {
    const parsed = schema.safeParse(read(input as FormValues), { reportInput: true });
    for (const issue of parsed.error?.issues ?? []) {
      const name = String(issue.path[0]);
      const path = [name === 'names' ? `names.${String(issue.path[1] ?? 'de')}` : name];
      context.issues.push({ ...issue, path, input: issue.input } as z.core.$ZodRawIssue);
    }
    return parsed.data as Content;
  }) as z.ZodType<Content>;
}

const number = (text: string): number | null => (text === '' ? null : Number(text.replace(',', '.')));

export const sourceFormSchema: z.ZodType<SourceContent> = formSchema(sourceContentSchema, (values) => ({
  key: one(values, 'key'),
  names: names(values),
  publisher: one(values, 'publisher'),
  licence: one(values, 'licence') || null,
  licenceNote: one(values, 'licenceNote'),
  attribution: one(values, 'attribution'),
  url: one(values, 'url') || null,
  populationBasis: one(values, 'populationBasis') || null,
  roundedTo: number(one(values, 'roundedTo')),
  rank: number(one(values, 'rank')) ?? 100,
  public: one(values, 'public') === 'yes',
}));

export const dimensionFormSchema: z.ZodType<Omit<DimensionContent, 'categories'>> = formSchema(
  dimensionContentSchema.omit({ categories: true }),
  (values) => ({ key: one(values, 'key'), names: names(values), variableCodes: words(one(values, 'variableCodes')) }),
);

export const categoryFormSchema: z.ZodType<CategoryContent> = formSchema(categoryContentSchema, (values) => ({
  code: one(values, 'code'),
  names: names(values),
  attributeCodes: words(one(values, 'attributeCodes')),
  position: number(one(values, 'position')) ?? 0,
}));

const nameValues = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([tag, text]) => [`names.${tag}`, text]));

export function sourceFormValues({ names, public: open, ...rest }: Source | SourceContent): Record<string, string> {
  const texts = Object.entries(rest).map(([name, value]) => [name, value === null ? '' : String(value)]);
  return { ...Object.fromEntries(texts), ...nameValues(names), public: open ? 'yes' : '' };
}

export const dimensionFormValues = ({ key, names, variableCodes }: Omit<Dimension, 'categories'>): Record<string, string> => ({
  key,
  ...nameValues(names),
  variableCodes: variableCodes.join(' '),
});

export const categoryFormValues = ({
  code,
  names,
  attributeCodes,
  position,
}: CategoryContent | Dimension['categories'][number]) => ({
  code,
  ...nameValues(names),
  attributeCodes: attributeCodes.join(' '),
  position: String(position),
});
