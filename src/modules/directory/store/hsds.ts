import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '#platform/database';
import type { OfferContent, OrganisationContent } from '../model/content.ts';
import { publicOffer } from '../model/public-view.ts';
import type { Stage } from '../model/upkeep/stages.ts';

/** What a list of services is narrowed to; everything given must be met. */
export interface ServiceFilter {
  readonly tenantIds: readonly string[];
  /** Input of `to_tsquery('german', …)`; empty: everything. */
  readonly text: string;
  readonly organisationId?: string | undefined;
  /** Published at this moment or later. */
  readonly modifiedAfter?: Date | undefined;
  readonly term?: TermCondition | undefined;
  /** Any term of this vocabulary. */
  readonly taxonomy?: Vocabulary | undefined;
  readonly ages?: { readonly from: number | null; readonly to: number | null } | undefined;
  /** Takes place on one of these ISO weekdays, between these local times `HH:MM`, in the weeks worked out ahead. */
  readonly times?: { readonly days: readonly number[] | null; readonly from: string; readonly to: string } | undefined;
  /** Only what has a place. */
  readonly located?: boolean | undefined;
  /** Meant for the people of one of these towns (AGS). */
  readonly areas?: readonly string[] | undefined;
  readonly near?: { readonly lat: number; readonly lon: number; readonly metres: number } | undefined;
}

export type Vocabulary = 'topics' | 'audiences' | 'residence' | 'german-levels' | 'kinds' | 'organisation-kinds';

export interface TermCondition {
  readonly vocabulary: Vocabulary;
  readonly code: string;
  /** The district whose own term it is; null: everybody's. */
  readonly tenantId: string | null;
}

/** A public offer with its provider. */
export interface ServiceRow {
  readonly tenantId: string;
  readonly offerId: string;
  readonly slug: string;
  readonly organisationId: string;
  readonly content: OfferContent;
  readonly confirmedOn: string | null;
  readonly publishedAt: Date;
  readonly organisation: { readonly slug: string; readonly content: OrganisationContent } | null;
  readonly stage: Stage;
  /** Interface language → day on which its texts were last found right. */
  readonly languagesConfirmed: Readonly<Record<string, string>>;
}

const always = sql`true`;
const never = sql`false`;

function hasTerm({ vocabulary, code, tenantId }: TermCondition): RawBuilder<unknown> {
  const own = tenantId === null ? always : sql`offer.tenant_id = ${tenantId}`;
  const facet = (group: string) => sql`(offer.facets @> ${[`${group}:${code}`]}::text[] and ${own})`;
  switch (vocabulary) {
    case 'topics':
      return facet('thema');
    case 'audiences':
      return facet('zielgruppe');
    case 'kinds':
      return facet('art');
    case 'residence':
      return sql`offer.card -> 'residence' ? ${code}::text`;
    case 'german-levels':
      return sql`${code}::text in (offer.card -> 'germanLevel' ->> 'min', offer.card -> 'germanLevel' ->> 'max')`;
    case 'organisation-kinds':
      return never;
  }
}

function hasAnyTerm(vocabulary: Vocabulary): RawBuilder<unknown> {
  if (vocabulary === 'audiences') return sql`jsonb_array_length(offer.card -> 'targetGroups') > 0`;
  if (vocabulary === 'residence') return sql`jsonb_array_length(offer.card -> 'residence') > 0`;
  if (vocabulary === 'german-levels') return sql`offer.card -> 'germanLevel' <> '{}'`;
  // Every entry has a topic and a kind.
  return vocabulary === 'organisation-kinds' ? never : always;
}

/** A slot counts for its weekday and times in Berlin; what lasts a day or longer, for every day and time. */
function takesPlace({ days, from, to }: NonNullable<ServiceFilter['times']>): RawBuilder<unknown> {
  const local = (end: 'lower' | 'upper') => sql`(${sql.raw(end)}(slot) at time zone 'Europe/Berlin')`;
  const ends = sql`case when ${local('upper')}::date > ${local('lower')}::date then time '24:00' else ${local('upper')}::time end`;
  return sql`exists (select from unnest(offer.openings) slot where upper(slot) - lower(slot) >= interval '1 day' or (
    ${days ? sql`extract(isodow from ${local('lower')})::int = any(${[...days]}::int[])` : always}
    and ${local('lower')}::time < ${to}::time and ${ends} > ${from}::time))`;
}

