import type { Permission, PermissionTable, Role } from '#platform/access';
import type { Config } from '#platform/config';
import type { DeriveKey } from '#platform/crypto';
import type { OpenedDatabase } from '#platform/database';
import { type App, createServer, type NavigationSource, type ServerParts, type Visit } from '#platform/http';
import type { Identity } from '#platform/identity';
import type { ModuleDefinition, NavigationItem } from '#platform/module';
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

/** Permission → roles that hold it, out of what the modules declare. */
export function permissionTable(modules: readonly ModuleDefinition[]): PermissionTable {
  const table = new Map<Permission, readonly Role[]>();
  for (const module of modules) {
    for (const [permission, roles] of Object.entries(module.permissions ?? {}) as [Permission, readonly Role[]][]) {
      if (!permission.startsWith(`${module.name}.`))
        throw new Error(`Permission ${permission} is declared by module ${module.name}`);
      table.set(permission, roles);
    }
  }
  return table;
}

/** The main navigation: staff items that the actor may open on staff pages, public ones elsewhere. */
export function navigationOf(
  modules: readonly ModuleDefinition[],
  may: (visit: Visit, permission: Permission) => boolean,
): NavigationSource {
  return (visit, path) => {
    if (!visit.tenant) return [];
    const staff = path.startsWith('/intern/');
    const base = staff ? `/intern/${visit.tenant.slug}` : `/${visit.tenant.slug}/${visit.language.tag}`;
    const items: NavigationItem[] = modules.flatMap((module) => [
      ...((staff ? module.navigation?.staff : module.navigation?.public) ?? []),
    ]);
    // The start page of the staff is everybody's first door, whichever module it belongs to.
    const rank = ({ path: itemPath, first }: NavigationItem) => Number(itemPath === '/') * 2 + Number(first === true);
    items.sort((a, b) => rank(b) - rank(a));
    const address = path.split('?')[0] ?? '';
    return items
      .filter(({ permission }) => !permission || may(visit, permission))
      .map(({ label, path: itemPath, search }) => {
        const href = `${base}${itemPath}`;
        const current = address === href || address.startsWith(`${href}/`);
        return { label: visit.t(label), href, current, ...(search ? { search } : {}) };
      });
  };
}

/** A server with the routes of all modules; each module's are encapsulated, so none changes another's. */
export async function buildApp(
  parts: ServerParts,
  modules: readonly ModuleDefinition[],
  extend?: (app: App) => void,
): Promise<App> {
  const app = await createServer(parts);
  extend?.(app);
  for (const module of modules) {
    if (module.routes) await app.register(async (scope) => module.routes?.(scope as App));
  }
  await app.ready();
  return app;
}
