import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { OfferContent } from '../../model/content.ts';
import type { IndexedText } from '../public-offers.ts';

/** How far the published offers are read again with the changed glossary. */
export interface ReindexProgress {
  readonly done: number;
  readonly total: number;
  readonly finishedAt: Date | null;
}

/** Begins anew; what was under way is overtaken. */
export async function requestReindex(trx: Trx, tenantId: string, at: Date): Promise<void> {
  await sql`insert into directory_reindex (tenant_id, requested_at, total)
    select ${tenantId}::uuid, ${at}::timestamptz, count(*)::int from directory_public_offer where tenant_id = ${tenantId}
    on conflict (tenant_id) do update set requested_at = excluded.requested_at, done = 0, total = excluded.total, finished_at = null`.execute(
    trx,
  );
}

export async function readReindex(trx: Trx): Promise<ReindexProgress | undefined> {
  return trx.selectFrom('directory_reindex').select(['done', 'total', 'finished_at as finishedAt']).executeTakeFirst();
}

export async function reportReindex(trx: Trx, done: number, finishedAt: Date | null): Promise<void> {
  await trx.updateTable('directory_reindex').set({ done, finished_at: finishedAt }).execute();
}

export interface IndexableOffer {
  readonly offerId: string;
  readonly facets: readonly string[];
  readonly content: OfferContent;
  readonly organisation: string;
}

/** Published offers with what their text is made of, by id; rides on the primary key. */
export async function listIndexableOffers(
  trx: Trx,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<IndexableOffer[]> {
  const { rows } = await sql<IndexableOffer>`
    select offer_id as "offerId", facets, content, card -> 'organisation' ->> 'name' as organisation
    from directory_public_offer
    where tenant_id = ${tenantId} and ${after === null ? sql`true` : sql`offer_id > ${after}::uuid`}
    order by offer_id limit ${limit}`.execute(trx);
  return rows;
}

/** Writes the texts under which offers are found, in one statement. */
export async function updateDocuments(
  trx: Trx,
  tenantId: string,
  offers: readonly { readonly offerId: string; readonly text: IndexedText }[],
): Promise<void> {
  await sql`update directory_public_offer offer
    set document = setweight(to_tsvector('german', a), 'A') || setweight(to_tsvector('german', b), 'B') || setweight(to_tsvector('german', c), 'C')
    from unnest(${offers.map(({ offerId }) => offerId)}::uuid[], ${offers.map(({ text }) => text.a)}::text[],
      ${offers.map(({ text }) => text.b)}::text[], ${offers.map(({ text }) => text.c)}::text[]) as fresh (offer_id, a, b, c)
    where offer.tenant_id = ${tenantId} and offer.offer_id = fresh.offer_id`.execute(trx);
}
