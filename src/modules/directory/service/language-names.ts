import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

interface SpokenLanguage {
  readonly id: string;
  readonly autonym: string;
  readonly names: Readonly<Record<string, string>>;
}

let languages: readonly SpokenLanguage[] | undefined;

/** The languages in which something can be delivered, of the table keyed by ISO 639-3. */
function all(): readonly SpokenLanguage[] {
  languages ??= JSON.parse(readFileSync(join(projectRoot, 'src/platform/i18n/languages.json'), 'utf8')) as SpokenLanguage[];
  return languages;
}

export const isLanguageCode = (code: string): boolean => all().some((one) => one.id === code);

/** Name of a language in the interface language; the German one where there is no other. */
export function languageName(code: string, tag: string): string {
  const found = all().find((one) => one.id === code);
  return found?.names[tag] ?? found?.names.de ?? code;
}

export function languageChoices(tag: string, locale: string): { code: string; name: string }[] {
  return all()
    .map(({ id }) => ({ code: id, name: languageName(id, tag) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
