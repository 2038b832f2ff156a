import type { Facets, Group, BoardPage as Slice } from '../model/board.ts';
import type { BoardAddress } from '../model/board-address.ts';
import type { ViewFrame } from './board-frame.tsx';
import type { RowForm } from './board-row-form.tsx';

export interface BoardProps {
  readonly frame: ViewFrame;
  readonly address: BoardAddress;
  readonly facets: Facets;
  readonly towns: readonly { readonly key: string; readonly name: string }[];
  /** Recommendations that the filter leaves. */
  readonly count: number;
  readonly slice: Slice;
  readonly groups: readonly Group[];
  readonly today: string;
  /** The line that is open for editing. */
  readonly form?: RowForm | undefined;
}
