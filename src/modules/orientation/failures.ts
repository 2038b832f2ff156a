/** Everything a use case of this module may refuse: code → when. Texts: `orientation:staff.failure.<code>`. */
export const failures = {
  'orientation.unknown_page': 'no page that the actor may see has the id given',
  'orientation.not_allowed': 'the actor may write, but not this page',
  'orientation.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'orientation.unknown_feedback': 'no message that the actor may read has the id given',
  'orientation.feedback_settled': 'somebody else answered or closed the message meanwhile',
  'orientation.feedback_without_address': 'a notice in between goes by mail, and the message has no address',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `orientation:staff.failure.${code.slice('orientation.'.length)}`;
}
