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
  /** A place named in the query; null: none. */
  readonly place?: SearchPlace | null;
  /** Input of `to_tsquery` for each thing asked for; given when `text` means any of them, and most of them shall come first. */
  readonly units?: readonly { readonly text: string; readonly weight: number }[];
  /** The same of things that an offer need not have, but had better. */
  readonly wishes?: readonly string[];
  /** True: only what has dates to come; false: only what has none. */
  readonly dated?: boolean;
  readonly sort: 'relevance' | 'distance' | 'date';
  readonly now: Date;
  /** Interface language tag of the titles. */
  readonly language: string;
  readonly limit: number;
  readonly offset: number;
}

/** Offers of a place come first; when there are none, the nearest ones elsewhere. */
export interface SearchPlace {
  /** Facet words of the place itself: its town or quarter. */
  readonly own: readonly string[];
  /** Facet words of what is there for people of that place too: the whole district. */
  readonly wide: readonly string[];
  /** How far from it counts as there; null: nothing beyond it. Measured from `near`. */
  readonly kilometres: number | null;
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
  /** Nothing was found at the place, so these are elsewhere. */
  readonly widened: boolean;
  readonly offers: readonly FoundOffer[];
}

const nothing = sql`true`;

function distanceTo(near: SearchCriteria['near']): RawBuilder<unknown> {
  if (!near) return sql`null::double precision`;
  // Flat-earth distance: over a district the error is below one per mille.
  const kilometresPerDegree = 111.195;
  const shrink = Math.cos((near.lat * Math.PI) / 180);
  const [north, east] = [
    sql`(lat - ${near.lat}) * ${kilometresPerDegree}`,
    sql`(lon - ${near.lon}) * ${kilometresPerDegree * shrink}`,
  ];
  return sql`sqrt(${north} * ${north} + ${east} * ${east})`;
}

/** Start of the first slot that is not over, or now when it is running. */
function nextDate(now: Date): RawBuilder<unknown> {
  return sql`(select min(greatest(lower(slot), ${now}::timestamptz)) from unnest(openings) slot where upper(slot) > ${now}::timestamptz)`;
}

/** Certain dates, not weekly hours, of which one is still to come. */
const hasDates = (now: Date) =>
  sql`(card @> '{"schedules":[{"kind":"dates"}]}'::jsonb and coalesce(upper(openings) > ${now}::timestamptz, false))`;

/** Columns that tell which of several things asked for an offer has. */
const unitColumn = (index: number) => sql.ref(`unit_${index}`);

/** How well a row fits: its text alone, or how many of the things asked for it has, the rarer ones counting more. */
function matchOf({ text, units = [] }: SearchCriteria): RawBuilder<unknown> {
  if (!text) return sql`1::real`;
  if (!units.length) return sql`match * (1 + 0.3::float8 * wishes)`;
  const weighted = units.map(({ weight }, index) => {
    const column = unitColumn(index);
    return sql`${weight}::float8 * ${column} * ln(2 + (count(*) over ())::float8 / greatest(sum(${column}) over (), 1)::float8)`;
  });
  return sql`(${sql.join(weighted, sql` + `)} + match / 10)`;
}

/** What was not confirmed for a while counts a little less (and what is demoted stands below everything else). */
const stateFactor = sql`case stage when 'badge' then 0.95::float8 when 'reminded' then 0.9::float8 else 1 end`;

function nearnessFactor({ place }: SearchCriteria): RawBuilder<unknown> {
  if (!place) return sql`1`;
  return sql`case when at_home then 1 when facets && ${[...place.wide]}::text[] then 0.8::float8 else 1 / (1.5::float8 + coalesce(distance, 50) / 10) end`;
}

/** One of few words is asked for word by word: that is cheaper than `&&`, which looks at every pair through a function. */
const hasAny = (words: readonly string[]) =>
  !words.length || words.length > 4
    ? sql`facets && ${[...words]}::text[]`
    : sql`(${sql.join(
        words.map((word) => sql`${word}::text = any(facets)`),
        sql` or `,
      )})`;

/** At the place, for the whole district, or within the radius, which is the cheapest to ask and stands first. */
const thereCondition = ({ own, wide, kilometres }: SearchPlace, distance: RawBuilder<unknown>) =>
  kilometres === null
    ? sql`facets && ${[...own, ...wide]}::text[]`
    : sql`(coalesce(${distance} <= ${kilometres}, false) or ${hasAny([...own, ...wide])})`;

const countMet = (wishes: readonly string[]) =>
  wishes.length
    ? sql.join(
        wishes.map((wish) => sql`(document @@ to_tsquery('german', ${wish}))::int`),
        sql` + `,
      )
    : sql`0`;

/**
 * Searches published offers: text, place, filters, count, facet counts and one page, in one statement. Rides on
 * `directory_public_offer_text` with text and `directory_public_offer_facets` without. A row that misses exactly one
 * facet group still counts for the words of that group, so that a visitor sees what else they could choose.
 */
