import { sql } from 'kysely';
import type { Trx } from '#platform/database';

/** The office's time is local; what is no time at all is left out. */
const officeTime = (asOf: string | null) =>
  asOf !== null && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(asOf) && !Number.isNaN(Date.parse(asOf))
    ? sql<Date>`${asOf}::timestamp at time zone 'Europe/Berlin'`
    : null;

/** Records an import whose figures came without a file. */
export async function startImport(
  trx: Trx,
  record: {
    id: string;
    tenantId: string;
    fileName: string;
    sourceId: string;
    at: Date;
    asOf: string | null;
    createdBy: string | null;
  },
): Promise<void> {
  await trx
    .insertInto('monitoring_import')
    .values({
      id: record.id,
      tenant_id: record.tenantId,
      file_name: record.fileName,
      source_id: record.sourceId,
      state: 'accepting',
      as_of: officeTime(record.asOf),
      created_at: record.at,
      created_by: record.createdBy,
    })
    .execute();
}

/** What accepting an import did; kept in its column `preview`, beside what the preview said. */
export interface ImportOutcome {
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly repeats: readonly string[];
}

export async function finishImport(
  trx: Trx,
  id: string,
  { at, sourceId, asOf, outcome }: { at: Date; sourceId: string; asOf: string | null; outcome: ImportOutcome },
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('monitoring_import')
    .set((eb) => ({
      state: 'accepted',
      accepted_at: at,
      source_id: sourceId,
      as_of: officeTime(asOf),
      preview: sql`coalesce(${eb.ref('preview')}, '{}'::jsonb) || ${JSON.stringify({ outcome })}::jsonb`,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', '=', 'accepting')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`The import ${id} is not being accepted`);
}
