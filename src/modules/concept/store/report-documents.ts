import type { Trx } from '#platform/database';
import type { Audience, DocumentFormat, DocumentState } from '../model/report-document.ts';

export async function documentState(trx: Trx, reportId: string, audience: Audience): Promise<DocumentState | undefined> {
  const row = await trx
    .selectFrom('concept_report_document')
    .select(['state', 'progress', 'draft', 'updated_at'])
    .where('report_id', '=', reportId)
    .where('audience', '=', audience)
    .executeTakeFirst();
  return (
    row && { state: row.state as DocumentState['state'], progress: row.progress, draft: row.draft, updatedAt: row.updated_at }
  );
}

/** Says that the documents are being made; those made before go. */
export async function putWaiting(
  trx: Trx,
  document: { tenantId: string; reportId: string; audience: Audience; draft: boolean; at: Date },
): Promise<void> {
  const { tenantId, reportId, audience, draft, at } = document;
  const fresh = { state: 'waiting', progress: 0, draft, pdf: null, docx: null, xlsx: null, updated_at: at };
  await trx
    .insertInto('concept_report_document')
    .values({ tenant_id: tenantId, report_id: reportId, audience, ...fresh })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'report_id', 'audience']).doUpdateSet(fresh))
    .execute();
}

export async function setProgress(
  trx: Trx,
  document: { reportId: string; audience: Audience; state: DocumentState['state']; progress: number; at: Date },
  files: Partial<Record<DocumentFormat, Buffer>> = {},
): Promise<void> {
  const { reportId, audience, state, progress, at } = document;
  await trx
    .updateTable('concept_report_document')
    .set({ state, progress, updated_at: at, ...files })
    .where('report_id', '=', reportId)
    .where('audience', '=', audience)
    .execute();
}

export async function readDocument(
  trx: Trx,
  reportId: string,
  audience: Audience,
  format: DocumentFormat,
): Promise<Buffer | undefined> {
  const row = await trx
    .selectFrom('concept_report_document')
    .select(format)
    .where('report_id', '=', reportId)
    .where('audience', '=', audience)
    .where('state', '=', 'done')
    .executeTakeFirst();
  return row?.[format] ?? undefined;
}
