import type { ComponentChildren } from 'preact';
import { EmptyState, LinkButton, Pagination, useView } from '#platform/ui';

export interface FoundProps {
  /** There are rows to show. */
  readonly any: boolean;
  /** Something is chosen in the filter above. */
  readonly filtered: boolean;
  /** The list without a filter. */
  readonly resetHref: string;
  /** What to say when there is nothing at all. */
  readonly none: string;
  readonly noneText?: string | undefined;
  /** Where to go on from an empty list. */
  readonly elsewhere?: ComponentChildren;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  readonly children: ComponentChildren;
}

/** A list of the desk with the way to its next page; without rows it says whether that is because of the filter. */
export function Found({ any, filtered, resetHref, none, noneText, elsewhere, first, next, children }: FoundProps) {
  const { t } = useView();
  if (any)
    return (
      <>
        {children}
        <Pagination previous={first} next={next} />
      </>
    );
  const text = filtered ? t('directory:staff.none_filtered_text') : noneText;
  return (
    <EmptyState
      title={filtered ? t('directory:staff.none_filtered') : none}
      actions={filtered ? <LinkButton href={resetHref}>{t('directory:staff.reset')}</LinkButton> : elsewhere}
    >
      {text && <p>{text}</p>}
    </EmptyState>
  );
}
