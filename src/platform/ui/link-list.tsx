import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.tsx';

export interface IconLink {
  readonly icon: IconName;
  readonly label: ComponentChildren;
  readonly href: string;
  readonly download?: boolean | undefined;
  /** Leads to another website. */
  readonly external?: boolean | undefined;
}

/** What one can do with a thing: print it, call there, save the dates. */
export function LinkList({ items }: { items: readonly IconLink[] }) {
  if (items.length === 0) return null;
  return (
    <ul class="dk-links">
      {items.map(({ icon, label, href, download, external }) => (
        <li key={href}>
          <a href={href} download={download} rel={external ? 'noopener nofollow' : undefined}>
            <Icon name={icon} />
            <span>{label}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
