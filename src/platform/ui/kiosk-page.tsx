import type { ComponentChildren } from 'preact';
import { Document } from './document.tsx';
import { Icon } from './icon.tsx';
import { mainId, SkipLink } from './page-parts.tsx';
import { TriadMark } from './triad-mark.tsx';
import { useView } from './view.tsx';

export interface KioskPageProps {
  readonly title: string;
  readonly words: { readonly back: string; readonly topics: string; readonly stillThere: string; readonly stay: string };
  /** Where a visit of the device begins: the choice of a language. */
  readonly startHref: string;
  /** The first page in the visitor's language; absent: the visitor has not chosen yet. */
  readonly homeHref?: string | undefined;
  readonly backHref?: string | undefined;
  /** Without scripts: after so many seconds the device is ready for the next visitor. */
  readonly seconds: number;
  readonly children: ComponentChildren;
}

/**
 * Shell of the pages on a public device: no way out of them, large targets, and back to the choice of a language when
 * nobody reads any more. The script `kiosk` asks before it leaves (WCAG 2.2.1).
 */
export function KioskPage({ title, words, startHref, homeHref, backHref, seconds, children }: KioskPageProps) {
  const { district, t } = useView();
  return (
    <Document
      title={title}
      class="dk-public dk-kiosk"
      hidden
      scripts={['kiosk']}
      app="kiosk"
      leaveFor={homeHref === undefined ? undefined : { href: startHref, seconds }}
    >
      <SkipLink />
      <header class="dk-kiosk__head">
        <p class="dk-kiosk__brand">
          <TriadMark /> {district?.name}
        </p>
        <nav class="dk-kiosk__bar" aria-label={t('ui:nav.main')}>
          {backHref && (
            <a class="dk-kiosk__key" href={backHref}>
              <Icon name="back" /> {words.back}
            </a>
          )}
          {homeHref && (
            <a class="dk-kiosk__key" href={homeHref}>
              <Icon name="list" /> {words.topics}
            </a>
          )}
          {homeHref && (
            <a class="dk-kiosk__key" href={startHref} data-kiosk-start>
              <Icon name="globe" /> {t('ui:language.choose')}
            </a>
          )}
        </nav>
      </header>
      <main id={mainId} class="dk-kiosk__main" tabIndex={-1}>
        {children}
      </main>
      {homeHref && (
        <dialog class="dk-kiosk__ask" data-kiosk-idle aria-labelledby="kiosk-frage">
          <p id="kiosk-frage" role="alert">
            {words.stillThere} <b data-kiosk-seconds />
          </p>
          <form method="dialog">
            <button type="submit" class="dk-kiosk__key">
              {words.stay}
            </button>
          </form>
        </dialog>
      )}
    </Document>
  );
}
