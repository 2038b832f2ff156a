import { findInterfaceLanguage } from '#platform/i18n';
import { themeVersion } from './theme.ts';
import type { View } from './view.tsx';

/** Address of a public page of this district in the language of the visit: `publicPath(view, 'angebote')`. */
export function publicPath(view: Pick<View, 'district' | 'language'>, path = ''): string {
  return view.district ? `/${view.district.slug}/${view.language.tag}/${path}` : `/${path}`;
}

/**
 * The same page in another language: the second segment of `/{district}/{language}/…` is exchanged, the query stays.
 * Pages without a language in their address carry it as `?lang=`.
 */
export function pathInLanguage(path: string, tag: string): string {
  const [address = '/', query = ''] = path.split('?', 2);
  const segments = address.split('/');
  if (segments.length >= 4 && findInterfaceLanguage(segments[2] ?? '')) {
    segments[2] = tag;
    return query ? `${segments.join('/')}?${query}` : segments.join('/');
  }
  const parameters = new URLSearchParams(query);
  parameters.set('lang', tag);
  return `${address}?${parameters}`;
}

/** The sign of the district's app, in its colour; `size` is one of `appIconSizes`. */
export function appIcon(district: { slug: string; accent: string; accentDark: string }, size: AppIconSize): string {
  return `/${district.slug}/app/${size}.png?v=${themeVersion(district.accent, district.accentDark)}`;
}

/** Pixels; a maskable sign leaves room for the system to cut it round. */
export const appIconSizes = ['180', '192', '512', 'maskable-512'] as const;
export type AppIconSize = (typeof appIconSizes)[number];
