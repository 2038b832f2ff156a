import type { ComponentChildren } from 'preact';
import { TriadMark } from './triad-mark.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** What to do next; an empty list never leaves someone alone. */
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren | undefined;
  readonly level?: 2 | 3 | undefined;
}

export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div class="dk-empty">
      <TriadMark />
      <Heading class="dk-empty__title">{title}</Heading>
      <div class="dk-empty__text">{children}</div>
      {actions && <div class="kern-btn-wrapper dk-btn-row">{actions}</div>}
    </div>
  );
}
