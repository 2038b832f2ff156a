import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.tsx';
import { useView } from './view.tsx';

export type AlertKind = 'info' | 'success' | 'warning' | 'danger';

const looks: Record<AlertKind, { class: string; icon: IconName }> = {
  info: { class: 'kern-alert kern-alert--info dk-alert', icon: 'info' },
  success: { class: 'kern-alert kern-alert--success dk-alert', icon: 'success' },
  warning: { class: 'kern-alert kern-alert--warning dk-alert', icon: 'warning' },
  danger: { class: 'kern-alert kern-alert--danger dk-alert', icon: 'danger' },
};

export interface AlertProps {
  readonly kind: AlertKind;
  readonly title?: string | undefined;
  /** Read out when the page appears: only for the answer to what the person just did. */
  readonly live?: boolean | undefined;
  readonly children?: ComponentChildren | undefined;
}

/** A message within the page. Its kind is told by icon and word as well as by colour. */
export function Alert({ kind, title, live = false, children }: AlertProps) {
  const { t } = useView();
  const look = looks[kind];
  return (
    <div class={look.class} role={live ? (kind === 'danger' ? 'alert' : 'status') : undefined}>
      <Icon name={look.icon} size="medium" label={t(`ui:alert.${kind}`)} />
      <div class="dk-alert__text">
        {title && <p class="dk-alert__title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
