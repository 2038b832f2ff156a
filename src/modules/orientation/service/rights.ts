import type { Context, Permission } from '#platform/access';
import type { Page } from '../store/pages.ts';

type Owned = Pick<Page, 'town' | 'organisationId'>;

/**
 * Whether the actor holds a permission for a page: in the whole district, for its town, or for the organisation that
 * answers for it. The district's own pages belong to no town. An area of work other than the guide reaches nothing here.
 */
export function mayFor(context: Context, permission: Permission, page: Owned): boolean {
  const scopes = context.scopesOf(permission);
  if (scopes === 'district') return true;
  return scopes.some(
    ({ kind, id }) =>
      (kind === 'area' && id === 'orientation') ||
      (kind === 'territory' && id === page.town) ||
      (kind === 'organisation' && id === page.organisationId),
  );
}

/** Whether the actor works on what concerns the whole district: the tree, pictures, words, news. */
export function managesGuide(context: Context): boolean {
  const scopes = context.scopesOf('orientation.manage');
  return scopes === 'district' || scopes.some(({ kind, id }) => kind === 'area' && id === 'orientation');
}
