import { dayOf } from '#platform/days';
import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { sendOpenFile } from '#platform/open-data';
import { monthOf, readMonth } from '../../model/views/period.ts';
import { StatisticsPage } from '../../pages/views/statistics.tsx';
import { managesGuide } from '../../service/rights.ts';
import { writeViews } from '../../service/views/counting.ts';
import { licence, notesOf, openViewsCsv, statisticsCsv, statisticsWorkbook } from '../../service/views/exporting.ts';
import { readStatistics, type ViewStatistics } from '../../service/views/statistics.ts';
import { frameOf } from '../frame.ts';

const root = '/intern/:district/ankommen/statistik';
const config = { access: 'orientation.manage' } as const;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The statistics of the month asked for; undefined: the actor works on something else than the guide. */
async function asked({ context, query }: FastifyRequest): Promise<ViewStatistics | undefined> {
  if (!managesGuide(context)) return undefined;
  return readStatistics(context, readMonth((query as { monat?: unknown }).monat, monthOf(dayOf(context.now()))));
}

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const statistics = await asked(request);
  if (!statistics) return reply.refuse(403);
  return reply.page(<StatisticsPage frame={frameOf(context)} statistics={statistics} notes={notesOf(context)} />);
}

/** What was read: counted while it is given, shown to the staff, given away. */
export function viewRoutes(app: App): void {
  app.onCounts(writeViews);
  app.get(root, { config }, show);
  const file = (name: string, type: string, make: (request: FastifyRequest, found: ViewStatistics) => Promise<string | Buffer>) =>
    app.get(`${root}.${name}`, { config }, async (request, reply) => {
      const statistics = await asked(request);
      if (!statistics) return reply.refuse(403);
      return reply
        .type(type)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="ankommen-abrufe-${statistics.month}.${name}"`)
        .send(await make(request, statistics));
    });
  file('xlsx', xlsx, ({ context }, found) => statisticsWorkbook(context, found));
  file('csv', 'text/csv; charset=utf-8; header=present', ({ context }, found) => statisticsCsv(context, found));

  const open = { config: { access: 'public', machine: true, limitPerMinute: 60 } } as const;
  app.get('/open-data/:district/guide-views.csv', open, async (request, reply) => {
    const { context } = request;
    const { tenant, publicUrl } = context;
    const month = monthOf(dayOf(context.now()));
    return sendOpenFile(request, reply.header('content-disposition', `attachment; filename="${tenant.slug}-guide-views.csv"`), {
      type: 'text/csv; charset=utf-8; header=present',
      // Months that are over change no more; a server that was away may still write its last minute of one.
      version: [tenant.id, month, publicUrl, 'guide-views'].join(' '),
      modified: new Date(`${month}-01T00:00:00Z`),
      links: [`<${licence}>; rel="license"`],
      body: () => openViewsBody(request),
    });
  });
}

async function* openViewsBody({ context }: FastifyRequest): AsyncIterable<string> {
  yield await openViewsCsv(context);
}
