import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.tsx';

export interface ChoiceLink {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  readonly icon?: IconName | undefined;
}

/** The same thing in another order or shape, e.g. "sort by: distance · date" or "list · map". */
export function ChoiceLinks({
  label,
  labelShown = false,
  items,
}: {
  label: string;
  labelShown?: boolean;
  items: readonly ChoiceLink[];
}) {
  if (items.length < 2) return null;
  return (
    <nav class="dk-choice" aria-label={label}>
      {labelShown && (
        <span class="dk-choice__label" aria-hidden="true">
          {label}
        </span>
      )}
      <ul>
        {items.map(({ label: text, href, current, icon }) => (
          <li key={href}>
            <a class="dk-choice__link" href={href} aria-current={current ? 'true' : undefined}>
              {icon && <Icon name={icon} />}
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
