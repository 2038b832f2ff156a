import type { Context } from '#platform/access';
import { findInterfaceLanguage } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { PublicPage } from '../../store/public-pages.ts';
import { paths } from '../addresses.ts';
import type { PageLink } from './links.ts';

/** A page of the guide in the terms of schema.org. When its facts were looked at is said, by whom is not known by name. */
export function pageData(context: Context, page: PublicPage, above: readonly PageLink[]): object {
  const { publicUrl, t, tenant, language } = context;
  const url = `${publicUrl}${paths.page(context, page.slug)}`;
  const way = [
    { text: t('orientation:nav.guide'), href: paths.guide(context) },
    ...above.map(({ title, href }) => ({ text: title.text, href })),
    { text: page.title, href: paths.page(context, page.slug) },
  ];
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'WebPage',
        '@id': url,
        url,
        name: page.title,
        description: page.summary || undefined,
        inLanguage: findInterfaceLanguage(page.language)?.htmlLang,
        dateModified: page.publishedAt.toISOString(),
        lastReviewed: page.confirmedOn ?? page.checkedOn ?? undefined,
        isAccessibleForFree: true,
        publisher: {
          '@type': 'GovernmentOrganization',
          name: tenant.settings.legal?.authority ?? tenantName(tenant, language),
          url: `${publicUrl}/${tenant.slug}/${language.tag}/`,
        },
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: way.map(({ text, href }, index) => ({
          '@type': 'ListItem',
          position: index + 1,
          name: text,
          item: `${publicUrl}${href}`,
        })),
      },
    ],
  };
}
