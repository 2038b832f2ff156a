import { type Selectable, sql } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import {
  type ImportOutcome,
  type ImportPreview,
  type ImportRecord,
  type ImportReport,
  type ImportState,
  inOrder,
} from '../model/import.ts';

function toImport(row: Selectable<Tables['monitoring_import']>): ImportRecord {
  const { outcome = null, ...preview } = (row.preview ?? {}) as { outcome?: ImportOutcome } & Partial<ImportPreview>;
  const report = row.report as unknown as ImportReport | null;
  return {
    id: row.id,
    fileName: row.file_name,
    fileKey: row.file_key,
    sha256: row.sha256,
    bytes: row.bytes as unknown as number,
    state: row.state as ImportState,
    progress: row.progress as unknown as number,
    sourceId: row.source_id,
    report: report && { ...report, reading: inOrder(report.reading) },
    preview: preview.figures === undefined ? null : (preview as ImportPreview),
    outcome,
    asOf: row.as_of,
    createdAt: row.created_at,
    createdBy: row.created_by,
    acceptedAt: row.accepted_at,
    undoneAt: row.undone_at,
    version: row.version,
  };
}

export async function findImport(trx: Trx, id: string): Promise<ImportRecord | undefined> {
  const row = await trx.selectFrom('monitoring_import').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toImport(row);
}

export type ImportLine = Pick<ImportRecord, 'id' | 'fileName' | 'state' | 'bytes' | 'createdAt' | 'acceptedAt' | 'outcome'> & {
  readonly tableCode: string | null;
  readonly title: string | null;
};

/** Imports from the newest on, along the index `monitoring_import_recent`; reports are large and stay where they are. */
export async function listImports(
  trx: Trx,
  query: { readonly before?: { createdAt: Date; id: string } | undefined; readonly limit: number },
): Promise<ImportLine[]> {
  const { before, limit } = query;
  const rows = await trx
    .selectFrom('monitoring_import')
    .select(['id', 'file_name', 'state', 'bytes', 'created_at', 'accepted_at'])
    .select([
      sql<ImportOutcome | null>`preview -> 'outcome'`.as('outcome'),
      sql<string | null>`report -> 'reading' ->> 'tableCode'`.as('table_code'),
      sql<string | null>`report -> 'reading' ->> 'title'`.as('title'),
    ])
    .$if(before !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(before?.createdAt as Date, before?.id as string))),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    state: row.state as ImportState,
    bytes: row.bytes as unknown as number,
    createdAt: row.created_at,
    acceptedAt: row.accepted_at,
    outcome: row.outcome,
    tableCode: row.table_code,
    title: row.title,
  }));
}

export async function insertImport(
  trx: Trx,
  record: {
    id: string;
    tenantId: string;
    fileName: string;
    fileKey: string;
    sha256: string;
    bytes: number;
    createdAt: Date;
    createdBy: string | null;
  },
): Promise<void> {
  await trx
    .insertInto('monitoring_import')
    .values({
      id: record.id,
      tenant_id: record.tenantId,
      file_name: record.fileName,
      file_key: record.fileKey,
      sha256: record.sha256,
      bytes: record.bytes,
      state: 'uploaded',
      created_at: record.createdAt,
      created_by: record.createdBy,
    })
    .execute();
}

export interface ImportChange {
  readonly state: ImportState;
  readonly progress?: number;
  readonly report?: ImportReport | null;
  readonly preview?: ImportPreview | null;
  readonly mappingId?: string | null;
  readonly sourceId?: string | null;
  readonly undoneAt?: Date;
  readonly fileKey?: null;
}

/** @returns false when the import is in none of the states given (any more) */
export async function moveImport(trx: Trx, id: string, from: readonly ImportState[], change: ImportChange): Promise<boolean> {
  const { state, progress, report, preview, mappingId, sourceId, undoneAt, fileKey } = change;
  const { numUpdatedRows } = await trx
    .updateTable('monitoring_import')
    .set((eb) => ({
      state,
      version: eb('version', '+', 1),
      ...(progress !== undefined && { progress }),
      ...(report !== undefined && { report: report && JSON.stringify(report) }),
      ...(preview !== undefined && { preview: preview && JSON.stringify(preview) }),
      ...(mappingId !== undefined && { mapping_id: mappingId }),
      ...(sourceId !== undefined && { source_id: sourceId }),
      ...(undoneAt !== undefined && { undone_at: undoneAt }),
      ...(fileKey === null && { file_key: null }),
    }))
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function setProgress(trx: Trx, id: string, progress: number): Promise<void> {
  await trx.updateTable('monitoring_import').set({ progress }).where('id', '=', id).execute();
}

/** Names of accepted imports that revise values of this one or repeat them: without it they would say something else. */
export async function laterImports(trx: Trx, id: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct i.file_name as name from monitoring_import i
    where i.state = 'accepted' and i.id <> ${id} and (
      (i.preview -> 'outcome' -> 'repeats') ? ${id}
      or i.id in (select o.superseded_by from monitoring_observation o where o.import_id = ${id} and o.superseded_by is not null)
    ) order by 1 limit 20`.execute(trx);
  return rows.map(({ name }) => name);
}

/**
 * Takes the observations of an import out; what they superseded is current again, and series that are empty now go.
 * @returns ids of the indicators concerned, and the number of observations removed
 */
export async function removeObservations(trx: Trx, id: string): Promise<{ indicatorIds: string[]; removed: number }> {
  await sql`create temporary table monitoring_undone on commit drop as
    select distinct s.id, s.indicator_id from monitoring_observation o
    join monitoring_series s on s.tenant_id = o.tenant_id and s.id = o.series_id where o.import_id = ${id}`.execute(trx);
  const { numDeletedRows } = await trx.deleteFrom('monitoring_observation').where('import_id', '=', id).executeTakeFirst();
  await trx.updateTable('monitoring_observation').set({ superseded_by: null }).where('superseded_by', '=', id).execute();
  const { rows } = await sql<{ id: string }>`select distinct indicator_id as id from monitoring_undone`.execute(trx);
  await sql`delete from monitoring_series s using monitoring_undone u where s.id = u.id
    and not exists (select from monitoring_observation o where o.tenant_id = s.tenant_id and o.series_id = s.id)`.execute(trx);
  return { indicatorIds: rows.map((row) => row.id), removed: Number(numDeletedRows) };
}
