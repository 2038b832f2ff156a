import type { PersonalDataTable } from '#platform/module';

const common = {
  legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 Abs. 1 DSG NRW',
  recipients: ['networks:staff.register.members'],
} as const;

/**
 * Meetings belong to the record of their body. Who was there stands by the seat: whoever is erased or forgotten there
 * (`network_member`) leaves an attendance without a person.
 */
export const meetingPersonalData: readonly PersonalDataTable[] = [
  {
    ...common,
    table: 'network_attendance',
    purpose: 'networks:staff.register.attendance',
    categories: ['networks:staff.register.attendance_category'],
    retention: null,
    person: null,
  },
  {
    ...common,
    table: 'network_meeting',
    purpose: 'networks:staff.register.meeting',
    categories: ['networks:staff.register.minutes_category'],
    retention: null,
    person: null,
  },
];
