/** Everything a use case of this module may refuse: code → when. The text of each: `failureText`. */
export const failures = {
  'monitoring.invalid': 'a field has a wrong value; details name the fields, with the key of the text that says why',
  'monitoring.changed': 'somebody saved the same thing after the editor had opened it; details.version is theirs',
  'monitoring.unknown_indicator': 'no indicator of this district has the key given, or the actor may not see it',
  'monitoring.unknown_source': 'no source of this district has the key given',
  'monitoring.unknown_dimension': 'no dimension, or no category of it, has the key given',
  'monitoring.unknown_target': 'no target of this district has the id given',
  'monitoring.taken': 'there is such a thing already: an indicator or source of this key, a target of this year',
  'monitoring.not_allowed': 'the actor has not the permission that the use case asks for',
  'monitoring.unknown_report': 'no report or edition of this district has the id given',
  'monitoring.unknown_block': 'the report has no such block any more: somebody removed it',
  'monitoring.unknown_place': 'the report names a territory that the district does not have',
  'monitoring.too_many_blocks': 'a report has at most as many blocks as model/report.ts says',
  'monitoring.report_frozen': 'a report of which an edition was frozen is not removed',
  'monitoring.unknown_import': 'no import of this district has the id given',
  'monitoring.import_kind': 'the file is neither text nor ZIP, XLSX or JSON',
  'monitoring.import_state': 'the import is in another state by now; details.state is that one',
  'monitoring.import_needed': 'later imports revise or repeat its values; details.names are their names',
  'monitoring.import_refused': 'the file could not be stored; details say why',
  'monitoring.unknown_finding': 'no finding of this district has the id given',
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
