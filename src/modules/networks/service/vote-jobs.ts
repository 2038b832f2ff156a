import { addDays, dayOf } from '#platform/days';
import type { JobHandler } from '#platform/module';
import type { ResolutionEffect } from '../effects.ts';
import { isReminderDay } from '../model/vote.ts';
import { listUnclosedLetters } from '../store/resolution-list.ts';
import { resolutionsByIds } from '../store/resolutions.ts';
import { lockMissingVotes, saveVoteReminder } from '../store/votes.ts';
import { contactsOf, sendMail } from './contacts.ts';
import { newLink } from './links.ts';
import { closeDueLetter, voteParameters } from './voting.ts';

/** Letters closed in one night and district; more wait for the next. */
const mostLetters = 500;

/**
 * Closes the letters whose last day has passed, each in a transaction of its own. One whose effect is refused stays open and
 * stands on the start page of those who keep the body.
 */
export const closeLetters =
  (effects: readonly ResolutionEffect[]): JobHandler =>
  async (_payload, services) => {
    for (const tenantId of services.tenantIds()) {
      const context = services.contextOf(tenantId, 'networks.close_votes');
      const today = dayOf(context.now());
      const due = await context.transaction((trx) => listUnclosedLetters(trx, 'district', today, mostLetters));
      for (const { id } of due) await closeDueLetter(context, effects, id);
    }
  };

/** Reminds, three days before the last day, the seats whose vote is missing; the new link replaces the first. */
export const remindVoters: JobHandler = async (_payload, services) => {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'networks.remind_votes');
    const today = dayOf(context.now());
    await context.transaction(async (trx) => {
      const missing = await lockMissingVotes(trx, today, addDays(today, 3));
      const letters = await resolutionsByIds(trx, [...new Set(missing.map(({ resolutionId }) => resolutionId))]);
      const seats = missing.filter(({ seatEndsOn }) => seatEndsOn === null || seatEndsOn >= today);
      const contacts = await contactsOf(
        context,
        seats.map(({ memberId, email, userId }) => ({ id: memberId, email, userId })),
      );
      for (const vote of seats) {
        const letter = letters.find(({ id }) => id === vote.resolutionId);
        const contact = contacts.get(vote.memberId);
        if (!letter?.voteUntil || !contact) continue;
        if (!isReminderDay({ startedOn: dayOf(vote.createdAt), until: letter.voteUntil }, today)) continue;
        const link = newLink();
        await saveVoteReminder(trx, vote, link.hash, today);
        await sendMail(trx, contact, 'vote_reminder', voteParameters(context, letter, vote.seatName, link.token, contact.locale));
      }
    });
  }
};
