import { type BoardFilter, filtered, sorted } from './board.ts';
import type { Recommendation } from './edition.ts';
import { type Decisions, type Tally, townTallies } from './matrix.ts';

/** Lists of what needs somebody: each is a filter of the board, so that number, list and board always agree. */
export const attention = {
  ownerless: { ownerless: true },
  late: { status: 'late' },
  stale: { timeliness: 'stale' },
  unfunded: { unfunded: true },
} as const satisfies Readonly<Record<string, BoardFilter>>;

export type Attention = keyof typeof attention;
export const attentions = Object.keys(attention) as readonly Attention[];

export interface AttentionList {
  readonly kind: Attention;
  readonly count: number;
  /** The most urgent of them. */
  readonly items: readonly Recommendation[];
}

export function attentionLists(all: readonly Recommendation[], most: number): readonly AttentionList[] {
  return attentions.map((kind) => {
    const items = filtered(all, [], attention[kind]);
    return {
      kind,
      count: items.length,
      items: sorted(items, { by: kind === 'stale' ? 'reported' : 'due', descending: false }).slice(0, most),
    };
  });
}

export interface TownCount {
  readonly town: string;
  readonly tally: Tally;
}

/** Towns with answers outstanding, the most first. */
export function undecidedByTown(
  all: readonly Recommendation[],
  towns: readonly string[],
  table: Decisions,
): readonly TownCount[] {
  return townTallies(all, towns, table)
    .map((tally, index) => ({ town: towns[index] ?? '', tally }))
    .filter(({ tally }) => tally.undecided > 0)
    .toSorted((a, b) => b.tally.undecided - a.tally.undecided);
}
