import { ForeignText, PageHeader, Prose, PublicPage, publicPath, SearchBar, useView } from '#platform/ui';
import type { Suggestion } from '../../service/suggesting.ts';

/** Suggestions as links, each with what it leads to. */
export function SuggestionLinks({ suggestions }: { suggestions: readonly Suggestion[] }) {
  return (
    <Prose>
      <ul>
        {suggestions.map(({ label, href, hint, lang, dir }) => (
          <li key={href}>
            <a href={href}>
              <ForeignText lang={lang} dir={dir as 'ltr' | 'rtl' | undefined}>
                {label}
              </ForeignText>
            </a>
            {hint && ` – ${hint}`}
          </li>
        ))}
      </ul>
    </Prose>
  );
}

/** The suggestions as a page, for whoever opens their address without the helper that fetches them. */
export function SuggestionsPage({ query, suggestions }: { query: string; suggestions: readonly Suggestion[] }) {
  const view = useView();
  const { t } = view;
  return (
    <PublicPage title={t('directory:search.suggestions')} hidden>
      <PageHeader title={t('directory:search.suggestions')} />
      <SearchBar action={publicPath(view, 'angebote')} value={query} label={t('directory:search.label')} />
      {suggestions.length > 0 ? <SuggestionLinks suggestions={suggestions} /> : <p>{t('directory:search.suggestions_none')}</p>}
    </PublicPage>
  );
}
