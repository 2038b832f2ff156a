import type { Snapshot } from './report.ts';
import { rolledUpProgress } from './rules.ts';
import { type Decision, decisions, type Status } from './vocabulary.ts';

/** Statuses that a plot draws together, from what has not begun to what has ended; labels are `concept:report.group.<group>`. */
export const statusGroups = ['planned', 'running', 'late', 'done', 'ended'] as const;
export type StatusGroup = (typeof statusGroups)[number];

const groupOfStatus: Readonly<Record<Status, StatusGroup>> = {
  idea: 'planned',
  planned: 'planned',
  running: 'running',
  late: 'late',
  done: 'done',
  paused: 'ended',
  dropped: 'ended',
  merged: 'ended',
  superseded: 'ended',
};

export interface FieldSummary {
  readonly key: string;
  readonly title: string;
  readonly items: readonly Snapshot[];
  readonly groups: Readonly<Record<StatusGroup, number>>;
  /** Percent, by weight; null: nothing to count. */
  readonly progress: number | null;
}

export interface Money {
  readonly plannedCents: number;
  readonly securedCents: number;
  readonly spentCents: number;
}

export interface ReportSummary {
  readonly count: number;
  readonly groups: Readonly<Record<StatusGroup, number>>;
  readonly progress: number | null;
  readonly fields: readonly FieldSummary[];
  readonly late: readonly Snapshot[];
  readonly unfunded: readonly Snapshot[];
  readonly ownerless: readonly Snapshot[];
  readonly money: Money;
  /** Rows of the towns' answers by decision; a town without a row counts nowhere. */
  readonly decisions: Readonly<Record<Decision, number>>;
}

export function countGroups(items: readonly Pick<Snapshot, 'status'>[]): Record<StatusGroup, number> {
  const counts = { planned: 0, running: 0, late: 0, done: 0, ended: 0 };
  for (const { status } of items) counts[groupOfStatus[status]] += 1;
  return counts;
}

function moneyOf(items: readonly Snapshot[]): Money {
  const sum = { plannedCents: 0, securedCents: 0, spentCents: 0 };
  for (const { plannedCents = 0, securedCents = 0, spentCents = 0 } of items.flatMap(({ resources }) => resources)) {
    sum.plannedCents += plannedCents;
    sum.securedCents += securedCents;
    sum.spentCents += spentCents;
  }
  return sum;
}

/** The key figures of a report. @param items in their order */
export function summarise(items: readonly Snapshot[]): ReportSummary {
  const byField = new Map<string, Snapshot[]>();
  for (const item of items) byField.set(item.field.key, [...(byField.get(item.field.key) ?? []), item]);
  const answered = Object.fromEntries(decisions.map((decision) => [decision, 0])) as Record<Decision, number>;
  for (const { decision } of items.flatMap(({ adoptions }) => adoptions)) answered[decision] += 1;
  return {
    count: items.length,
    groups: countGroups(items),
    progress: rolledUpProgress(items),
    fields: [...byField.values()].map((own) => ({
      key: own[0]?.field.key ?? '',
      title: own[0]?.field.title ?? '',
      items: own,
      groups: countGroups(own),
      progress: rolledUpProgress(own),
    })),
    late: items.filter(({ status }) => status === 'late'),
    unfunded: items.filter(({ unfunded }) => unfunded),
    ownerless: items.filter(({ ownerless }) => ownerless),
    money: moneyOf(items),
    decisions: answered,
  };
}

/** Taken over in one way or another. */
const takenOver: readonly Decision[] = ['adopted', 'changed', 'already'];

export interface TownAdoption {
  readonly ags: string;
  readonly name: string;
  /** For each field: how many recommendations the town takes over, and of how many it has decided. */
  readonly fields: readonly { readonly taken: number; readonly decided: number }[];
  readonly taken: number;
  readonly decided: number;
}

/** Field × town: what the towns take over. */
export function adoptionMatrix(
  { fields }: Pick<ReportSummary, 'fields'>,
  towns: readonly { readonly ags: string; readonly name: string }[],
): readonly TownAdoption[] {
  const cells = new Map<string, { taken: number; decided: number }>();
  fields.forEach(({ items }, field) => {
    for (const { town, decision } of items.flatMap(({ adoptions }) => adoptions)) {
      const key = `${field} ${town}`;
      const cell = cells.get(key) ?? { taken: 0, decided: 0 };
      if (decision !== 'undecided') cell.decided += 1;
      if (takenOver.includes(decision)) cell.taken += 1;
      cells.set(key, cell);
    }
  });
  return towns.map(({ ags, name }) => {
    const own = fields.map((_, field) => cells.get(`${field} ${ags}`) ?? { taken: 0, decided: 0 });
    const sum = (part: 'taken' | 'decided') => own.reduce((total, cell) => total + cell[part], 0);
    return { ags, name, fields: own, taken: sum('taken'), decided: sum('decided') };
  });
}
