import type { ComponentChildren } from 'preact';
import { FormProvider, type FormValues } from './form-context.ts';
import { useView } from './view.tsx';

export interface FilterBarProps {
  readonly action: string;
  /** What is chosen now, by field name. */
  readonly values?: FormValues | undefined;
  /** Text of the button where the form leads on instead of narrowing a list. */
  readonly button?: string | undefined;
  /** Address without filters; absent when none is set. */
  readonly resetHref?: string | undefined;
  /** Parameters that are not filters, e.g. the sorting. */
  readonly keep?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly children: ComponentChildren;
}

/** Filters of a working list in one row above it (GET): fields as in any form, then the button. */
export function FilterBar({ action, values = {}, resetHref, keep = [], button, children }: FilterBarProps) {
  const { t } = useView();
  return (
    <form class="dk-filter-bar" method="get" action={action}>
      {keep.map((parameter) => (
        <input key={`${parameter.name}=${parameter.value}`} type="hidden" name={parameter.name} value={parameter.value} />
      ))}
      <FormProvider value={{ id: 'filter', values, errors: {}, markOptional: false }}>{children}</FormProvider>
      <button type="submit" class="kern-btn kern-btn--secondary">
        <span class="kern-label">{button ?? t('ui:filter.apply')}</span>
      </button>
      {resetHref && (
        <a class="dk-filter__reset" href={resetHref}>
          {t('ui:filter.reset')}
        </a>
      )}
    </form>
  );
}
