/** Everything a use case of this module may refuse: code → when. Texts: `concept:failure.<code>` or `concept:staff.failure.<code>`. */
export const failures = {
  'concept.unknown_edition': 'no edition of this district has the id given, or it is a draft and the actor a visitor',
  'concept.unknown_recommendation': 'no recommendation of this district has the id or number given',
  'concept.not_allowed': 'the actor may work on the concept, but not this part of it',
  'concept.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'concept.unknown_feedback': 'no message of this district has the id given',
  'concept.feedback_settled': 'the message was answered or closed already',
  'concept.edition_closed': 'the edition is superseded and stays as it is',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `concept:staff.failure.${code.slice('concept.'.length)}`;
}
