import { addDays } from '#platform/days';

/** § 5 Abs. 2 BITVNRW: what is reported through the contact form is answered within two weeks, at the very latest within six. */
export const barrierDays = { usual: 14, latest: 42 } as const;

/** Whoever left an address waits for an answer; words without one want to be read. */
const answerDays = 14;
const readingDays = 28;

/** ISO day until which somebody has to deal with a message; null: a vote without words, which only counts. */
export function answerDueOn(
  message: { readonly kind: string; readonly comment: string; readonly email: string | null },
  receivedOn: string,
): string | null {
  if (message.kind === 'barrier') return addDays(receivedOn, barrierDays.latest);
  if (!message.comment) return null;
  return addDays(receivedOn, message.email ? answerDays : readingDays);
}

export type Urgency = 'late' | 'soon' | 'none';

/** Days before a deadline from which it is called soon. */
const soonDays = 7;

export function urgencyOf(dueOn: string | null, today: string): Urgency {
  if (dueOn === null) return 'none';
  if (dueOn < today) return 'late';
  return dueOn <= addDays(today, soonDays) ? 'soon' : 'none';
}
