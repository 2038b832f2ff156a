import { type FormValues, text, texts } from './values.ts';

/** Translations of an entry: interface tag → who made them and the texts by field. */
export type Translations = Readonly<
  Record<string, { readonly state: 'human' | 'machine'; readonly fields: Readonly<Record<string, string | undefined>> }>
>;

/**
 * Texts in other languages, `translations.<tag>.<field>`. A form without that section (visitors have none) keeps the
 * translations there are; `translations.edited` says that it has one.
 */
export function readTranslations(values: FormValues, fields: readonly string[], kept: Translations | undefined): unknown {
  if (text(values, 'translations.edited') === undefined) return kept;
  const tags = new Set(Object.keys(values).flatMap((name) => /^translations\.([a-z-]+)\./.exec(name)?.[1] ?? []));
  const found = [...tags].sort().flatMap((tag) => {
    const filled = fields.flatMap((field) => {
      const value = text(values, `translations.${tag}.${field}`);
      return value === undefined ? [] : [[field, value] as const];
    });
    const state = text(values, `translations.${tag}.state`) ?? 'human';
    return filled.length ? [[tag, { state, fields: Object.fromEntries(filled) }] as const] : [];
  });
  return found.length ? Object.fromEntries(found) : undefined;
}

export function translationValues(translations: Translations | undefined): Record<string, string> {
  const values: Record<string, string> = { 'translations.edited': 'yes' };
  for (const [tag, { state, fields }] of Object.entries(translations ?? {})) {
    values[`translations.${tag}.state`] = state;
    for (const [field, value] of Object.entries(fields)) if (value !== undefined) values[`translations.${tag}.${field}`] = value;
  }
  return values;
}

/** Languages with a text in the form, shown again after a rejected post. */
export function translationTags(values: FormValues): string[] {
  const tags = new Set(Object.keys(values).flatMap((name) => /^translations\.([a-z-]+)\.\w+$/.exec(name)?.[1] ?? []));
  for (const tag of texts(values, 'translations.add')) tags.add(tag);
  return [...tags].sort();
}
