import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { ResolutionEffect } from '../effects.ts';
import type { FailureCode } from '../failures.ts';
import { seatName } from '../model/bodies.ts';
import type { Resolution } from '../model/resolution.ts';
import { countVotes, isVoteDay, mayClose, outcomeOf, type VoteChoice } from '../model/vote.ts';
import { membersOn } from '../store/members.ts';
import { lockResolution, saveState } from '../store/resolutions.ts';
import { insertVotes, lockVotes, saveVote } from '../store/votes.ts';
import { contactsOf, sendMail } from './contacts.ts';
import { newLink, voteLink } from './links.ts';
import { settle } from './resolution-effects.ts';
import { lockForChange } from './resolutions.ts';
import { allOrNothing } from './transaction.ts';

type Done<T> = Promise<Outcome<T, FailureCode>>;

/** Sends a circular letter: a vote for each seat that has one today, and a link of its own for each address. */
export async function startLetter(
  context: Context,
  id: string,
  version: number,
): Done<{ readonly seats: number; readonly mailed: number }> {
  return context.transaction(async (trx) => {
    const found = await lockForChange(trx, context, id);
    if (!found.ok) return found;
    const resolution = found.value;
    const today = dayOf(context.now());
    if (resolution.meetingId !== null || resolution.state !== 'draft') return fail('networks.letter_sent');
    if (resolution.version !== version) return fail('networks.changed', { version: resolution.version });
    if (!resolution.voteUntil || !isVoteDay(resolution.voteUntil, today)) return fail('networks.vote_day');
    const seats = (await membersOn(trx, resolution.bodyId, today)).filter(({ votes }) => votes);
    if (!seats.length) return fail('networks.no_voting_seats');
    const contacts = await contactsOf(context, seats);
    const ballots = seats.map((seat) => ({ seat, mail: contacts.get(seat.id), link: newLink() }));
    await insertVotes(
      trx,
      context.tenant.id,
      id,
      ballots.map(({ seat, mail, link }) => ({ memberId: seat.id, tokenHash: mail ? link.hash : null })),
      context.now(),
    );
    await saveState(trx, id, 'open', context.now());
    const mailed = ballots.filter(({ mail }) => mail);
    for (const { seat, mail, link } of mailed)
      if (mail) await sendMail(trx, mail, 'vote', voteParameters(context, resolution, seatName(seat), link.token, mail.locale));
    const details = { seats: seats.length, mailed: mailed.length };
    await audit(trx, context, { action: 'resolution.letter_sent', subjectType: 'resolution', subjectId: id, details });
    return ok(details);
  });
}

export function voteParameters(
  context: Context,
  { bodyName, number, title, wording, voteUntil }: Resolution,
  seat: string,
  token: string,
  locale: string,
): Record<string, string> {
  return {
    body: bodyName,
    number,
    title,
    wording,
    seat,
    until: longDay(voteUntil ?? '', locale),
    link: voteLink(context, token),
  };
}

export const longDay = (day: string, locale: string): string =>
  day && new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));

/** Enters the vote of a seat that answered in writing, with what it said and how it came. */
export async function enterVote(
  context: Context,
  id: string,
  memberId: string,
  vote: VoteChoice,
  remark: string,
): Done<undefined> {
  return context.transaction(async (trx) => {
    const found = await lockForChange(trx, context, id);
    if (!found.ok) return found;
    if (!isVotedOn(found.value, dayOf(context.now()))) return fail('networks.vote_closed');
    if (!(await saveVote(trx, { resolutionId: id, memberId }, vote, remark, context.now())))
      return fail('networks.unknown_member');
    await audit(trx, context, {
      action: 'resolution.vote_entered',
      subjectType: 'resolution',
      subjectId: id,
      details: { member: memberId },
    });
    return ok();
  });
}

/** True while a letter can be answered. */
export const isVotedOn = ({ state, meetingId, voteUntil }: Resolution, today: string): boolean =>
  state === 'open' && meetingId === null && voteUntil !== null && voteUntil >= today;

async function close(trx: Trx, context: Context, effects: readonly ResolutionEffect[], resolution: Resolution): Done<undefined> {
  if (resolution.state !== 'open' || resolution.meetingId !== null) return fail('networks.already_decided');
  const today = dayOf(context.now());
  const votes = await lockVotes(trx, resolution.id);
  const missing = votes.filter((vote) => vote === null).length;
  if (!mayClose({ until: resolution.voteUntil ?? today, missing }, today)) return fail('networks.votes_missing', { missing });
  const count = countVotes(votes);
  return settle(trx, context, effects, resolution, { outcome: outcomeOf(count), count, chairDecision: '', decidedOn: today });
}

/** Counts a letter: after its last day, or when all have voted. */
export async function closeLetter(context: Context, effects: readonly ResolutionEffect[], id: string): Done<undefined> {
  return allOrNothing(context, async (trx) => {
    const found = await lockForChange(trx, context, id);
    return found.ok ? close(trx, context, effects, found.value) : found;
  });
}

/** The same as the house, at night. */
export async function closeDueLetter(context: Context, effects: readonly ResolutionEffect[], id: string): Done<undefined> {
  return allOrNothing(context, async (trx) => {
    const resolution = await lockResolution(trx, id);
    return resolution ? close(trx, context, effects, resolution) : fail('networks.unknown_resolution');
  });
}
