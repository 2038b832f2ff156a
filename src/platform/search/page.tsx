import type { SearchHit } from '#platform/module';
import { EmptyState, PageHeader, SearchBar, StaffPage, Table, useView } from '#platform/ui';

export interface SearchPageProps {
  readonly action: string;
  readonly text: string;
  readonly hits: readonly SearchHit[];
}

export function SearchPage({ action, text, hits }: SearchPageProps) {
  const { t } = useView();
  return (
    <StaffPage title={t('search:staff.title')}>
      <PageHeader title={t('search:staff.title')} />
      <SearchBar action={action} value={text} label={t('search:staff.label')} />
      {hits.length > 0 && (
        <Table
          caption={t('search:staff.found', { count: hits.length })}
          rows={hits}
          rowKey={(hit) => hit.href}
          columns={[
            { key: 'title', label: t('search:staff.name'), rowHeader: true, cell: (hit) => <a href={hit.href}>{hit.title}</a> },
            { key: 'kind', label: t('search:staff.kind'), cell: (hit) => t(hit.kind) },
          ]}
        />
      )}
      {text && hits.length === 0 && <EmptyState title={t('search:staff.nothing')}>{t('search:staff.nothingText')}</EmptyState>}
    </StaffPage>
  );
}
