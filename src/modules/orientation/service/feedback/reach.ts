import type { Context } from '#platform/access';
import type { Reach } from '../../store/feedback-inbox.ts';

/** Whose messages the actor reads and answers: of the whole district, or of the pages of their towns. */
export function feedbackReach(context: Context): Reach {
  const scopes = context.scopesOf('orientation.answer');
  if (scopes === 'district' || scopes.some(({ kind, id }) => kind === 'area' && id === 'orientation')) return 'district';
  return scopes.flatMap(({ kind, id }) => (kind === 'territory' ? [id] : []));
}
