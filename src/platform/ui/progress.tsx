import { useView } from './view.tsx';

export interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Instead of "3 of 5". */
  readonly text?: string | undefined;
  /** The label is for screen readers only, e.g. within a table. */
  readonly compact?: boolean | undefined;
}

/** How far something is; the number stands beside the bar. */
export function Progress({ label, value, max, text, compact = false }: ProgressProps) {
  const { t } = useView();
  const words = text ?? t('ui:progress.of', { value, max });
  return (
    <div class={compact ? 'kern-progress dk-progress dk-progress--compact' : 'kern-progress dk-progress'}>
      <span class={compact ? 'kern-sr-only' : 'dk-progress__label'} aria-hidden="true">
        {label}
      </span>
      <progress value={value} max={max} aria-label={`${label}: ${words}`}>
        {words}
      </progress>
      <span class="dk-progress__text" aria-hidden="true">
        {words}
      </span>
    </div>
  );
}
