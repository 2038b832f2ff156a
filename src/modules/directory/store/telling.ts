import { type Kysely, sql } from 'kysely';
import type { Tables } from '#platform/database';
import type { OfferContent, Schedule } from '../model/content.ts';
import type { PublicOfferRow } from './public-offers.ts';

/** What there is among a district's public offers. */
export interface ToldOverview {
  /** Interface language tags in which some offer says something of its own; German is always among them. */
  readonly languages: readonly string[];
  readonly places: boolean;
  readonly dated: boolean;
}

const located = sql<boolean>`offer.lat is not null and offer.content #>> '{place,visibility}' = 'public'`;
const scheduled = sql<boolean>`offer.card -> 'schedules' @> '[{"kind":"dates"}]'`;

export async function toldOverview(shared: Kysely<Tables>, tenantId: string): Promise<ToldOverview> {
  const { rows } = await sql<{ languages: string[] | null; places: boolean; dated: boolean }>`select
      (select array_agg(distinct tag) from directory_public_offer, jsonb_object_keys(titles) as tag where tenant_id = ${tenantId}::uuid) as languages,
      exists (select from directory_public_offer offer where tenant_id = ${tenantId}::uuid and ${located}) as places,
      exists (select from directory_public_offer offer where tenant_id = ${tenantId}::uuid and ${scheduled}) as dated`.execute(
    shared,
  );
  const [row] = rows;
  return {
    languages: [...new Set(['de', ...(row?.languages ?? [])])],
    places: row?.places ?? false,
    dated: row?.dated ?? false,
  };
}

/** The little of an offer that says what it is among others. */
export interface ToldTimes {
  readonly offerId: string;
  readonly slug: string;
  readonly located: boolean;
  /** Null: it has none on certain days. */
  readonly schedules: readonly Schedule[] | null;
  readonly breaks: OfferContent['breaks'];
}

/** All public offers, at most 20,000, by slug. */
export async function listToldTimes(shared: Kysely<Tables>, tenantId: string): Promise<ToldTimes[]> {
  const { rows } = await sql<ToldTimes>`select offer.offer_id as "offerId", offer.slug, ${located} as located,
      case when ${scheduled} then offer.card -> 'schedules' end as schedules,
      case when ${scheduled} then offer.content -> 'breaks' else '[]'::jsonb end as breaks
    from directory_public_offer offer where offer.tenant_id = ${tenantId}::uuid order by offer.slug limit 20000`.execute(shared);
  return rows;
}

/** Some public offers with the texts of one language beside the German ones: a district's offers in sixteen are megabytes. */
export async function listToldRows(
  shared: Kysely<Tables>,
  query: { readonly tenantId: string; readonly tag: string; readonly ids: readonly string[] | 'located' },
): Promise<PublicOfferRow[]> {
  const { tenantId, tag, ids } = query;
  const chosen = ids === 'located' ? located : sql<boolean>`offer.offer_id = any(${[...ids]}::uuid[])`;
  const { rows } = await sql<Omit<PublicOfferRow, 'organisation'> & { organisationSlug: string | null; provider: object | null }>`
    select offer.offer_id as "offerId", offer.slug,
      (offer.content - 'translations') || jsonb_build_object('translations',
        case when offer.content -> 'translations' ? ${tag} then jsonb_build_object(${tag}::text, offer.content #> array['translations', ${tag}]) else '{}'::jsonb end)
        as content,
      offer.lat, offer.lon, offer.confirmed_on as "confirmedOn", offer.stage, offer.languages_confirmed as "languagesConfirmed",
      offer.published_at as "publishedAt", organisation.slug as "organisationSlug", organisation.content - 'translations' as provider
    from directory_public_offer offer
      left join directory_public_organisation organisation
        on organisation.tenant_id = offer.tenant_id and organisation.organisation_id = offer.organisation_id
    where offer.tenant_id = ${tenantId}::uuid and ${chosen} order by offer.slug limit 20000`.execute(shared);
  return rows.map(({ organisationSlug, provider, ...row }) => ({
    ...row,
    organisation: organisationSlug === null ? null : { slug: organisationSlug, content: provider as never },
  }));
}
