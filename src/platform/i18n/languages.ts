import type { InterfaceLanguage } from './interface-languages.ts';
import table from './languages.json' with { type: 'json' };

/** A language that people speak here, by ISO 639-3; more than the interface itself knows. */
export interface SpokenLanguage {
  readonly id: string;
  /** BCP 47, for the `lang` attribute. */
  readonly tag: string;
  readonly german: string;
  readonly autonym: string;
  readonly script: string;
  readonly dir: 'ltr' | 'rtl';
  /** Interface language tag → its name there. */
  readonly names: Readonly<Record<string, string>>;
}

export const languages = table as readonly SpokenLanguage[];
const byId = new Map(languages.map((language) => [language.id, language]));

export function findLanguage(id: string): SpokenLanguage | undefined {
  return byId.get(id);
}

const displayNames = new Map<string, Intl.DisplayNames>();

/** Name of a language for readers of an interface language; `Intl` helps with the ones our table lacks, e.g. `kur`. */
export function languageName(id: string, reader: Pick<InterfaceLanguage, 'tag' | 'locale'>): string {
  const language = byId.get(id);
  if (language) return language.names[reader.tag === 'de-simple' ? 'de' : reader.tag] ?? language.german;
  let names = displayNames.get(reader.locale);
  if (!names) {
    names = new Intl.DisplayNames([reader.locale, 'de'], { type: 'language' });
    displayNames.set(reader.locale, names);
  }
  return names.of(id) ?? id;
}
