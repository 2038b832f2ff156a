import { liesIn } from '#modules/territory';
import type { Context } from '#platform/access';

/** True when the actor answers for this town: staff for all, an integration officer for the town of the role. */
export function mayAnswer(context: Context, town: string): boolean {
  const scopes = context.scopesOf('concept.answer');
  return scopes === 'district' || scopes.some((scope) => scope.kind === 'territory' && liesIn(town, scope.id));
}
