import type { ComponentChildren } from 'preact';
import { Breadcrumb, type Crumb } from './breadcrumb.tsx';
import { Document } from './document.tsx';
import { Form } from './form.tsx';
import { Icon } from './icon.tsx';
import { LanguageMenu } from './language-switcher.tsx';
import { Brand, Footer, Kopfzeile, MainNavigation, mainId, PageNotice, SkipLink } from './page-parts.tsx';
import { useView } from './view.tsx';

export interface StaffPageProps {
  readonly title: string;
  readonly breadcrumb?: readonly Crumb[] | undefined;
  /** Page helpers besides `enhance-forms`, which every staff page has. */
  readonly scripts?: readonly string[] | undefined;
  /** See `DocumentProps`; only on pages without fields, which would lose what was typed. */
  readonly refreshSeconds?: number | undefined;
  readonly children: ComponentChildren;
}

function AccountMenu() {
  const { user, t } = useView();
  if (!user) return null;
  return (
    <details class="dk-account" name="dk-head">
      <summary class="dk-account__button">
        <span class="dk-account__initials" aria-hidden="true">
          {user.initials}
        </span>
        <span class="dk-account__name">{user.name}</span>
        <Icon name="down" />
      </summary>
      <div class="dk-account__panel">
        <a class="dk-account__item" href="/konto/">
          <Icon name="person" /> {t('ui:staff.account')}
        </a>
        <Form action="/konto/abmelden" plain>
          <button type="submit" class="dk-account__item">
            <Icon name="logout" /> {t('ui:staff.signOut')}
          </button>
        </Form>
      </div>
    </details>
  );
}

/** Shell of the pages for work: navigation at the side, dense type, the person's own menu. */
export function StaffPage({ title, breadcrumb, scripts = [], refreshSeconds, children }: StaffPageProps) {
  const { district, t } = useView();
  return (
    <Document title={title} hidden staff scripts={['enhance-forms', ...scripts]} class="dk-staff" refreshSeconds={refreshSeconds}>
      <SkipLink />
      <header class="dk-head dk-head--staff">
        <Kopfzeile>
          <LanguageMenu staff />
        </Kopfzeile>
        <div class="dk-head__bar dk-width">
          <Brand name={t('ui:staff.brand')} href={district ? `/intern/${district.slug}/` : '/intern/'} />
          <AccountMenu />
        </div>
      </header>
      <div class="dk-staff__body">
        <div class="dk-staff__side">
          <MainNavigation label={t('ui:nav.main')} />
        </div>
        <div class="dk-staff__content">
          <PageNotice />
          {breadcrumb && <Breadcrumb items={breadcrumb} />}
          <main id={mainId} class="dk-main" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      <Footer />
    </Document>
  );
}
