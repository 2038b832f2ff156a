import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { findInterfaceLanguage, type InterfaceLanguage, translator } from '#platform/i18n';
import { type View, ViewProvider } from './view.tsx';

/** A view for tests of components: the district of the examples, German unless told otherwise. */
export function testView(tag = 'de', changes: Partial<View> = {}): View {
  const language = findInterfaceLanguage(tag) as InterfaceLanguage;
  return {
    language,
    t: translator(language),
    district: { slug: 'guetersloh', name: 'Kreis Gütersloh', accent: '#0a5c6b', accentDark: '#7fd0dd' },
    path: `/guetersloh/${tag}/angebote?q=kurs`,
    formToken: 'token-1',
    navigation: [
      { label: 'Angebote', href: `/guetersloh/${tag}/angebote`, current: true },
      { label: 'Ankommen', href: `/guetersloh/${tag}/ankommen`, current: false },
    ],
    requestId: 'request-1',
    asset: (name) => `/assets/${name}`,
    ...changes,
  };
}

/** The HTML of one component. */
export const render = (node: VNode, view: View = testView()): string =>
  renderToString(<ViewProvider value={view}>{node}</ViewProvider>);

export const hostile = `<script>alert(1)</script>" onfocus="x" 'y' &amp; \u202e`;
