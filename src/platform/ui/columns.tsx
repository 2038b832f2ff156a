import type { ComponentChildren } from 'preact';

/** The matter itself and, beside it, what one does with it; below each other on phones. */
export function Columns({ main, side }: { main: ComponentChildren; side: ComponentChildren }) {
  return (
    <div class="dk-columns">
      <div class="dk-columns__main">{main}</div>
      <div class="dk-columns__side">{side}</div>
    </div>
  );
}