function within({ lat, lon, metres }: NonNullable<ServiceFilter['near']>): RawBuilder<unknown> {
  // Flat-earth distance: over a district the error is below one per mille.
  const metresPerDegree = 111_195;
  const shrink = Math.cos((lat * Math.PI) / 180);
  return sql`sqrt(power((offer.lat - ${lat}) * ${metresPerDegree}, 2) + power((offer.lon - ${lon}) * ${metresPerDegree * shrink}, 2)) <= ${metres}`;
}

function conditions(filter: ServiceFilter): RawBuilder<unknown> {
  const { text, organisationId, modifiedAfter, term, taxonomy, ages, times, located, areas, near } = filter;
  const all = [
    sql`offer.tenant_id = any(${[...filter.tenantIds]}::uuid[])`,
    text ? sql`offer.document @@ to_tsquery('german', ${text})` : always,
    organisationId ? sql`offer.organisation_id = ${organisationId}` : always,
    modifiedAfter ? sql`offer.published_at >= ${modifiedAfter}` : always,
    term ? hasTerm(term) : always,
    taxonomy ? hasAnyTerm(taxonomy) : always,
    ages ? sql`offer.ages && int4range(${ages.from}::int, ${ages.to}::int, '[]')` : always,
    times ? takesPlace(times) : always,
    located ? sql`offer.content ? 'place'` : always,
    areas ? sql`(offer.content -> 'areaServed' = '[]' or offer.content -> 'areaServed' ?| ${[...areas]}::text[])` : always,
    near ? within(near) : always,
  ];
  return sql.join(all, sql` and `);
}

const fields = sql`'tenantId', offer.tenant_id, 'offerId', offer.offer_id, 'slug', offer.slug, 'organisationId', offer.organisation_id,
  'content', offer.content, 'confirmedOn', offer.confirmed_on, 'publishedAt', offer.published_at,
  'stage', offer.stage, 'languagesConfirmed', offer.languages_confirmed, 'organisation', case when provider.slug is not null then jsonb_build_object('slug', provider.slug, 'content', provider.content) end`;

const provider = sql`left join directory_public_organisation provider
  on provider.tenant_id = offer.tenant_id and provider.organisation_id = offer.organisation_id`;

type Sent = Omit<ServiceRow, 'publishedAt'> & { readonly publishedAt: string };

/** People agreed to be named on a page that can forget them, not in files that others keep: no day, no name (public-view.ts). */
const received = (rows: readonly Sent[]): ServiceRow[] =>
  rows.map((row) => ({ ...row, content: publicOffer(row.content), publishedAt: new Date(row.publishedAt) }));

/** One page of services with their number, in one statement; by id, which is the order in which they came. */
export async function listServices(
  shared: Kysely<Tables>,
  filter: ServiceFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: ServiceRow[] }> {
  const { rows } = await sql<{ total: number; rows: Sent[] }>`
    with hit as materialized (select offer.tenant_id, offer.offer_id from directory_public_offer offer where ${conditions(filter)}),
    page as (select tenant_id, offer_id from hit order by offer_id limit ${page.limit} offset ${page.offset})
    select (select count(*)::int from hit) as total,
      (select coalesce(jsonb_agg(jsonb_build_object(${fields}) order by offer.offer_id), '[]')
        from page join directory_public_offer offer using (tenant_id, offer_id) ${provider}) as rows`.execute(shared);
  const found = rows[0];
  return { total: found?.total ?? 0, rows: received(found?.rows ?? []) };
}

/** Ids and days of change of all that is found, for `minimal`. */
export async function listServiceIds(
  shared: Kysely<Tables>,
  filter: ServiceFilter,
): Promise<Pick<ServiceRow, 'offerId' | 'publishedAt'>[]> {
  const { rows } = await sql<Pick<ServiceRow, 'offerId' | 'publishedAt'>>`
    select offer.offer_id as "offerId", offer.published_at as "publishedAt" from directory_public_offer offer
    where ${conditions(filter)} order by offer.offer_id limit 100000`.execute(shared);
  return rows;
}

/** The services after an id, for reading all of them piece by piece. */
export async function listServicesAfter(
  shared: Kysely<Tables>,
  filter: ServiceFilter,
  after: string | null,
  limit: number,
): Promise<ServiceRow[]> {
  const { rows } = await sql<{ row: Sent }>`
    select jsonb_build_object(${fields}) as row from directory_public_offer offer ${provider}
    where ${conditions(filter)} and ${after === null ? always : sql`offer.offer_id > ${after}`}
    order by offer.offer_id limit ${limit}`.execute(shared);
  return received(rows.map(({ row }) => row));
}

