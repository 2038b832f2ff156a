import type { ComponentChildren } from 'preact';

interface LanguageBlockProps {
  /** BCP-47 tag of the text, e.g. `InterfaceLanguage.htmlLang`; left out when the language is not known. */
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  /** `span` within a sentence. */
  readonly as?: 'div' | 'span' | 'p' | 'blockquote' | undefined;
  readonly class?: string | undefined;
  readonly children: ComponentChildren;
}

/** Text in another language than the page: tells screen readers how to speak it and fonts which letters to bring. */
export function LanguageBlock({ lang, dir = 'auto', as: Element = 'div', class: className, children }: LanguageBlockProps) {
  return (
    <Element lang={lang} dir={dir} class={className}>
      {children}
    </Element>
  );
}

interface ForeignTextProps {
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  readonly children: ComponentChildren;
}

/** A few words in another language within a label or title: they are spoken and ordered rightly, and stay aligned with the page. */
export function ForeignText({ lang, dir, children }: ForeignTextProps) {
  if (!lang && !dir) return children;
  return (
    <span lang={lang} dir={dir ?? (lang ? 'auto' : undefined)}>
      {children}
    </span>
  );
}
