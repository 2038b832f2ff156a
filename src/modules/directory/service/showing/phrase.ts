import type { InterfaceLanguage } from '#platform/i18n';
import { german } from '#platform/i18n';
import type { TranslatableField } from '../../model/translation/fields.ts';
import {
  germanText,
  type TranslatedContent,
  translatableFieldsOf,
  translatedField,
  translationState,
} from '../../model/translation/state.ts';

/** A text and its language, where that differs from the page's. */
export interface Phrase {
  readonly text: string;
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
  /** A machine translated it; it is never shown without that mark. */
  readonly machine?: boolean | undefined;
  /** Translated before the German text changed. */
  readonly outdated?: boolean | undefined;
}

/** German words on a page in another language: a fallback, a proper name, an address. */
export function germanPhrase(text: string, reader: InterfaceLanguage): Phrase {
  return reader.id === german.id ? { text } : { text, lang: german.htmlLang, dir: german.dir };
}

export interface Translated<Field extends string> {
  readonly texts: Readonly<Record<Field, Phrase>>;
  /** A machine made at least one of the shown texts. */
  readonly machine: boolean;
  /** At least one text is shown in German because there is no translation. */
  readonly german: boolean;
  /** At least one text was translated before its German text changed. */
  readonly outdated: boolean;
}

/** One text of an entry in the reader's language: its translation with its marks, else German and marked as such. */
export function translatedPhrase(
  content: TranslatedContent,
  field: TranslatableField,
  reader: InterfaceLanguage,
): Phrase | undefined {
  const own = reader.tag === german.tag ? undefined : translatedField(content, reader.tag, field);
  if (!own) {
    const text = germanText(content, field);
    return text === undefined ? undefined : germanPhrase(text, reader);
  }
  const outdated = translationState(content, reader.tag, field).state === 'outdated';
  return { text: own.text, ...(own.by === 'machine' ? { machine: true } : {}), ...(outdated ? { outdated: true } : {}) };
}

/** Fields of an entry in the reader's language, German where there is no translation, and honestly marked. */
export function translated<Field extends TranslatableField>(
  content: TranslatedContent,
  fields: readonly Field[],
  reader: InterfaceLanguage,
): Translated<Field> {
  const texts = Object.fromEntries(fields.map((field) => [field, translatedPhrase(content, field, reader) ?? { text: '' }]));
  const missing =
    reader.tag === german.tag ? [] : translatableFieldsOf(content).filter((field) => fields.includes(field as Field));
  return {
    texts: texts as Record<Field, Phrase>,
    machine: fields.some((field) => texts[field]?.machine),
    german: missing.some((field) => !translatedField(content, reader.tag, field)),
    outdated: fields.some((field) => texts[field]?.outdated),
  };
}
