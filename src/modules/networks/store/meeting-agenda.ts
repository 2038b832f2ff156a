import { sql } from 'kysely';
import type { Trx } from '#platform/database';
import type { AgendaItem } from '../model/meeting.ts';
import type { AgendaText } from '../model/meeting-forms.ts';

export async function listAgenda(trx: Trx, meetingId: string): Promise<AgendaItem[]> {
  const rows = await trx
    .selectFrom('network_agenda_item')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    meetingId: row.meeting_id,
    position: row.position,
    title: row.title,
    detail: row.detail,
    minutesPlanned: row.minutes_planned,
    outcome: row.outcome,
    version: row.version,
  }));
}

export async function insertAgendaItem(
  trx: Trx,
  tenantId: string,
  meetingId: string,
  id: string,
  { title, detail, minutes }: AgendaText,
): Promise<void> {
  await trx
    .insertInto('network_agenda_item')
    .values(({ selectFrom }) => ({
      tenant_id: tenantId,
      id,
      meeting_id: meetingId,
      title,
      detail,
      minutes_planned: minutes,
      position: selectFrom('network_agenda_item')
        .where('meeting_id', '=', meetingId)
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
    }))
    .execute();
}

export async function saveAgendaItem(trx: Trx, id: string, { title, detail, minutes }: AgendaText): Promise<void> {
  await trx
    .updateTable('network_agenda_item')
    .set({ title, detail, minutes_planned: minutes, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export async function deleteAgendaItem(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('network_agenda_item').where('id', '=', id).execute();
}

/** Numbers the items of a meeting in the order of the ids. */
export async function saveAgendaOrder(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`update network_agenda_item i set position = o.position
    from unnest(${ids}::uuid[]) with ordinality as o (id, position) where i.id = o.id`.execute(trx);
}

/** What was said on each item; ids of other meetings are left alone. */
export async function saveOutcomes(trx: Trx, meetingId: string, outcomes: ReadonlyMap<string, string>): Promise<void> {
  await sql`update network_agenda_item i set outcome = o.outcome, version = i.version + 1
    from unnest(${[...outcomes.keys()]}::uuid[], ${[...outcomes.values()]}::text[]) as o (id, outcome)
    where i.id = o.id and i.meeting_id = ${meetingId} and i.outcome <> o.outcome`.execute(trx);
}
