/** Everything a use case of this module may refuse: code → when. Texts: `concept:failure.<code>` or `concept:staff.failure.<code>`. */
export const failures = {
  'concept.unknown_edition': 'no edition of this district has the id given, or it is a draft and the actor a visitor',
  'concept.unknown_recommendation': 'no recommendation of this district has the id or number given',
  'concept.not_allowed': 'the actor may work on the concept, but not this part of it',
  'concept.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'concept.unknown_feedback': 'no message of this district has the id given',
  'concept.feedback_settled': 'the message was answered or closed already',
  'concept.edition_closed': 'the edition is superseded and stays as it is',
  'concept.not_in_force': 'the next edition begins with the one in force, and this is another',
  'concept.draft_open': 'the concept has a draft already',
  'concept.fate_missing': 'recommendations of the edition before are neither carried on nor ended; details.numbers names them',
  'concept.adopted_in_future': 'an edition would be adopted on a day that has not come',
  'concept.merge_needs_two': 'a merger of less than two recommendations',
  'concept.split_needs_two': 'a recommendation taken apart into less than two',
  'concept.carried_already': 'the recommendation is in the draft already',
  'concept.unknown_report': 'no report of this district has the id given, or it is not public and the actor a visitor',
  'concept.report_closed': 'the report is closed and stays as it is',
  'concept.report_open': 'the report is not closed yet, and only a closed one is published',
  'concept.report_edition': 'a report about an edition that is a draft',
  'concept.report_previous': 'the report to compare with is not a closed one of the same concept, or is the report itself',
  'concept.unknown_concept': 'no concept of this district has the id given',
  'concept.unknown_part': 'no theme, field, challenge, goal, step or note of this edition has the id given',
  'concept.unknown_town': 'the town is none of this district',
  'concept.invalid': 'a field has a wrong value; details name the fields, with the key of the text that says why',
  'concept.reason_missing': 'something ends, or a status is set, that says nothing without a reason',
  'concept.circle': 'recommendations would wait for each other; details.circle names them',
  'concept.merged_circle': 'the recommendation to merge into was itself merged into this one; details.circle names them',
  'concept.in_use': 'recommendations, challenges or goals hang on it; details.count says how many',
  'concept.not_draft': 'only drafts lose parts; what was adopted is ended with a reason instead',
  'concept.has_history': 'another edition or a report refers to it, so it is ended instead of deleted',
  'concept.taken': 'another concept of the district has this territory, or another part of the edition this short name',
  'concept.file_edition_closed': 'a file is read into drafts and editions under consultation only',
  'concept.file_no_target': 'no concept was chosen for a new edition, or the area has one already',
  'concept.file_json': 'the file begins like JSON and is none',
  'concept.file_unknown': 'the file is neither a workbook nor a text',
  'concept.file_old': 'a workbook of before 2007, or one with a password',
  'concept.file_broken': 'a workbook that cannot be read',
  'concept.file_too_large': 'unpacked, the workbook is larger than allowed',
  'concept.file_quotes': 'a quotation mark of a CSV file is not closed; details.row is where',
  'concept.file_empty': 'no cell has a value',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `concept:staff.failure.${code.slice('concept.'.length)}`;
}
