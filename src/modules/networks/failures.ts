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
  'networks.no_schedule': 'the body has no rule by which it meets',
  'networks.unknown_meeting': 'the body has no meeting with the id given',
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
