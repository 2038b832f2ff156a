import type { Recommendation } from './edition.ts';
import { type SettableStatus, type Status, settableStatuses, statuses } from './vocabulary.ts';

export interface KanbanColumn {
  readonly status: Status;
  readonly count: number;
  /** The first of them; the board has the rest. */
  readonly cards: readonly Recommendation[];
}

/** What a card may be moved to: a status set by hand, or back to what steps and dates say. */
export const moves = ['automatic', ...settableStatuses] as const;
export type Move = (typeof moves)[number];
export const statusOfMove = (move: Move): SettableStatus | null => (move === 'automatic' ? null : move);

/** Columns that work passes through stand there even when empty; those where it ends only when something lies in them. */
const always: readonly Status[] = ['idea', 'planned', 'running', 'late', 'done'];

/** What is due first stands on top; the longest forgotten after that. */
function urgency(a: Recommendation, b: Recommendation): number {
  const [one, other] = [a.nextStep?.dueOn ?? a.endsOn ?? '9999', b.nextStep?.dueOn ?? b.endsOn ?? '9999'];
  return one < other ? -1 : one > other ? 1 : a.number - b.number;
}

export function kanbanOf(all: readonly Recommendation[], most: number): readonly KanbanColumn[] {
  const groups = Map.groupBy(all, ({ status }) => status);
  return statuses.flatMap((status) => {
    const items = groups.get(status) ?? [];
    if (items.length === 0 && !always.includes(status)) return [];
    return [{ status, count: items.length, cards: items.toSorted(urgency).slice(0, most) }];
  });
}
