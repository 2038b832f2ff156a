import { type Kysely, sql } from 'kysely';
import type { Tables } from '#platform/database';
import { interfaceLanguages } from '#platform/i18n';
import type { OfferContent, Schedule } from '../model/content.ts';
import type { PublicOfferRow } from './public-offers.ts';

/** What there is among a district's public offers. */
export interface ToldOverview {
  readonly places: boolean;
  readonly dated: boolean;
}

const located = sql<boolean>`offer.lat is not null and offer.content #>> '{place,visibility}' = 'public'`;
const onDates = sql`'[{"kind":"dates"}]'::jsonb`;

export async function toldOverview(shared: Kysely<Tables>, tenantId: string): Promise<ToldOverview> {
  const { rows } = await sql<ToldOverview>`select
      exists (select from directory_public_offer offer where tenant_id = ${tenantId}::uuid and ${located}) as places,
      exists (select from directory_public_offer offer where tenant_id = ${tenantId}::uuid and offer.card -> 'schedules' @> ${onDates}) as dated`.execute(
    shared,
  );
  return rows[0] ?? { places: false, dated: false };
}

/** Interface language tags in which some offer says something of its own; German is always among them. */
export async function toldLanguages(shared: Kysely<Tables>, tenantId: string): Promise<string[]> {
  const tags = interfaceLanguages.map(({ tag }) => tag).filter((tag) => tag !== 'de');
  // The first offer of a language ends the search for it; to read the languages of all offers takes ten times as long.
  const { rows } = await sql<{ tag: string }>`select tag from unnest(${tags}::text[]) as tag
    where exists (select from directory_public_offer where tenant_id = ${tenantId}::uuid and titles ? tag)`.execute(shared);
  return ['de', ...rows.map(({ tag }) => tag)];
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
      case when dated then timed.schedules end as schedules,
      case when dated then offer.content -> 'breaks' else '[]'::jsonb end as breaks
    from directory_public_offer offer,
      -- Each mention of a card reads it anew; \`offset\` keeps these two from being copied to where they are used.
      lateral (select offer.card -> 'schedules' as schedules offset 0) timed,
      lateral (select timed.schedules @> ${onDates} as dated offset 0) at_all
    where offer.tenant_id = ${tenantId}::uuid order by offer.slug limit 20000`.execute(shared);
  return rows;
}

/** Some public offers with the texts of one language beside the German ones: a district's offers in sixteen are megabytes. */
export async function listToldRows(
  shared: Kysely<Tables>,
  query: { readonly tenantId: string; readonly tag: string; readonly ids: readonly string[] },
): Promise<PublicOfferRow[]> {
  const { tenantId, tag, ids } = query;
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
    where offer.tenant_id = ${tenantId}::uuid and offer.offer_id = any(${[...ids]}::uuid[]) order by offer.slug`.execute(shared);
  return rows.map(({ organisationSlug, provider, ...row }) => ({
    ...row,
    organisation: organisationSlug === null ? null : { slug: organisationSlug, content: provider as never },
  }));
}
