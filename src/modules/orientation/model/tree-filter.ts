/** What pages of the tree may be looked for by how they stand. */
export const treeStates = ['entwurf', 'pruefung', 'veraltet', 'offen', 'spiegel'] as const;
export type TreeState = (typeof treeStates)[number];

export interface TreeFilter {
  readonly q: string;
  /** AGS, or ''. */
  readonly ort: string;
  readonly stand: TreeState | '';
}

export function readTreeFilter(values: Readonly<Record<string, string | readonly string[] | undefined>>): TreeFilter {
  const one = (name: string) => [values[name]].flat()[0] ?? '';
  return {
    q: one('q').slice(0, 100),
    ort: /^\d{8}$/.test(one('ort')) ? one('ort') : '',
    stand: treeStates.find((state) => state === one('stand')) ?? '',
  };
}
