import type { PersonalDataTable } from '#platform/module';

const common = {
  legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 Abs. 1 DSG NRW',
  recipients: ['networks:staff.register.staff'],
} as const;

/** Whoever left a body is forgotten in it two years later; that the seat was there, and how it voted, stays countable. */
const twoYears = { anchor: 'to_on', months: 24, action: 'anonymise' } as const;
const withoutPerson = { person_name: null, email: null, user_id: null } as const;

/** Where bodies and seats hold personal data. One person is found by the address, or by the account. */
export const memberPersonalData: readonly PersonalDataTable[] = [
  {
    ...common,
    table: 'network_member',
    purpose: 'networks:staff.register.member',
    categories: ['networks:staff.register.name', 'networks:staff.register.email', 'networks:staff.register.function'],
    retention: twoYears,
    person: { column: 'email', by: 'email' },
    anonymised: withoutPerson,
  },
  {
    ...common,
    table: 'network_member',
    purpose: 'networks:staff.register.member_account',
    categories: ['networks:staff.register.account'],
    retention: null,
    person: { column: 'user_id', by: 'user_id' },
    anonymised: withoutPerson,
  },
];
