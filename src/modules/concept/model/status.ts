import type { Recommendation } from './edition.ts';
import { endedStatuses, type SettableStatus, statusesWithReason } from './vocabulary.ts';

/**
 * Whether a status may be set without saying why. A reason is due for what stops or ends the work without result, for
 * taking up again what had ended, and whenever the hand contradicts steps and dates.
 * @param next status to be set; null: back to what steps and dates say
 */
export function reasonNeeded(
  current: Pick<Recommendation, 'status' | 'automaticStatus' | 'manualStatus'>,
  next: SettableStatus | null,
): boolean {
  if (next === current.manualStatus) return next !== null && statusesWithReason.includes(next);
  const target = next ?? current.automaticStatus;
  if (next !== null && statusesWithReason.includes(next)) return true;
  if (endedStatuses.includes(current.status) && target !== current.status) return true;
  // Without a step or a date nothing is known that the hand could contradict.
  return next !== null && next !== current.automaticStatus && current.automaticStatus !== 'idea';
}

/** A line of "merged into" between two recommendations. */
interface MergeLine {
  readonly fromId: string;
  readonly toId: string;
}

/** The way from `into` back to `id` along what was merged; undefined: there is none, so `id` may be merged into it. */
export function mergeCircle(lines: readonly MergeLine[], id: string, into: string): readonly string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { fromId, toId } of lines) next.set(fromId, [...(next.get(fromId) ?? []), toId]);
  const before = new Map<string, string | null>([[into, null]]);
  const open = [into];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === id) {
      const way: string[] = [];
      for (let step: string | null = at; step !== null; step = before.get(step) ?? null) way.unshift(step);
      return [id, ...way];
    }
    for (const toId of next.get(at) ?? []) {
      if (before.has(toId)) continue;
      before.set(toId, at);
      open.push(toId);
    }
  }
  return undefined;
}
