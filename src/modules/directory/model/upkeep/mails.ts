import { addDays } from '#platform/days';
import type { Standing } from './stages.ts';

/** An organisation gets at most one mail in so many days, whoever sends it. */
export const mailPause = 30;
/** How long the link in a mail works, in days. */
export const linkDays = 60;
/** So many days before its end, the consent of a contact person is asked for again. */
export const consentNotice = 30;

export interface Asking {
  readonly today: string;
  /** Day of the last mail. */
  readonly lastSent: string | null;
  /** Staff are talking to the organisation. */
  readonly paused: boolean;
}

/** The first day on which the next mail may go out. */
export const mailFrom = (lastSent: string | null): string | null => lastSent && addDays(lastSent, mailPause);

/** True when an offer has entered a stage, or a consent is about to end, since the last mail; and a mail may go out. */
export function isMailDue(
  offers: readonly (Pick<Standing, 'stage' | 'stageOn'> & { readonly consentUntil: string | null })[],
  { today, lastSent, paused }: Asking,
): boolean {
  if (paused || (mailFrom(lastSent) ?? today) > today) return false;
  const sinceMail = (day: string | null) => lastSent === null || (day !== null && day > lastSent);
  return offers.some(
    ({ stage, stageOn, consentUntil }) =>
      (stage !== 'fresh' && sinceMail(stageOn)) ||
      (consentUntil !== null &&
        consentUntil >= today &&
        addDays(consentUntil, -consentNotice) <= today &&
        sinceMail(addDays(consentUntil, 1 - consentNotice))),
  );
}
