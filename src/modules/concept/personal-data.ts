import type { PersonalDataTable } from '#platform/module';

const legalBasis = 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW';

/** What visitors write about recommendations, and who settled it. */
export const feedbackPersonalData: readonly PersonalDataTable[] = [
  {
    table: 'concept_feedback',
    purpose: 'concept:staff.register.feedback.purpose',
    legalBasis,
    categories: ['concept:staff.register.feedback.email', 'concept:staff.register.feedback.text'],
    recipients: ['concept:staff.register.feedback.staff'],
    retention: { anchor: 'decided_at', months: 6, action: 'anonymise' },
    person: { column: 'email', by: 'email' },
    anonymised: { email: null },
  },
  {
    table: 'concept_feedback',
    purpose: 'concept:staff.register.feedback.decider',
    legalBasis,
    categories: ['concept:staff.register.feedback.account'],
    recipients: ['concept:staff.register.feedback.staff'],
    retention: null,
    person: { column: 'decided_by', by: 'user_id' },
    anonymised: { decided_by: null },
  },
];
