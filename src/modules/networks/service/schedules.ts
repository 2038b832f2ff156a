import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import { german, translator } from '#platform/i18n';
import type { JobHandler, JobServices } from '#platform/module';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { momentOf, timeOf } from '../model/meeting-time.ts';
import { matchDays, scheduledDays } from '../model/schedule.ts';
import { insertMeetings, type NewMeeting } from '../store/meetings.ts';
import {
  deleteUntouched,
  listPlanned,
  lockScheduledBodies,
  type PlannedMeeting,
  type ScheduledBody,
} from '../store/schedules.ts';
import { editableBody } from './scope.ts';

/** Twelve months. */
const daysAhead = 366;
/** Older meetings say nothing about the next ones. */
const yearsBack = 3;

const month = new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' });

interface Plan {
  readonly add: readonly NewMeeting[];
  /** Proposals of an earlier schedule. */
  readonly remove: readonly string[];
}

function planOf(body: ScheduledBody, meetings: readonly PlannedMeeting[], today: string): Plan {
  const end = addDays(today, daysAhead);
  const until = body.endedOn && body.endedOn < end ? body.endedOn : end;
  // The last meeting that somebody fixed says from where the rule counts, at which hour and where.
  const model = meetings.findLast(({ untouched, cancelled }) => !untouched && !cancelled);
  const days = scheduledDays(body.recurrence, model ? dayOf(model.startsAt) : body.since, today, until);
  if (!days.length) return { add: [], remove: [] };
  const known = meetings.filter(({ startsAt }) => dayOf(startsAt) > today);
  const { open, spare } = matchDays(
    days,
    known.map(({ startsAt }) => dayOf(startsAt)),
  );
  const [from, to] = model ? [timeOf(model.startsAt), timeOf(model.endsAt)] : ['10:00', '12:00'];
  const t = translator(german);
  return {
    remove: known.filter((one) => one.untouched && spare.includes(dayOf(one.startsAt))).map(({ id }) => id),
    add: open.map((day) => ({
      id: uuidv7(),
      title: t('networks:staff.schedule.meeting', { month: month.format(new Date(`${day}T00:00:00Z`)) }),
      startsAt: momentOf(day, from),
      endsAt: momentOf(to > from ? day : addDays(day, 1), to),
      place: model?.place ?? '',
      onlineUrl: null,
      fromSchedule: true,
    })),
  };
}

/** Plans bodies a year ahead; doing it again plans nothing more. Answers how many meetings were added. */
async function plan(trx: Trx, context: Context, bodyId?: string): Promise<number> {
  const now = context.now();
  const today = dayOf(now);
  const bodies = await lockScheduledBodies(trx, today, bodyId);
  const since = new Date(now.getTime() - yearsBack * 366 * 86_400_000);
  const meetings = Map.groupBy(
    await listPlanned(
      trx,
      bodies.map(({ id }) => id),
      since,
    ),
    (meeting) => meeting.bodyId,
  );
  const plans = bodies.map((body) => ({ body, ...planOf(body, meetings.get(body.id) ?? [], today) }));
  await deleteUntouched(
    trx,
    plans.flatMap(({ remove }) => remove),
  );
  await insertMeetings(
    trx,
    context.tenant.id,
    plans.flatMap(({ body, add }) => add.map((meeting) => ({ ...meeting, bodyId: body.id }))),
    now,
  );
  const changed = plans.filter(({ add, remove }) => add.length + remove.length > 0);
  if (changed.some(({ body }) => body.public)) await touchContent(trx, context.tenant.id);
  const added = changed.reduce((sum, { add }) => sum + add.length, 0);
  if (changed.length)
    await audit(trx, context, {
      action: 'network.meetings_planned',
      subjectType: 'network_body',
      subjectId: bodyId ?? null,
      details: { bodies: changed.map(({ body }) => body.id), added },
    });
  return added;
}

/** Plans one body's meetings of the next twelve months by its rule. */
export function planMeetings(context: Context, bodyId: string): Promise<Outcome<number, FailureCode>> {
  return context.transaction(async (trx) => {
    const body = await editableBody(trx, context, bodyId);
    if (!body.ok) return body;
    return body.value.recurrence ? ok(await plan(trx, context, bodyId)) : fail('networks.no_schedule');
  });
}

/** Every night, in every district: the next twelve months stay planned. */
async function planAllMeetings(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'networks.plan_meetings');
    await context.transaction((trx) => plan(trx, context));
  }
}

export const scheduleJobs: Readonly<Record<string, JobHandler>> = { 'networks.plan_meetings': planAllMeetings };
export const scheduleCrontab = ['40 1 * * * networks.plan_meetings ?fill=1d'] as const;
