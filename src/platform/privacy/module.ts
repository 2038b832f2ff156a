import type { Context } from '#platform/access';
import type { Database } from '#platform/database';
import { defineModule, type ModuleDefinition, type PersonalDataTable } from '#platform/module';
import { registerOf } from './model.ts';
import { runRetention } from './retention.ts';
import { addPrivacyRoutes } from './routes.tsx';
import type { PrivacyParts } from './service.ts';

const legalBasis = 'Art. 6 Abs. 1 Buchst. c, Art. 5 Abs. 2 DSGVO';

/** This room's own part of the register. Requests and holds are evidence: they outlive the person's other data (§ 31 OWiG: three years). */
export const privacyData: readonly PersonalDataTable[] = [
  {
    table: 'privacy_request',
    purpose: 'privacy:staff.data.request',
    legalBasis,
    categories: ['privacy:staff.data.email', 'privacy:staff.data.dates'],
    recipients: [],
    retention: { anchor: 'answered_at', months: 36, action: 'delete' },
    person: { column: 'email', by: 'email' },
    anonymised: {},
  },
  {
    table: 'privacy_hold',
    purpose: 'privacy:staff.data.hold',
    legalBasis: 'Art. 17 Abs. 3 Buchst. e, Art. 18 Abs. 1 Buchst. c DSGVO',
    categories: ['privacy:staff.data.email', 'privacy:staff.data.reason'],
    recipients: [],
    retention: { anchor: 'released_at', months: 36, action: 'delete' },
    person: { column: 'email', by: 'email' },
    anonymised: {},
  },
];

export interface PrivacyModuleParts {
  readonly database: Database;
  /** All other modules, platform rooms included: what they declare makes up the register. */
  readonly modules: readonly ModuleDefinition[];
  readonly findAccount: PrivacyParts['findAccount'];
  readonly now?: () => Date;
}

export function createPrivacyModule(parts: PrivacyModuleParts): ModuleDefinition {
  const now = parts.now ?? (() => new Date());
  const register = registerOf([...parts.modules, { name: 'privacy', personalData: privacyData }]);
  const findAccount = (context: Context, email: string) => parts.findAccount(context, email);
  return defineModule({
    name: 'privacy',
    permissions: {
      'privacy.register': ['data_protection_officer', 'administrator', 'ki_lead'],
      'privacy.requests': ['data_protection_officer', 'ki_lead'],
      // Whoever answers sees the data: the officer oversees, the KI answers.
      'privacy.answer': ['ki_lead'],
    },
    navigation: {
      staff: [{ label: 'privacy:staff.nav', path: '/datenschutz', permission: 'privacy.register' }],
    },
    routes: (app) => addPrivacyRoutes(app, { register, findAccount }),
    jobs: {
      'privacy.retain': async (_, services) => {
        await runRetention({ database: parts.database, services, register, now: now() });
      },
    },
    crontab: ['40 1 * * * privacy.retain ?fill=1d&max=5'],
    personalData: privacyData,
  });
}
