/** Kreis, Kommune, Quartier: the three nested arcs, from the outer to the inner one. */
export type ScopeLevel = 'district' | 'town' | 'quarter';

const arcs: readonly { level: ScopeLevel; path: string }[] = [
  { level: 'district', path: 'M4 31a16 16 0 0 1 32 0' },
  { level: 'town', path: 'M11 31a9 9 0 0 1 18 0' },
  { level: 'quarter', path: 'M18 31a2 2 0 0 1 4 0' },
];

/** The mark as paths in a box of 40 × 40, for pictures that are drawn elsewhere. */
export const arcPaths: readonly string[] = arcs.map(({ path }) => path);

/** The mark of Dreiklang; with `only`, the sign of one of the three levels (the other two arcs step back). */
export function TriadMark({ only }: { only?: ScopeLevel }) {
  return (
    <svg class="dk-mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      {arcs.map(({ level, path }) => (
        <path key={level} d={path} class={only && only !== level ? 'dk-mark__faint' : undefined} />
      ))}
    </svg>
  );
}
