import { addDays } from '#platform/days';

export const voteChoices = ['yes', 'no', 'abstain'] as const;
export type VoteChoice = (typeof voteChoices)[number];

/** How many voted how. */
export interface VoteCount {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

export const votesCast = ({ yes, no, abstain }: VoteCount): number => yes + no + abstain;

/** Counts votes; `null` is a seat that has not voted. */
export function countVotes(votes: readonly (VoteChoice | null)[]): VoteCount {
  const of = (choice: VoteChoice) => votes.filter((vote) => vote === choice).length;
  return { yes: of('yes'), no: of('no'), abstain: of('abstain') };
}

/** Passed by the majority of yes over no; abstentions count for neither, a tie rejects. */
export function outcomeOf({ yes, no }: VoteCount): 'passed' | 'rejected' {
  return yes > no ? 'passed' : 'rejected';
}

export const longestVoteDays = 366;

/** True for a last day on which a circular letter that starts today can still be answered. */
export function isVoteDay(until: string, today: string): boolean {
  return until >= today && until <= addDays(today, longestVoteDays);
}

/** True when the letter may be closed: after its last day, or before when nobody is missing. */
export function mayClose(vote: { readonly until: string; readonly missing: number }, today: string): boolean {
  return vote.until < today || vote.missing === 0;
}

const reminderDays = 3;

/** True on the last three days of a letter that was not sent today: who is missing is reminded once. */
export function isReminderDay(letter: { readonly startedOn: string; readonly until: string }, today: string): boolean {
  return today > letter.startedOn && today >= addDays(letter.until, -reminderDays) && today <= letter.until;
}
