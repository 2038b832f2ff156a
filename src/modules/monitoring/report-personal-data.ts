import type { PersonalDataTable } from '#platform/module';

/** Who froze an edition; of no use after two years. */
export const reportPersonalData: readonly PersonalDataTable[] = [
  {
    table: 'monitoring_report_edition',
    purpose: 'monitoring:staff.register.report.purpose',
    legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW',
    categories: ['monitoring:staff.register.report.category'],
    recipients: [],
    retention: { anchor: 'frozen_at', months: 24, action: 'anonymise' },
    person: { column: 'frozen_by', by: 'user_id' },
    anonymised: { frozen_by: null },
  },
];
