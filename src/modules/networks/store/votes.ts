import type { Trx } from '#platform/database';
import type { VoteChoice } from '../model/vote.ts';

/** One seat's vote on a circular letter. */
export interface Vote {
  readonly memberId: string;
  readonly seatName: string;
  readonly email: string | null;
  readonly userId: string | null;
  /** Last day of the seat. */
  readonly seatEndsOn: string | null;
  readonly vote: VoteChoice | null;
  readonly remark: string;
  readonly votedAt: Date | null;
  readonly remindedOn: string | null;
  readonly createdAt: Date;
}

function voteRows(trx: Trx) {
  return trx
    .selectFrom('network_vote as vote')
    .innerJoin('network_member as seat', (join) =>
      join.onRef('seat.tenant_id', '=', 'vote.tenant_id').onRef('seat.id', '=', 'vote.member_id'),
    )
    .select(({ fn }) => [
      'vote.member_id as memberId',
      fn.coalesce('seat.person_name', 'seat.organisation_name').as('seatName'),
      'seat.email as email',
      'seat.user_id as userId',
      'seat.to_on as seatEndsOn',
      'vote.vote as vote',
      'vote.remark as remark',
      'vote.voted_at as votedAt',
      'vote.reminded_on as remindedOn',
      'vote.created_at as createdAt',
    ]);
}

/** All votes on a letter, by name of the seat; rides on the primary key. */
export async function votesOn(trx: Trx, resolutionId: string): Promise<Vote[]> {
  const rows = await voteRows(trx)
    .where('vote.resolution_id', '=', resolutionId)
    .orderBy('seatName')
    .orderBy('vote.member_id')
    .execute();
  return rows as Vote[];
}

/** Only the column that counts, locked, so that no vote comes in between counting and closing. */
export async function lockVotes(trx: Trx, resolutionId: string): Promise<(VoteChoice | null)[]> {
  const rows = await trx
    .selectFrom('network_vote')
    .select('vote')
    .where('resolution_id', '=', resolutionId)
    .orderBy('member_id')
    .forUpdate()
    .execute();
  return rows.map(({ vote }) => vote as VoteChoice | null);
}

export interface BallotRow extends Vote {
  readonly resolutionId: string;
}

/** The vote that a link belongs to; rides on `network_vote_token`. */
export async function findVoteByToken(trx: Trx, tokenHash: Buffer): Promise<BallotRow | undefined> {
  const row = await voteRows(trx)
    .select('vote.resolution_id as resolutionId')
    .where('vote.token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row as BallotRow | undefined;
}

export async function insertVotes(
  trx: Trx,
  tenantId: string,
  resolutionId: string,
  ballots: readonly { readonly memberId: string; readonly tokenHash: Buffer | null }[],
  at: Date,
): Promise<void> {
  await trx
    .insertInto('network_vote')
    .values(
      ballots.map(({ memberId, tokenHash }) => ({
        tenant_id: tenantId,
        resolution_id: resolutionId,
        member_id: memberId,
        token_hash: tokenHash,
        created_at: at,
      })),
    )
    .execute();
}

export async function saveVote(
  trx: Trx,
  of: { readonly resolutionId: string; readonly memberId: string },
  vote: VoteChoice,
  remark: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('network_vote')
    .set({ vote, remark, voted_at: at })
    .where('resolution_id', '=', of.resolutionId)
    .where('member_id', '=', of.memberId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Letters that are voted on and end on one of these days, with the seats that are missing and were not reminded. */
export async function lockMissingVotes(trx: Trx, from: string, until: string): Promise<BallotRow[]> {
  const rows = await voteRows(trx)
    .innerJoin('network_resolution as resolution', (join) =>
      join.onRef('resolution.tenant_id', '=', 'vote.tenant_id').onRef('resolution.id', '=', 'vote.resolution_id'),
    )
    .select('vote.resolution_id as resolutionId')
    .where('resolution.state', '=', 'open')
    .where('resolution.meeting_id', 'is', null)
    .where('resolution.vote_until', '>=', from)
    .where('resolution.vote_until', '<=', until)
    .where('vote.vote', 'is', null)
    .where('vote.reminded_on', 'is', null)
    .orderBy('vote.resolution_id')
    .orderBy('vote.member_id')
    .forUpdate('vote')
    .execute();
  return rows as BallotRow[];
}

/** A new link takes the place of the one before. */
export async function saveVoteReminder(
  trx: Trx,
  of: { readonly resolutionId: string; readonly memberId: string },
  tokenHash: Buffer | null,
  day: string,
): Promise<void> {
  await trx
    .updateTable('network_vote')
    .set({ token_hash: tokenHash, reminded_on: day })
    .where('resolution_id', '=', of.resolutionId)
    .where('member_id', '=', of.memberId)
    .execute();
}
