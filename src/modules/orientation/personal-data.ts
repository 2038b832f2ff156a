import type { PersonalDataTable } from '#platform/module';

const legalBasis = 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 Abs. 1 DSG NRW';
const recipients = ['orientation:staff.register.staff'];

const byAccount = (table: string, column: string, anchor: string, purpose: string): PersonalDataTable => ({
  table,
  purpose: `orientation:staff.register.${purpose}`,
  legalBasis,
  categories: ['orientation:staff.register.account'],
  recipients,
  retention: { anchor, months: 24, action: 'anonymise' },
  person: { column, by: 'user_id' },
  anonymised: { [column]: null },
});

/** Who wrote what; what visitors leave for an answer; the devices that asked for messages. */
export const orientationPersonalData: readonly PersonalDataTable[] = [
  byAccount('orientation_text', 'author_user_id', 'created_at', 'text'),
  byAccount('orientation_image', 'uploaded_by', 'created_at', 'image'),
  byAccount('orientation_news', 'author_user_id', 'created_at', 'news'),
  byAccount('orientation_link', 'accepted_by', 'accepted_at', 'link'),
];
