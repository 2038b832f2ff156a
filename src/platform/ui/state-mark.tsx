import type { ComponentChildren, JSX } from 'preact';

/**
 * How a piece of work stands. Each has its own shape, so that nobody needs to tell colours apart:
 * draft – dashed ring, planned – ring, running – half disc, waiting – two bars, late – triangle, done – disc with tick, stopped – cross.
 */
export type WorkState = 'draft' | 'planned' | 'running' | 'waiting' | 'late' | 'done' | 'stopped';

const shapes: Record<WorkState, { class: string; drawing: JSX.Element }> = {
  draft: { class: 'dk-state', drawing: <circle cx="8" cy="8" r="6" stroke-dasharray="3 2.3" /> },
  planned: { class: 'dk-state', drawing: <circle cx="8" cy="8" r="6" /> },
  running: {
    class: 'dk-state dk-state--running',
    drawing: (
      <>
        <circle cx="8" cy="8" r="6" />
        <path class="dk-state__fill" d="M8 2a6 6 0 0 1 0 12z" />
      </>
    ),
  },
  waiting: { class: 'dk-state dk-state--waiting', drawing: <path class="dk-state__thick" d="M5.5 3.5v9M10.5 3.5v9" /> },
  late: {
    class: 'dk-state dk-state--late',
    drawing: (
      <>
        <path class="dk-state__fill" d="M8 2 15 14H1z" />
        <path class="dk-state__cut" d="M8 6.5v3.5M8 12v.1" />
      </>
    ),
  },
  done: {
    class: 'dk-state dk-state--done',
    drawing: (
      <>
        <circle class="dk-state__fill" cx="8" cy="8" r="6.5" />
        <path class="dk-state__cut" d="m5 8.2 2.2 2.2L11.2 6" />
      </>
    ),
  },
  stopped: { class: 'dk-state dk-state--stopped', drawing: <path class="dk-state__thick" d="m3.5 3.5 9 9M12.5 3.5l-9 9" /> },
};

export function StateMark({ state, children }: { state: WorkState; children: ComponentChildren }) {
  return (
    <span class={shapes[state].class}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {shapes[state].drawing}
      </svg>
      <span>{children}</span>
    </span>
  );
}
