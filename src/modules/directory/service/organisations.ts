import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { findOrganisations, listPublishedOrganisations, type OrganisationName } from '../store/entry-list.ts';
import { listIdsByName, listIdsBySlug, listSlugsById } from '../store/organisation-links.ts';

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

/** Ids of organisations by their address: files name them so, because ids differ between installations. */
export async function organisationIdsBySlug(trx: Trx, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!slugs.length) return new Map();
  return new Map((await listIdsBySlug(trx, slugs)).map(({ id, slug }) => [slug, id]));
}

/** The same the other way round. */
export async function organisationSlugsById(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!ids.length) return new Map();
  return new Map((await listSlugsById(trx, ids)).map(({ id, slug }) => [id, slug]));
}

/** Finds the published organisation that is called exactly so, whatever the case. */
export async function organisationFinder(trx: Trx, names: readonly string[]): Promise<(name: string) => string | undefined> {
  const folded = (name: string) => name.trim().toLocaleLowerCase('de');
  const found = names.length ? await listIdsByName(trx, names.map(folded)) : [];
  const ids = new Map(found.map(({ id, name }) => [folded(name), id]));
  return (name) => ids.get(folded(name));
}
