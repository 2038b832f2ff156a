import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { StateMark, type WorkState } from './state-mark.tsx';

export interface FigureProps {
  /** Already formatted for the reader's language. */
  readonly value: string;
  readonly label: string;
  /** The list of what was counted. */
  readonly href: string;
  /** Period, source or comparison, in a few words. */
  readonly note?: string | undefined;
  readonly state?: WorkState | undefined;
}

/** A number that leads to what it counts. */
export function Figure({ value, label, href, note, state }: FigureProps) {
  return (
    <a class={state === 'late' ? 'dk-figure dk-figure--late' : 'dk-figure'} href={href}>
      <bdi class="dk-figure__value">{value}</bdi>
      <span class="dk-figure__label">{state ? <StateMark state={state}>{label}</StateMark> : label}</span>
      {note && <span class="dk-figure__note">{note}</span>}
      <span class="dk-figure__go">
        <Icon name="arrow" />
      </span>
    </a>
  );
}

export function FigureRow({ children }: { children: ComponentChildren }) {
  return <div class="dk-figures">{children}</div>;
}
