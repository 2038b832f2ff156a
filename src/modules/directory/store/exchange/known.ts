import type { Trx } from '#platform/database';

/** An offer of ours, as far as it is needed to find out whether a record of theirs is the same. */
export interface KnownOffer {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly town: string | null;
  readonly organisationId: string;
  readonly publishedVersion: number | null;
  readonly latestVersion: number;
}

/** All offers that are or were public, in one statement. */
export async function listKnownOffers(trx: Trx): Promise<KnownOffer[]> {
  const rows = await trx
    .selectFrom('directory_entry')
    .select(['id', 'slug', 'name', 'town', 'organisation_id', 'published_version', 'latest_version'])
    .where('kind', '=', 'offer')
    .orderBy('id')
    .execute();
  return rows.map(({ id, slug, name, town, organisation_id, published_version, latest_version }) => ({
    id,
    slug,
    name,
    town,
    organisationId: organisation_id as string,
    publishedVersion: published_version,
    latestVersion: latest_version,
  }));
}

export interface KnownOrganisation {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly publishedVersion: number | null;
  readonly mergedInto: string | null;
}

/** Public organisations, and those that were merged into others. */
export async function listKnownOrganisations(trx: Trx): Promise<KnownOrganisation[]> {
  return trx
    .selectFrom('directory_entry')
    .select(['id', 'slug', 'name', 'published_version as publishedVersion', 'merged_into as mergedInto'])
    .where('kind', '=', 'organisation')
    .where((eb) => eb.or([eb('published_version', 'is not', null), eb('merged_into', 'is not', null)]))
    .orderBy('id')
    .execute();
}
