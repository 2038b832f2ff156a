import type { Context } from '#platform/access';
import { findInterfaceLanguage } from '#platform/i18n';
import { paths } from '../addresses.ts';
import type { GuidePage } from '../guide.ts';

/** Words in a language that may be another than the page's. */
export interface Wording {
  readonly text: string;
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
}

/** A page as others show it: in a list, in a breadcrumb. */
export interface PageLink {
  readonly href: string;
  readonly title: Wording;
  readonly summary: Wording;
  readonly kind: GuidePage['kind'];
}

/** Marks words whose language is not the page's; plain language is German. */
export function wordingOf({ language }: Context, text: string, tag: string): Wording {
  const own = findInterfaceLanguage(tag);
  return !own || own.id === language.id ? { text } : { text, lang: own.htmlLang, dir: own.dir };
}

export const pageLink = (context: Context, page: GuidePage): PageLink => ({
  href: paths.page(context, page.slug),
  title: wordingOf(context, page.title, page.language),
  summary: wordingOf(context, page.summary, page.language),
  kind: page.kind,
});
