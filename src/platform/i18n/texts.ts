import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import { projectRoot } from '../config/root.ts';
import { type InterfaceLanguage, interfaceLanguages } from './interface-languages.ts';

/**
 * Translates `namespace:key` with parameters; `count` chooses the plural form of the language.
 * Values are inserted as they are: the view layer escapes.
 */
export type Translate = (key: string, parameters?: Record<string, string | number>) => string;

/** Folders with a `locales/` inside; the folder's name is the namespace. */
function textFolders(): { namespace: string; path: string }[] {
  const source = join(projectRoot, 'src');
  return ['platform', 'modules'].flatMap((area) =>
    readdirSync(join(source, area), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(source, area, entry.name, 'locales')))
      .map((entry) => ({ namespace: entry.name, path: join(source, area, entry.name, 'locales') })),
  );
}

/** All interface texts as they lie in the locale files: language tag → namespace → key → text. */
export function readTexts(): Record<string, Record<string, Record<string, string>>> {
  const folders = textFolders();
  return Object.fromEntries(
    interfaceLanguages.map(({ tag }) => [
      tag,
      Object.fromEntries(
        folders
          .filter(({ path }) => existsSync(join(path, `${tag}.json`)))
          .map(({ namespace, path }) => [namespace, JSON.parse(readFileSync(join(path, `${tag}.json`), 'utf8'))]),
      ),
    ]),
  );
}

let instance: i18n | undefined;
const translators = new Map<string, Translate>();

function texts(): i18n {
  if (instance) return instance;
  instance = createInstance();
  instance.init({
    resources: readTexts(),
    lng: 'de',
    // Staff pages exist in German and English only, so a visitor's language may lack their keys.
    fallbackLng: { 'de-simple': ['de'], default: ['de'] },
    keySeparator: false,
    nsSeparator: ':',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

export function translator(language: InterfaceLanguage): Translate {
  let translate = translators.get(language.tag);
  if (!translate) {
    const fixed = texts().getFixedT(language.tag);
    translate = (key, parameters) => fixed(key, parameters ?? {}) as string;
    translators.set(language.tag, translate);
  }
  return translate;
}
