import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

export interface SearchBarProps {
  readonly action: string;
  /** Name of the query parameter. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly label: string;
  /** The page's heading asks the question already. */
  readonly labelHidden?: boolean | undefined;
  /** Example of what can be asked for; stands below the field, where it stays readable while typing. */
  readonly hint?: string | undefined;
  /** Address that answers with suggestions while one types, as `?q=`; the page loads the helper `search-suggest` for it. */
  readonly suggestions?: string | undefined;
  /** Filters that stay while the search word changes. */
  readonly keep?: readonly { readonly name: string; readonly value: string }[];
}

/** The one search field of a page (GET): the address can be shared. */
export function SearchBar({
  action,
  name = 'q',
  value = '',
  label,
  labelHidden = false,
  hint,
  suggestions,
  keep = [],
}: SearchBarProps) {
  const { t } = useView();
  const id = `search-${name}`;
  return (
    <search>
      <form class="dk-search" method="get" action={action} data-suggestions={suggestions}>
        {keep.map((parameter) => (
          <input key={`${parameter.name}=${parameter.value}`} type="hidden" name={parameter.name} value={parameter.value} />
        ))}
        <label class={labelHidden ? 'kern-sr-only' : 'dk-search__label'} for={id}>
          {label}
        </label>
        <span class="dk-search__field">
          <Icon name="search" size="medium" />
          <input
            class="dk-search__input"
            id={id}
            type="search"
            name={name}
            value={value}
            dir="auto"
            enterkeyhint="search"
            maxLength={200}
            autocomplete={suggestions ? 'off' : undefined}
            aria-describedby={hint ? `${id}-hint` : undefined}
          />
          <button type="submit" class="kern-btn kern-btn--primary dk-search__button">
            <span class="kern-label">{t('ui:search.button')}</span>
          </button>
        </span>
        {hint && (
          <span class="dk-search__hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </form>
    </search>
  );
}
