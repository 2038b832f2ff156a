import { outcomeOf, type VoteCount, votesCast } from './vote.ts';

export const resolutionStates = ['draft', 'open', 'passed', 'rejected', 'withdrawn'] as const;
export type ResolutionState = (typeof resolutionStates)[number];

/** What a resolution does in another module once it is passed, as it is stored with it. */
export interface StoredEffect {
  readonly kind: string;
  readonly subject: string;
  /** The subject's name when the effect was added; the other module may not show it to everybody any more. */
  readonly label: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Moment at which it was carried out. */
  readonly appliedAt?: string;
}

export interface Resolution {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyName: string;
  /** Key of the territory that the body works for. */
  readonly territory: string;
  /** Null: by circular letter. */
  readonly meetingId: string | null;
  readonly meetingTitle: string | null;
  readonly meetingStartsAt: Date | null;
  readonly agendaItemId: string | null;
  readonly agendaItemTitle: string | null;
  /** `2026/3`. */
  readonly number: string;
  readonly title: string;
  readonly wording: string;
  readonly paperNumber: string;
  readonly state: ResolutionState;
  readonly count: VoteCount;
  readonly chairDecision: string;
  /** ISO days. */
  readonly decidedOn: string | null;
  readonly voteUntil: string | null;
  readonly effects: readonly StoredEffect[];
  readonly public: boolean;
  readonly version: number;
}

/** The number after those given in a year: no number is used twice, also when one in between is gone. */
export function nextNumber(year: string, taken: readonly string[]): string {
  const highest = taken.map((number) => /^(\d{4})\/(\d+)$/.exec(number)).filter((match) => match?.[1] === year);
  return `${year}/${1 + Math.max(0, ...highest.map((match) => Number(match?.[2])))}`;
}

/** The wording may be changed while nobody votes on it: in a draft, and before a meeting has decided. */
export function isEditable({ state, meetingId }: Pick<Resolution, 'state' | 'meetingId'>): boolean {
  return state === 'draft' || (state === 'open' && meetingId !== null);
}

export interface Decision {
  readonly outcome: 'passed' | 'rejected';
  readonly count: VoteCount;
  readonly chairDecision: string;
  /** ISO day. */
  readonly decidedOn: string;
}

export type DecisionFault =
  | { readonly code: 'networks.votes_exceed_seats'; readonly votes: number; readonly seats: number }
  | { readonly code: 'networks.seats_unknown' }
  | { readonly code: 'networks.outcome_unexplained' };

/**
 * What is wrong with a decision taken in a meeting. More votes than seats with a vote on that day cannot be; where no seats are
 * kept (a council), and where the outcome is another than the count says, the chair's finding has to be written down.
 */
export function decisionFault({ outcome, count, chairDecision }: Decision, seats: number): DecisionFault | undefined {
  const votes = votesCast(count);
  if (seats > 0 && votes > seats) return { code: 'networks.votes_exceed_seats', votes, seats };
  if (chairDecision) return undefined;
  if (seats === 0 && votes > 0) return { code: 'networks.seats_unknown' };
  return outcomeOf(count) === outcome ? undefined : { code: 'networks.outcome_unexplained' };
}
