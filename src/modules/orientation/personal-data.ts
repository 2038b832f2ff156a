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
  {
    table: 'orientation_push_subscription',
    purpose: 'orientation:staff.register.push',
    legalBasis: 'Art. 6 Abs. 1 Buchst. a DSGVO, § 25 Abs. 1 TDDDG',
    categories: ['orientation:staff.register.device'],
    recipients: ['orientation:staff.register.push_service'],
    // Two years without taking a message: nobody looks at it any more. Whoever turns messages off is forgotten at once.
    retention: { anchor: 'seen_on', months: 24, action: 'delete' },
    // A device names nobody, so there is nobody to look up (Art. 11).
    person: null,
  },
];