export function searchStatement(criteria: SearchCriteria): RawBuilder<SearchResult> {
  const { text, near, openAt, age, place, units = [], wishes = [] } = criteria;
  const groups = Object.entries(criteria.facets).filter(([, words]) => words.length);
  const column = (index: number) => sql.ref(`missed_${index}`);
  const missed = groups.length
    ? sql.join(
        groups.map((_, index) => sql`${column(index)}::int`),
        sql` + `,
      )
    : sql`0`;
  /** Words of the group that a row misses lie from `group:` up to `group;`: comparing is cheaper than taking them apart. */
  const missedGroup = (end: ':' | ';') =>
    groups.length
      ? sql`case ${sql.join(
          groups.map(([group], index) => sql`when ${column(index)} then ${group + end}`),
          sql` `,
        )} end`
      : sql`null::text`;
  const misses = groups.map(([, words], index) => sql`, not ${hasAny(words)} as ${column(index)}`);
  const distance = distanceTo(near);
  const there = place && thereCondition(place, distance);
  // Texts lie out of line: only what is shown or ranked is read.
  const fitting = (value: RawBuilder<unknown>) => sql`case when ${missed} = 0 then ${value} end`;
  const hits = (only: RawBuilder<unknown>) => sql`
      select offer_id, facets, confirmed_on, stage, ${fitting(sql`openings @> ${criteria.now}::timestamptz`)} as open_now, ${missed} as missed, ${missedGroup(':')} as missed_from, ${missedGroup(';')} as missed_to, ${fitting(distance)} as distance,
        ${place ? fitting(hasAny(place.own)) : sql`true`} as at_home,
        ${text ? fitting(sql`ts_rank(document, to_tsquery('german', ${text}))`) : sql`0::real`} as match,
        ${wishes.length ? fitting(countMet(wishes)) : sql`0`} as wishes${sql.join(
          units.map(
            ({ text: unit }, index) =>
              sql`, ${fitting(sql`(document @@ to_tsquery('german', ${unit}))::int`)} as ${unitColumn(index)}`,
          ),
          sql``,
        )},
        ${criteria.sort === 'date' ? fitting(nextDate(criteria.now)) : sql`null::timestamptz`} as next
      from (
        select offer_id, facets, confirmed_on, stage, openings, document, lat, lon${sql.join(misses, sql``)}
        from directory_public_offer
        where tenant_id = ${criteria.tenantId}
          and ${text ? sql`document @@ to_tsquery('german', ${text})` : nothing}
          and ${criteria.dated === undefined ? nothing : sql`${hasDates(criteria.now)} = ${criteria.dated}`}
          and ${criteria.gates.length ? sql`gates @> ${[...criteria.gates]}::text[]` : nothing}
          and ${criteria.dated === undefined ? nothing : sql`${hasDates(criteria.now)} = ${criteria.dated}`}
          and ${age === null ? nothing : sql`ages @> ${age}::int`}
          and ${openAt ? sql`openings @> ${openAt}::timestamptz` : nothing}
          and ${near?.kilometres ? sql`${distance} <= ${near.kilometres}` : nothing}
          and ${only}
        -- "offset" keeps PostgreSQL from working the groups out anew wherever they are named.
        offset 0
      ) fit
      where ${missed} <= 1`;
  const order =
    criteria.sort === 'distance' && near
      ? sql`stage = 'demoted', distance nulls last, rank desc, offer_id`
      : criteria.sort === 'date'
        ? sql`stage = 'demoted', next nulls last, rank desc, offer_id`
        : sql`stage = 'demoted', rank desc, confirmed_on desc nulls last, offer_id`;
  return sql<SearchResult>`
    with ${
      there
        ? // The second half is run only when the first has nothing to show; both are kept once and read together.
          sql`near_hit as materialized (${hits(there)}), around as materialized (select exists (select 1 from near_hit where missed = 0) as any_there),
      far_hit as materialized (${hits(sql`not (select any_there from around) and not ${there}`)}),
      hit as not materialized (select * from near_hit union all select * from far_hit)`
        : sql`hit as materialized (${hits(nothing)})`
    }, page as (
      select offer_id, distance, open_now, row_number() over (order by ${order}) as place
      from (select *, ${matchOf(criteria)} * ${stateFactor} * ${nearnessFactor(criteria)} as rank from hit where missed = 0) ranked
      order by ${order} limit ${criteria.limit} offset ${criteria.offset}
    )
    select
      total,
      "openNow",
      ${place ? sql`not (select any_there from around)` : sql`false`} as widened,
      (select coalesce(jsonb_object_agg(word, offers), '{}') from (
        select word, count(*) as offers from (select unnest(facets) as word, missed, missed_from, missed_to from hit) one
        where missed = 0 or (word collate "C" >= missed_from and word collate "C" < missed_to)
        group by word
      ) counted) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'slug', slug, 'title', titles -> ${criteria.language}::text, 'germanTitle', titles -> 'de', 'card', card, 'lat', lat, 'lon', lon,
          'confirmedOn', offer.confirmed_on, 'stage', offer.stage, 'languagesConfirmed', offer.languages_confirmed, 'distance', distance, 'openNow', open_now,
          'next', ${nextDate(criteria.now)}
        ) order by place), '[]')
        from page join directory_public_offer offer on offer.tenant_id = ${criteria.tenantId} and offer.offer_id = page.offer_id
      ) as offers
    from (select count(*)::int as total, (count(*) filter (where open_now))::int as "openNow" from hit where missed = 0) totals`;
}

export async function searchOffers(shared: Kysely<Tables>, criteria: SearchCriteria): Promise<SearchResult> {
  const { rows } = await searchStatement(criteria).execute(shared);
  return rows[0] as SearchResult;
}

/** For each word the one in use that is most like it, if any is like enough; a word that is in use is most like itself. */
export async function closestWords(
  shared: Kysely<Tables>,
  tenantId: string,
  words: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!words.length) return new Map();
  const { rows } = await sql<{ typed: string; word: string }>`
    select typed, closest.word from unnest(${[...words]}::text[]) typed, lateral (
      select word from directory_public_word
      where tenant_id = ${tenantId} and word % typed
      order by similarity(word, typed) desc, uses desc limit 1
    ) closest`.execute(shared);
  return new Map(rows.map(({ typed, word }) => [typed, word]));
}
