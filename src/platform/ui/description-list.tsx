import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export interface Description {
  readonly term: string;
  readonly value: ComponentChildren;
  /** What one can do about this one entry, as a small sign at its end, e.g. correct it. */
  readonly action?: { readonly href: string; readonly label: string } | undefined;
}

/** What is known about one thing; entries without a value are left out. `stacked` puts the term above its value. */
export function DescriptionList({ items, stacked = false }: { items: readonly Description[]; stacked?: boolean }) {
  const known = items.filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false);
  if (known.length === 0) return null;
  return (
    <dl
      class={
        stacked ? 'kern-description-list kern-description-list--col dk-descriptions' : 'kern-description-list dk-descriptions'
      }
    >
      {known.map(({ term, value, action }) => (
        <div class="kern-description-list-item" key={term}>
          <dt class="kern-description-list-item__key">{term}</dt>
          <dd class="kern-description-list-item__value">
            {action ? <div class="dk-descriptions__value">{value}</div> : value}
            {action && (
              <a class="dk-descriptions__action" href={action.href} rel="nofollow">
                <Icon name="edit" label={action.label} />
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
