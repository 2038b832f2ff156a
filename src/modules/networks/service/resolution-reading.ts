import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { csv } from '#platform/documents';
import { type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../failures.ts';
import type { Body } from '../model/bodies.ts';
import { isEditable, type Resolution, type ResolutionState } from '../model/resolution.ts';
import type { Task } from '../model/task.ts';
import { listBodies } from '../store/bodies.ts';
import { findMeetingGround, listMeetingChoices, type MeetingGround } from '../store/meeting-ground.ts';
import { membersOn } from '../store/members.ts';
import { type ListedResolution, listResolutions, resolutionYears } from '../store/resolution-list.ts';
import { tasksOf } from '../store/tasks.ts';
import { type Vote, votesOn } from '../store/votes.ts';
import { readResolution } from './resolutions.ts';
import { bodyReach, editableBody, mayEditAllBodies, mayEditBody } from './scope.ts';

export interface ResolutionQuery {
  readonly bodyId?: string | undefined;
  readonly state?: ResolutionState | undefined;
  readonly year?: string | undefined;
  readonly text?: string | undefined;
}

export interface ResolutionList {
  readonly rows: readonly ListedResolution[];
  /** Cursor of the next page; absent on the last. */
  readonly next: string | undefined;
  readonly bodies: readonly Body[];
  readonly years: readonly string[];
}

export async function readResolutions(
  context: Context,
  query: ResolutionQuery,
  after: string | undefined,
  limit: number,
): Promise<ResolutionList> {
  const reach = bodyReach(context);
  return context.transaction(async (trx) => {
    const rows = await listResolutions(trx, { ...query, reach }, after, limit + 1);
    const page = rows.slice(0, limit);
    return {
      rows: page,
      next: rows.length > limit ? page.at(-1)?.cursor : undefined,
      bodies: await listBodies(trx, reach),
      years: await resolutionYears(trx, reach),
    };
  });
}

/** Everything about one resolution that its page shows. */
export interface ResolutionRecord {
  readonly resolution: Resolution;
  /** Names and votes of a letter; empty for a meeting's resolution. */
  readonly votes: readonly Vote[];
  /** Seats with a vote today. */
  readonly seats: number;
  readonly tasks: readonly Task[];
  readonly today: string;
  readonly mayEdit: boolean;
  /** May add and remove what the resolution does. */
  readonly mayEffect: boolean;
}

export async function resolutionRecord(context: Context, id: string): Promise<Outcome<ResolutionRecord, FailureCode>> {
  return context.transaction(async (trx) => {
    const found = await readResolution(trx, context, id);
    if (!found.ok) return found;
    const resolution = found.value;
    const today = dayOf(context.now());
    const mayEdit = mayEditBody(context, resolution);
    return ok({
      resolution,
      votes: resolution.meetingId === null ? await votesOn(trx, id) : [],
      seats: (await membersOn(trx, resolution.bodyId, today)).filter(({ votes }) => votes).length,
      tasks: await tasksOf(trx, { resolutionId: id }),
      today,
      mayEdit,
      mayEffect: mayEdit && mayEditAllBodies(context) && isEditable(resolution),
    });
  });
}

/** What the form of a new resolution chooses from: bodies first, then the meetings of one. */
export async function resolutionGround(context: Context, bodyId: string | undefined, meetingId: string | undefined) {
  return context.transaction(async (trx) => {
    const bodies = await editableBodies(trx, context);
    const meeting = meetingId === undefined ? undefined : await findMeetingGround(trx, meetingId);
    const chosen = meeting?.bodyId ?? bodyId;
    const body = chosen === undefined ? undefined : await editableBody(trx, context, chosen);
    return {
      bodies,
      body: body?.ok ? body.value : undefined,
      meetings: body?.ok ? await listMeetingChoices(trx, body.value.id) : [],
      meeting: body?.ok ? meeting : undefined,
    };
  });
}

/** The open bodies that the actor keeps, by name. */
export async function editableBodies(trx: Parameters<typeof listBodies>[0], context: Context): Promise<Body[]> {
  const open = await listBodies(trx, bodyReach(context), { openOn: dayOf(context.now()) });
  return open.filter((body) => mayEditBody(context, body));
}

/** Agenda of the meeting that a resolution belongs to. */
export async function meetingOf(context: Context, resolution: Resolution): Promise<MeetingGround | undefined> {
  const { meetingId } = resolution;
  return meetingId === null ? undefined : context.transaction((trx) => findMeetingGround(trx, meetingId));
}

const mostExported = 20_000;
const piece = 1000;

/** The list as CSV, as its filters say. */
export async function* exportResolutions(context: Context, query: ResolutionQuery): AsyncIterable<string> {
  const { t } = context;
  const column = (key: string, kind: 'text' | 'integer' | 'date' = 'text') => ({
    key,
    header: t(`networks:staff.resolution.${key}`),
    kind,
  });
  const columns = [
    column('number'),
    column('body'),
    column('title'),
    column('wording'),
    column('paper_number'),
    column('state'),
    column('yes', 'integer'),
    column('no', 'integer'),
    column('abstain', 'integer'),
    column('chair_decision'),
    column('decided_on', 'date'),
    column('vote_until', 'date'),
    column('public'),
  ];
  async function* rows() {
    let after: string | undefined;
    for (let count = 0; count < mostExported; count += piece) {
      const page = await context.transaction((trx) =>
        listResolutions(trx, { ...query, reach: bodyReach(context) }, after, piece),
      );
      for (const one of page)
        yield {
          number: one.number,
          body: one.bodyName,
          title: one.title,
          wording: one.wording,
          paper_number: one.paperNumber,
          state: t(`networks:staff.resolution.state.${one.state}`),
          ...one.count,
          chair_decision: one.chairDecision,
          decided_on: one.decidedOn,
          vote_until: one.voteUntil,
          public: t(one.public ? 'networks:staff.yes' : 'networks:staff.no'),
        };
      if (page.length < piece) return;
      after = page.at(-1)?.cursor;
    }
  }
  yield* csv(columns, rows(), { separator: ';', bom: true });
}
