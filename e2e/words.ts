import { findInterfaceLanguage, type Translate, translator } from '#platform/i18n';

/** The interface's own words in a language, so that journeys look for what people read there. */
export function wordsIn(tag: string): Translate {
  const language = findInterfaceLanguage(tag);
  if (!language) throw new Error(`${tag} is no interface language`);
  return translator(language);
}

export const german = wordsIn('de');
