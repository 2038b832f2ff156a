import type { Actor, Permission, PermissionTable, Role } from '#platform/access';
import type { Config } from '#platform/config';
import type { DeriveKey } from '#platform/crypto';
import type { OpenedDatabase } from '#platform/database';
import { type App, createServer, type NavigationSource } from '#platform/http';
import type { Identity } from '#platform/identity';
import type { ModuleDefinition } from '#platform/module';
import type { TenantDirectory } from '#platform/tenancy';

/** The opened parts of an installation, out of which servers, workers and commands are built. */
export interface Installation {
  readonly config: Config;
  readonly deriveKey: DeriveKey;
  readonly opened: OpenedDatabase;
  readonly tenants: TenantDirectory;
  readonly identity: Identity;
  readonly modules: readonly ModuleDefinition[];
  readonly permissions: PermissionTable;
}

export function permissionTable(modules: readonly ModuleDefinition[]): PermissionTable {
  const table = new Map<Permission, readonly Role[]>();
  for (const module of modules) {
    for (const [permission, roles] of Object.entries(module.permissions ?? {}) as [Permission, readonly Role[]][]) {
      if (!permission.startsWith(`${module.name}.`)) throw new Error(`Permission ${permission} is declared by module ${module.name}`);
      table.set(permission, roles);
    }
  }
  return table;
}
