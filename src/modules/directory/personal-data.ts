import type { PersonalDataTable } from '#platform/module';
import { duplicatesPersonalData } from './service/duplicates/personal-data.ts';

/** Where the directory holds personal data; contacts of entries belong to institutions, not to people. */
export const directoryPersonalData: readonly PersonalDataTable[] = [
  ...duplicatesPersonalData,
  {
    table: 'directory_version',
    purpose: 'directory:staff.register.proposals',
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    categories: ['directory:staff.register.email', 'directory:staff.register.message'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'decided_at', months: 6, action: 'anonymise' },
    person: { column: 'author_email', by: 'email' },
    anonymised: { author_email: null, message: null },
  },
  {
    table: 'directory_version',
    purpose: 'directory:staff.register.authors',
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: null,
    person: { column: 'author_user_id', by: 'user_id' },
    anonymised: { author_user_id: null },
  },
  {
    table: 'directory_concept',
    purpose: 'directory:staff.register.concepts',
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'updated_at', months: 24, action: 'anonymise' },
    person: { column: 'created_by', by: 'user_id' },
    anonymised: { created_by: null },
  },
  {
    table: 'directory_translation_run',
    purpose: 'directory:staff.register.translation_runs',
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'created_at', months: 24, action: 'anonymise' },
    person: { column: 'created_by', by: 'user_id' },
    anonymised: { created_by: null },
  },
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
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    categories: ['directory:staff.register.email'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'sent_at', months: 24, action: 'delete' },
    person: { column: 'email', by: 'email' },
  },
  {
    table: 'directory_link',
    purpose: 'directory:staff.register.link',
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: null,
    person: { column: 'accepted_by', by: 'user_id' },
    anonymised: { accepted_by: null },
  },
  {
    table: 'directory_run',
    purpose: 'directory:staff.register.runs',
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: null,
    person: { column: 'created_by', by: 'user_id' },
    anonymised: { created_by: null },
  },
  {
    table: 'directory_correction',
    purpose: 'directory:staff.register.corrections',
    legalBasis: 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW',
    // The form asks for none; what people write into a free text all the same goes with the correction.
    categories: ['directory:staff.register.free_text'],
    recipients: ['directory:staff.register.staff'],
    retention: { anchor: 'decided_at', months: 6, action: 'delete' },
    person: null,
  },
];

/** Crontab line of the nightly clearing (`service/cleaning.ts`). */
export const directoryClearing = '40 2 * * * directory.clear_proposals';
