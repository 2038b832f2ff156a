import type { EditionTree, Lineage, Recommendation } from './edition.ts';
import { countingSteps } from './rules.ts';

/** What became of one recommendation of the edition before. */
export interface Fate {
  readonly kind: Lineage['kind'];
  /** Ids in the new edition; none when it was retired. */
  readonly into: readonly string[];
  readonly reason: string;
}

/** Fates by the id of the older recommendation. */
export function fates(lineage: readonly Lineage[]): ReadonlyMap<string, Fate> {
  const found = new Map<string, { kind: Lineage['kind']; into: string[]; reason: string }>();
  for (const { fromId, toId, kind, reason } of lineage) {
    const fate = found.get(fromId) ?? { kind, into: [], reason };
    // Taken apart and put together with others at once: "split" says more about the older one.
    if (kind === 'split') fate.kind = 'split';
    if (toId) fate.into.push(toId);
    if (!fate.reason) fate.reason = reason;
    found.set(fromId, fate);
  }
  return found;
}

/** The recommendations of the older edition of which nobody said yet what becomes of them; none may be lost. */
export function withoutFate<One extends { readonly id: string }>(
  older: readonly One[],
  lineage: readonly Lineage[],
): readonly One[] {
  const known = fates(lineage);
  return older.filter(({ id }) => !known.has(id));
}

/** Parts of a recommendation that a comparison shows, as text; labels are `concept:part.<part>`. */
export const comparedParts = [
  'title',
  'wording',
  'summary',
  'targetGroups',
  'stakeholders',
  'resources',
  'fundingReservation',
  'timeFrame',
  'startsOn',
  'endsOn',
  'steps',
] as const;
export type ComparedPart = (typeof comparedParts)[number];

/** A part as the text that is compared; words of the vocabulary stay as they are and are named by the page. */
export function partText(recommendation: Recommendation, part: ComparedPart): string {
  switch (part) {
    case 'targetGroups':
      return recommendation.targetGroups.join('\n');
    case 'stakeholders':
      return recommendation.stakeholders.map(({ name }) => name).join('\n');
    case 'resources':
      return recommendation.resources.map(({ text }) => text).join('\n');
    case 'steps':
      return countingSteps(recommendation.steps)
        .map(({ title }) => title)
        .join('\n');
    default:
      return recommendation[part] ?? '';
  }
}

export interface PartChange {
  readonly part: ComparedPart;
  readonly before: string;
  readonly after: string;
}

/** The parts in which two recommendations differ. */
export function partChanges(before: Recommendation, after: Recommendation): readonly PartChange[] {
  return comparedParts
    .map((part) => ({ part, before: partText(before, part), after: partText(after, part) }))
    .filter((change) => change.before !== change.after);
}

/** One line of the comparison of two editions. */
export interface ComparedRow {
  readonly kind: 'unchanged' | 'changed' | 'merged' | 'split' | 'retired' | 'new' | 'open';
  /** Of the older edition; several when they were merged. */
  readonly before: readonly Recommendation[];
  /** Of the newer edition; several when one was split. */
  readonly after: readonly Recommendation[];
  readonly changes: readonly PartChange[];
  readonly reason: string;
}

/** Everything that hangs together with a recommendation over the lines between two editions. */
function familyOf(id: string, lines: readonly Lineage[]): ReadonlySet<string> {
  const family = new Set([id]);
  let size = 0;
  while (family.size > size) {
    size = family.size;
    for (const { fromId, toId } of lines) {
      if (toId && (family.has(fromId) || family.has(toId))) family.add(fromId).add(toId);
    }
  }
  return family;
}

function kindOf(before: number, after: number, changes: number): ComparedRow['kind'] {
  if (before === 0) return 'new';
  if (after > 1) return 'split';
  if (before > 1) return 'merged';
  return changes ? 'changed' : 'unchanged';
}

/**
 * The newer edition beside the older one: a row for each recommendation of the newer with what it came from, then what was
 * retired, then (`open`) what nobody decided on yet.
 */
export function compareEditions(
  older: Pick<EditionTree, 'recommendations'>,
  newer: Pick<EditionTree, 'recommendations'>,
  lineage: readonly Lineage[],
): readonly ComparedRow[] {
  const before = new Map(older.recommendations.map((one) => [one.id, one]));
  const after = new Map(newer.recommendations.map((one) => [one.id, one]));
  // Lines to something the reader may not see (an internal recommendation) or of other editions stay out.
  const lines = lineage.filter(({ fromId, toId }) => before.has(fromId) && (toId === null || after.has(toId)));
  const known = fates(lines);
  const rows: ComparedRow[] = [];
  const shown = new Set<string>();
  for (const one of newer.recommendations) {
    if (shown.has(one.id)) continue;
    const family = familyOf(one.id, lines);
    for (const id of family) shown.add(id);
    const olds = older.recommendations.filter(({ id }) => family.has(id));
    const news = newer.recommendations.filter(({ id }) => family.has(id));
    const reason = lines.find((line) => family.has(line.fromId) && line.reason)?.reason ?? '';
    const [old] = olds;
    const changes = old && olds.length === 1 && news.length === 1 ? partChanges(old, one) : [];
    rows.push({ kind: kindOf(olds.length, news.length, changes.length), before: olds, after: news, changes, reason });
  }
  for (const one of older.recommendations) {
    const fate = known.get(one.id);
    // It lives on in something that the reader may not see, so nothing is said of it.
    if (!fate && lineage.some(({ fromId }) => fromId === one.id)) continue;
    if (!fate) rows.push({ kind: 'open', before: [one], after: [], changes: [], reason: '' });
    else if (fate.kind === 'retired') rows.push({ kind: 'retired', before: [one], after: [], changes: [], reason: fate.reason });
  }
  return rows;
}

/** How many rows of each kind a comparison has. */
export function countKinds(rows: readonly ComparedRow[]): Readonly<Record<ComparedRow['kind'], number>> {
  const counts = { unchanged: 0, changed: 0, merged: 0, split: 0, retired: 0, new: 0, open: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}
