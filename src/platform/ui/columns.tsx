import type { ComponentChildren } from 'preact';

/** The matter itself and, beside it, what one does with it; below each other on phones. `even`: two of the same weight. */
export function Columns({ main, side, even = false }: { main: ComponentChildren; side: ComponentChildren; even?: boolean }) {
  return (
    <div class={even ? 'dk-columns dk-columns--even' : 'dk-columns'}>
      <div class="dk-columns__main">{main}</div>
      <div class="dk-columns__side">{side}</div>
    </div>
  );
}
