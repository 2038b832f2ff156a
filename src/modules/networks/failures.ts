/** Everything a use case of this module may refuse: code → when. Texts: `networks:failure.<code>` or `networks:staff.failure.<code>`. */
export const failures = {
  'networks.unknown_body': 'no body of this district that the actor may see has the id or address given',
  'networks.unknown_member': 'the body has no seat with the id given',
  'networks.not_allowed': 'the actor may work on bodies, but not on this one',
  'networks.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'networks.unknown_territory': 'the district has no area with the key given, or it is closed',
  'networks.unknown_parent': 'the parent is no body of the district, or it lies below the body itself',
  'networks.address_taken': 'another body of the district has this name as its address already',
  'networks.unknown_organisation': 'the directory has no organisation with the id given',
  'networks.seat_ended': 'the seat has an end already',
  'networks.end_before_start': 'something would end before it began',
  'networks.already_closed': 'the body has an end already',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `networks:staff.failure.${code.slice('networks.'.length)}`;
}
