import { dayOf, isDay } from '#platform/days';
import type { App, FastifyReply } from '#platform/http';
import { failureText } from '../failures.ts';
import { one } from '../model/indicator-form.ts';
import { isPlannable } from '../model/indicator-schema.ts';
import { CalendarPage } from '../pages/calendar.tsx';
import { dueGroups, planNext, updateCalendar } from '../service/calendar.ts';
import { definitions } from '../service/reading.ts';
import { type Call, editRoute, getRoute, refusalStatus, staffBase } from './catalogue-parts.ts';

async function show({ context, reply }: Call): Promise<FastifyReply> {
  const today = dayOf(context.now());
  const { indicators, sources } = await definitions(context);
  const bySource = new Map(sources.map((source) => [source.id, source]));
  const entries = dueGroups(indicators, today).map((group) => ({
    ...group,
    source: group.sourceId === null ? undefined : bySource.get(group.sourceId),
  }));
  const months = [...Map.groupBy(entries, ({ day }) => day?.slice(0, 7) ?? null)].map(([month, due]) => ({ month, due }));
  return reply.page(
    <CalendarPage base={staffBase(context)} months={months} today={today} mayEdit={context.may('monitoring.edit')} />,
  );
}

async function plan({ context, reply, values }: Call): Promise<FastifyReply> {
  const href = `${staffBase(context)}/kalender`;
  const [seen, next] = [one(values, 'seen'), one(values, 'next')];
  const isWrong = (day: string) => day !== '' && !(isDay(day) && isPlannable(day));
  if (isWrong(seen) || isWrong(next)) return reply.redirectWithNotice(href, 'danger', 'monitoring:staff.calendar.bad_day');
  const keys = one(values, 'keys').split(' ').filter(Boolean);
  const outcome = await planNext(context, keys, seen || null, next || null);
  if (outcome.ok) return reply.redirectWithNotice(href, 'success', 'monitoring:staff.calendar.planned');
  const status = refusalStatus(outcome.code);
  return status ? reply.refuse(status) : reply.redirectWithNotice(href, 'warning', failureText(outcome.code));
}

async function download({ context, reply }: Call): Promise<FastifyReply> {
  return reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'attachment; filename="kalender.ics"')
    .header('cache-control', 'private, no-store')
    .send(await updateCalendar(context));
}

/** When figures are due. */
export function calendarRoutes(app: App): void {
  getRoute(app, '/kalender', show);
  getRoute(app, '/kalender.ics', download);
  editRoute(app, 'post', '/kalender', plan);
}
