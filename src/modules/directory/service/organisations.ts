import type { Context } from '#platform/access';
import { findOrganisations, listPublishedOrganisations, type OrganisationName } from '../store/entry-list.ts';

/** Published organisations whose name contains the text, one of exactly this name first; at most twenty. */
export async function organisationsByName(context: Context, text: string): Promise<OrganisationName[]> {
  const wanted = text.trim();
  return wanted ? context.transaction((trx) => findOrganisations(trx, wanted, 20)) : [];
}

/** Published organisations by their id; one that was taken down, or is another district's, is left out. */
export async function organisationNames(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrganisationName & { /** Public page. */ readonly path: string }>> {
  if (!ids.length) return new Map();
  const found = await context.transaction((trx) => listPublishedOrganisations(trx, ids));
  const base = `/${context.tenant.slug}/${context.language.tag}/anbieter`;
  return new Map(found.map((one) => [one.id, { ...one, path: `${base}/${one.slug}` }]));
}
