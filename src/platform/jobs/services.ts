import { createContext, type PermissionTable } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { german, translator } from '#platform/i18n';
import type { JobServices } from '#platform/module';
import type { TenantDirectory } from '#platform/tenancy';

export interface JobServiceParts {
  readonly database: Database;
  readonly tenants: TenantDirectory;
  readonly permissions: PermissionTable;
  readonly publicUrl: string;
  readonly now?: () => Date;
}

/** A job acts as the system in one district; what people read is written in the language the job itself looks up. */
export function createJobServices(parts: JobServiceParts): JobServices {
  const { tenants, ...rest } = parts;
  return {
    tenantIds: () => tenants.all().map((tenant) => tenant.id),
    contextOf(tenantId, jobName) {
      const tenant = tenants.byId(tenantId);
      if (!tenant) throw new Error(`Job ${jobName}: no district ${tenantId}`);
      const actor = { kind: 'system', name: jobName } as const;
      return createContext({ ...rest, tenant, actor, language: german, t: translator(german), requestId: uuidv7() });
    },
  };
}
