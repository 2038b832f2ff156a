import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { ResolutionEffect } from '../effects.ts';
import type { FailureCode } from '../failures.ts';
import { type Decision, decisionFault, isEditable, type Resolution } from '../model/resolution.ts';
import { isVoteDay } from '../model/vote.ts';
import { findMeetingGround } from '../store/meeting-ground.ts';
import { membersOn } from '../store/members.ts';
import {
  findResolution,
  insertResolution,
  lockResolution,
  type ResolutionText,
  saveState,
  saveText,
  takeNumber,
} from '../store/resolutions.ts';
import { settle } from './resolution-effects.ts';
import { editableBody, readableBody } from './scope.ts';
import { allOrNothing } from './transaction.ts';

type Done<T> = Promise<Outcome<T, FailureCode>>;

export interface NewResolution extends ResolutionText {
  /** Made by the form, so that sending it twice adds one. */
  readonly id: string;
  readonly bodyId: string;
  /** Null: by circular letter. */
  readonly meetingId: string | null;
}

/** What a text must fit: a letter's last day, an item of the meeting's own agenda. */
async function textFault(
  trx: Trx,
  context: Context,
  of: { readonly bodyId: string; readonly meetingId: string | null },
  text: ResolutionText,
): Promise<FailureCode | undefined> {
  if (of.meetingId === null)
    return text.voteUntil && isVoteDay(text.voteUntil, dayOf(context.now())) ? undefined : 'networks.vote_day';
  const meeting = await findMeetingGround(trx, of.meetingId);
  if (meeting?.bodyId !== of.bodyId) return 'networks.unknown_meeting';
  const known = text.agendaItemId === null || meeting.items.some(({ id }) => id === text.agendaItemId);
  return known ? undefined : 'networks.unknown_item';
}

/** Adds a resolution with the next number of its body in the year: of the meeting, or of today. */
export async function addResolution(context: Context, draft: NewResolution): Done<string> {
  return context.transaction(async (trx) => {
    const body = await editableBody(trx, context, draft.bodyId);
    if (!body.ok) return body;
    if (await findResolution(trx, draft.id)) return ok(draft.id);
    const fault = await textFault(trx, context, draft, draft);
    if (fault) return fail(fault);
    const meeting = draft.meetingId ? await findMeetingGround(trx, draft.meetingId) : undefined;
    const year = dayOf(meeting?.startsAt ?? context.now()).slice(0, 4);
    const number = await takeNumber(trx, draft.bodyId, year);
    const row = { ...draft, tenantId: context.tenant.id, number, at: context.now() };
    if (!(await insertResolution(trx, row))) return ok(draft.id);
    await audit(trx, context, {
      action: 'resolution.added',
      subjectType: 'resolution',
      subjectId: draft.id,
      details: { number, body: draft.bodyId },
    });
    return ok(draft.id);
  });
}

/** The resolution when the actor may read its body. */
export async function readResolution(trx: Trx, context: Context, id: string): Done<Resolution> {
  const resolution = await findResolution(trx, id);
  const body = resolution && (await readableBody(trx, context, resolution.bodyId));
  return resolution && body?.ok ? ok(resolution) : fail('networks.unknown_resolution');
}

/** Locks the resolution for a change by somebody who keeps its body. */
export async function lockForChange(trx: Trx, context: Context, id: string): Done<Resolution> {
  const resolution = await lockResolution(trx, id);
  if (!resolution) return fail('networks.unknown_resolution');
  const body = await editableBody(trx, context, resolution.bodyId);
  if (!body.ok) return body.code === 'networks.unknown_body' ? fail('networks.unknown_resolution') : body;
  return ok(resolution);
}

export type EditOutcome =
  | Outcome<undefined, FailureCode>
  | {
      readonly ok: false;
      readonly code: 'networks.changed';
      readonly details: Record<string, number>;
      readonly theirs: Resolution;
    };

export async function editResolution(context: Context, id: string, text: ResolutionText, version: number): Promise<EditOutcome> {
  return context.transaction(async (trx): Promise<EditOutcome> => {
    const found = await lockForChange(trx, context, id);
    if (!found.ok) return found;
    const before = found.value;
    if (!isEditable(before)) return fail('networks.resolution_fixed');
    if (before.version !== version)
      return { ok: false, code: 'networks.changed', details: { version: before.version }, theirs: before };
    const fault = await textFault(trx, context, before, text);
    if (fault) return fail(fault);
    await saveText(trx, id, before.meetingId ? { ...text, voteUntil: null } : { ...text, agendaItemId: null }, context.now());
    await audit(trx, context, { action: 'resolution.edited', subjectType: 'resolution', subjectId: id });
    return ok();
  });
}

/** Takes a resolution back that nobody has decided; its number stays taken. */
export async function withdrawResolution(context: Context, id: string): Done<undefined> {
  return context.transaction(async (trx) => {
    const found = await lockForChange(trx, context, id);
    if (!found.ok) return found;
    if (found.value.state !== 'draft' && found.value.state !== 'open') return fail('networks.already_decided');
    await saveState(trx, id, 'withdrawn', context.now());
    await audit(trx, context, { action: 'resolution.withdrawn', subjectType: 'resolution', subjectId: id });
    return ok();
  });
}

/** Writes down what a meeting decided and, when passed, carries it out; sent twice, it happens once. */
export async function decideResolution(
  context: Context,
  effects: readonly ResolutionEffect[],
  id: string,
  decision: Decision,
  version: number,
): Done<undefined> {
  return allOrNothing(context, async (trx) => {
    const found = await lockForChange(trx, context, id);
    if (!found.ok) return found;
    const { state, meetingId, bodyId, version: current } = found.value;
    if (state !== 'open') return fail('networks.already_decided');
    if (meetingId === null) return fail('networks.decided_by_letter');
    if (current !== version) return fail('networks.changed', { version: current });
    if (decision.decidedOn > dayOf(context.now())) return fail('networks.decided_in_future');
    const seats = (await membersOn(trx, bodyId, decision.decidedOn)).filter(({ votes }) => votes).length;
    const fault = decisionFault(decision, seats);
    if (fault) {
      const { code, ...details } = fault;
      return fail(code, details);
    }
    return settle(trx, context, effects, found.value, decision);
  });
}

/** Shows a decided resolution to the public, or no longer. */
export async function publishResolution(context: Context, id: string, isPublic: boolean): Done<undefined> {
  return context.transaction(async (trx) => {
    const found = await lockForChange(trx, context, id);
    if (!found.ok) return found;
    const { title, wording, paperNumber, agendaItemId, voteUntil } = found.value;
    await saveText(trx, id, { title, wording, paperNumber, agendaItemId, voteUntil, public: isPublic }, context.now());
    const action = isPublic ? 'resolution.published' : 'resolution.unpublished';
    await audit(trx, context, { action, subjectType: 'resolution', subjectId: id });
    await touchContent(trx, context.tenant.id);
    return ok();
  });
}
