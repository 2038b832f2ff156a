import { join } from 'node:path';
import { may } from '#platform/access';
import { audit, auditInstallation } from '#platform/audit';
import type { Config } from '#platform/config';
import { openMasterKey } from '#platform/crypto';
import { openInstallationDatabase } from '#platform/database';
import type { App } from '#platform/http';
import { openIdentity } from '#platform/identity';
import { createJobServices, type JobLog, type RunningWorker, startWorker } from '#platform/jobs';
import { queueMail } from '#platform/mail';
import { openTenantDirectory } from '#platform/tenancy';
import { buildApp, type Installation, navigationOf, permissionTable } from './app.ts';
import { allModules } from './modules.ts';

/** An installation whose database and districts are open; nothing listens and no job runs yet. */
export interface OpenInstallation extends Installation {
  close(): Promise<void>;
}

/**
 * Opens the database (starting the embedded one when none is configured), brings it up to date and reads the districts.
 * @throws ConfigError, EmbeddedServerError or MigrationError with a sentence for the person who starts it
 */
export async function openInstallation(config: Config): Promise<OpenInstallation> {
  const deriveKey = openMasterKey(config.masterKeyFile);
  const opened = await openInstallationDatabase(config, deriveKey);
  const { database } = opened;
  const tenants = await openTenantDirectory(database, opened.appUrl);
  const record = (trx: Parameters<typeof audit>[0], origin: object, line: Parameters<typeof audit>[2]) =>
    'tenant' in origin ? audit(trx, origin as Parameters<typeof audit>[1], line) : auditInstallation(trx, origin as Parameters<typeof auditInstallation>[1], line);
  const identity = openIdentity({ config, deriveKey, database, tenants, record, queueMail });
  const modules = allModules({ config, ownerUrl: opened.ownerUrl, identity, deriveKey });
  return {
    config,
    deriveKey,
    opened,
    tenants,
    identity,
    modules,
    permissions: permissionTable(modules),
    close: async () => {
      await tenants.close();
      await opened.close();
    },
  };
}
