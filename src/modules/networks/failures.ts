/** Everything a use case of this module may refuse: code → when. Texts: `networks:failure.<code>` or `networks:staff.failure.<code>`. */
export const failures = {
  'networks.unknown_body': 'no body of this district that the actor may see has the id or address given',
  'networks.unknown_member': 'the body has no seat with the id given',
  'networks.not_allowed': 'the actor may work on bodies, but not on this one',
  'networks.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'networks.unknown_territory': 'the district has no area with the key given, or it is closed',
  'networks.unknown_parent': 'the parent is no body of the district, or it lies below the body itself',
  'networks.address_taken': 'another body of the district has this name as its address already',
  'networks.choose_organisation': 'the directory has organisations of a similar name; details say how many',
  'networks.too_many_seats': 'the body has as many seats as it can show',
  'networks.seat_ended': 'the seat has an end already',
  'networks.end_before_start': 'something would end before it began',
  'networks.already_closed': 'the body has an end already',
  'networks.unknown_meeting': 'the body has no meeting with the id given',
  'networks.unknown_item': 'the meeting has no item of the agenda with the id given',
  'networks.unknown_resolution': 'no resolution of a body that the actor may see has the id given',
  'networks.resolution_fixed': 'the wording stays: it is voted on by letter, or decided',
  'networks.already_decided': 'the resolution was decided or withdrawn before',
  'networks.decided_by_letter': 'the resolution is voted on by letter, so no count of a meeting is entered',
  'networks.decided_in_future': 'the day of the decision lies ahead',
  'networks.votes_exceed_seats': 'more votes were counted than seats had one on that day; details.votes and details.seats',
  'networks.seats_unknown': 'votes were counted, but the body keeps no seats with a vote and nothing says what the chair found',
  'networks.outcome_unexplained': 'the outcome is another than the count says, and nothing says what the chair found',
  'networks.vote_day': 'a letter has no last day, or one that is past or more than a year ahead',
  'networks.letter_sent': 'the letter was sent before',
  'networks.no_voting_seats': 'nobody in the body has a vote today',
  'networks.votes_missing': 'the letter is closed before its last day although votes are missing; details.missing',
  'networks.vote_closed': 'the letter can no longer be answered',
  'networks.link_unknown': 'the secret of the link is unknown, replaced by a newer one, or its seat has ended',
  'networks.effect_invalid': 'an effect of an unknown kind, about something unknown, or without what it needs to know',
  'networks.effect_twice': 'the resolution has the same effect on the same thing already',
  'networks.effect_refused':
    'another module refuses to carry the resolution out; details.effect and details.reason say what and why',
  'networks.unknown_task': 'no task that the actor may see has the id given',
  'networks.unknown_owner': 'neither a seat that the body has today nor an account of the district',
  'networks.task_closed': 'the task is done or dropped',
  'networks.no_schedule': 'the body has no rule by which it meets',
  'networks.unknown_agenda_item': 'the meeting has no agenda item with the id given',
  'networks.unknown_paper': 'the meeting has no paper with the id given',
  'networks.meeting_cancelled': 'the meeting was called off; it stays as it is',
  'networks.meeting_begun': 'the meeting has begun: nobody can be invited any more, and it cannot be called off',
  'networks.meeting_ahead': 'the meeting has not begun: there is nothing to minute yet',
  'networks.minutes_approved': 'the minutes were approved: the meeting stays as it is until they are opened again',
  'networks.minutes_missing': 'there are no minutes to approve, or none to open again',
  'networks.nobody_to_invite': 'no seat of the body has an e-mail address',
  'networks.agenda_full': 'the agenda has as many items as it may have; details.most says how many',
  'networks.papers_full': 'the meeting has as many papers as it may have; details.most says how many',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `networks:staff.failure.${code.slice('networks.'.length)}`;
}
