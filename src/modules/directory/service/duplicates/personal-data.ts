import type { PersonalDataTable } from '#platform/module';

const staffTask = 'Art. 6 (1) e DSGVO, § 3 (1) DSG NRW';

/** Accounts of staff who decided about pairs, and of providers whose organisation was merged. */
export const duplicatesPersonalData: readonly PersonalDataTable[] = [
  {
    table: 'directory_duplicate',
    purpose: 'directory:staff.register.duplicates',
    legalBasis: staffTask,
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: null,
    person: { column: 'decided_by', by: 'user_id' },
    anonymised: { decided_by: null },
  },
  {
    table: 'directory_merge',
    purpose: 'directory:staff.register.duplicates',
    legalBasis: staffTask,
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: null,
    person: { column: 'merged_by', by: 'user_id' },
    anonymised: { merged_by: null },
  },
  {
    table: 'directory_merge',
    purpose: 'directory:staff.register.duplicates',
    legalBasis: staffTask,
    categories: ['directory:staff.register.account'],
    recipients: ['directory:staff.register.staff'],
    retention: null,
    person: { column: 'undone_by', by: 'user_id' },
    anonymised: { undone_by: null },
  },
];
