/** Columns whose name sounds like a person and whose content is none: `table.column` → why. */
export const excusedColumns: Readonly<Record<string, string>> = {
  'migration.name': 'The name of a file in db/migrations.',
  'directory_entry.name': 'The name of an offer or an organisation.',
  'directory_entry.confirmed_by': 'Which side confirmed it: provider, staff, visitor or source.',
  'network_paper.file_name': 'Made of the title of the paper.',
  'directory_source.name': 'The name of a place that entries come from, e.g. a city calendar.',
  'directory_run_record.name': 'The name of an offer in a file.',
  'directory_public_offer.name': 'The name of a published offer.',
  'network_body.name': 'The name of a body, e.g. of a steering group.',
  'network_body.contact_email': 'A shared mailbox for the public; the form says that it is no personal address.',
  'concept_edition.adopted_by': 'The name of the body that adopted the concept, e.g. the district council.',
  'concept_recommendation.contact': 'An office or a shared mailbox; the form says that it is no personal address.',
  'monitoring_indicator.contact': 'An office or a shared mailbox that answers questions about the figures; the form says so.',
  'monitoring_mapping.name': 'The name of a kind of file.',
  'monitoring_place.name': 'The name of a territory.',
  'orientation_public_page.made_by': 'Whether a person or a machine wrote the text.',
  'monitoring_observation.superseded_by': 'The import that brought a newer value.',
};
