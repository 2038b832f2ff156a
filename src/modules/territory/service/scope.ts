import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { liesIn } from '../model/keys.ts';
import type { Territory } from '../model/tree.ts';
import { findUnit } from '../store.ts';

export const editPermission = 'territory.edit';

/** True when the actor may edit this area: in the whole district, or because it lies in the area of their role. */
export function mayEdit(context: Context, key: string): boolean {
  const scopes = context.scopesOf(editPermission);
  return scopes === 'district' || scopes.some((scope) => scope.kind === 'territory' && liesIn(key, scope.id));
}

/** True when the actor may edit every area of the district, which imports need. */
export function mayEditAll(context: Context): boolean {
  return context.scopesOf(editPermission) === 'district';
}

/** The town to be edited, or why not. A town outside of the actor's scope is there for reading, so it is named. */
export async function townToEdit(
  trx: Trx,
  context: Context,
  ags: string,
): Promise<Outcome<Territory, 'territory.unknown_town' | 'territory.not_allowed'>> {
  const town = await findUnit(trx, ags);
  if (town?.level !== 'kommune') return fail('territory.unknown_town');
  return mayEdit(context, town.key) ? ok(town) : fail('territory.not_allowed');
}
