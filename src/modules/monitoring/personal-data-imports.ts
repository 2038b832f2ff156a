import type { PersonalDataTable } from '#platform/module';

export const importPersonalData: readonly PersonalDataTable[] = [
  {
    table: 'monitoring_import',
    purpose: 'monitoring:staff.register.import_purpose',
    legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW',
    categories: ['monitoring:staff.register.account'],
    recipients: [],
    // Where figures come from stays; who brought them in is of no use after two years.
    retention: { anchor: 'created_at', months: 24, action: 'anonymise' },
    person: { column: 'created_by', by: 'user_id' },
    anonymised: { created_by: null },
  },
];
