import type { App, FastifyReply } from '#platform/http';
import { publicCalendar, staffCalendar } from '../service/calendars.ts';
import { textOf } from './meeting-parts.ts';

const send = (reply: FastifyReply, slug: string, text: string) =>
  reply.type('text/calendar; charset=utf-8').header('content-disposition', `attachment; filename="${slug}.ics"`).send(text);

/** Calendars that other programs subscribe to or open. */
export function calendarRoutes(app: App): void {
  const machine = { access: 'public', machine: true, limitPerMinute: 120 } as const;
  app.get('/calendar/:district/gremien/:file', { config: machine }, async (request, reply) => {
    const [, slug] = /^([a-z0-9-]{1,200})\.ics$/.exec(textOf(request.params, 'file')) ?? [];
    const text = slug && (await publicCalendar(request.context, slug));
    return text ? send(reply.header('cache-control', 'no-cache'), slug, text) : reply.refuse(404);
  });

  const staff = { access: 'networks.read' } as const;
  app.get('/intern/:district/gremien/:body/kalender.ics', { config: staff }, async (request, reply) => {
    const found = await staffCalendar(request.context, textOf(request.params, 'body'));
    if (!found.ok) return reply.refuse(404);
    return send(reply.header('cache-control', 'private, no-store'), found.value.slug, found.value.text);
  });
}
