import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent } from '../model/content.ts';

/** A public offer whose read model is older than the program, with what it is made of. */
export interface OutdatedOffer {
  readonly id: string;
  readonly slug: string;
  readonly organisationId: string;
  readonly confirmedOn: string | null;
  readonly publishedAt: Date;
  readonly content: OfferContent;
  readonly organisation: { readonly slug: string; readonly name: string };
}

/** Whether the district has public offers that another read model than this wrote. */
export async function hasOutdatedOffers(trx: Trx, tenantId: string, model: string): Promise<boolean> {
  const { rows } = await sql`select from directory_public_offer
    where tenant_id = ${tenantId} and card ->> 'model' is distinct from ${model} limit 1`.execute(trx);
  return rows.length > 0;
}

/** The next of them by id, locked as entries: who publishes one meanwhile waits, and writes the newer text. */
export async function lockOutdatedOffers(
  trx: Trx,
  tenantId: string,
  model: string,
  after: string | null,
  limit: number,
): Promise<OutdatedOffer[]> {
  const { rows } = await sql<OutdatedOffer>`
    select entry.id, entry.slug, entry.organisation_id as "organisationId", entry.confirmed_on as "confirmedOn",
      offer.published_at as "publishedAt", version.content,
      jsonb_build_object('slug', organisation.slug, 'name', organisation.content ->> 'name') as organisation
    from directory_public_offer offer
    join directory_entry entry on entry.tenant_id = offer.tenant_id and entry.id = offer.offer_id
    join directory_version version on version.tenant_id = entry.tenant_id and version.entry_id = entry.id
      and version.version = entry.published_version
    join directory_public_organisation organisation on organisation.tenant_id = entry.tenant_id
      and organisation.organisation_id = entry.organisation_id
    where offer.tenant_id = ${tenantId} and offer.card ->> 'model' is distinct from ${model}
      and ${after === null ? sql`true` : sql`offer.offer_id > ${after}::uuid`}
    order by entry.id limit ${limit}
    for update of entry`.execute(trx);
  return rows;
}
