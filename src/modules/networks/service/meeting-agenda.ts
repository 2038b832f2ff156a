import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { AgendaItem, Meeting } from '../model/meeting.ts';
import type { AgendaText } from '../model/meeting-forms.ts';
import { deleteAgendaItem, insertAgendaItem, listAgenda, saveAgendaItem, saveAgendaOrder } from '../store/meeting-agenda.ts';
import { keepMeeting } from '../store/meetings.ts';
import { type MeetingRef, meetingToEdit } from './meeting-record.ts';

const mostItems = 60;

type Answer = Promise<Outcome<undefined, FailureCode>>;

/** Changes the agenda while the meeting is locked, so that two who move items at once do not undo each other's order. */
function onAgenda(
  context: Context,
  ref: MeetingRef,
  action: string,
  change: (trx: Trx, meeting: Meeting, agenda: readonly AgendaItem[]) => Answer,
): Answer {
  return context.transaction(async (trx) => {
    const meeting = await meetingToEdit(trx, context, ref);
    if (!meeting.ok) return meeting;
    const outcome = await change(trx, meeting.value, await listAgenda(trx, meeting.value.id));
    if (!outcome.ok) return outcome;
    if (meeting.value.fromSchedule) await keepMeeting(trx, meeting.value.id);
    const subject = { subjectType: 'network_meeting', subjectId: meeting.value.id };
    await audit(trx, context, { action: `network.agenda_${action}`, ...subject });
    return ok();
  });
}

export function addAgendaItem(context: Context, ref: MeetingRef, text: AgendaText): Answer {
  return onAgenda(context, ref, 'item_added', async (trx, meeting, agenda) => {
    if (agenda.length >= mostItems) return fail('networks.agenda_full', { most: mostItems });
    await insertAgendaItem(trx, context.tenant.id, meeting.id, uuidv7(), text);
    return ok();
  });
}

export function editAgendaItem(context: Context, ref: MeetingRef, id: string, text: AgendaText, version: number): Answer {
  return onAgenda(context, ref, 'item_saved', async (trx, _meeting, agenda) => {
    const item = agenda.find((one) => one.id === id);
    if (!item) return fail('networks.unknown_agenda_item');
    if (item.version !== version) return fail('networks.changed', { version: item.version });
    await saveAgendaItem(trx, id, text);
    return ok();
  });
}

/** Takes an item out; its papers stay with the meeting. */
export function removeAgendaItem(context: Context, ref: MeetingRef, id: string): Answer {
  return onAgenda(context, ref, 'item_removed', async (trx, _meeting, agenda) => {
    if (!agenda.some((one) => one.id === id)) return fail('networks.unknown_agenda_item');
    await deleteAgendaItem(trx, id);
    await saveAgendaOrder(
      trx,
      agenda.flatMap((one) => (one.id === id ? [] : [one.id])),
    );
    return ok();
  });
}

/** Moves an item one place; the first stays first and the last last. */
export function moveAgendaItem(context: Context, ref: MeetingRef, id: string, direction: 'up' | 'down'): Answer {
  return onAgenda(context, ref, 'moved', async (trx, _meeting, agenda) => {
    const order = agenda.map((one) => one.id);
    const from = order.indexOf(id);
    if (from < 0) return fail('networks.unknown_agenda_item');
    const to = from + (direction === 'up' ? -1 : 1);
    if (order[to] === undefined) return ok();
    [order[from], order[to]] = [order[to] as string, id];
    await saveAgendaOrder(trx, order);
    return ok();
  });
}
