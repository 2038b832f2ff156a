import type { PersonalDataTable } from '#platform/module';

const publicTask = 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW';

/** A column with the account of a member of staff who did something; the row stays without it. */
const account = (
  table: string,
  purpose: string,
  column: string,
  retention: PersonalDataTable['retention'] = null,
): PersonalDataTable => ({
  table,
  purpose: `directory:staff.register.${purpose}`,
  legalBasis: publicTask,
  categories: ['directory:staff.register.account'],
  recipients: ['directory:staff.register.staff'],
  retention,
  person: { column, by: 'user_id' },
  anonymised: { [column]: null },
});

/** Where the directory holds personal data; contacts of entries belong to institutions, not to people. */
export const directoryPersonalData: readonly PersonalDataTable[] = [
  account('directory_duplicate', 'duplicates', 'decided_by'),
  account('directory_merge', 'duplicates', 'merged_by'),
  account('directory_merge', 'duplicates', 'undone_by'),
  {
    table: 'directory_version',
    purpose: 'directory:staff.register.proposals',
    legalBasis: publicTask,
    categories: ['directory:staff.register.email', 'directory:staff.register.message'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'decided_at', months: 6, action: 'anonymise' },
    person: { column: 'author_email', by: 'email' },
    anonymised: { author_email: null, message: null },
  },
  account('directory_version', 'authors', 'author_user_id'),
  account('directory_concept', 'concepts', 'created_by', { anchor: 'updated_at', months: 24, action: 'anonymise' }),
  account('directory_translation_run', 'translation_runs', 'created_by', {
    anchor: 'created_at',
    months: 24,
    action: 'anonymise',
  }),
  {
    // The trigger of migration 12 empties the document, in every version and in public, when the name is taken out.
    table: 'directory_version',
    purpose: 'directory:staff.register.contact_person',
    legalBasis: 'Art. 6 (1) a DSGVO',
    categories: ['directory:staff.register.name', 'directory:staff.register.email', 'directory:staff.register.phone'],
    recipients: ['directory:staff.register.public'],
    retention: { anchor: 'contact_consent_until', months: 3, action: 'anonymise' },
    person: { column: 'contact_email', by: 'email' },
    anonymised: { contact_name: null, contact_email: null, contact_consent_until: null },
  },
  {
    table: 'directory_confirmation',
    purpose: 'directory:staff.register.confirmation',
    legalBasis: publicTask,
    categories: ['directory:staff.register.email'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'sent_at', months: 24, action: 'delete' },
    person: { column: 'email', by: 'email' },
  },
  account('directory_link', 'link', 'accepted_by'),
  account('directory_run', 'runs', 'created_by'),
  {
    table: 'directory_correction',
    purpose: 'directory:staff.register.corrections',
    legalBasis: publicTask,
    // The form asks for none; what people write into a free text all the same goes with the correction.
    categories: ['directory:staff.register.free_text'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'decided_at', months: 6, action: 'delete' },
    person: null,
  },
];

/** Crontab line of the nightly clearing (`service/cleaning.ts`). */
export const directoryClearing = '40 2 * * * directory.clear_proposals';
