import type { ComponentChildren } from 'preact';

/** Something wider than a page: it scrolls within its frame, which the keyboard can reach (WCAG 2.1.1). */
export function ScrollRegion({ label, class: name, children }: { label: string; class: string; children: ComponentChildren }) {
  const region = { role: 'region', tabIndex: 0, 'aria-label': label } as const;
  return (
    <div class={name} {...region}>
      {children}
    </div>
  );
}
