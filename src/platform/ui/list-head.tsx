import type { ComponentChildren } from 'preact';

/** Above a list: how many there are, and in which order and shape to see them. */
export function ListHead({ count, children }: { count: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="dk-list-head">
      <p class="dk-list-head__count" role="status">
        {count}
      </p>
      {children}
    </div>
  );
}
