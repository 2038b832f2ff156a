import type { DeriveKey } from '#platform/crypto';
import type { Database } from '#platform/database';
import { defineModule, type ModuleDefinition } from '#platform/module';
import { addLogRoutes, exportLog, type LogParts } from './routes.tsx';
import { sealChains } from './sealing.ts';

export interface AuditModuleParts extends LogParts {
  readonly database: Database;
  readonly deriveKey: DeriveKey;
  /** `audit-seals.json` in the data folder. */
  readonly witnessFile: string;
  readonly now?: () => Date;
}

/** The key under which heads of chains are sealed. */
export function auditKey(deriveKey: DeriveKey): Buffer {
  return deriveKey('audit seal');
}

export function createAuditModule(parts: AuditModuleParts): ModuleDefinition {
  const now = parts.now ?? (() => new Date());
  return defineModule({
    name: 'audit',
    permissions: { 'audit.read': ['data_protection_officer', 'administrator', 'ki_lead'] },
    navigation: { staff: [{ label: 'audit:staff.nav', path: '/protokoll', permission: 'audit.read' }] },
    routes: (app) => addLogRoutes(app, parts),
    jobs: {
      'audit.seal': (_, services) =>
        sealChains(parts.database, {
          key: auditKey(parts.deriveKey),
          witnessFile: parts.witnessFile,
          tenantIds: services.tenantIds(),
          now: now(),
        }),
    },
    commands: {
      export: {
        'audit.log': { description: 'Audit log as CSV, newest lines first', run: (context) => exportLog(context, {}, parts) },
      },
    },
    // One try each time: a chain that does not hold stays visible as a dead job, and the next minute looks again.
    crontab: ['* * * * * audit.seal ?max=1&jobKey=audit.seal'],
    personalData: [
      {
        table: 'audit_entry',
        purpose: 'audit:staff.register.purpose',
        legalBasis: 'Art. 5 Abs. 2, Art. 32 DSGVO, § 3 DSG NRW',
        categories: ['audit:staff.register.account', 'audit:staff.register.action'],
        recipients: ['audit:staff.register.officer'],
        // A chain cannot lose a line. What is left of a person when the account is erased is a number that nothing explains.
        retention: null,
        person: { column: 'actor_id', by: 'user_id' },
        anonymised: {},
      },
    ],
  });
}
