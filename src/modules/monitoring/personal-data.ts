import type { PersonalDataTable } from '#platform/module';

const kept = {
  legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW',
  recipients: [],
} as const;

/** Where figures come from, what explains them and what was frozen stays; who did it is of no use after two years. */
export const monitoringPersonalData: readonly PersonalDataTable[] = [
  {
    ...kept,
    table: 'monitoring_import',
    purpose: 'monitoring:staff.register.import_purpose',
    categories: ['monitoring:staff.register.account'],
    retention: { anchor: 'created_at', months: 24, action: 'anonymise' },
    person: { column: 'created_by', by: 'user_id' },
    anonymised: { created_by: null },
  },
  {
    ...kept,
    table: 'monitoring_finding',
    purpose: 'monitoring:staff.finding.register.purpose',
    categories: ['monitoring:staff.finding.register.category'],
    retention: { anchor: 'explained_at', months: 24, action: 'anonymise' },
    person: { column: 'explained_by', by: 'user_id' },
    anonymised: { explained_by: null },
  },
  {
    ...kept,
    table: 'monitoring_report_edition',
    purpose: 'monitoring:staff.register.report.purpose',
    categories: ['monitoring:staff.register.report.category'],
    retention: { anchor: 'frozen_at', months: 24, action: 'anonymise' },
    person: { column: 'frozen_by', by: 'user_id' },
    anonymised: { frozen_by: null },
  },
];
