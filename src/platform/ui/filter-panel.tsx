import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

export interface FilterPanelProps {
  readonly action: string;
  /** How many filters are set; shown on the folded panel. */
  readonly active: number;
  /** Address without filters. */
  readonly resetHref: string;
  /** Parameters that are not filters, e.g. the search word and the sorting. */
  readonly keep?: readonly { readonly name: string; readonly value: string }[];
  /** Several things are chosen before anything is shown: nothing is sent until the button is pressed. */
  readonly byHand?: boolean;
  readonly children: ComponentChildren;
}

/**
 * Filters of a list as a GET form: open at the side on wide screens, one "Filter (2)" on phones.
 * The `<details>` holds the button only; the form beside it follows its state by CSS, so no JavaScript is needed.
 */
export function FilterPanel({ action, active, resetHref, keep = [], byHand = false, children }: FilterPanelProps) {
  const { t } = useView();
  const title = active > 0 ? t('ui:filter.titleActive', { count: active }) : t('ui:filter.title');
  return (
    <aside class="dk-filter" aria-label={t('ui:filter.title')}>
      <details class="dk-filter__toggle">
        <summary class="dk-filter__button">
          <Icon name="filter" />
          {title}
          <Icon name="down" />
        </summary>
      </details>
      <form class="dk-filter__form" method="get" action={action} data-auto-submit={byHand ? undefined : true}>
        {keep.map((parameter) => (
          <input key={`${parameter.name}=${parameter.value}`} type="hidden" name={parameter.name} value={parameter.value} />
        ))}
        {children}
        <div class="dk-filter__actions">
          <button type="submit" class="kern-btn kern-btn--primary">
            <span class="kern-label">{t('ui:filter.apply')}</span>
          </button>
          {active > 0 && (
            <a class="dk-filter__reset" href={resetHref}>
              {t('ui:filter.reset')}
            </a>
          )}
        </div>
      </form>
    </aside>
  );
}

/** Filters beside, list in the middle; below each other on phones. */
export function FilterLayout({ filter, children }: { filter: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="dk-filter-layout">
      {filter}
      <div class="dk-filter-layout__list">{children}</div>
    </div>
  );
}
