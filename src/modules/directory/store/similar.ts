import { type Kysely, sql } from 'kysely';
import type { Tables } from '#platform/database';

export interface SimilarOffer {
  readonly slug: string;
  readonly name: string;
  readonly town: string | null;
  readonly organisation: string;
}

/** Published offers with a like name, those of the town first; rides on `directory_public_offer_name`. */
export async function findSimilarOffers(
  shared: Kysely<Tables>,
  tenantId: string,
  name: string,
  town: string | undefined,
  limit = 5,
): Promise<SimilarOffer[]> {
  const { rows } = await sql<SimilarOffer>`
    select slug, name, card ->> 'town' as town, coalesce(card -> 'organisation' ->> 'name', '') as organisation
    from directory_public_offer
    where tenant_id = ${tenantId} and name % ${name}
    order by similarity(name, ${name}) + case when card ->> 'town' = ${town ?? ''} then 0.3 else 0 end desc, name
    limit ${limit}`.execute(shared);
  return rows;
}
