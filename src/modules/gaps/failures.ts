/** Everything a use case of this module may refuse: code → when. Texts: `gaps:staff.failure.<code>`. */
export const failures = {
  'gaps.unknown_cell': 'no topic, language, group or town of this district that the actor may see has the id given',
  'gaps.unknown_commission': 'no commission that the actor may see has the id given',
  'gaps.not_allowed': 'the actor may commission offers, but not in this town',
  'gaps.changed': 'somebody closed or reopened the commission after the page was opened; details.version is theirs',
  'gaps.due_before_today': 'the day until which something should be there has passed already',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `gaps:staff.failure.${code.slice('gaps.'.length)}`;
}
