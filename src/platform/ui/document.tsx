import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { themeVersion } from './theme.ts';
import { useView, type View, ViewProvider } from './view.tsx';

/** Fonts that the page shows in its first lines, so that the browser need not find them through the style sheet. */
const firstFonts: Record<'rtl' | 'ltr', readonly string[]> = {
  rtl: ['noto-400-arabic.woff2'],
  ltr: ['fira-400-latin.woff2', 'fira-600-latin.woff2'],
};
/** Set in the phone's own typeface (styles/public/10-tokens.css). */
const systemTypeface = new Set(['tr', 'pl', 'ro', 'kmr', 'uk', 'ru', 'bg']);

export interface DocumentProps {
  /** What the page is about; the district's name is added. */
  readonly title: string;
  readonly description?: string | undefined;
  /** Keep the page out of search engines: staff pages, personal links, endless filter combinations. */
  readonly hidden?: boolean | undefined;
  /** Names of page helpers in `src/client/`, e.g. `['filter-submit']`; every page works without them. */
  readonly scripts?: readonly string[] | undefined;
  /** Load the dense components of the staff pages too. */
  readonly staff?: boolean | undefined;
  readonly class?: string | undefined;
  /** The page asks for itself again after so many seconds: something is under way that it shows. */
  readonly refreshSeconds?: number | undefined;
  /** Facts of the page for search engines, after schema.org (JSON-LD). */
  readonly data?: object | undefined;
  /** Links lead to a new window: the page stands in a frame of somebody else's. */
  readonly inFrame?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** No text in it can end the element it stands in. */
const jsonForHtml = (data: object) => JSON.stringify(data).replaceAll('<', '\\u003c');

/** The HTML document around every page: language, direction, style sheets, fonts. Pages use one of the shells instead. */
export function Document(props: DocumentProps) {
  const {
    title,
    description,
    hidden,
    scripts = [],
    staff = false,
    class: className,
    refreshSeconds,
    data,
    inFrame,
    children,
  } = props;
  const { language, district, asset } = useView();
  const direction = language.dir === 'rtl' ? '.rtl' : '';
  const fonts = systemTypeface.has(language.tag) ? [] : firstFonts[language.dir];
  return (
    <html lang={language.htmlLang} dir={language.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{district ? `${title} – ${district.name}` : title}</title>
        {description && <meta name="description" content={description} />}
        {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
        {hidden && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        {fonts.map((font) => (
          <link key={font} rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href={asset(font)} />
        ))}
        <link rel="stylesheet" href={asset(`public${direction}.css`)} />
        {staff && <link rel="stylesheet" href={asset(`staff${direction}.css`)} />}
        {district && (
          <link rel="stylesheet" href={`/${district.slug}/theme.css?v=${themeVersion(district.accent, district.accentDark)}`} />
        )}
        <link rel="icon" type="image/svg+xml" href={asset('mark.svg')} />
        {inFrame && <base target="_blank" />}
        {data && (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no text can close the element
          <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForHtml(data) }} />
        )}
        {scripts.map((name) => (
          <script key={name} type="module" src={asset(`${name}.js`)} />
        ))}
      </head>
      <body class={className}>{children}</body>
    </html>
  );
}

/** The finished page as text, `<!doctype html>` included; `page` is one of the shells with its contents. */
export function renderPage(view: View, page: VNode): string {
  return `<!doctype html>${renderToString(<ViewProvider value={view}>{page}</ViewProvider>)}`;
}
