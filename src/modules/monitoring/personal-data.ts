import type { PersonalDataTable } from '#platform/module';

const legalBasis = 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW';

/** Who explained a contradiction; the explanation stays, its author is of no use after two years. */
export const findingPersonalData: readonly PersonalDataTable[] = [
  {
    table: 'monitoring_finding',
    purpose: 'monitoring:staff.finding.register.purpose',
    legalBasis,
    categories: ['monitoring:staff.finding.register.category'],
    recipients: [],
    retention: { anchor: 'explained_at', months: 24, action: 'anonymise' },
    person: { column: 'explained_by', by: 'user_id' },
    anonymised: { explained_by: null },
  },
];
