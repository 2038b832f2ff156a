import type { Context } from '#platform/access';
import type { Page } from '../../store/pages.ts';
import { managesGuide, mayFor } from '../rights.ts';

type Owned = Pick<Page, 'town' | 'organisationId'>;

/** What the actor may do with one page. */
export interface PageRights {
  /** Moves it, mirrors it, gives it to a town or an organisation. */
  readonly manages: boolean;
  /** Says what kind of page it is, archives and restores it: whoever answers for the town does that too. */
  readonly administers: boolean;
  readonly confirms: boolean;
}

export const sees = (context: Context, page: Owned): boolean => mayFor(context, 'orientation.write', page);

export function rightsFor(context: Context, page: Owned): PageRights {
  const manages = managesGuide(context);
  const publishes = mayFor(context, 'orientation.publish', page);
  return { manages, administers: manages || publishes, confirms: publishes };
}

/** Towns for which the actor may add pages; 'district' for all of it. */
export function townsToAddIn(context: Context): 'district' | readonly string[] {
  if (managesGuide(context)) return 'district';
  const scopes = context.scopesOf('orientation.publish');
  if (scopes === 'district') return 'district';
  return scopes.flatMap(({ kind, id }) => (kind === 'territory' ? [id] : []));
}
