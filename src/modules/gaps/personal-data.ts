import type { PersonalDataTable } from '#platform/module';

/** Who commissioned an offer; the board itself holds nobody. */
export const gapPersonalData: readonly PersonalDataTable[] = [
  {
    table: 'gap_commission',
    purpose: 'gaps:staff.register.commission',
    legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 Abs. 1 DSG NRW',
    categories: ['gaps:staff.register.account'],
    recipients: ['gaps:staff.register.staff'],
    retention: { anchor: 'closed_at', months: 24, action: 'anonymise' },
    person: { column: 'created_by', by: 'user_id' },
    anonymised: { created_by: null },
  },
];
