import { liesIn } from '#modules/territory';
import type { Context } from '#platform/access';

/** True when the actor edits the concept: the KI's staff, unless their role is limited to another area of its work. */
export function mayEdit(context: Context): boolean {
  const scopes = context.scopesOf('concept.edit');
  return scopes === 'district' || scopes.some((scope) => scope.kind === 'area' && scope.id === 'concept');
}

/** True when the actor answers for this town: staff for all, an integration officer for the town of the role. */
export function mayAnswer(context: Context, town: string): boolean {
  const scopes = context.scopesOf('concept.answer');
  if (scopes === 'district' || mayEdit(context)) return true;
  return scopes.some((scope) => scope.kind === 'territory' && liesIn(town, scope.id));
}
