import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { textIn } from '../model/indicator.ts';
import { timeWords } from '../model/report-words.ts';
import { MapPage } from '../pages/map.tsx';
import { drawMapView } from '../pages/map-chart.ts';
import { type MapView, mapView } from '../service/map.ts';
import { type ChartFormat, sendDrawing } from './chart-file.ts';
import { indicatorKey } from './indicator-page.tsx';
import { mapQueryOf } from './indicator-query.ts';

function withMap(answer: (view: MapView, request: FastifyRequest, reply: FastifyReply) => FastifyReply) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { indicator } = request.params as { indicator: string };
    const view = await mapView(request.context, indicator, mapQueryOf(request.query));
    return view ? answer(view, request, reply) : reply.refuse(404);
  };
}

const mapFile = (format: ChartFormat) =>
  withMap((view, { context }, reply) => {
    const drawn = drawMapView(view, context);
    if (!drawn) return reply.refuse(404);
    const heading = [textIn(view.indicator.names, context.language.tag), timeWords(view.period ?? '', context)];
    const { sources } = view.figures;
    return sendDrawing(reply, { svg: drawn.svg, name: `${view.indicator.key}-karte`, heading, sources }, format, context);
  });

/** An indicator on the map of the district. */
export function mapRoutes(app: App): void {
  const base = `/:district/:language/zahlen/${indicatorKey}`;
  app.get(
    `${base}/karte`,
    { config: { access: 'public', cached: true } },
    withMap((view, _request, reply) => reply.page(<MapPage view={view} />)),
  );
  const file = { config: { access: 'public', limitPerMinute: 120 } } as const;
  app.get(`${base}/karte.svg`, file, mapFile('svg'));
  app.get(`${base}/karte.png`, file, mapFile('png'));
}
