import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '#platform/database';
import type { Stage } from '../model/upkeep/stages.ts';
import type { OfferCard, OfferTitle } from './public-offers.ts';

/** What to look for; groups and words as in model/facets.ts. */
export interface SearchCriteria {
  readonly tenantId: string;
  /** Input of `to_tsquery('german', …)`; empty: everything. */
  readonly text: string;
  /** Facet group → chosen words, any of which will do; different groups must all be met. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** Words of `gates`, all of which must be there. */
  readonly gates: readonly string[];
  readonly age: number | null;
  /** Only what is open at this moment. */
  readonly openAt: Date | null;
  readonly near: { readonly lat: number; readonly lon: number; readonly kilometres: number | null } | null;
  readonly sort: 'relevance' | 'distance' | 'date';
  readonly now: Date;
  /** Interface language tag of the titles. */
  readonly language: string;
  readonly limit: number;
  readonly offset: number;
}

export interface FoundOffer {
  readonly slug: string;
  readonly title: OfferTitle | null;
  readonly germanTitle: OfferTitle;
  readonly card: OfferCard;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly confirmedOn: string | null;
  readonly stage: Stage;
  /** Interface language → day on which its texts were last found right. */
  readonly languagesConfirmed: Readonly<Record<string, string>>;
  /** Kilometres, when `near` was given and the place is known. */
  readonly distance: number | null;
  /** Start of the current or next date in the coming weeks. */
  readonly next: string | null;
  readonly openNow: boolean;
}

export interface SearchResult {
  readonly total: number;
  /** Facet word → number of offers that would be found if it were added (other groups applied). */
  readonly counts: Readonly<Record<string, number>>;
  readonly openNow: number;
  readonly offers: readonly FoundOffer[];
}

const nothing = sql`true`;

function distanceTo(near: SearchCriteria['near']): RawBuilder<unknown> {
  if (!near) return sql`null::double precision`;
  // Flat-earth distance: over a district the error is below one per mille.
  const kilometresPerDegree = 111.195;
  const shrink = Math.cos((near.lat * Math.PI) / 180);
  return sql`sqrt(power((lat - ${near.lat}) * ${kilometresPerDegree}, 2) + power((lon - ${near.lon}) * ${kilometresPerDegree * shrink}, 2))`;
}

/** Start of the first slot that is not over, or now when it is running. */
function nextDate(now: Date): RawBuilder<unknown> {
  return sql`(select min(greatest(lower(slot), ${now}::timestamptz)) from unnest(openings) slot where upper(slot) > ${now}::timestamptz)`;
}

/**
 * Searches published offers: text, filters, count, facet counts and one page, in one statement. Rides on
 * `directory_public_offer_text` with text and `directory_public_offer_facets` without. A row that misses exactly one
 * facet group still counts for the words of that group, so that a visitor sees what else they could choose.
 */
export function searchStatement(criteria: SearchCriteria): RawBuilder<SearchResult> {
  const { text, near, openAt, age } = criteria;
  const groups = Object.entries(criteria.facets).filter(([, words]) => words.length);
  const missed = groups.length
    ? sql.join(
        groups.map(([, words]) => sql`(not facets && ${[...words]}::text[])::int`),
        sql` + `,
      )
    : sql`0`;
  const missedGroup = groups.length
    ? sql`case ${sql.join(
        groups.map(([group, words]) => sql`when not facets && ${[...words]}::text[] then ${group}`),
        sql` `,
      )} end`
    : sql`null::text`;
  const order =
    criteria.sort === 'distance' && near
      ? sql`distance nulls last, rank desc, offer_id`
      : criteria.sort === 'date'
        ? sql`next nulls last, rank desc, offer_id`
        : sql`rank desc, confirmed_on desc nulls last, offer_id`;
  return sql<SearchResult>`
    with hit as materialized (
      select offer_id, facets, confirmed_on, openings @> ${criteria.now}::timestamptz as open_now, missed, missed_group,
        ${text ? sql`case when missed = 0 then ts_rank(document, to_tsquery('german', ${text})) end` : sql`0::real`} as rank,
        ${distanceTo(near)} as distance,
        ${criteria.sort === 'date' ? nextDate(criteria.now) : sql`null::timestamptz`} as next
      from directory_public_offer, lateral (select ${missed} as missed, ${missedGroup} as missed_group) fit
      where missed <= 1 and tenant_id = ${criteria.tenantId}
        and ${text ? sql`document @@ to_tsquery('german', ${text})` : nothing}
        and ${criteria.gates.length ? sql`gates @> ${[...criteria.gates]}::text[]` : nothing}
        and ${age === null ? nothing : sql`ages @> ${age}::int`}
        and ${openAt ? sql`openings @> ${openAt}::timestamptz` : nothing}
        and ${near?.kilometres ? sql`${distanceTo(near)} <= ${near.kilometres}` : nothing}
    ), page as (
      select offer_id, distance, open_now, row_number() over (order by ${order}) as place
      from hit where missed = 0
      order by ${order} limit ${criteria.limit} offset ${criteria.offset}
    )
    select
      (select count(*)::int from hit where missed = 0) as total,
      (select count(*)::int from hit where missed = 0 and open_now) as "openNow",
      (select coalesce(jsonb_object_agg(word, offers), '{}') from (
        select word, count(*) as offers from hit, unnest(facets) word
        where missed = 0 or (missed = 1 and split_part(word, ':', 1) = missed_group)
        group by word
      ) counted) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'slug', slug, 'title', titles -> ${criteria.language}::text, 'germanTitle', titles -> 'de', 'card', card, 'lat', lat, 'lon', lon,
          'confirmedOn', offer.confirmed_on, 'stage', offer.stage, 'languagesConfirmed', offer.languages_confirmed, 'distance', distance, 'openNow', open_now,
          'next', ${nextDate(criteria.now)}
        ) order by place), '[]')
        from page join directory_public_offer offer on offer.tenant_id = ${criteria.tenantId} and offer.offer_id = page.offer_id
      ) as offers`;
}

export async function searchOffers(shared: Kysely<Tables>, criteria: SearchCriteria): Promise<SearchResult> {
  const { rows } = await searchStatement(criteria).execute(shared);
  return rows[0] as SearchResult;
}

/** The word in use that is most like a misspelt one, if any is like enough. */
export async function closestWord(shared: Kysely<Tables>, tenantId: string, word: string): Promise<string | undefined> {
  const { rows } = await sql<{ word: string }>`
    select word from directory_public_word
    where tenant_id = ${tenantId} and word % ${word}
    order by similarity(word, ${word}) desc, uses desc limit 1`.execute(shared);
  return rows[0]?.word;
}
