import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

export interface PaginationProps {
  /** Address of the page before, built from the first row's key; absent at the start. */
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  /** Where one is, e.g. "21–40 of 133". */
  readonly position?: string | undefined;
}

/** Steps through a long list. It pages by key, so there are no page numbers to jump to. */
export function Pagination({ previous, next, position }: PaginationProps) {
  const { t } = useView();
  if (!previous && !next) return null;
  return (
    <nav class="dk-pagination" aria-label={t('ui:pagination.label')}>
      {previous && (
        <a class="dk-pagination__link" href={previous} rel="prev">
          <Icon name="back" /> {t('ui:pagination.previous')}
        </a>
      )}
      {position && <span class="dk-pagination__position">{position}</span>}
      {next && (
        <a class="dk-pagination__link dk-pagination__link--next" href={next} rel="next">
          {t('ui:pagination.next')} <Icon name="forward" />
        </a>
      )}
    </nav>
  );
}
