import { type Kysely, sql } from 'kysely';
import type { Tables } from '#platform/database';

/** More pages than anybody reads through; a district has some hundred. */
const mostFound = 100;

/** A page that a query meets; `titled`: its title alone does. */
export interface FoundId {
  readonly id: string;
  readonly titled: boolean;
}

/**
 * Public pages that a query meets, best first: in the visitor's language or in German, where a German text counts a little
 * less. Rides on orientation_public_page_document. Both texts are input of `to_tsquery('german', …)`.
 */
export async function searchPublicPages(
  shared: Kysely<Tables>,
  query: { readonly tenantId: string; readonly language: string; readonly text: string; readonly title: string },
): Promise<readonly FoundId[]> {
  const { rows } = await sql<FoundId>`
    select page_id as id, bool_or(document @@ to_tsquery('german', ${query.title})) as titled
    from orientation_public_page, to_tsquery('german', ${query.text}) wanted
    where tenant_id = ${query.tenantId} and language in (${query.language}, 'de') and document @@ wanted
    group by page_id
    order by 2 desc, max(ts_rank(document, wanted) * case when language = ${query.language} then 1 else 0.7 end) desc, page_id
    limit ${mostFound}`.execute(shared);
  return rows;
}

/** Which of some texts a query meets, by their place in the list, best first; for the few that have no index of their own. */
export async function rankTexts(shared: Kysely<Tables>, texts: readonly string[], text: string): Promise<readonly number[]> {
  if (!texts.length) return [];
  const { rows } = await sql<{ place: number }>`
    select (place - 1)::int as place
    from unnest(${[...texts]}::text[]) with ordinality as given (words, place),
      to_tsquery('german', ${text}) wanted, to_tsvector('german', words) document
    where document @@ wanted
    order by ts_rank(document, wanted) desc, place`.execute(shared);
  return rows.map(({ place }) => place);
}
