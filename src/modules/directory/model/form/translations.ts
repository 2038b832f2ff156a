import { type TranslatableField, type Translation, type Translations, translationTags } from '../translation/fields.ts';
import { fingerprint } from '../translation/fingerprint.ts';
import { type FormValues, text, texts } from './values.ts';

/** What the form of translations starts from and answers to. */
export interface TranslationForm {
  /** Fields that the form shows; translations of others stay. */
  readonly fields: readonly TranslatableField[];
  /** Translations there are. */
  readonly kept: Translations | undefined;
  /** The German text of a field as the form has it. */
  german(field: TranslatableField): string | undefined;
}

/**
 * Texts in other languages, `translations.<tag>.<field>`. A text that was not touched keeps who made it and from what; a
 * new one is made from the German text of the same form, by whom `translations.<tag>.by` says. A form without that
 * section (visitors have none) keeps the translations there are; `translations.edited` says that it has one.
 */
export function readTranslations(values: FormValues, { fields, kept, german }: TranslationForm): unknown {
  if (text(values, 'translations.edited') === undefined) return kept;
  const sent = Object.keys(values).flatMap((name) => /^translations\.([a-z-]+)\.\w+$/.exec(name)?.[1] ?? []);
  const tags = [...new Set([...Object.keys(kept ?? {}), ...sent])].sort();
  const found = tags.flatMap((tag) => {
    const before = (kept && Object.hasOwn(kept, tag) ? kept[tag] : undefined) ?? {};
    const hidden = Object.entries(before).filter(([field]) => !fields.includes(field as TranslatableField));
    const filled = fields.flatMap((field): [string, unknown][] => {
      const value = text(values, `translations.${tag}.${field}`);
      if (value === undefined) return [];
      const old: Translation | undefined = before[field];
      const source = german(field);
      const by = text(values, `translations.${tag}.by`) ?? 'human';
      return [
        [field, old?.text === value ? old : { text: value, by, of: source === undefined ? undefined : fingerprint(source) }],
      ];
    });
    const all = [...filled, ...hidden];
    return all.length ? [[tag, Object.fromEntries(all)] as const] : [];
  });
  return found.length ? Object.fromEntries(found) : undefined;
}

export function translationValues(
  translations: Translations | undefined,
  fields: readonly TranslatableField[],
): Record<string, string> {
  const values: Record<string, string> = { 'translations.edited': 'yes' };
  for (const [tag, translated] of Object.entries(translations ?? {})) {
    for (const field of fields) {
      const found = translated?.[field];
      if (found) values[`translations.${tag}.${field}`] = found.text;
    }
  }
  return values;
}

/** The form's field for a path of the content: `translations.tr.name.text` → `translations.tr.name`. */
export const translationField = (path: string): string => path.replace(/^(translations\.[^.]+\.\w+)\.(?:text|by|of)$/, '$1');

/** Languages with a text in the form, shown again after a rejected post. */
export function shownTags(values: FormValues): string[] {
  const tags = new Set(Object.keys(values).flatMap((name) => /^translations\.([a-z-]+)\.\w+$/.exec(name)?.[1] ?? []));
  for (const tag of texts(values, 'translations.add')) tags.add(tag);
  return [...tags].filter((tag) => translationTags.includes(tag)).sort();
}
