import { type Kysely, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { OfferContent, OrganisationContent, Place } from '../model/content.ts';
import type { Interval } from '../model/opening-hours.ts';
import { publicOrganisation } from '../model/public-view.ts';
import type { Stage } from '../model/upkeep/stages.ts';

/** Everything of an offer that is public, ready to be searched and shown. */
export interface PublicOffer {
  readonly tenantId: string;
  readonly offerId: string;
  readonly slug: string;
  readonly organisationId: string;
  readonly name: string;
  readonly facets: readonly string[];
  readonly gates: readonly string[];
  readonly text: IndexedText;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly ages: { readonly min?: number | undefined; readonly max?: number | undefined };
  readonly openings: readonly Interval[];
  readonly confirmedOn: string | null;
  readonly publishedAt: Date;
  readonly card: OfferCard;
  readonly titles: Readonly<Record<string, OfferTitle>>;
  readonly content: OfferContent;
}

/** Texts by weight: names and concepts, summaries and provider, descriptions. */
export interface IndexedText {
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

type TitleField = 'name' | 'summary';

export interface OfferTitle {
  readonly name: string;
  readonly summary: string;
  /** Fields shown in German for want of a translation, or because a proper name has none. */
  readonly german?: readonly TitleField[];
  /** Fields a machine translated. */
  readonly machine?: readonly TitleField[];
  /** Fields whose German text changed after they were translated. */
  readonly outdated?: readonly TitleField[];
}

/** The facts of a result card; texts come from `titles`. */
export type OfferCard = Pick<
  OfferContent,
  | 'kind'
  | 'categories'
  | 'town'
  | 'quarter'
  | 'schedules'
  | 'languages'
  | 'fees'
  | 'capacity'
  | 'childcare'
  | 'ages'
  | 'gender'
  | 'targetGroups'
  | 'residence'
  | 'areaServed'
  | 'germanLevel'
  | 'demonstration'
  | 'source'
> & {
  /** Which read model wrote it; see `readModel`. */
  readonly model: string;
  readonly organisation: { readonly slug: string; readonly name: string };
  readonly registration: OfferContent['participation']['registration'];
  readonly place?: Pick<Place, 'name' | 'street' | 'postcode' | 'city'>;
};

function multirange(intervals: readonly Interval[]): string {
  return `{${intervals.map(({ from, to }) => `[${from.toISOString()},${to.toISOString()})`).join(',')}}`;
}

/** A text array as PostgreSQL writes it; facet words have no quotes or backslashes worth keeping. */
const textArray = (values: readonly string[]) => `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '')}"`).join(',')}}`;

/**
 * Writes the read model of offers in one statement. Every way into the read model leads through here: an offer that is
 * hidden until somebody confirms it stays out.
 */
export async function writePublicOffers(trx: Trx, offers: readonly PublicOffer[]): Promise<void> {
  if (!offers.length) return;
  const all = <T>(read: (offer: PublicOffer) => T) => offers.map(read);
  const { tenantId } = offers[0] as PublicOffer;
  await sql`insert into directory_public_offer
      (tenant_id, offer_id, slug, organisation_id, name, facets, gates, document, lat, lon, ages, openings, confirmed_on, published_at, card, titles, content,
      stage, languages_confirmed)
    select ${tenantId}::uuid, offer_id, fresh.slug, fresh.organisation_id, fresh.name, facets::text[], gates::text[],
      setweight(to_tsvector('german', a), 'A') || setweight(to_tsvector('german', b), 'B') || setweight(to_tsvector('german', c), 'C'),
      lat, lon, ages::int4range, openings::tstzmultirange, fresh.confirmed_on, published_at, card::jsonb, titles::jsonb, content::jsonb,
      coalesce(entry.stage, 'fresh'), coalesce(entry.languages_confirmed, '{}')
    from unnest(${all((one) => one.offerId)}::uuid[], ${all((one) => one.slug)}::text[], ${all((one) => one.organisationId)}::uuid[],
      ${all((one) => one.name)}::text[], ${all((one) => textArray(one.facets))}::text[], ${all((one) => textArray(one.gates))}::text[],
      ${all((one) => one.text.a)}::text[], ${all((one) => one.text.b)}::text[], ${all((one) => one.text.c)}::text[],
      ${all((one) => one.lat)}::float8[], ${all((one) => one.lon)}::float8[], ${all((one) => `[${one.ages.min ?? ''},${one.ages.max ?? ''}]`)}::text[],
      ${all((one) => multirange(one.openings))}::text[], ${all((one) => one.confirmedOn)}::date[], ${all((one) => one.publishedAt.toISOString())}::timestamptz[],
      ${all((one) => JSON.stringify(one.card))}::text[], ${all((one) => JSON.stringify(one.titles))}::text[], ${all((one) => JSON.stringify(one.content))}::text[])
      as fresh (offer_id, slug, organisation_id, name, facets, gates, a, b, c, lat, lon, ages, openings, confirmed_on, published_at, card, titles, content)
      left join directory_entry entry on entry.tenant_id = ${tenantId}::uuid and entry.id = offer_id
    where entry.stage is distinct from 'hidden'
    on conflict (tenant_id, offer_id) do update set slug = excluded.slug, organisation_id = excluded.organisation_id, name = excluded.name,
      facets = excluded.facets, gates = excluded.gates, document = excluded.document, lat = excluded.lat, lon = excluded.lon,
      ages = excluded.ages, openings = excluded.openings, confirmed_on = excluded.confirmed_on, published_at = excluded.published_at,
      card = excluded.card, titles = excluded.titles, content = excluded.content,
      stage = excluded.stage, languages_confirmed = excluded.languages_confirmed`.execute(trx);
}

/** Writes the read model of offers that were just published, and counts their words for "did you mean". */
export async function upsertPublicOffers(trx: Trx, offers: readonly PublicOffer[]): Promise<void> {
  if (!offers.length) return;
  await writePublicOffers(trx, offers);
  const { tenantId } = offers[0] as PublicOffer;
  const words = new Map<string, number>();
  for (const { text } of offers) {
    for (const word of new Set(`${text.a} ${text.b}`.split(/\s+/))) {
      if (word.length >= 4 && word.length <= 60 && !/^xq.*qx$|\d/.test(word)) words.set(word, (words.get(word) ?? 0) + 1);
    }
  }
  await sql`insert into directory_public_word (tenant_id, word, uses)
    select ${tenantId}::uuid, word, uses from unnest(${[...words.keys()]}::text[], ${[...words.values()]}::int[]) as fresh (word, uses)
    order by word
    on conflict (tenant_id, word) do update set uses = directory_public_word.uses + excluded.uses`.execute(trx);
}

export async function upsertPublicOrganisation(
  trx: Trx,
  tenantId: string,
  organisationId: string,
  slug: string,
  content: OrganisationContent,
): Promise<void> {
  const shown = JSON.stringify(publicOrganisation(content));
  await trx
    .insertInto('directory_public_organisation')
    .values({ tenant_id: tenantId, organisation_id: organisationId, slug, content: shown })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'organisation_id']).doUpdateSet({ slug, content: shown }))
    .execute();
}

export interface PublicOfferRow {
  readonly offerId: string;
  readonly slug: string;
  readonly content: OfferContent;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly confirmedOn: string | null;
  readonly stage: Stage;
  /** Interface language → day on which its texts were last found right. */
  readonly languagesConfirmed: Readonly<Record<string, string>>;
  readonly publishedAt: Date;
  readonly organisation: { readonly slug: string; readonly content: OrganisationContent } | null;
}

/** Published offers with their providers. */
const offersWithProviders = (shared: Kysely<Tables>, tenantId: string) =>
  shared
    .selectFrom('directory_public_offer as offer')
    .leftJoin('directory_public_organisation as organisation', (join) =>
      join
        .onRef('organisation.tenant_id', '=', 'offer.tenant_id')
        .onRef('organisation.organisation_id', '=', 'offer.organisation_id'),
    )
    .select([
      'offer.offer_id as offerId',
      'offer.slug as slug',
      'offer.content as content',
      'offer.lat as lat',
      'offer.lon as lon',
      'offer.confirmed_on as confirmedOn',
      'offer.stage as stage',
      'offer.languages_confirmed as languagesConfirmed',
      'offer.published_at as publishedAt',
      'organisation.slug as organisationSlug',
      'organisation.content as organisationContent',
    ])
    .where('offer.tenant_id', '=', tenantId);

type FoundRow = Awaited<ReturnType<ReturnType<typeof offersWithProviders>['execute']>>[number];

const publicOfferRow = ({ organisationSlug, organisationContent, ...offer }: FoundRow): PublicOfferRow => ({
  ...offer,
  stage: offer.stage as Stage,
  languagesConfirmed: offer.languagesConfirmed as Record<string, string>,
  content: offer.content as unknown as OfferContent,
  organisation:
    organisationSlug === null ? null : { slug: organisationSlug, content: organisationContent as unknown as OrganisationContent },
});

/** One published offer with its provider, in one query by primary lookup on (tenant_id, slug). */
export async function findPublicOffer(
  shared: Kysely<Tables>,
  tenantId: string,
  slug: string,
): Promise<PublicOfferRow | undefined> {
  const found = await offersWithProviders(shared, tenantId).where('offer.slug', '=', slug).executeTakeFirst();
  return found && publicOfferRow(found);
}

/** Published offers by id, in the order asked for; what is not public any more is left out. */
export async function findPublicOffers(
  shared: Kysely<Tables>,
  tenantId: string,
  ids: readonly string[],
): Promise<PublicOfferRow[]> {
  if (!ids.length) return [];
  const found = await offersWithProviders(shared, tenantId)
    .where('offer.offer_id', 'in', [...ids])
    .execute();
  return found.map(publicOfferRow).sort((a, b) => ids.indexOf(a.offerId) - ids.indexOf(b.offerId));
}

/** Every published offer of the district, at most 20,000, by slug. */
export async function listAllPublicOffers(shared: Kysely<Tables>, tenantId: string): Promise<PublicOfferRow[]> {
  const found = await offersWithProviders(shared, tenantId).orderBy('offer.slug').limit(20_000).execute();
  return found.map(publicOfferRow);
}

export async function findPublicOrganisation(
  shared: Kysely<Tables>,
  tenantId: string,
  organisationId: string,
): Promise<{ slug: string; content: OrganisationContent } | undefined> {
  const row = await shared
    .selectFrom('directory_public_organisation')
    .select(['slug', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row && { slug: row.slug, content: row.content as unknown as OrganisationContent };
}

/** Published offers that have schedules, by id; rides on the primary key. */
export async function listScheduledOffers(
  trx: Trx,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<{ offerId: string; content: OfferContent }[]> {
  const rows = await trx
    .selectFrom('directory_public_offer')
    .select(['offer_id as offerId', 'content'])
    .where('tenant_id', '=', tenantId)
    .$if(after !== null, (query) => query.where('offer_id', '>', after as string))
    .where(sql<boolean>`jsonb_array_length(card -> 'schedules') > 0`)
    .orderBy('offer_id')
    .limit(limit)
    .execute();
  return rows as unknown as { offerId: string; content: OfferContent }[];
}

/** Writes new dates for many offers in one statement. */
export async function updateOpenings(
  trx: Trx,
  tenantId: string,
  offers: readonly { offerId: string; openings: readonly Interval[] }[],
): Promise<void> {
  const ids = offers.map((offer) => offer.offerId);
  const ranges = offers.map((offer) => multirange(offer.openings));
  await sql`update directory_public_offer offer set openings = fresh.openings::tstzmultirange
    from unnest(${ids}::uuid[], ${ranges}::text[]) as fresh (offer_id, openings)
    where offer.tenant_id = ${tenantId} and offer.offer_id = fresh.offer_id`.execute(trx);
}
