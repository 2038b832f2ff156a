/** Everything a use case of this module may refuse: code → when. Texts: `monitoring:failure.<code>` or `monitoring:staff.failure.<code>`. */
export const failures = {
  'monitoring.invalid': 'a field has a wrong value; details name the fields, with the key of the text that says why',
  'monitoring.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'monitoring.unknown_indicator': 'no indicator of this district has the key given, or the actor may not see it',
  'monitoring.not_allowed': 'the actor may not do this',
  'monitoring.unknown_import': 'no import of this district has the id given',
  'monitoring.import_kind': 'the file is neither text nor ZIP, XLSX or JSON',
  'monitoring.import_state': 'the import is in another state by now; details.state is that one',
  'monitoring.import_needed': 'later imports revise or repeat its values; details.names are their names',
  'monitoring.import_refused': 'the file could not be stored; details say why',
  'monitoring.file_gone': 'the file of the import is not in the store any more, or larger than tables of people are',
  'monitoring.unknown_mapping': 'no remembered mapping of this district has the id given',
  'monitoring.unknown_retrieval': 'no retrieval of this district has the id given',
  'monitoring.retrieval_taken': 'the district retrieves this table of this service already',
} as const;

export type FailureCode = keyof typeof failures;

/** Key of the text that says what to do about a refusal. */
export function failureText(code: FailureCode): string {
  return `monitoring:staff.failure.${code.slice('monitoring.'.length)}`;
}
