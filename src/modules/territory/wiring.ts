import type { VNode } from 'preact';
import type { Context } from '#platform/access';
import type { Database } from '#platform/database';
import type { TenantDirectory } from '#platform/tenancy';
import type { Territory } from './model/tree.ts';
import type { Reader } from './service/reading.ts';

/** What another module shows on a town's public page; null: nothing to show. The page is kept rendered, so nothing personal. */
export type TownPanel = (context: Context, town: Territory) => Promise<VNode | null>;

/** What the module needs of the house besides the context of a call. */
export interface TerritoryWiring {
  /** In the order in which they stand on the page. */
  readonly townPanels?: readonly TownPanel[];
  /** The installation, for the one page that belongs to no district; asked for with every call of it, not before. */
  readonly installation: () => { readonly tenants: Pick<TenantDirectory, 'all'>; readonly database: Database };
}

/** Readers of all districts, in the order of their German names. */
export function readersOf(wiring: TerritoryWiring): Reader[] {
  const { tenants, database } = wiring.installation();
  return tenants
    .all()
    .toSorted((a, b) => (a.names.de ?? a.slug).localeCompare(b.names.de ?? b.slug, 'de'))
    .map((tenant) => ({ tenant, now: () => new Date(), transaction: (work) => database.inTenant(tenant.id, work) }));
}
