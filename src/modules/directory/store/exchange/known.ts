import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** An offer of ours, as far as it is needed to find out whether a record of theirs is the same. */
export interface KnownOffer {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly town: string | null;
  readonly organisationId: string;
  readonly organisation: string;
  readonly publishedVersion: number | null;
  readonly latestVersion: number;
  readonly confirmedOn: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly street: string | null;
  readonly postcode: string | null;
}

/** All offers that are or were public, in one statement. */
export async function listKnownOffers(trx: Trx): Promise<KnownOffer[]> {
  const { rows } = await sql<KnownOffer>`
    select entry.id, entry.slug, entry.name, entry.town, entry.organisation_id as "organisationId", organisation.name as organisation,
      entry.published_version as "publishedVersion", entry.latest_version as "latestVersion", entry.confirmed_on as "confirmedOn",
      version.content #>> '{contact,phone}' as phone, version.content #>> '{contact,email}' as email,
      version.content #>> '{contact,website}' as website, version.content #>> '{place,street}' as street,
      version.content #>> '{place,postcode}' as postcode
    from directory_entry entry
    join directory_entry organisation on organisation.tenant_id = entry.tenant_id and organisation.id = entry.organisation_id
    join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id
      and version.version = coalesce(entry.published_version, entry.latest_version)
    where entry.kind = 'offer'
    order by entry.id`.execute(trx);
  return rows;
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
