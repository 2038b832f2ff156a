import type { Selectable } from 'kysely';
import { uuidPattern } from '#platform/crypto';
import type { Tables, Trx } from '#platform/database';
import type { Paper } from '../model/meeting.ts';

const toPaper = (row: Selectable<Tables['network_paper']>): Paper => ({
  id: row.id,
  meetingId: row.meeting_id,
  agendaItemId: row.agenda_item_id,
  title: row.title,
  fileName: row.file_name,
  fileKey: row.file_key,
  mediaType: row.media_type,
  bytes: row.bytes,
});

export async function listPapers(trx: Trx, meetingId: string): Promise<Paper[]> {
  const rows = await trx.selectFrom('network_paper').selectAll().where('meeting_id', '=', meetingId).orderBy('id').execute();
  return rows.map(toPaper);
}

export async function findPaper(trx: Trx, meetingId: string, id: string): Promise<Paper | undefined> {
  if (!uuidPattern.test(id)) return undefined;
  const row = await trx
    .selectFrom('network_paper')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toPaper(row);
}

export async function insertPaper(trx: Trx, tenantId: string, paper: Paper, now: Date): Promise<void> {
  await trx
    .insertInto('network_paper')
    .values({
      tenant_id: tenantId,
      id: paper.id,
      meeting_id: paper.meetingId,
      agenda_item_id: paper.agendaItemId,
      title: paper.title,
      file_name: paper.fileName,
      file_key: paper.fileKey,
      media_type: paper.mediaType,
      bytes: paper.bytes,
      created_at: now,
    })
    .execute();
}

export async function deletePaper(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('network_paper').where('id', '=', id).execute();
}
