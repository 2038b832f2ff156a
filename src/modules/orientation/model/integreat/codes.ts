import { findInterfaceLanguage, type InterfaceLanguage } from '#platform/i18n';

/** Codes of the app's languages that differ from our tags (its translations/src/config.ts knows the others as they are). */
const codes: Readonly<Record<string, string>> = { 'de-simple': 'de-si' };

/** Other codes under which clients and the former service name our languages. */
const aliases: Readonly<Record<string, string>> = {
  'de-si': 'de-simple',
  'fa-af': 'prs',
  pes: 'fa',
  ku: 'kmr',
};

/** How the Integreat interface names a language. */
export const codeOf = ({ tag }: Pick<InterfaceLanguage, 'tag'>): string => codes[tag] ?? tag;

/** The language that a code names, in any case. */
export function languageOf(code: string): InterfaceLanguage | undefined {
  const small = code.toLowerCase();
  return findInterfaceLanguage(Object.hasOwn(aliases, small) ? (aliases[small] as string) : small);
}

/** BCP 47: what our tag is not, or says less than the standard could. */
const tags: Readonly<Record<string, string>> = { 'de-simple': 'de-DE-x-simple-language', de: 'de-DE', en: 'en-GB' };

export const bcp47Of = ({ tag }: Pick<InterfaceLanguage, 'tag'>): string => tags[tag] ?? tag;
