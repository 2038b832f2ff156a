import type { Context, Permission } from '#platform/access';
import type { Reach } from '../store/reach.ts';

/**
 * Where the actor holds the permission: everywhere, or in towns. Entries that belong to no single town are the
 * district's. An area of work other than the directory reaches nothing here.
 */
export function reachOf(context: Context, permission: Permission): Reach {
  const scopes = context.scopesOf(permission);
  if (scopes === 'district' || scopes.some((scope) => scope.kind === 'area' && scope.id === 'directory')) return 'district';
  return { towns: scopes.filter((scope) => scope.kind === 'territory').map((scope) => scope.id) };
}

export function reaches(reach: Reach, town: string | null | undefined): boolean {
  return reach === 'district' || (town !== null && town !== undefined && reach.towns.includes(town));
}

/** Organisations for which the actor holds the permission; the district's staff hold it for none in particular. */
export function ownOrganisations(context: Context, permission: Permission): readonly string[] {
  const scopes = context.scopesOf(permission);
  return scopes === 'district' ? [] : scopes.filter((scope) => scope.kind === 'organisation').map((scope) => scope.id);
}
