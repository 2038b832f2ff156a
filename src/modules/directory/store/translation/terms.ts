import type { Trx } from '#platform/database';
import type { DistrictTerms } from '../../model/translation/terms.ts';

/** The district's own words of the glossary; a district has few, the limit is a net. */
export async function listDistrictTerms(trx: Trx): Promise<DistrictTerms[]> {
  const rows = await trx.selectFrom('directory_concept').select(['id', 'terms', 'removed']).orderBy('id').limit(5000).execute();
  return rows as unknown as DistrictTerms[];
}
