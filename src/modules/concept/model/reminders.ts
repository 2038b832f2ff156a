import { addDays } from '#platform/days';
import type { EditionTree, Recommendation, Step } from './edition.ts';
import { concernsTown, isOpen } from './rules.ts';
import { endedStatuses } from './vocabulary.ts';

/** Steps are named this many days before they are due. */
export const noticeDays = 14;
/** Nobody gets a second mail before so many days have passed. */
export const restDays = 6;

/** One thing to see to. */
export interface DueItem {
  readonly recommendationId: string;
  readonly number: number;
  readonly title: string;
  /** The step it is about, with the day on which it is or was due. */
  readonly step?: Pick<Step, 'id' | 'title' | 'dueOn' | 'town'>;
}

/** What waits for one person, by kind; steps in the order of their days. */
export interface Digest {
  readonly overdue: readonly DueItem[];
  readonly upcoming: readonly DueItem[];
  /** Nobody said for long how it stands. */
  readonly unreported: readonly DueItem[];
  /** The person's town has not decided. */
  readonly undecided: readonly DueItem[];
}

/** Whom a digest is for: those who write the concept, and those who answer for towns (AGS). */
export interface Recipient {
  readonly edits: boolean;
  readonly towns: readonly string[];
}

export const isEmptyDigest = (digest: Digest): boolean =>
  digest.overdue.length + digest.upcoming.length + digest.unreported.length + digest.undecided.length === 0;

const itemOf = ({ id, number, title }: Recommendation): DueItem => ({ recommendationId: id, number, title });

function stepItems(
  all: readonly Recommendation[],
  towns: readonly (string | null)[],
  wanted: (day: string) => boolean,
): DueItem[] {
  return all
    .flatMap((one) =>
      one.steps
        .filter((step) => towns.includes(step.town) && isOpen(step) && step.dueOn !== null && wanted(step.dueOn))
        .map(({ id, title, dueOn, town }) => ({ ...itemOf(one), step: { id, title, dueOn, town } })),
    )
    .toSorted((a, b) => (a.step.dueOn ?? '').localeCompare(b.step.dueOn ?? '') || a.number - b.number);
}

function isUndecided({ adoptions }: Recommendation, town: string): boolean {
  const answer = adoptions.find((one) => one.town === town);
  return answer === undefined || answer.decision === 'undecided';
}

/**
 * What waits for somebody in the editions in force. What has ended waits for nobody.
 * @param today ISO day in Europe/Berlin
 */
export function digestFor(trees: readonly EditionTree[], recipient: Recipient, today: string): Digest {
  const open = trees.flatMap((tree) => tree.recommendations.filter(({ status }) => !endedStatuses.includes(status)));
  // A town answers to the district's concept; its own it writes itself.
  const answered = new Set(trees.filter(({ concept }) => concept.umbrellaId === null).map(({ edition }) => edition.id));
  const whose = [...(recipient.edits ? [null] : []), ...recipient.towns];
  return {
    overdue: stepItems(open, whose, (day) => day < today),
    upcoming: stepItems(open, whose, (day) => day >= today && day <= addDays(today, noticeDays)),
    unreported: recipient.edits ? open.filter(({ timeliness }) => timeliness !== 'current').map(itemOf) : [],
    undecided: open
      .filter(
        (one) => answered.has(one.editionId) && recipient.towns.some((town) => concernsTown(one, town) && isUndecided(one, town)),
      )
      .map(itemOf),
  };
}

/** True when this week's mails have gone out already, so that a repeated job writes nobody twice. */
export function isResting(lastReminder: string | null, today: string): boolean {
  return lastReminder !== null && lastReminder > addDays(today, -restDays);
}
