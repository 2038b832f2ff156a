import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Resolution } from '../model/resolution.ts';
import type { VoteChoice } from '../model/vote.ts';
import { findResolution, lockResolution } from '../store/resolutions.ts';
import { type BallotRow, findVoteByToken, saveVote } from '../store/votes.ts';
import { hashOf } from './links.ts';
import { isVotedOn } from './voting.ts';

/** What somebody with a link sees: the wording, the own vote, and the outcome once there is one. */
export interface Ballot {
  readonly resolution: Resolution;
  readonly seatName: string;
  readonly vote: VoteChoice | null;
  readonly remark: string;
  readonly open: boolean;
}

type BallotOutcome<T> = Promise<Outcome<T, Extract<FailureCode, 'networks.link_unknown' | 'networks.vote_closed'>>>;

/** So long after the last day the link still shows what became of it. */
const daysToLookBack = 60;

async function find(trx: Trx, context: Context, token: string): BallotOutcome<{ vote: BallotRow; resolution: Resolution }> {
  const hash = hashOf(token);
  const vote = hash && (await findVoteByToken(trx, hash));
  const resolution = vote && (await findResolution(trx, vote.resolutionId));
  const today = dayOf(context.now());
  if (!vote || !resolution || addDays(resolution.voteUntil ?? today, daysToLookBack) < today)
    return fail('networks.link_unknown');
  if (vote.seatEndsOn !== null && vote.seatEndsOn < today) return fail('networks.link_unknown');
  return ok({ vote, resolution });
}

/** What a link leads to; changes nothing, for mail scanners open links too. */
export async function readBallot(context: Context, token: string): BallotOutcome<Ballot> {
  return context.transaction(async (trx) => {
    const found = await find(trx, context, token);
    if (!found.ok) return found;
    const { resolution, vote } = found.value;
    const open = isVotedOn(resolution, dayOf(context.now()));
    return ok({ resolution, seatName: vote.seatName, vote: vote.vote, remark: vote.remark, open });
  });
}

/** Votes, or votes otherwise than before, until the last day. */
export async function castVote(context: Context, token: string, choice: VoteChoice, remark: string): BallotOutcome<undefined> {
  return context.transaction(async (trx) => {
    const found = await find(trx, context, token);
    if (!found.ok) return found;
    const { vote } = found.value;
    // Waits for a closing that has begun, so that no vote comes after the count.
    const resolution = await lockResolution(trx, vote.resolutionId);
    if (!resolution || !isVotedOn(resolution, dayOf(context.now()))) return fail('networks.vote_closed');
    await saveVote(trx, vote, choice, remark, context.now());
    // Who voted how stands in the body's own list, not in the log, which cannot forget.
    await audit(trx, context, { action: 'resolution.vote_cast', subjectType: 'resolution', subjectId: resolution.id });
    return ok();
  });
}
