import type { ComponentChildren } from 'preact';
import { publicPath } from './addresses.ts';
import { Breadcrumb, type Crumb } from './breadcrumb.tsx';
import { Document, type DocumentProps } from './document.tsx';
import { LanguageMenu } from './language-switcher.tsx';
import { Brand, Footer, HeadSearch, Kopfzeile, MainNavigation, mainId, PageNotice, SkipLink } from './page-parts.tsx';
import { useView } from './view.tsx';

export interface PublicPageProps extends Pick<DocumentProps, 'title' | 'description' | 'hidden' | 'scripts' | 'data'> {
  /** The way from the start page here, this page last. */
  readonly breadcrumb?: readonly Crumb[] | undefined;
  /** `staff`: the page exists in German and English only. */
  readonly languages?: 'staff' | undefined;
  readonly children: ComponentChildren;
}

/** Shell of the pages that everyone may see. */
export function PublicPage({ breadcrumb, languages, children, ...document }: PublicPageProps) {
  const view = useView();
  const { t } = view;
  return (
    <Document {...document} class="dk-public" app="visitors">
      <SkipLink />
      <header class="dk-head">
        <Kopfzeile>
          <LanguageMenu staff={languages === 'staff'} />
        </Kopfzeile>
        <div class="dk-head__bar dk-width">
          <Brand name={t('ui:brand.public')} href={publicPath(view)} />
          <HeadSearch />
          <MainNavigation label={t('ui:nav.main')} />
        </div>
      </header>
      <PageNotice />
      {breadcrumb && (
        <div class="dk-width">
          <Breadcrumb items={breadcrumb} />
        </div>
      )}
      <main id={mainId} class="dk-main dk-width" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </Document>
  );
}
