/** Everything a use case of this module may refuse: code → when. Texts: `monitoring:failure.<code>` or `monitoring:staff.failure.<code>`. */
export const failures = {
  'monitoring.invalid': 'a field has a wrong value; details name the fields, with the key of the text that says why',
  'monitoring.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'monitoring.unknown_indicator': 'no indicator of this district has the key given, or the actor may not see it',
  'monitoring.unknown_source': 'no source of this district has the key given',
  'monitoring.unknown_dimension': 'no dimension, or no category of it, has the key given',
  'monitoring.unknown_target': 'no target of this district has the id given',
  'monitoring.not_allowed': 'the actor may not write definitions',
  'monitoring.taken': 'there is such a thing already: an indicator or source of this key, a target of this year',
} as const;

export type FailureCode = keyof typeof failures;
