/** Everything a use case of this module may refuse: code → when. Only staff meet them. */
export const failures = {
  'territory.unknown_town': 'no town of this district has the key or address given',
  'territory.unknown_quarter': 'no quarter of this district has the key given',
  'territory.not_allowed': 'the actor may edit territories, but not this one',
  'territory.profile_changed': 'somebody saved the profile after the editor had opened it; details.version is theirs',
  'territory.profile_invalid': 'too many points, or one that is too long or empty',
  'territory.quarter_name': 'the name of a quarter is empty, too long or has no letter or digit',
  'territory.quarter_taken': 'the town has a quarter with the same address already',
  'territory.closing_date': 'a quarter would end before it began',
  'territory.shapes_refused': 'the file of shapes has faults; nothing was taken over',
  'territory.shapes_source': 'shapes without a credit line',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `territory:staff.failure.${code.slice('territory.'.length)}`;
}
