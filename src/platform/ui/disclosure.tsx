import type { ComponentChildren } from 'preact';

/** More about something, folded away until it is asked for; several of them below each other make an accordion. */
export function Disclosure({
  title,
  open,
  children,
}: {
  title: ComponentChildren;
  open?: boolean | undefined;
  children: ComponentChildren;
}) {
  return (
    <details class="kern-accordion dk-disclosure" open={open}>
      <summary class="kern-accordion__header">
        <span class="dk-disclosure__title">{title}</span>
      </summary>
      <div class="kern-accordion__body">{children}</div>
    </details>
  );
}
