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

/** Texts as they stand in the files, placeholders open, by key and plural form; the files never change while we run. */
type Templates = Map<string, string>;
const mostTemplates = 20_000;

interface Numbers {
  readonly format: Intl.NumberFormat;
  /** Small whole numbers, as they count things; `Intl` takes a microsecond for each. */
  readonly small: Map<number, string>;
}
const numbers = new Map<string, Numbers>();
const isSmall = (value: number) => Number.isInteger(value) && value >= 0 && value < 1000;

/** A number in the digits and with the separators of a language: 1.234, 1,234, ۱٬۲۳۴. */
export function formatNumber(value: number, { locale }: Pick<InterfaceLanguage, 'locale'>): string {
  let own = numbers.get(locale);
  if (!own) {
    own = { format: new Intl.NumberFormat(locale), small: new Map() };
    numbers.set(locale, own);
  }
  const known = own.small.get(value);
  if (known !== undefined) return known;
  const text = own.format.format(value);
  if (isSmall(value)) own.small.set(value, text);
  return text;
}

/** Puts values in; numbers are written as the language writes them, so pass what is no quantity (years, codes) as text. */
function fill(template: string, parameters: Record<string, string | number>, language: InterfaceLanguage): string {
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (placeholder, name: string) => {
    if (!Object.hasOwn(parameters, name)) return placeholder;
    const value = parameters[name] as string | number;
    return typeof value === 'number' ? formatNumber(value, language) : value;
  });
}

/**
 * Looks a text up once and remembers it: a page asks for hundreds of texts, and i18next takes five to fifteen
 * microseconds for each, which was half of the time a search page took to render.
 */
function createTranslator(language: InterfaceLanguage): Translate {
  const fixed = texts().getFixedT(language.tag);
  const templates: Templates = new Map();
  const plural = new Intl.PluralRules(language.locale);
  const germanPlural = new Intl.PluralRules('de');
  const template = (id: string, key: string, count?: number): string => {
    const known = templates.get(id);
    if (known !== undefined) return known;
    const text = fixed(key, { skipInterpolation: true, ...(count === undefined ? {} : { count }) }) as string;
    // Keys may come from outside (the notice cookie), so the memory has an end.
    if (templates.size < mostTemplates) templates.set(id, text);
    return text;
  };
  const forms = new Map<number, string>();
  const formOf = (count: number): string => {
    const known = forms.get(count);
    if (known !== undefined) return known;
    // Where the text falls back to German, the German form counts; "none" may have a text of its own.
    const form = count === 0 ? '0' : `${plural.select(count)} ${germanPlural.select(count)}`;
    if (isSmall(count)) forms.set(count, form);
    return form;
  };
  return (key, parameters) => {
    if (!parameters) return template(key, key);
    const { count } = parameters;
    if (typeof count !== 'number') return fill(template(key, key), parameters, language);
    return fill(template(`${key} ${formOf(count)}`, key, count), parameters, language);
  };
}

export function translator(language: InterfaceLanguage): Translate {
  let translate = translators.get(language.tag);
  if (!translate) {
    translate = createTranslator(language);
    translators.set(language.tag, translate);
  }
  return translate;
}

/** A piece of another direction or a date within a text: on a page that runs to the left it would be turned around with it. */
export const isolated = (text: string, { dir }: InterfaceLanguage): string => (dir === 'rtl' ? `\u2068${text}\u2069` : text);
