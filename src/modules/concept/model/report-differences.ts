import type { Lineage } from './edition.ts';
import type { NumberLine, Snapshot } from './report.ts';
import type { LineageKind, Status } from './vocabulary.ts';

/** What became of a recommendation since the report before; labels are `concept:report.difference.<kind>`. */
export const differenceKinds = ['done', 'new', 'status', 'progress', 'dropped', 'merged', 'superseded', 'unchanged'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference {
  readonly kind: DifferenceKind;
  readonly number: number;
  readonly title: string;
  readonly field: string;
  /** Null: it was not in the report before. */
  readonly before: { readonly status: Status; readonly progress: number | null } | null;
  /** Null: it is not in this report any more. */
  readonly after: { readonly status: Status; readonly progress: number | null } | null;
  readonly reason: string;
  /** Merged: the numbers it went into. New: the numbers it came out of. */
  readonly others: readonly number[];
}

type Compared = Pick<Snapshot, 'number' | 'title' | 'field' | 'status' | 'statusReason' | 'progress'>;

const stateOf = ({ status, progress }: Compared) => ({ status, progress });

function kindOfChange(before: Compared, after: Compared): DifferenceKind {
  if (before.status === after.status) return before.progress === after.progress ? 'unchanged' : 'progress';
  if (after.status === 'done' || after.status === 'dropped' || after.status === 'merged' || after.status === 'superseded') {
    return after.status;
  }
  return 'status';
}

function goneFrom(before: Compared, lines: readonly NumberLine[]): Difference {
  const own = lines.filter(({ from }) => from === before.number);
  const others = own.flatMap(({ to }) => to ?? []);
  const reason = own.find((line) => line.reason)?.reason ?? '';
  const { number, title, field } = before;
  // Without a successor it was retired; nobody may find it gone without a word, so it is named even when no line says why.
  return {
    kind: others.length ? 'merged' : 'dropped',
    number,
    title,
    field: field.title,
    before: stateOf(before),
    after: null,
    reason,
    others,
  };
}

/**
 * This report against the one before, by permanent number: a line for each recommendation of either, those of this report in
 * its order, then what is not in it any more.
 * @param lines what became of the older edition's numbers, when the reports belong to different editions
 */
export function differences(
  before: readonly Compared[],
  after: readonly Compared[],
  lines: readonly NumberLine[],
): readonly Difference[] {
  const older = new Map(before.map((one) => [one.number, one]));
  const newer = new Set(after.map(({ number }) => number));
  const here = after.map((one): Difference => {
    const old = older.get(one.number);
    const { number, title, field, statusReason } = one;
    const base = { number, title, field: field.title, after: stateOf(one) };
    if (old) return { ...base, kind: kindOfChange(old, one), before: stateOf(old), reason: statusReason, others: [] };
    const sources = lines.filter(({ to }) => to === number);
    const reason = sources.find((line) => line.reason)?.reason ?? '';
    return { ...base, kind: 'new', before: null, reason, others: [...new Set(sources.map(({ from }) => from))] };
  });
  return [...here, ...before.filter(({ number }) => !newer.has(number)).map((one) => goneFrom(one, lines))];
}

/** How many lines of each kind. */
export function countDifferences(all: readonly Difference[]): Readonly<Record<DifferenceKind, number>> {
  const counts = Object.fromEntries(differenceKinds.map((kind) => [kind, 0])) as Record<DifferenceKind, number>;
  for (const { kind } of all) counts[kind] += 1;
  return counts;
}

/** A recommendation of any edition of the concept. */
export interface Place {
  readonly id: string;
  readonly number: number;
}

const weakest: readonly LineageKind[] = ['carried', 'split', 'merged', 'retired'];
const stronger = (a: LineageKind, b: LineageKind) => (weakest.indexOf(a) > weakest.indexOf(b) ? a : b);

/**
 * What became of each recommendation of an older edition in a newer one, over all editions between them.
 * @param older those of the older edition, `newer` those of the newer one
 */
export function linesBetween(
  older: readonly Place[],
  newer: readonly Place[],
  lineage: readonly Lineage[],
): readonly NumberLine[] {
  const numbers = new Map(newer.map(({ id, number }) => [id, number]));
  const from = new Map<string, Lineage[]>();
  for (const line of lineage) from.set(line.fromId, [...(from.get(line.fromId) ?? []), line]);
  return older.flatMap(({ id, number }) => {
    const found: NumberLine[] = [];
    // The fate of one recommendation is a tree at most as deep as there are editions; a set guards against anything else.
    const seen = new Set<string>();
    const open = (from.get(id) ?? []).map((line) => ({ line, kind: line.kind, reason: line.reason }));
    for (let next = open.shift(); next; next = open.shift()) {
      const { line, kind, reason } = next;
      const to = line.toId === null ? null : numbers.get(line.toId);
      if (to !== undefined) found.push({ from: number, to, kind, reason });
      else if (line.toId !== null && !seen.has(line.toId)) {
        seen.add(line.toId);
        for (const further of from.get(line.toId) ?? []) {
          open.push({ line: further, kind: stronger(kind, further.kind), reason: further.reason || reason });
        }
      }
    }
    return found;
  });
}
