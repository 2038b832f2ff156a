import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { OfferCard, OfferTitle } from '../public-offers.ts';

export interface SupplyTown {
  readonly key: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** Which offers count, and where. */
export interface SupplyQuery {
  readonly tenantId: string;
  readonly towns: readonly SupplyTown[];
  /** An offer counts for towns whose point lies so near to it; 0: only for towns that it names. */
  readonly kilometres: number;
  /** Only what has a place and a date left. */
  readonly bookable: boolean;
  readonly now: Date;
}

/** Kinds of entries that people in need can go to. */
const kinds = ['art:offer', 'art:contact'];

/** Nobody is turned away or told to wait for months, and it still takes place; what has no dates can be had at any time. */
const isBookable = (now: Date): RawBuilder<boolean> => sql<boolean>`(
  coalesce(offer.card #>> '{capacity,free}', '1') <> '0'
  and coalesce(offer.card #>> '{capacity,waiting}', 'unknown') <> 'months'
  and (upper(offer.openings) > ${now}::timestamptz or jsonb_array_length(coalesce(offer.card -> 'schedules', '[]')) = 0))`;

const kilometresPerDegree = 111.195;

/** Flat-earth distance as in store/search.ts, in kilometres; null where one of the two places is unknown. */
const distance = sql<number | null>`sqrt(
  power((offer.lat - town.lat) * ${kilometresPerDegree}, 2)
  + power((offer.lon - town.lon) * ${kilometresPerDegree} * cos(radians(town.lat)), 2))`;

const townRows = (towns: readonly SupplyTown[]) => sql`unnest(
  ${towns.map(({ key }) => key)}::text[], ${towns.map(({ lat }) => lat)}::float8[], ${towns.map(({ lon }) => lon)}::float8[]
) as town (key, lat, lon)`;

const isReached = (kilometres: number): RawBuilder<boolean> =>
  kilometres
    ? sql<boolean>`(offer.facets && array['ort:' || town.key, 'ort:kreis'] or ${distance} <= ${kilometres})`
    : sql<boolean>`offer.facets && array['ort:' || town.key, 'ort:kreis']`;

export interface TopicSupply {
  /** AGS; '' for the whole district. */
  readonly town: string;
  /** Top category or leaf. */
  readonly topic: string;
  readonly offers: number;
}

/** Offers by topic and town, in one statement; rides on `directory_public_offer_facets`. */
export function supplyStatement(query: SupplyQuery, words: readonly string[]): RawBuilder<TopicSupply> {
  return sql<TopicSupply>`
    with offer as materialized (
      select facets, lat, lon from directory_public_offer offer
      where tenant_id = ${query.tenantId} and facets && ${kinds}::text[]
        and ${words.length ? sql`facets @> ${[...words]}::text[]` : sql`true`}
        and ${query.bookable ? isBookable(query.now) : sql`true`}
    ), reach as (
      select town.key as town, offer.facets from offer join ${townRows(query.towns)} on ${isReached(query.kilometres)}
      union all
      select '', facets from offer
    )
    select town, substr(word, 7) as topic, count(*)::int as offers
    from reach, unnest(facets) word where word like 'thema:%'
    group by town, word`;
}

export async function readSupply(
  shared: Kysely<Tables>,
  query: SupplyQuery,
  words: readonly string[],
): Promise<readonly TopicSupply[]> {
  return (await supplyStatement(query, words).execute(shared)).rows;
}

export interface WishSupply {
  /** Position of the wish. */
  readonly wish: number;
  readonly town: string;
  readonly offers: number;
}

/**
 * How many offers fulfil each wish (facet words that must all be there) in each town, in one statement; a pair without offers is
 * missing. Whoever asks bounds the number of wishes.
 */
export function wishStatement(query: SupplyQuery, wishes: readonly (readonly string[])[]): RawBuilder<WishSupply> {
  return sql<WishSupply>`
    with wish as (
      select (ordinality - 1)::int as wish, array(select jsonb_array_elements_text(words)) as words
      from jsonb_array_elements(${JSON.stringify(wishes)}::jsonb) with ordinality as one (words, ordinality)
    ), match as materialized (
      select wish.wish, offer.facets, offer.lat, offer.lon
      from wish join directory_public_offer offer
        on offer.tenant_id = ${query.tenantId} and offer.facets @> wish.words and offer.facets && ${kinds}::text[]
          and ${query.bookable ? isBookable(query.now) : sql`true`}
    )
    select wish, '' as town, count(*)::int as offers from match group by wish
    union all
    select wish, town.key, count(*)::int from match offer join ${townRows(query.towns)} on ${isReached(query.kilometres)}
    group by wish, town.key`;
}

export async function readWishSupply(
  shared: Kysely<Tables>,
  query: SupplyQuery,
  wishes: readonly (readonly string[])[],
): Promise<readonly WishSupply[]> {
  return wishes.length ? (await wishStatement(query, wishes).execute(shared)).rows : [];
}

export interface NearOffer {
  readonly slug: string;
  readonly title: OfferTitle | null;
  readonly germanTitle: OfferTitle;
  readonly facets: readonly string[];
  readonly card: OfferCard;
  /** Kilometres to the town's point; null: unknown, or no town was asked for. */
  readonly kilometres: number | null;
  readonly inTown: boolean;
  readonly hasDates: boolean;
}

/** Offers of a topic, those with the wanted words first, then by distance from a town. */
export async function listNearest(
  shared: Kysely<Tables>,
  query: Pick<SupplyQuery, 'tenantId' | 'now'> & { readonly town: SupplyTown | undefined; readonly language: string },
  topic: string,
  words: readonly string[],
  limit: number,
): Promise<readonly NearOffer[]> {
  const town = query.town ?? { key: '', lat: null, lon: null };
  const { rows } = await sql<NearOffer>`
    select offer.slug, offer.titles -> ${query.language}::text as title, offer.titles -> 'de' as "germanTitle", offer.facets, offer.card,
      ${distance} as kilometres, offer.facets && array['ort:' || town.key, 'ort:kreis'] as "inTown",
      (upper(offer.openings) > ${query.now}::timestamptz or jsonb_array_length(coalesce(offer.card -> 'schedules', '[]')) = 0) is true as "hasDates"
    from directory_public_offer offer, ${townRows([town])}
    where offer.tenant_id = ${query.tenantId} and offer.facets @> ${[`thema:${topic}`]}::text[] and offer.facets && ${kinds}::text[]
    order by (offer.facets @> ${[...words]}::text[]) desc, "inTown" desc, kilometres nulls last, offer.offer_id
    limit ${limit}`.execute(shared);
  return rows;
}

export interface DoubtfulOffer {
  readonly entryId: string;
  readonly name: string;
  readonly facets: readonly string[];
  readonly corrections: number;
}

const mostDoubtful = 2000;

/** Public offers of which visitors said that something is wrong or out of date, with how often; rides on `directory_correction_open`. */
export async function listDoubtful(trx: Trx, tenantId: string): Promise<readonly DoubtfulOffer[]> {
  const { rows } = await sql<DoubtfulOffer>`
    select offer.offer_id as "entryId", offer.name, offer.facets, count(*)::int as corrections
    from directory_correction correction
    join directory_public_offer offer on offer.tenant_id = ${tenantId} and offer.offer_id = correction.entry_id
    where correction.tenant_id = ${tenantId} and correction.state = 'open' and correction.kind in ('correction', 'outdated')
    group by offer.offer_id, offer.name, offer.facets
    order by count(*) desc, offer.offer_id limit ${mostDoubtful}`.execute(trx);
  return rows;
}
