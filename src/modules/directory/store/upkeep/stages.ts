import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent } from '../../model/content.ts';
import type { Stage, Standing } from '../../model/upkeep/stages.ts';

/** Day of the last confirmation; of what was never confirmed, the day it came into the directory. */
export const sinceDay = sql<string>`coalesce(entry.confirmed_on, (entry.created_at at time zone 'Europe/Berlin')::date)`;

export interface ReleasedOffer {
  readonly id: string;
  readonly slug: string;
  readonly organisationId: string;
  readonly confirmedOn: string | null;
  readonly content: OfferContent;
  readonly organisation: { readonly slug: string; readonly name: string };
}

/** Published offers of public organisations, whether they are shown or hidden; by primary key. */
export async function listReleased(trx: Trx, tenantId: string, ids: readonly string[]): Promise<ReleasedOffer[]> {
  const { rows } = await sql<ReleasedOffer>`
    select entry.id, entry.slug, entry.organisation_id as "organisationId", entry.confirmed_on as "confirmedOn", version.content,
      jsonb_build_object('slug', organisation.slug, 'name', organisation.content ->> 'name') as organisation
    from directory_entry entry
    join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.version = entry.published_version
    join directory_public_organisation organisation on organisation.tenant_id = ${tenantId}::uuid and organisation.organisation_id = entry.organisation_id
    where entry.kind = 'offer' and entry.id = any(${[...ids]}::uuid[])
    order by entry.id`.execute(trx);
  return rows;
}

export interface AgingOffer extends Standing {
  readonly id: string;
  readonly organisationId: string;
  readonly categories: readonly string[];
}

/** Published offers by id, locked: nobody confirms one while it is being moved. Rides on the primary key. */
export async function lockAging(trx: Trx, after: string | null, limit: number): Promise<AgingOffer[]> {
  const { rows } = await sql<AgingOffer>`
    select entry.id, entry.organisation_id as "organisationId", entry.stage, entry.stage_on as "stageOn", ${sinceDay} as since,
      version.content -> 'categories' as categories
    from directory_entry entry
    join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id and version.version = entry.published_version
    where entry.kind = 'offer' and (${after}::uuid is null or entry.id > ${after}::uuid)
    order by entry.id limit ${limit} for update of entry`.execute(trx);
  return rows;
}

/** Writes a new stage to offers and to what the public sees of them; hidden ones the public sees no longer. */
export async function moveTo(trx: Trx, tenantId: string, stage: Stage, ids: readonly string[], today: string): Promise<void> {
  await trx
    .updateTable('directory_entry')
    .set({ stage, stage_on: stage === 'fresh' ? null : today })
    .where('id', 'in', [...ids])
    .execute();
  const shown = { tenant: tenantId, ids: [...ids] };
  if (stage === 'hidden')
    await sql`delete from directory_public_offer where tenant_id = ${shown.tenant}::uuid and offer_id = any(${shown.ids}::uuid[])`.execute(
      trx,
    );
  else
    await sql`update directory_public_offer set stage = ${stage}
      where tenant_id = ${shown.tenant}::uuid and offer_id = any(${shown.ids}::uuid[])`.execute(trx);
}

/** Public offers that name a person whose consent has run out; scans the district's offers, at night. */
export async function listLapsedContacts(
  trx: Trx,
  tenantId: string,
  today: string,
): Promise<{ id: string; content: OfferContent }[]> {
  const rows = await trx
    .selectFrom('directory_public_offer')
    .select(['offer_id as id', 'content'])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`content #>> '{contact,consentUntil}' < ${today}`)
    .orderBy('offer_id')
    .limit(20_000)
    .execute();
  return rows as unknown as { id: string; content: OfferContent }[];
}

export async function updatePublicContents(
  trx: Trx,
  tenantId: string,
  offers: readonly { readonly id: string; readonly content: OfferContent }[],
): Promise<void> {
  await sql`update directory_public_offer offer set content = fresh.content::jsonb
    from unnest(${offers.map(({ id }) => id)}::uuid[], ${offers.map(({ content }) => JSON.stringify(content))}::text[]) as fresh (offer_id, content)
    where offer.tenant_id = ${tenantId}::uuid and offer.offer_id = fresh.offer_id`.execute(trx);
}
