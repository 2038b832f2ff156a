import { type Kysely, sql } from 'kysely';
import type { Tables } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import type { OfferKind, organisationKinds } from '../../model/vocabulary.ts';
import type { FoundOffer } from '../search.ts';

/** A published entry of one kind with all it says. */
export interface KindOffer extends FoundOffer {
  readonly content: OfferContent;
}

export interface KindQuery {
  readonly tenantId: string;
  readonly kind: OfferKind;
  /** Facet group → chosen words, any of which will do. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** Only projects that run on this day. */
  readonly runningOn: string | null;
  readonly language: string;
  readonly now: Date;
  readonly limit: number;
  readonly offset: number;
}

export interface KindResult {
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly running: number;
  readonly offers: readonly KindOffer[];
}

/**
 * One kind's entries by name, with count, facet counts and one page, in one statement. Rides on
 * `directory_public_offer_facets` (`art:<kind>`). A row that misses exactly one group still counts for that group.
 */
export async function listKind(shared: Kysely<Tables>, query: KindQuery): Promise<KindResult> {
  const groups = Object.entries(query.facets).filter(([, words]) => words.length);
  const missing = (words: readonly string[]) => sql`not facets && ${[...words]}::text[]`;
  const missed = groups.length
    ? sql.join(
        groups.map(([, words]) => sql`(${missing(words)})::int`),
        sql` + `,
      )
    : sql`0`;
  const missedGroup = groups.length
    ? sql`case ${sql.join(
        groups.map(([group, words]) => sql`when ${missing(words)} then ${group}`),
        sql` `,
      )} end`
    : sql`null::text`;
  // A project without an end runs if it says when it began; one that says neither may be over.
  const runs = sql`(content -> 'project' ->> 'until' is not null or content -> 'project' ->> 'since' is not null)
    and coalesce(content -> 'project' ->> 'until', '9999') >= left(${query.runningOn ?? '0000'}, length(coalesce(content -> 'project' ->> 'until', '9999')))`;
  const { rows } = await sql<KindResult>`
    with hit as materialized (
      select offer_id, name, facets, missed, missed_group, ${query.kind === 'project' ? runs : sql`false`} as running
      from directory_public_offer, lateral (select ${missed} as missed, ${missedGroup} as missed_group) fit
      where tenant_id = ${query.tenantId} and facets @> ${[`art:${query.kind}`]}::text[] and missed <= 1
    ), shown as (
      select * from hit where missed = 0 and (${query.runningOn === null} or running)
    ), page as (
      select offer_id, row_number() over (order by name, offer_id) as place from shown
      order by name, offer_id limit ${query.limit} offset ${query.offset}
    )
    select
      (select count(*)::int from shown) as total,
      (select count(*)::int from hit where missed = 0 and running) as running,
      (select coalesce(jsonb_object_agg(word, offers), '{}') from (
        select word, count(*) as offers from hit, unnest(facets) word
        where (${query.runningOn === null} or running) and (missed = 0 or split_part(word, ':', 1) = missed_group)
        group by word
      ) counted) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'slug', slug, 'title', titles -> ${query.language}::text, 'germanTitle', titles -> 'de', 'card', card, 'lat', lat, 'lon', lon,
          'confirmedOn', offer.confirmed_on, 'stage', offer.stage, 'languagesConfirmed', offer.languages_confirmed, 'distance', null, 'openNow', openings @> ${query.now}::timestamptz, 'next', null,
          'content', content
        ) order by place), '[]')
        from page join directory_public_offer offer on offer.tenant_id = ${query.tenantId} and offer.offer_id = page.offer_id
      ) as offers`.execute(shared);
  return rows[0] as KindResult;
}

export interface InstitutionRow {
  readonly organisationId: string;
  readonly slug: string;
  readonly content: OrganisationContent;
  /** Its public contact entries, which belong to the handbook too. */
  readonly contacts: readonly {
    readonly slug: string;
    readonly name: string;
    readonly contact: OfferContent['contact'] | null;
  }[];
}

export interface InstitutionQuery {
  readonly tenantId: string;
  /** Towns of which any will do; `kreis`: works in the whole district. */
  readonly towns: readonly string[];
  readonly kinds: readonly (typeof organisationKinds)[number][];
  /** First letter, upper case. */
  readonly letter: string | null;
  readonly limit: number;
  readonly offset: number;
}

export interface InstitutionResult {
  readonly total: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly towns: Readonly<Record<string, number>>;
  readonly letters: readonly string[];
  readonly rows: readonly InstitutionRow[];
}

/** An accent is no letter of its own in an alphabet of institutions: Ö stands with O. */
const initial = sql`upper(left(translate(content ->> 'name', 'ÄÖÜäöüÉéŞşÇç', 'AOUaouEeSsCc'), 1))`;

/**
 * Published institutions A–Z with counts by kind, town and letter, and one page, in one statement: a scan over the
 * district's institutions (rides on the primary key), for pages that are cached.
 */
export async function listInstitutions(shared: Kysely<Tables>, query: InstitutionQuery): Promise<InstitutionResult> {
  const towns = sql`case when jsonb_array_length(content -> 'towns') = 0 then array['kreis'] else array(select jsonb_array_elements_text(content -> 'towns')) end`;
  const { rows } = await sql<InstitutionResult>`
    with hit as materialized (
      select organisation_id, slug, content, content ->> 'kind' as kind, ${towns} as towns, ${initial} as letter,
        (${!query.towns.length} or ${towns} && ${[...query.towns]}::text[]) as in_town,
        (${!query.kinds.length} or content ->> 'kind' = any(${[...query.kinds]}::text[])) as of_kind,
        (${query.letter === null} or ${initial} = ${query.letter ?? ''}) as of_letter
      from directory_public_organisation where tenant_id = ${query.tenantId}
    ), page as (
      select organisation_id, slug, content, row_number() over (order by letter, content ->> 'name', organisation_id) as place
      from hit where in_town and of_kind and of_letter
      order by letter, content ->> 'name', organisation_id limit ${query.limit} offset ${query.offset}
    )
    select
      (select count(*)::int from hit where in_town and of_kind and of_letter) as total,
      (select coalesce(jsonb_object_agg(kind, number), '{}') from (
        select kind, count(*) as number from hit where in_town and of_letter group by kind) counted) as kinds,
      (select coalesce(jsonb_object_agg(town, number), '{}') from (
        select town, count(*) as number from hit, unnest(towns) town where of_kind and of_letter group by town) counted) as towns,
      (select coalesce(jsonb_agg(letter order by letter), '[]') from (
        select distinct letter from hit where in_town and of_kind) known) as letters,
      (select coalesce(jsonb_agg(jsonb_build_object('organisationId', organisation_id, 'slug', slug, 'content', content, 'contacts',
          (select coalesce(jsonb_agg(jsonb_build_object('slug', offer.slug, 'name', offer.name, 'contact', offer.content -> 'contact') order by offer.name), '[]')
            from (select * from directory_public_offer offer where offer.tenant_id = ${query.tenantId} and offer.organisation_id = page.organisation_id
              and offer.facets @> array['art:contact'] order by offer.name limit 20) offer)
        ) order by place), '[]') from page) as rows`.execute(shared);
  return rows[0] as InstitutionResult;
}
