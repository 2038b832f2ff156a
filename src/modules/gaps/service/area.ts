import type { Context } from '#platform/access';
import type { Area } from '../model/evidence.ts';

/** The towns of which the actor sees the board: all, or those of an integration officer. */
export function areaOf(context: Context, permission: 'gaps.read' | 'gaps.commission' = 'gaps.read'): Area {
  const scopes = context.scopesOf(permission);
  return scopes === 'district' ? 'district' : scopes.filter(({ kind }) => kind === 'territory').map(({ id }) => id.slice(0, 8));
}
