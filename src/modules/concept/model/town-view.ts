import type { Adoption, Recommendation, Step } from './edition.ts';
import { adoptionOf } from './matrix.ts';
import { concernsTown, isOverdue, stepProgress } from './rules.ts';
import type { Decision } from './vocabulary.ts';

/** What a recommendation is to one town: its answer and its own steps. */
export interface TownRow {
  readonly item: Recommendation;
  readonly decision: Decision;
  /** Undefined: the town never answered. */
  readonly adoption: Adoption | undefined;
  readonly steps: readonly Step[];
  /** Percent of its own steps; null: it has none. */
  readonly progress: number | null;
  readonly late: boolean;
}

export interface TownFilter {
  readonly decision?: Decision | undefined;
  readonly fieldId?: string | undefined;
}

/** The recommendations a town is asked about, in the order of the concept. */
export function townRows(all: readonly Recommendation[], town: string, today: string): readonly TownRow[] {
  return all.flatMap((item) => {
    const adoption = adoptionOf(item, town);
    if (!adoption && !concernsTown(item, town)) return [];
    const steps = item.steps.filter((step) => step.town === town);
    return [
      {
        item,
        decision: adoption?.decision ?? 'undecided',
        adoption,
        steps,
        progress: stepProgress(item.steps, town),
        late: steps.some((step) => isOverdue(step, today)),
      },
    ];
  });
}

export function filteredTownRows(rows: readonly TownRow[], { decision, fieldId }: TownFilter): readonly TownRow[] {
  return rows.filter(
    (row) => (decision === undefined || row.decision === decision) && (fieldId === undefined || row.item.fieldId === fieldId),
  );
}

/** How many recommendations have a step of the town that is late: AGS → count. */
export function lateByTown(all: readonly Recommendation[], today: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { steps } of all) {
    const towns = new Set(steps.flatMap((step) => (step.town !== null && isOverdue(step, today) ? [step.town] : [])));
    for (const town of towns) counts.set(town, (counts.get(town) ?? 0) + 1);
  }
  return counts;
}
