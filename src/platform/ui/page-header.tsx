import type { ComponentChildren } from 'preact';
import { ForeignText } from './language-block.tsx';

export interface PageHeaderProps {
  readonly title: ComponentChildren;
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
  readonly kicker?: ComponentChildren | undefined;
  /** One or two sentences below the title. */
  readonly lead?: ComponentChildren | undefined;
  /** Buttons, or the scope selector, at the far end. */
  readonly actions?: ComponentChildren | undefined;
}

/** The one `h1` of a page. */
export function PageHeader({ title, lang, dir, kicker, lead, actions }: PageHeaderProps) {
  return (
    <div class="dk-page-header">
      <div class="dk-page-header__text">
        {kicker && <p class="dk-page-header__kicker">{kicker}</p>}
        <h1 class="dk-page-header__title">
          <ForeignText lang={lang} dir={dir}>
            {title}
          </ForeignText>
        </h1>
        {lead && <p class="dk-lead">{lead}</p>}
      </div>
      {actions && <div class="dk-page-header__actions">{actions}</div>}
    </div>
  );
}

export interface SectionProps {
  readonly title: ComponentChildren;
  readonly id?: string | undefined;
  readonly actions?: ComponentChildren | undefined;
  readonly children: ComponentChildren;
}

/** A part of a page with its `h2`. */
export function Section({ title, id, actions, children }: SectionProps) {
  return (
    <section class="dk-section" id={id}>
      <div class="dk-section__head">
        <h2 class="dk-section__title">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Running text: paragraphs, lists and headings with comfortable measure and spacing. */
export function Prose({ lang, dir, children }: { lang?: string; dir?: 'ltr' | 'rtl' | 'auto'; children: ComponentChildren }) {
  return (
    <div class="dk-prose" lang={lang} dir={dir}>
      {children}
    </div>
  );
}

/** A quiet frame around things that belong together. */
export function Panel({ title, children }: { title?: string; children: ComponentChildren }) {
  return (
    <section class="dk-panel">
      {title && <h2 class="dk-panel__title">{title}</h2>}
      {children}
    </section>
  );
}
