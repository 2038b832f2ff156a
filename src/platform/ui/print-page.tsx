import type { ComponentChildren } from 'preact';
import { Document } from './document.tsx';
import { Icon } from './icon.tsx';
import { mainId } from './page-parts.tsx';
import { TriadMark } from './triad-mark.tsx';
import { useView } from './view.tsx';

export interface PrintPageProps {
  readonly title: string;
  /** Where "back" leads: the page that this is the sheet of. */
  readonly backHref: string;
  readonly format?: 'a4' | 'a5' | undefined;
  /** With the style sheet of the staff pages, for what only they show. */
  readonly staff?: boolean | undefined;
  /** Further buttons beside "print", e.g. the PDF. */
  readonly tools?: ComponentChildren | undefined;
  /** Address, date or source below the text. */
  readonly foot?: ComponentChildren | undefined;
  readonly children: ComponentChildren;
}

/** Shell of a sheet to print: no navigation, the sender on top, the tools only on the screen. */
export function PrintPage({ title, backHref, format = 'a4', staff = false, tools, foot, children }: PrintPageProps) {
  const { district, t } = useView();
  return (
    <Document
      title={title}
      hidden
      staff={staff}
      scripts={['print-button']}
      class={format === 'a5' ? 'dk-print dk-print--a5' : 'dk-print dk-print--a4'}
    >
      <aside class="dk-print__tools" aria-label={t('ui:print.button')}>
        <a class="dk-print__back" href={backHref}>
          <Icon name="back" /> {t('ui:print.back')}
        </a>
        {tools}
        <button type="button" class="kern-btn kern-btn--primary" data-print hidden>
          <span class="kern-label">{t('ui:print.button')}</span>
        </button>
      </aside>
      <div class="dk-sheet">
        <header class="dk-sheet__head">
          <TriadMark />
          <span>{district?.name ?? t('ui:brand.installation')}</span>
        </header>
        <main id={mainId}>{children}</main>
        {foot && <footer class="dk-sheet__foot">{foot}</footer>}
      </div>
    </Document>
  );
}
