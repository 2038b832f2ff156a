import type { Context, Permission } from '#platform/access';
import type { PageReach } from '../../store/writing.ts';

/** The pages for which the actor holds a permission, as `mayFor` decides it for one. */
export function reachOf(context: Context, permission: Permission): PageReach {
  const scopes = context.scopesOf(permission);
  if (scopes === 'district' || scopes.some(({ kind, id }) => kind === 'area' && id === 'orientation')) return 'district';
  const idsOf = (wanted: string) => scopes.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
  return { towns: idsOf('territory'), organisations: idsOf('organisation') };
}
