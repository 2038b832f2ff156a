import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { GenesisService, Retrieval, RetrievalInput, RetrievalResult } from '../model/retrieval.ts';

type Parameters = Pick<RetrievalInput, 'regionalVariable' | 'regionalKey' | 'startYear' | 'endYear' | 'language'>;

function toRetrieval(row: Selectable<Tables['monitoring_retrieval']>): Retrieval {
  const parameters = row.parameters as unknown as Partial<Parameters>;
  return {
    id: row.id,
    service: row.service as GenesisService,
    tableCode: row.table_code,
    regionalVariable: parameters.regionalVariable ?? '',
    regionalKey: parameters.regionalKey ?? '',
    startYear: parameters.startYear ?? null,
    endYear: parameters.endYear ?? null,
    language: parameters.language ?? 'de',
    everyMonths: row.every_months,
    nextOn: row.next_on,
    lastResult: row.last_result as unknown as RetrievalResult | null,
    version: row.version,
  };
}

function columnsOf({
  service,
  tableCode,
  regionalVariable,
  regionalKey,
  startYear,
  endYear,
  language,
  everyMonths,
  nextOn,
}: RetrievalInput) {
  return {
    service,
    table_code: tableCode,
    parameters: JSON.stringify({ regionalVariable, regionalKey, startYear, endYear, language } satisfies Parameters),
    every_months: everyMonths,
    next_on: nextOn,
  };
}

/** Some dozens per district, by service and table. */
export async function listRetrievals(trx: Trx): Promise<Retrieval[]> {
  const rows = await trx
    .selectFrom('monitoring_retrieval')
    .selectAll()
    .orderBy('service')
    .orderBy('table_code')
    .limit(1000)
    .execute();
  return rows.map(toRetrieval);
}

export async function findRetrieval(trx: Trx, id: string, lock = false): Promise<Retrieval | undefined> {
  const row = await trx
    .selectFrom('monitoring_retrieval')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && toRetrieval(row);
}

export async function listDueRetrievals(trx: Trx, today: string): Promise<string[]> {
  const rows = await trx.selectFrom('monitoring_retrieval').select('id').where('next_on', '<=', today).execute();
  return rows.map(({ id }) => id);
}

/** @returns false: the district has this table of this service already */
export async function insertRetrieval(trx: Trx, row: RetrievalInput & { tenantId: string; id: string }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('monitoring_retrieval')
    .values({ tenant_id: row.tenantId, id: row.id, ...columnsOf(row) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'service', 'table_code']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** @returns false: another one has this table of this service */
export async function updateRetrieval(trx: Trx, id: string, input: RetrievalInput): Promise<boolean> {
  const taken = await trx
    .selectFrom('monitoring_retrieval')
    .select('id')
    .where('service', '=', input.service)
    .where('table_code', '=', input.tableCode)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (taken) return false;
  await trx
    .updateTable('monitoring_retrieval')
    .set((eb) => ({
      ...columnsOf(input),
      version: eb('version', '+', 1),
      updated_at: sql`now()`,
      // A job that the service works on was for what was asked before.
      last_result: sql`last_result || '{"job": null}'::jsonb`,
    }))
    .where('id', '=', id)
    .execute();
  return true;
}

export async function saveResult(trx: Trx, id: string, result: RetrievalResult, nextOn: string | null): Promise<void> {
  await trx
    .updateTable('monitoring_retrieval')
    .set({ last_result: JSON.stringify(result), next_on: nextOn })
    .where('id', '=', id)
    .execute();
}

export async function deleteRetrieval(trx: Trx, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('monitoring_retrieval').where('id', '=', id).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** An import of exactly this file that was not thrown away: offices deliver the same table again and again. */
export async function findSameFile(trx: Trx, sha256: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('monitoring_import')
    .select('id')
    .where('sha256', '=', sha256)
    .where('state', 'in', ['uploaded', 'reading', 'mapping', 'ready', 'refused', 'accepting', 'accepted'])
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row?.id;
}
