import type { InterfaceLanguage } from '#platform/i18n';
import { german } from '#platform/i18n';

/** A text and its language, where that differs from the page's. */
export interface Phrase {
  readonly text: string;
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
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
}

type Translations = Readonly<
  Record<string, { readonly state: 'human' | 'machine'; readonly fields: Readonly<Record<string, string | undefined>> }>
>;

/** The fields of an entry in the reader's language, German where there is no translation, and honestly marked. */
export function translated<Field extends string>(
  source: Readonly<Record<Field, string>>,
  translations: Translations | undefined,
  reader: InterfaceLanguage,
): Translated<Field> {
  const mine = reader.tag === german.tag ? undefined : translations?.[reader.tag];
  let shownGerman = false;
  let shownMine = false;
  const texts = Object.fromEntries(
    (Object.entries(source) as [Field, string][]).map(([field, text]) => {
      const own = mine?.fields[field];
      if (own) shownMine = true;
      else if (reader.tag !== german.tag && text) shownGerman = true;
      return [field, own ? { text: own } : germanPhrase(text, reader)];
    }),
  ) as Record<Field, Phrase>;
  return { texts, machine: shownMine && mine?.state === 'machine', german: shownGerman };
}
