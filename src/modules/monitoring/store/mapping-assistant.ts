import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { ImportReport, ImportState } from '../model/import.ts';
import { type Mapping, mappingSchema } from '../model/mapping.ts';
import type { NewIndicator, NewSource } from '../model/mapping-assistant-answers.ts';

export interface WaitingImport {
  readonly id: string;
  readonly fileName: string;
  readonly fileKey: string | null;
  readonly bytes: number;
  readonly state: ImportState;
  readonly report: ImportReport | null;
  readonly version: number;
}

/** @param lock nobody else may change it until the transaction ends */
export async function findWaitingImport(trx: Trx, id: string, lock = false): Promise<WaitingImport | undefined> {
  const row = await trx
    .selectFrom('monitoring_import')
    .select(['id', 'file_name', 'file_key', 'bytes', 'state', 'report', 'version'])
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      fileName: row.file_name,
      fileKey: row.file_key,
      bytes: Number(row.bytes),
      state: row.state as ImportState,
      report: row.report as unknown as ImportReport | null,
      version: row.version,
    }
  );
}

export interface RememberedMapping {
  readonly id: string;
  readonly name: string;
  readonly signature: string;
  readonly mapping: Mapping;
  readonly version: number;
  readonly updatedAt: Date;
}

/** All that was answered about files, the newest first; some dozens per district. */
export async function listMappings(trx: Trx): Promise<RememberedMapping[]> {
  const rows = await trx
    .selectFrom('monitoring_mapping')
    .selectAll()
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.flatMap(({ id, name, signature, mapping, version, updated_at }) => {
    const parsed = mappingSchema.safeParse(mapping);
    return parsed.success ? [{ id, name, signature, mapping: parsed.data, version, updatedAt: updated_at }] : [];
  });
}

export async function findMapping(trx: Trx, signature: string): Promise<RememberedMapping | undefined> {
  return (await listMappings(trx)).find((one) => one.signature === signature);
}

/** What is answered again replaces the earlier answer. */
export async function saveMapping(
  trx: Trx,
  row: { tenantId: string; at: Date; name: string; signature: string; mapping: Mapping },
): Promise<string> {
  const mapping = JSON.stringify(row.mapping);
  const { id } = await trx
    .insertInto('monitoring_mapping')
    .values({
      tenant_id: row.tenantId,
      id: uuidv7(row.at.getTime()),
      name: row.name,
      signature: row.signature,
      mapping,
      updated_at: row.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'signature']).doUpdateSet((eb) => ({
        name: row.name,
        mapping,
        updated_at: row.at,
        version: eb('monitoring_mapping.version', '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function deleteMapping(trx: Trx, id: string): Promise<{ name: string; signature: string } | undefined> {
  return trx.deleteFrom('monitoring_mapping').where('id', '=', id).returning(['name', 'signature']).executeTakeFirst();
}

export async function insertSource(trx: Trx, row: NewSource & { tenantId: string; at: Date; key: string }): Promise<string> {
  const id = uuidv7(row.at.getTime());
  await trx
    .insertInto('monitoring_source')
    .values({
      tenant_id: row.tenantId,
      id,
      key: row.key,
      names: JSON.stringify({ de: row.name }),
      publisher: row.publisher,
      licence: row.licence,
      licence_note: row.licenceNote,
      attribution: row.attribution,
    })
    .execute();
  return id;
}

/** A draft: nobody outside sees it until somebody has completed and published it. */
export async function insertDraftIndicator(
  trx: Trx,
  row: NewIndicator & {
    tenantId: string;
    at: Date;
    key: string;
    sourceId: string;
    levels: readonly string[];
    breakdowns: readonly string[];
    position: number;
  },
): Promise<string> {
  const id = uuidv7(row.at.getTime());
  await trx
    .insertInto('monitoring_indicator')
    .values({
      tenant_id: row.tenantId,
      id,
      key: row.key,
      topic: row.topic,
      kind: 'context',
      position: row.position,
      names: JSON.stringify({ de: row.name }),
      unit: row.unit,
      decimals: row.additive ? 0 : 1,
      periodicity: row.periodicity,
      additive: row.additive,
      secrecy_k: row.secrecyK,
      source_id: row.sourceId,
      levels: [...row.levels],
      breakdowns: [...row.breakdowns],
      state: 'draft',
    })
    .execute();
  return id;
}

/** The file is read again from its beginning, with what was answered. */
export async function resetImport(trx: Trx, id: string, mappingId: string): Promise<void> {
  await trx
    .updateTable('monitoring_import')
    .set((eb) => ({ state: 'uploaded', progress: 0, preview: null, mapping_id: mappingId, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
