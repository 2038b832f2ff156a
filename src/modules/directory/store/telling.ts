import { type Kysely, sql } from 'kysely';
import type { Tables } from '#platform/database';

/** What there is among a district's public offers. */
export interface ToldOverview {
  /** Interface language tags in which some offer says something of its own; German is always among them. */
  readonly languages: readonly string[];
  readonly places: boolean;
  readonly dated: boolean;
}

export async function toldOverview(shared: Kysely<Tables>, tenantId: string): Promise<ToldOverview> {
  const { rows } = await sql<{ languages: string[] | null; places: boolean | null; dated: boolean | null }>`select
      (select array_agg(distinct tag) from directory_public_offer, jsonb_object_keys(titles) as tag where tenant_id = ${tenantId}::uuid) as languages,
      bool_or(lat is not null and content #>> '{place,visibility}' = 'public') as places,
      bool_or(card -> 'schedules' @> '[{"kind":"dates"}]') as dated
    from directory_public_offer where tenant_id = ${tenantId}::uuid`.execute(shared);
  const [row] = rows;
  return {
    languages: [...new Set(['de', ...(row?.languages ?? [])])],
    places: row?.places ?? false,
    dated: row?.dated ?? false,
  };
}
