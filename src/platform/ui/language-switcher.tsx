import { type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { pathInLanguage } from './addresses.ts';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

function LanguageLinks({ languages }: { languages: readonly InterfaceLanguage[] }) {
  const { language, path } = useView();
  return (
    <ul class="dk-languages">
      {languages.map(({ tag, htmlLang, dir, autonym }) => (
        <li key={tag}>
          <a
            class="dk-languages__link"
            href={pathInLanguage(path, tag)}
            hreflang={htmlLang}
            lang={htmlLang}
            dir={dir}
            aria-current={tag === language.tag ? 'true' : undefined}
          >
            {autonym}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Each language by its own name, in plain sight; for start pages. The address and its query stay. */
export function LanguageList() {
  const { t } = useView();
  return (
    <nav class="dk-language-list" aria-label={t('ui:language.choose')}>
      <LanguageLinks languages={interfaceLanguages} />
    </nav>
  );
}

/** The same list folded behind the current language; part of every page head. */
export function LanguageMenu({ staff = false }: { staff?: boolean }) {
  const { language, t } = useView();
  const languages = staff ? interfaceLanguages.filter((one) => one.staff) : interfaceLanguages;
  return (
    <details class="dk-language-menu" name="dk-head">
      <summary class="dk-language-menu__button">
        <Icon name="globe" />
        <span class="kern-sr-only">{t('ui:language.choose')}: </span>
        <span>{language.autonym}</span>
      </summary>
      <nav class="dk-language-menu__panel" aria-label={t('ui:language.choose')}>
        <LanguageLinks languages={languages} />
      </nav>
    </details>
  );
}