export async function findService(
  shared: Kysely<Tables>,
  tenantIds: readonly string[],
  offerId: string,
): Promise<ServiceRow | undefined> {
  const { rows } = await sql<{ row: Sent }>`
    select jsonb_build_object(${fields}) as row from directory_public_offer offer ${provider}
    where offer.tenant_id = any(${[...tenantIds]}::uuid[]) and offer.offer_id = ${offerId}`.execute(shared);
  return received(rows.map(({ row }) => row))[0];
}

/** Ids of all services that have a place; the ids of their links to it are worked out from these. */
export async function listLocatedIds(shared: Kysely<Tables>, tenantId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select offer_id as id from directory_public_offer where tenant_id = ${tenantId} and content ? 'place' limit 100000`.execute(
    shared,
  );
  return rows.map(({ id }) => id);
}

export interface OrganizationFilter {
  readonly tenantIds: readonly string[];
  /** Part of name or description, whatever the case. */
  readonly text: string;
  readonly term?: TermCondition | undefined;
  readonly taxonomy?: Vocabulary | undefined;
}

export interface OrganizationRow {
  readonly tenantId: string;
  readonly organisationId: string;
  readonly slug: string;
  readonly content: OrganisationContent;
  /** Its public offers by German name. */
  readonly services: readonly { readonly id: string; readonly name: string }[];
}

function organisationConditions({ tenantIds, text, term, taxonomy }: OrganizationFilter): RawBuilder<unknown> {
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const offers = (condition: RawBuilder<unknown>) => sql`exists (select from directory_public_offer offer
    where offer.tenant_id = organisation.tenant_id and offer.organisation_id = organisation.organisation_id and ${condition})`;
  const ownKind = term?.vocabulary === 'organisation-kinds';
  const all = [
    sql`organisation.tenant_id = any(${[...tenantIds]}::uuid[])`,
    text
      ? sql`(organisation.content ->> 'name' ilike ${like} or organisation.content ->> 'shortName' ilike ${like} or organisation.content ->> 'description' ilike ${like})`
      : always,
    ownKind ? sql`organisation.content ->> 'kind' = ${term.code}` : term ? offers(hasTerm(term)) : always,
    taxonomy && taxonomy !== 'organisation-kinds' ? offers(hasAnyTerm(taxonomy)) : always,
  ];
  return sql.join(all, sql` and `);
}

const organisationFields = sql`'tenantId', organisation.tenant_id, 'organisationId', organisation.organisation_id,
  'slug', organisation.slug, 'content', organisation.content,
  'services', (select coalesce(jsonb_agg(jsonb_build_object('id', offer.offer_id, 'name', offer.name) order by offer.name, offer.offer_id), '[]')
    from directory_public_offer offer
    where offer.tenant_id = organisation.tenant_id and offer.organisation_id = organisation.organisation_id)`;

export async function listOrganizations(
  shared: Kysely<Tables>,
  filter: OrganizationFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: OrganizationRow[] }> {
  const { rows } = await sql<{ total: number; rows: OrganizationRow[] }>`
    with hit as materialized (
      select organisation.tenant_id, organisation.organisation_id from directory_public_organisation organisation
      where ${organisationConditions(filter)}),
    page as (select tenant_id, organisation_id from hit order by organisation_id limit ${page.limit} offset ${page.offset})
    select (select count(*)::int from hit) as total,
      (select coalesce(jsonb_agg(jsonb_build_object(${organisationFields}) order by organisation.organisation_id), '[]')
        from page join directory_public_organisation organisation using (tenant_id, organisation_id)) as rows`.execute(shared);
  return rows[0] ?? { total: 0, rows: [] };
}

export async function findOrganization(
  shared: Kysely<Tables>,
  tenantIds: readonly string[],
  organisationId: string,
): Promise<OrganizationRow | undefined> {
  const { rows } = await sql<{ row: OrganizationRow }>`
    select jsonb_build_object(${organisationFields}) as row from directory_public_organisation organisation
    where organisation.tenant_id = any(${[...tenantIds]}::uuid[]) and organisation.organisation_id = ${organisationId}`.execute(
    shared,
  );
  return rows[0]?.row;
}

/** The services of some organizations, for `full_service`. */
export async function listServicesOf(
  shared: Kysely<Tables>,
  tenantIds: readonly string[],
  organisationIds: readonly string[],
): Promise<ServiceRow[]> {
  const { rows } = await sql<{ row: Sent }>`
    select jsonb_build_object(${fields}) as row from directory_public_offer offer ${provider}
    where offer.tenant_id = any(${[...tenantIds]}::uuid[]) and offer.organisation_id = any(${[...organisationIds]}::uuid[])
    order by offer.offer_id limit 5000`.execute(shared);
  return received(rows.map(({ row }) => row));
}
