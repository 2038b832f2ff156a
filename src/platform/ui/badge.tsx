import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.tsx';

const looks = {
  neutral: 'kern-badge dk-badge',
  info: 'kern-badge kern-badge--info dk-badge',
  success: 'kern-badge kern-badge--success dk-badge',
  warning: 'kern-badge kern-badge--warning dk-badge',
  danger: 'kern-badge kern-badge--danger dk-badge',
} as const;

/** A short mark on something, e.g. "example", "new". For the state of a piece of work use `StateMark`. */
export function Badge({
  kind = 'neutral',
  icon,
  children,
}: {
  kind?: keyof typeof looks;
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <span class={looks[kind]}>
      {icon && <Icon name={icon} />}
      <span class="kern-label">{children}</span>
    </span>
  );
}
