import { z } from 'zod';
import type { Context } from '#platform/access';
import { list } from '#platform/http';
import { languageName, languages } from '#platform/i18n';
import type { FieldChange, FormErrors, FormValues } from '#platform/ui';
import { type FoundFault, longestTerm, mostTerms, type OwnConcept, type Terms } from '../../model/glossary/concept.ts';
import { factOf, factWord, termLanguages } from '../../model/glossary/file.ts';
import { residenceGroups, targetGroups } from '../../model/vocabulary.ts';
import type { ConceptChoiceLists } from '../../pages/glossary/concept.tsx';
import type { ConceptChoices } from '../../service/glossary/desk.ts';
import type { ImportFault } from '../../service/glossary/editing.ts';
import { categoryName } from '../../service/ground.ts';

const termFields = Object.fromEntries(
  termLanguages.flatMap((tag) => [
    [`terms.${tag}`, z.string().max(5000).optional()],
    [`removed.${tag}`, list(z.string().max(longestTerm), mostTerms)],
  ]),
) as Record<string, z.ZodType<string | string[] | undefined>>;

/** The form of a concept: one term a line, chosen terms of the software that shall not count here. */
export const conceptSchema = z.object({
  ...termFields,
  version: z.coerce.number().int().min(0).max(1_000_000).default(0),
  broader: z.string().max(60).optional(),
  category: z.string().max(60).optional(),
  facet: z
    .string()
    .max(60)
    .refine((word) => factOf(word) !== undefined, { message: 'http:field.choice' })
    .optional(),
  note: z.string().max(500).optional(),
});

type ConceptForm = z.output<typeof conceptSchema>;

const linesOf = (text: unknown): string[] => [
  ...new Set(
    String(text ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

export function toConcept(id: string, form: ConceptForm): OwnConcept {
  const fields = form as Record<string, unknown>;
  const filled = (read: (tag: string) => string[]): Terms =>
    Object.fromEntries(termLanguages.map((tag) => [tag, read(tag)] as const).filter(([, terms]) => terms.length));
  return {
    id,
    terms: filled((tag) => linesOf(fields[`terms.${tag}`])),
    removed: filled((tag) => (fields[`removed.${tag}`] as string[] | undefined) ?? []),
    ...(form.broader ? { broader: form.broader } : {}),
    ...(form.category ? { category: form.category } : {}),
    facet: factOf(form.facet ?? '') ?? {},
    note: form.note ?? '',
  };
}

export function valuesOf(own: OwnConcept | undefined): FormValues {
  if (!own) return {};
  return {
    ...Object.fromEntries(Object.entries(own.terms).map(([tag, terms]) => [`terms.${tag}`, terms.join('\n')])),
    ...Object.fromEntries(Object.entries(own.removed).map(([tag, terms]) => [`removed.${tag}`, [...terms]])),
    broader: own.broader ?? '',
    category: own.category ?? '',
    facet: factWord(own.facet),
    note: own.note,
  };
}

function factLabel(context: Context, word: string): string {
  const [kind = '', value = ''] = word.split(':', 2);
  if (kind === 'childcare' || kind === 'free') return context.t(`directory:feature.${kind}`);
  if (kind === 'gender') return context.t(`directory:search.gender.${value}`);
  if (kind === 'language') return languageName(value, context.language);
  return context.t(`directory:${kind === 'target' ? 'target' : 'residence'}.${value}`);
}

export function choiceLists(context: Context, { concepts, categories }: ConceptChoices): ConceptChoiceLists {
  const options = (words: readonly string[]) => words.map((value) => ({ value, label: factLabel(context, value) }));
  const name = (id: string) => categoryName(context, categories, id);
  const byLabel = options(languages.map(({ id }) => `language:${id}`)).sort((a, b) =>
    a.label.localeCompare(b.label, context.language.locale),
  );
  return {
    concepts: concepts.map(({ id, label }) => ({ value: id, label: `${label} (${id})` })),
    categories: categories.tops.map((top) => ({
      label: name(top.id),
      options: [top, ...categories.leavesOf(top.id)].map(({ id }) => ({ value: id, label: name(id) })),
    })),
    facts: [
      ...options(['childcare', 'free']),
      { label: context.t('directory:search.gender'), options: options(['gender:women', 'gender:men']) },
      { label: context.t('directory:search.facet.zielgruppe'), options: options(targetGroups.map((id) => `target:${id}`)) },
      { label: context.t('directory:search.residence'), options: options(residenceGroups.map((id) => `residence:${id}`)) },
      { label: context.t('directory:search.facet.sprache'), options: byLabel },
    ],
  };
}

/** What the software says a concept means, in words. */
export function meaningLines(
  context: Context,
  { concepts, categories }: ConceptChoices,
  { broader, category, facet }: Pick<OwnConcept, 'broader' | 'category' | 'facet'>,
): { readonly term: string; readonly value: string }[] {
  const { t } = context;
  const fact = factWord(facet);
  const wider = concepts.find(({ id }) => id === broader)?.label ?? broader;
  return [
    ...(wider ? [{ term: t('directory:staff.glossary.broader'), value: wider }] : []),
    ...(category ? [{ term: t('directory:staff.glossary.category'), value: categoryName(context, categories, category) }] : []),
    ...(fact ? [{ term: t('directory:staff.glossary.fact'), value: factLabel(context, fact) }] : []),
  ];
}

/** One sentence for a fault of a form or a file. */
export function faultText(context: Context, fault: ImportFault | FoundFault): string {
  const known = 'fault' in fault && fault.fault ? fault.fault : undefined;
  const whole = ['size', 'encoding', 'json', 'list', 'count'];
  const key = known ?? (whole.includes(fault.field) ? fault.field : 'form');
  return context.t(`directory:staff.glossary.fault.${key}`, { value: fault.value ?? '', longest: longestTerm, most: mostTerms });
}

/** Faults beside the fields of the form. */
export function faultErrors(context: Context, faults: readonly FoundFault[]): FormErrors {
  const errors: Record<string, string> = {};
  for (const fault of faults) {
    const field = fault.field === 'terms' || fault.field === 'id' ? 'terms.de' : fault.field;
    errors[field] ??= faultText(context, fault);
  }
  return errors;
}

/** Where two versions of the district's part differ, theirs before mine. */
export function changesBetween(context: Context, theirs: OwnConcept | undefined, mine: OwnConcept): FieldChange[] {
  const [before, after] = [valuesOf(theirs), valuesOf(mine)];
  const label = (field: string) => {
    const [group = '', tag] = field.split('.', 2);
    return `${context.t(`directory:staff.glossary.conflict.${group}`)}${tag ? ` (${tag})` : ''}`;
  };
  const text = (value: FormValues[string]) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => text(before[field]) !== text(after[field]))
    .map((field) => ({ label: label(field), before: text(before[field]), after: text(after[field]) }));
}
