import type { ComponentChildren } from 'preact';
import { publicPath } from './addresses.ts';
import { Alert } from './alert.tsx';
import { Icon } from './icon.tsx';
import { TriadMark } from './triad-mark.tsx';
import { useView } from './view.tsx';

export const mainId = 'inhalt';

/** First stop of the Tab key: past the head of the page. */
export function SkipLink() {
  const { t } = useView();
  return (
    <a class="dk-skip" href={`#${mainId}`}>
      {t('ui:skip')}
    </a>
  );
}

/** KERN's strip above the head, which says whose website this is; the text is the district's own. */
export function Kopfzeile({ children }: { children?: ComponentChildren }) {
  const { district, demonstration, t } = useView();
  const text = district?.kopfzeile ?? (district ? t('ui:kopfzeile', { district: district.name }) : t('ui:kopfzeileGeneral'));
  return (
    <div class="kern-kopfzeile dk-kopfzeile">
      <div class="kern-kopfzeile__content dk-width">
        <span class="kern-kopfzeile__label dk-kopfzeile__label">{text}</span>
        {children}
      </div>
      {demonstration && (
        <p class="dk-demonstration">
          <span class="dk-width">{t('ui:demonstration')}</span>
        </p>
      )}
    </div>
  );
}

export function Brand({ name, href }: { name: string; href: string }) {
  const { district, t } = useView();
  return (
    <a class="dk-brand" href={href}>
      <TriadMark />
      <span class="dk-brand__text">
        <span class="dk-brand__name">{name}</span>
        <span class="dk-brand__district">{district?.name ?? t('ui:brand.installation')}</span>
      </span>
    </a>
  );
}

/** The search over everything, from every page; on phones its sign alone. */
export function HeadSearch() {
  const { navigation } = useView();
  const search = navigation.find((item) => item.search);
  if (!search) return null;
  return (
    <a class="dk-head-search" href={search.href} aria-current={search.current ? 'page' : undefined}>
      <Icon name="search" size="medium" />
      <span>{search.label}</span>
    </a>
  );
}

/**
 * The main navigation. Below the width of a desk it folds behind "Menü": the `<details>` holds the button only,
 * and the list beside it follows its state by CSS, so that it can stay open on wide screens without JavaScript.
 */
export function MainNavigation({ label }: { label: string }) {
  const { navigation: all, t } = useView();
  const navigation = all.filter(({ search }) => !search);
  if (navigation.length === 0) return null;
  return (
    <>
      <details class="dk-menu" name="dk-head">
        <summary class="dk-menu__button">
          <Icon name="menu" />
          {t('ui:nav.menu')}
        </summary>
      </details>
      <nav class="dk-nav" aria-label={label}>
        <ul>
          {navigation.map((item) => (
            <li key={item.href}>
              <a class="dk-nav__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

/** The message that the last action left behind; `role=status` has it read out once. */
export function PageNotice() {
  const { notice } = useView();
  if (!notice) return null;
  return (
    <div class="dk-width dk-page-notice">
      <Alert kind={notice.kind} live>
        {notice.text}
      </Alert>
    </div>
  );
}

/** What every public body must offer on each page (§5 DDG, Art. 13 GDPR, §10b BGG NRW, BITVNRW §5), and the software's licences. */
export function Footer() {
  const view = useView();
  const { t, district } = view;
  const links = [
    { key: 'imprint', href: publicPath(view, 'impressum') },
    { key: 'privacy', href: publicPath(view, 'datenschutz') },
    { key: 'accessibility', href: publicPath(view, 'barrierefreiheit') },
    { key: 'barrier', href: publicPath(view, 'barriere-melden') },
    { key: 'simple', href: district ? `/${district.slug}/de-simple/` : '/?lang=de-simple', lang: 'de' },
    { key: 'openSource', href: publicPath(view, 'open-source') },
    // In German or English, for everybody.
    { key: 'api', href: `/api?lang=${view.language.id === 'deu' ? 'de' : 'en'}` },
  ];
  return (
    <footer class="dk-footer">
      <div class="dk-width dk-footer__inner">
        <nav aria-label={t('ui:footer.label')}>
          <ul class="dk-footer__links">
            {links.map(({ key, href, lang }) => (
              <li key={key}>
                <a href={href} hreflang={lang}>
                  {t(`ui:footer.${key}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="dk-footer__sender">
          <TriadMark /> {district?.name ?? t('ui:brand.installation')}
        </p>
      </div>
    </footer>
  );
}
