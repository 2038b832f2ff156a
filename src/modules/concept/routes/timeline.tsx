import type { App, FastifyReply } from '#platform/http';
import { facetsOf, filtered, hasEnded, pageOf, sorted } from '../model/board.ts';
import { timelineOf } from '../model/timeline.ts';
import { TimelinePage } from '../pages/timeline.tsx';
import { milestoneCalendar } from '../service/timeline-calendar.ts';
import { addressOf } from './board.tsx';
import { frameOf, type ViewCall, viewRoute } from './board-parts.ts';

/** Lines of one drawing: more are no picture any more. */
const pageSize = 60;

function timeline(call: ViewCall): FastifyReply {
  const { ground, reply, query } = call;
  const { tree, towns, today } = ground;
  const address = addressOf(call);
  const left = filtered(tree.recommendations, tree.fields, address.filter);
  const slice = pageOf(sorted(left, address.order), address.page, query.druck === undefined ? pageSize : 5000);
  const keys = towns.map(({ key }) => key);
  return reply.page(
    <TimelinePage
      frame={frameOf(call)}
      address={address}
      facets={facetsOf(tree.recommendations, tree.fields, keys, address.filter)}
      towns={towns}
      slice={slice}
      timeline={timelineOf(slice.items, today)}
      count={left.length}
      today={today}
    />,
  );
}

function calendar(call: ViewCall): FastifyReply {
  const { context, ground, reply } = call;
  const { tree } = ground;
  const chosen = filtered(tree.recommendations, tree.fields, addressOf(call).filter).filter((one) => !hasEnded(one));
  return reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'attachment; filename="zeitplan.ics"')
    .header('cache-control', 'no-store')
    .send(milestoneCalendar(context, tree, chosen));
}

export function timelineRoutes(app: App): void {
  viewRoute(app, '/zeitplan', timeline);
  viewRoute(app, '/zeitplan.ics', calendar);
}
