import type { ComponentChildren } from 'preact';

export interface Description {
  readonly term: string;
  readonly value: ComponentChildren;
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
      {known.map(({ term, value }) => (
        <div class="kern-description-list-item" key={term}>
          <dt class="kern-description-list-item__key">{term}</dt>
          <dd class="kern-description-list-item__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
