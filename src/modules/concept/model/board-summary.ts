import type { Recommendation } from './edition.ts';
import { rolledUpProgress } from './rules.ts';
import { type Status, statuses } from './vocabulary.ts';

/** The numbers at the head of an edition; each is the length of the list it leads to. */
export interface KeyNumbers {
  readonly all: number;
  readonly running: number;
  readonly late: number;
  readonly done: number;
  readonly ownerless: number;
  readonly stale: number;
  readonly unfunded: number;
}

export function keyNumbers(all: readonly Recommendation[]): KeyNumbers {
  const count = (test: (one: Recommendation) => boolean) => all.filter(test).length;
  return {
    all: all.length,
    running: count(({ status }) => status === 'running'),
    late: count(({ status }) => status === 'late'),
    done: count(({ status }) => status === 'done'),
    ownerless: count((one) => one.ownerless),
    stale: count(({ timeliness }) => timeliness === 'stale'),
    unfunded: count((one) => one.unfunded),
  };
}

export interface FieldProgress {
  readonly fieldId: string;
  readonly count: number;
  readonly late: number;
  /** Percent by weight; null: nothing to count yet. */
  readonly progress: number | null;
}

export function progressByField(
  all: readonly Recommendation[],
  fields: readonly { readonly id: string }[],
): readonly FieldProgress[] {
  const groups = Map.groupBy(all, ({ fieldId }) => fieldId);
  return fields.map(({ id }) => {
    const items = groups.get(id) ?? [];
    return {
      fieldId: id,
      count: items.length,
      late: items.filter(({ status }) => status === 'late').length,
      progress: rolledUpProgress(items),
    };
  });
}

export interface StatusShare {
  readonly status: Status;
  readonly count: number;
}

/** In the order of the words; those nobody has are left out. */
export function statusShares(all: readonly Recommendation[]): readonly StatusShare[] {
  return statuses
    .map((status) => ({ status, count: all.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0);
}
