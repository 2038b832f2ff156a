import { type Kysely, sql } from 'kysely';
import type { Tables } from '#platform/database';
import type { OrganisationContent } from '../model/content.ts';
import type { FoundOffer } from './search.ts';

const nextStart = (now: Date) =>
  sql`(select min(greatest(lower(slot), ${now}::timestamptz)) from unnest(openings) slot where upper(slot) > ${now}::timestamptz)`;

function offerFields(now: Date, language: string) {
  return sql`slug, titles -> ${language}::text as title, titles -> 'de' as "germanTitle", card, lat, lon, confirmed_on as "confirmedOn", stage, languages_confirmed as "languagesConfirmed",
    null::double precision as distance, openings @> ${now}::timestamptz as "openNow", to_jsonb(${nextStart(now)}) #>> '{}' as next`;
}

/**
 * What begins in the coming days, soonest first. What is open without a break (helplines) is no date and left out.
 * Scans the district's dates, which is why the page that shows it is cached.
 */
export async function listUpcoming(
  shared: Kysely<Tables>,
  query: { tenantId: string; language: string; now: Date; until: Date; limit: number },
): Promise<FoundOffer[]> {
  const { rows } = await sql<FoundOffer>`
    select ${offerFields(query.now, query.language)} from directory_public_offer
    where tenant_id = ${query.tenantId} and openings && tstzrange(${query.now}, ${query.until}) and not openings @> tstzrange(${query.now}, ${query.until})
    order by ${nextStart(query.now)}, slug limit ${query.limit}`.execute(shared);
  return rows;
}

/** Offers of one organisation, by name; rides on directory_public_offer_organisation. */
export async function listOffersOfOrganisation(
  shared: Kysely<Tables>,
  query: { tenantId: string; organisationId: string; language: string; now: Date; limit: number },
): Promise<FoundOffer[]> {
  const { rows } = await sql<FoundOffer>`
    select ${offerFields(query.now, query.language)} from directory_public_offer
    where tenant_id = ${query.tenantId} and organisation_id = ${query.organisationId}
    order by name, slug limit ${query.limit}`.execute(shared);
  return rows;
}

/** Offers of one facet word (`ort:05562024`) and perhaps a second, soonest first, long unconfirmed ones last; rides on directory_public_offer_facets. */
export async function listOffersWith(
  shared: Kysely<Tables>,
  query: { tenantId: string; words: readonly string[]; language: string; now: Date; limit: number },
): Promise<{ total: number; offers: FoundOffer[] }> {
  const { rows } = await sql<FoundOffer & { total: number }>`
    select ${offerFields(query.now, query.language)}, (count(*) over ())::int as total from directory_public_offer
    where tenant_id = ${query.tenantId} and facets @> ${[...query.words]}::text[]
    order by stage = 'demoted', ${nextStart(query.now)} nulls last, name, slug limit ${query.limit}`.execute(shared);
  return { total: rows[0]?.total ?? 0, offers: rows };
}

/** Offers by slug; what is not public is left out. */
export async function listOffersBySlug(
  shared: Kysely<Tables>,
  query: { tenantId: string; slugs: readonly string[]; language: string; now: Date },
): Promise<FoundOffer[]> {
  if (!query.slugs.length) return [];
  const { rows } = await sql<FoundOffer>`
    select ${offerFields(query.now, query.language)} from directory_public_offer
    where tenant_id = ${query.tenantId} and slug = any(${[...query.slugs]}::text[])`.execute(shared);
  return rows;
}

/** How many offers each town has; a scan over the district's facets, for pages that are cached. */
export async function countByTown(shared: Kysely<Tables>, tenantId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ town: string; offers: number }>`
    select substr(word, 5) as town, count(*)::int as offers from directory_public_offer, unnest(facets) word
    where tenant_id = ${tenantId} and word like 'ort:%' group by word`.execute(shared);
  return new Map(rows.map(({ town, offers }) => [town, offers]));
}

export interface PublicOrganisationRow {
  readonly organisationId: string;
  readonly slug: string;
  readonly content: OrganisationContent;
}

/** One published organisation; rides on the unique (tenant_id, slug). */
export async function findPublicOrganisationBySlug(
  shared: Kysely<Tables>,
  tenantId: string,
  slug: string,
): Promise<PublicOrganisationRow | undefined> {
  const row = await shared
    .selectFrom('directory_public_organisation')
    .select(['organisation_id as organisationId', 'slug', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row as PublicOrganisationRow | undefined;
}

/** Published organisations by slug; what is not public is left out. */
export async function listPublicOrganisations(
  shared: Kysely<Tables>,
  tenantId: string,
  slugs: readonly string[],
): Promise<PublicOrganisationRow[]> {
  if (!slugs.length) return [];
  const rows = await shared
    .selectFrom('directory_public_organisation')
    .select(['organisation_id as organisationId', 'slug', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('slug', 'in', [...slugs])
    .execute();
  return rows as unknown as PublicOrganisationRow[];
}

/** Addresses of what is public, for the sitemap: at most 25,000 of each kind, the newest offers first. */
export async function listPublicSlugs(
  shared: Kysely<Tables>,
  tenantId: string,
): Promise<{ offers: { slug: string; publishedAt: Date }[]; organisations: string[] }> {
  const most = 25_000;
  const offers = await shared
    .selectFrom('directory_public_offer')
    .select(['slug', 'published_at as publishedAt'])
    .where('tenant_id', '=', tenantId)
    .orderBy('published_at', 'desc')
    .orderBy('slug')
    .limit(most)
    .execute();
  const organisations = await shared
    .selectFrom('directory_public_organisation')
    .select('slug')
    .where('tenant_id', '=', tenantId)
    .orderBy('slug')
    .limit(most)
    .execute();
  return { offers, organisations: organisations.map(({ slug }) => slug) };
}

/** Names of offers that begin like what is being typed, in the visitor's language or in German, shortest first. */
export async function listOffersNamed(
  shared: Kysely<Tables>,
  query: { tenantId: string; text: string; language: string; limit: number },
): Promise<{ slug: string; title: string; german: boolean }[]> {
  const { rows } = await sql<{ slug: string; title: string; german: boolean }>`
    select slug, coalesce(titles -> ${query.language}::text ->> 'name', name) as title, titles -> ${query.language}::text is null as german
    from directory_public_offer
    where tenant_id = ${query.tenantId} and document @@ to_tsquery('german', ${query.text})
    order by ts_rank(document, to_tsquery('german', ${query.text})) desc, length(name), slug limit ${query.limit}`.execute(
    shared,
  );
  return rows;
}
