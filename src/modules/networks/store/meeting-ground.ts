import type { Trx } from '#platform/database';

/** What a resolution or a task needs to know of a meeting. */
export interface MeetingGround {
  readonly id: string;
  readonly bodyId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly items: readonly { readonly id: string; readonly title: string }[];
}

export async function findMeetingGround(trx: Trx, id: string): Promise<MeetingGround | undefined> {
  const meeting = await trx
    .selectFrom('network_meeting')
    .select(['id', 'body_id as bodyId', 'title', 'starts_at as startsAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!meeting) return undefined;
  const items = await trx
    .selectFrom('network_agenda_item')
    .select(['id', 'title'])
    .where('meeting_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
  return { ...meeting, items };
}

/** A body's meetings to choose from, latest first; rides on `network_meeting_body`. */
export async function listMeetingChoices(trx: Trx, bodyId: string) {
  return await trx
    .selectFrom('network_meeting')
    .select(['id', 'title', 'starts_at as startsAt'])
    .where('body_id', '=', bodyId)
    .where('state', '<>', 'cancelled')
    .orderBy('starts_at', 'desc')
    .orderBy('id')
    .limit(60)
    .execute();
}
