/** One of the languages the interface itself speaks; `tag` stands in addresses and names the locale files. */
export interface InterfaceLanguage {
  readonly tag: string;
  /** ISO 639-3, the key of `languages.json`. */
  readonly id: string;
  /** Value of the HTML `lang` attribute. */
  readonly htmlLang: string;
  /** Locale for `Intl`; never a key: `Intl` merges Kurmanji into Kurdish and Dari into Farsi. */
  readonly locale: string;
  readonly autonym: string;
  readonly dir: 'ltr' | 'rtl';
  /** Offered in the staff pages too. */
  readonly staff: boolean;
}

function language(
  tag: string,
  id: string,
  locale: string,
  autonym: string,
  dir: 'ltr' | 'rtl' = 'ltr',
  staff = false,
): InterfaceLanguage {
  return { tag, id, htmlLang: tag, locale, autonym, dir, staff };
}

/** In the order in which the language switcher shows them. */
export const interfaceLanguages: readonly InterfaceLanguage[] = [
  language('de', 'deu', 'de-DE', 'Deutsch', 'ltr', true),
  language('de-simple', 'deu', 'de-DE', 'Leichte Sprache'),
  language('en', 'eng', 'en-GB', 'English', 'ltr', true),
  language('fr', 'fra', 'fr-FR', 'Français'),
  language('tr', 'tur', 'tr-TR', 'Türkçe'),
  language('ar', 'arb', 'ar-EG-u-nu-latn', 'العربية', 'rtl'),
  language('fa', 'pes', 'fa-IR-u-ca-gregory', 'فارسی', 'rtl'),
  language('prs', 'prs', 'fa-AF-u-ca-gregory', 'دری', 'rtl'),
  language('kmr', 'kmr', 'ku-TR', 'Kurmancî'),
  language('ckb', 'ckb', 'ckb-IQ', 'سۆرانی', 'rtl'),
  language('uk', 'ukr', 'uk-UA', 'Українська'),
  language('ru', 'rus', 'ru-RU', 'Русский'),
  language('pl', 'pol', 'pl-PL', 'Polski'),
  language('ro', 'ron', 'ro-RO', 'Română'),
  language('bg', 'bul', 'bg-BG', 'Български'),
  language('sq', 'sqi', 'sq-AL', 'Shqip'),
];

const byTag = new Map(interfaceLanguages.map((entry) => [entry.tag, entry]));

export const german = interfaceLanguages[0] as InterfaceLanguage;

export function findInterfaceLanguage(tag: string): InterfaceLanguage | undefined {
  return byTag.get(tag);
}

/**
 * Picks the interface language for an `Accept-Language` header; German when nothing fits.
 * `ku` is read as Kurmanji, the Kurdish that is written in Latin script, unless Sorani is asked for.
 */
export function negotiateLanguage(header: string | undefined): InterfaceLanguage {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = Number(
        parameters
          .find((one) => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { tag, quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter((entry) => entry.tag && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag === 'fa-af') return byTag.get('prs') ?? german;
    const base = tag.split('-')[0] ?? '';
    const found = byTag.get(tag) ?? byTag.get(base === 'ku' ? 'kmr' : base);
    if (found) return found;
  }
  return german;
}
