/** Everything a use case of this module may refuse: code → when. Texts: `concept:failure.<code>` or `concept:staff.failure.<code>`. */
export const failures = {
  'concept.unknown_edition': 'no edition of this district has the id given, or it is a draft and the actor a visitor',
  'concept.unknown_recommendation': 'no recommendation of this district has the id or number given',
  'concept.not_allowed': 'the actor may work on the concept, but not this part of it',
  'concept.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'concept.edition_closed': 'the edition is superseded and stays as it is',
  'concept.not_in_force': 'the next edition begins with the one in force, and this is another',
  'concept.draft_open': 'the concept has a draft already',
  'concept.fate_missing': 'recommendations of the edition before are neither carried on nor ended; details.numbers names them',
  'concept.adopted_in_future': 'an edition would be adopted on a day that has not come',
  'concept.merge_needs_two': 'a merger of less than two recommendations',
  'concept.split_needs_two': 'a recommendation taken apart into less than two',
  'concept.reason_missing': 'something ends without a reason',
  'concept.carried_already': 'the recommendation is in the draft already',
  'concept.unknown_report': 'no report of this district has the id given, or it is not public and the actor a visitor',
  'concept.report_closed': 'the report is closed and stays as it is',
  'concept.report_open': 'the report is not closed yet, and only a closed one is published',
  'concept.report_edition': 'a report about an edition that is a draft',
  'concept.report_previous': 'the report to compare with is not a closed one of the same concept, or is the report itself',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `concept:staff.failure.${code.slice('concept.'.length)}`;
}
