import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { publicOrganisation } from '../model/public-view.ts';

/** Small changes to the public read models; those have no policy, so every statement names the district. */

export interface ShownOffer {
  readonly id: string;
  readonly organisationId: string;
  readonly slug: string;
  readonly confirmedOn: string | null;
  readonly content: OfferContent;
}

/** Public offers of these organisations; rides on `directory_public_offer_organisation`. */
export async function listPublicOffersOf(trx: Trx, tenantId: string, organisationIds: readonly string[]): Promise<ShownOffer[]> {
  if (!organisationIds.length) return [];
  const rows = await trx
    .selectFrom('directory_public_offer')
    .select(['offer_id as id', 'organisation_id as organisationId', 'slug', 'confirmed_on as confirmedOn', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', 'in', [...organisationIds])
    .orderBy('offer_id')
    .limit(20_000)
    .execute();
  return rows as unknown as ShownOffer[];
}

export interface ShownOrganisation {
  readonly id: string;
  readonly slug: string;
  readonly content: OrganisationContent;
}

/** Writes public organisations and answers which of them had another name before. */
export async function upsertPublicOrganisations(
  trx: Trx,
  tenantId: string,
  organisations: readonly ShownOrganisation[],
): Promise<string[]> {
  if (!organisations.length) return [];
  const ids = organisations.map((one) => one.id);
  const before = await trx
    .selectFrom('directory_public_organisation')
    .select(['organisation_id as id', sql<string>`content ->> 'name'`.as('name')])
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', 'in', ids)
    .execute();
  await sql`insert into directory_public_organisation (tenant_id, organisation_id, slug, content)
    select ${tenantId}::uuid, id, slug, content::jsonb
    from unnest(${ids}::uuid[], ${organisations.map((one) => one.slug)}::text[], ${organisations.map((one) => JSON.stringify(publicOrganisation(one.content)))}::text[]) as fresh (id, slug, content)
    on conflict (tenant_id, organisation_id) do update set slug = excluded.slug, content = excluded.content`.execute(trx);
  const names = new Map(organisations.map((one) => [one.id, one.content.name]));
  return before.filter((row) => row.name !== names.get(row.id)).map((row) => row.id);
}

export async function countPublicOffersOf(
  trx: Trx,
  tenantId: string,
  organisationIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('directory_public_offer')
    .select(['organisation_id as id', sql<number>`count(*)::int`.as('offers')])
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', 'in', [...organisationIds])
    .groupBy('organisation_id')
    .execute();
  return new Map(rows.map((row) => [row.id, row.offers]));
}

export async function deletePublicOffers(trx: Trx, tenantId: string, offerIds: readonly string[]): Promise<void> {
  if (offerIds.length)
    await trx
      .deleteFrom('directory_public_offer')
      .where('tenant_id', '=', tenantId)
      .where('offer_id', 'in', [...offerIds])
      .execute();
}

export async function deletePublicOrganisations(trx: Trx, tenantId: string, organisationIds: readonly string[]): Promise<void> {
  if (!organisationIds.length) return;
  await trx
    .deleteFrom('directory_public_organisation')
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', 'in', [...organisationIds])
    .execute();
}

/** "Confirmed on" of entries and of what the public sees of them; a date never goes back. */
export async function markConfirmed(
  trx: Trx,
  tenantId: string,
  ids: readonly string[],
  on: string,
  by: 'provider' | 'staff' | 'visitor',
): Promise<void> {
  if (!ids.length) return;
  await trx
    .updateTable('directory_entry')
    .set({ confirmed_on: on, confirmed_by: by, updated_at: sql<Date>`now()` })
    .where('id', 'in', [...ids])
    .where(({ or, eb }) => or([eb('confirmed_on', 'is', null), eb('confirmed_on', '<=', on)]))
    .execute();
  await trx
    .updateTable('directory_public_offer')
    .set({ confirmed_on: on })
    .where('tenant_id', '=', tenantId)
    .where('offer_id', 'in', [...ids])
    .where(({ or, eb }) => or([eb('confirmed_on', 'is', null), eb('confirmed_on', '<=', on)]))
    .execute();
}
