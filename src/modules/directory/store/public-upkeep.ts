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

/**
 * "Confirmed on" of entries, of the texts in these languages, and of what the public sees of them; a date never goes back.
 * Answers which of them were hidden: they are to be shown again.
 */
export async function markConfirmed(
  trx: Trx,
  tenantId: string,
  ids: readonly string[],
  confirmation: { readonly on: string; readonly by: 'provider' | 'staff' | 'visitor'; readonly languages: readonly string[] },
): Promise<string[]> {
  if (!ids.length) return [];
  const { on, by, languages } = confirmation;
  // In the order of the ids: two confirmations at once wait for each other instead of for ever.
  const { rows } = await sql<{ id: string; hidden: boolean }>`
    with known as (select id, stage from directory_entry
      where id = any(${[...ids]}::uuid[]) and (confirmed_on is null or confirmed_on <= ${on}::date) order by id for update)
    update directory_entry entry set confirmed_on = ${on}::date, confirmed_by = ${by}, stage = 'fresh', stage_on = null, updated_at = now(),
      languages_confirmed = entry.languages_confirmed || coalesce((
        select jsonb_object_agg(language, ${on}::text) from unnest(${[...languages]}::text[]) language
        where language = 'de' or exists (select from directory_version version
          where version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.version = entry.published_version
            and version.content -> 'translations' ? language)), '{}')
    from known where known.id = entry.id
    returning entry.id, known.stage = 'hidden' as hidden`.execute(trx);
  await sql`update directory_public_offer offer set confirmed_on = entry.confirmed_on, stage = entry.stage, languages_confirmed = entry.languages_confirmed
    from directory_entry entry
    where offer.tenant_id = ${tenantId}::uuid and offer.offer_id = any(${rows.map(({ id }) => id)}::uuid[])
      and entry.tenant_id = offer.tenant_id and entry.id = offer.offer_id`.execute(trx);
  return rows.filter(({ hidden }) => hidden).map(({ id }) => id);
}
