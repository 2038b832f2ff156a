import { type Crumb, Day, PageHeader, Prose, PublicPage, useView } from '#platform/ui';
import type { FoundPage, GuidePage } from '../service/guide.ts';
import { TextBlocks, type TextGround } from './text.tsx';

export interface GuidePageProps {
  readonly found: FoundPage;
  readonly children: readonly { readonly page: GuidePage; readonly href: string }[];
  readonly breadcrumb: readonly Crumb[];
  readonly ground: TextGround;
}

/** One page of the guide. */
export function GuidePageView({ found, children, breadcrumb, ground }: GuidePageProps) {
  const { t, language } = useView();
  const { page } = found;
  const foreign = page.language === language.tag ? undefined : page.language;
  return (
    <PublicPage title={page.title} description={page.summary} breadcrumb={breadcrumb}>
      <PageHeader title={page.title} lang={foreign} dir={foreign ? 'ltr' : undefined} lead={page.summary} />
      <Prose {...(foreign ? { lang: foreign, dir: 'ltr' as const } : {})}>
        <TextBlocks blocks={page.content} ground={ground} />
      </Prose>
      {children.length > 0 && (
        <ul>
          {children.map(({ page: child, href }) => (
            <li key={href}>
              <a href={href}>{child.title}</a>
            </li>
          ))}
        </ul>
      )}
      {page.checkedOn && (
        <p>
          {t('orientation:page.checked')} <Day day={page.checkedOn} />
        </p>
      )}
    </PublicPage>
  );
}
