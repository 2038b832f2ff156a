import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

interface DisclosureProps {
  readonly title: string;
  readonly open?: boolean | undefined;
  /** Lines that belong together instead of blocks. */
  readonly tight?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** Something that not everybody needs, behind its title. */
export function Disclosure({ title, open = false, tight = false, children }: DisclosureProps) {
  return (
    <details class="dk-disclosure" open={open}>
      <summary class="dk-disclosure__title">
        {title}
        <Icon name="down" />
      </summary>
      <div class={tight ? 'dk-disclosure__body dk-disclosure__body--tight' : 'dk-disclosure__body'}>{children}</div>
    </details>
  );
}
