import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'tertiary' | 'danger';

const looks: Record<ButtonLook, string> = {
  primary: 'kern-btn kern-btn--primary',
  secondary: 'kern-btn kern-btn--secondary',
  tertiary: 'kern-btn kern-btn--tertiary',
  danger: 'kern-btn kern-btn--primary dk-btn--danger',
};

interface CommonProps {
  readonly look?: ButtonLook | undefined;
  readonly icon?: IconName | undefined;
  /** For tables and tool rows. */
  readonly small?: boolean | undefined;
  readonly children: ComponentChildren;
}

const className = (look: ButtonLook, small: boolean | undefined) => (small ? `${looks[look]} dk-btn--small` : looks[look]);

function Content({ icon, children }: Pick<CommonProps, 'icon' | 'children'>) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span class="kern-label">{children}</span>
    </>
  );
}

export interface ButtonProps extends CommonProps {
  /** `name` and `value` tell several buttons of one form apart. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly type?: 'submit' | 'button' | undefined;
  readonly disabled?: boolean | undefined;
  /** Id of the form, when the button stands outside of it. */
  readonly form?: string | undefined;
  /** Other address than the form's own, e.g. for a second action. */
  readonly formAction?: string | undefined;
  /** Full name for screen readers when the visible one needs its surroundings ("Edit" → "Edit: language café"). */
  readonly label?: string | undefined;
}

export function Button({ look = 'primary', icon, small, children, label, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} class={className(look, small)} aria-label={label}>
      <Content icon={icon}>{children}</Content>
    </button>
  );
}

export interface LinkButtonProps extends CommonProps {
  readonly href: string;
  readonly label?: string | undefined;
  readonly download?: boolean | undefined;
}

/** A link that looks like a button: for the next step, never for an action that changes something. */
export function LinkButton({ look = 'secondary', icon, small, children, label, href, download }: LinkButtonProps) {
  return (
    <a href={href} class={className(look, small)} aria-label={label} download={download}>
      <Content icon={icon}>{children}</Content>
    </a>
  );
}

export function ButtonRow({ children }: { children: ComponentChildren }) {
  return <div class="kern-btn-wrapper dk-btn-row">{children}</div>;
}
