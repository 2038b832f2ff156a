import type { Recommendation, Step, StoredRecommendation } from './edition.ts';
import { endedStatuses, type Status, type Timeliness } from './vocabulary.ts';

/** Days after which the last word about a recommendation is due for renewal, and after which it is stale. */
export const reportingDays = { due: 180, stale: 365 } as const;

type Dated = Pick<StoredRecommendation, 'startsOn' | 'endsOn'>;

/**
 * True when a town is meant: it names the town, a quarter in it or an area around it; or no territory at all and not the
 * district's or the Land's own level alone. The official keys nest by their beginning.
 */
export function concernsTown({ territories, levels }: Pick<Recommendation, 'territories' | 'levels'>, town: string): boolean {
  if (territories.length > 0) return territories.some((key) => town.startsWith(key) || key.startsWith(town));
  return levels.length === 0 || levels.includes('kommune') || levels.includes('quartier');
}

/** The district's own steps that still count: a dropped one is neither done nor missing. */
export function countingSteps(steps: readonly Step[], town: string | null = null): readonly Step[] {
  return steps.filter((step) => step.town === town && step.state !== 'dropped');
}

export const isOpen = (step: Step): boolean => step.state === 'open' || step.state === 'running';

/** A step is late from the day after it was due. */
export const isOverdue = (step: Step, today: string): boolean => isOpen(step) && step.dueOn !== null && step.dueOn < today;

/**
 * Status from steps and dates: done when every counting step is done; late when one is overdue, or the time is over; running
 * when one was begun, or the first day has come; planned when there is a step or a date; an idea otherwise.
 */
export function automaticStatus(steps: readonly Step[], { startsOn, endsOn }: Dated, today: string): Status {
  const counting = countingSteps(steps);
  if (counting.length > 0 && counting.every((step) => step.state === 'done')) return 'done';
  if (counting.some((step) => isOverdue(step, today)) || (endsOn !== null && endsOn < today)) return 'late';
  if (counting.some((step) => step.state !== 'open') || (startsOn !== null && startsOn <= today)) return 'running';
  return counting.length > 0 || startsOn !== null || endsOn !== null ? 'planned' : 'idea';
}

/** Percent of the steps' weight that is done; null without a step. */
export function stepProgress(steps: readonly Step[], town: string | null = null): number | null {
  const counting = countingSteps(steps, town);
  const total = counting.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  const done = counting.filter(({ state }) => state === 'done').reduce((sum, { weight }) => sum + weight, 0);
  return Math.floor((100 * done) / total);
}

/**
 * Progress of several recommendations by their weight. Those that ended without being done stay out; one of which nothing is
 * known counts as not begun, or a single finished one among many ideas would make a field look complete.
 */
export function rolledUpProgress(all: readonly Pick<Recommendation, 'progress' | 'weight' | 'status'>[]): number | null {
  const counting = all.filter(({ status }) => status === 'done' || !endedStatuses.includes(status));
  const total = counting.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0 || counting.every(({ progress }) => progress === null)) return null;
  return Math.floor(counting.reduce((sum, { progress, weight }) => sum + (progress ?? 0) * weight, 0) / total);
}

/** How old the last word is. What has ended needs none. */
export function timelinessOf(reportedOn: string | null, since: string, status: Status, today: string): Timeliness {
  if (endedStatuses.includes(status)) return 'current';
  const age = (Date.parse(today) - Date.parse(reportedOn ?? since)) / 86_400_000;
  if (age > reportingDays.stale) return 'stale';
  return age > reportingDays.due ? 'due' : 'current';
}

/**
 * A stored recommendation with everything that follows from it.
 * @param today ISO day in Europe/Berlin
 * @param since day from which an answer is expected when nobody reported yet: the edition's adoption
 */
export function derive(stored: StoredRecommendation, today: string, since: string): Recommendation {
  const automatic = automaticStatus(stored.steps, stored, today);
  const status = stored.manualStatus ?? automatic;
  const own = countingSteps(stored.steps);
  const ended = endedStatuses.includes(status);
  const next = own
    .filter((step) => !ended && isOpen(step))
    .toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.position - b.position)
    .at(0);
  return {
    ...stored,
    status,
    automaticStatus: automatic,
    progress: status === 'done' ? 100 : (stored.manualProgress ?? stepProgress(stored.steps)),
    timeliness: timelinessOf(stored.reportedOn, since, status, today),
    ownerless:
      !ended &&
      !stored.stakeholders.some(({ role }) => role === 'lead') &&
      stored.responsibilities.length === 0 &&
      !own.some(({ responsible }) => responsible !== ''),
    unfunded: !ended && stored.needsMoney && stored.resolutionId === null,
    nextStep: next ? { title: next.title, dueOn: next.dueOn } : null,
  };
}

/** The recommendations on a circle of "has to be done first", in order; undefined: there is none. */
export function dependencyCycle(needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const settled = new Set<string>();
  for (const start of needs.keys()) {
    // Depth first without recursion: a file may hold a chain of thousands.
    const path: string[] = [];
    const onPath = new Set<string>();
    const open: { id: string; rest: string[] }[] = [{ id: start, rest: [...(needs.get(start) ?? [])] }];
    path.push(start);
    onPath.add(start);
    while (open.length > 0) {
      const top = open[open.length - 1];
      if (!top) break;
      const next = top.rest.pop();
      if (next === undefined) {
        settled.add(top.id);
        onPath.delete(top.id);
        path.pop();
        open.pop();
      } else if (onPath.has(next)) {
        return path.slice(path.indexOf(next));
      } else if (!settled.has(next)) {
        path.push(next);
        onPath.add(next);
        open.push({ id: next, rest: [...(needs.get(next) ?? [])] });
      }
    }
  }
  return undefined;
}
