import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { textIn } from '../model/indicator.ts';
import type { IndicatorView } from '../model/indicator-view.ts';
import { breakdownChart, courseChart } from '../pages/indicator-charts.ts';
import { IndicatorPage } from '../pages/indicator-page.tsx';
import { indicatorCsv } from '../service/indicator-file.ts';
import { indicatorView } from '../service/indicator-page.ts';
import { type ChartFormat, sendCsv, sendDrawing } from './chart-file.ts';
import { choiceOf } from './indicator-query.ts';

/** What an indicator's key may be; everything else is not even asked for. */
export const indicatorKey = ':indicator(^[a-z][a-z0-9_]{0,59}$)';

function withView(answer: (view: IndicatorView, request: FastifyRequest, reply: FastifyReply) => FastifyReply) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { indicator } = request.params as { indicator: string };
    const view = await indicatorView(request.context, indicator, choiceOf(request.query));
    return view ? answer(view, request, reply) : reply.refuse(404);
  };
}

const drawingFile = (draw: typeof courseChart, suffix: string, format: ChartFormat) =>
  withView((view, { context }, reply) => {
    const drawn = draw(view, context);
    if (!drawn) return reply.refuse(404);
    const { indicator, chosen, breakdown, figures } = view;
    const tag = context.language.tag;
    const parts = suffix && breakdown ? [breakdown.dimension, breakdown.place] : chosen.slice(0, 1);
    const heading = [textIn(indicator.names, tag), ...parts.map(({ names }) => textIn(names, tag))];
    const { sources } = suffix && breakdown ? breakdown.figures : figures;
    return sendDrawing(reply, { svg: drawn.svg, name: `${indicator.key}${suffix}`, heading, sources }, format, context);
  });

/** The page of an indicator and its files. */
export function indicatorPageRoutes(app: App): void {
  const base = `/:district/:language/zahlen/${indicatorKey}`;
  app.get(
    base,
    { config: { access: 'public', cached: true } },
    withView((view, { context }, reply) => reply.page(<IndicatorPage view={view} district={context.tenant.ags} />)),
  );
  const file = { config: { access: 'public', limitPerMinute: 120 } } as const;
  for (const format of ['svg', 'png'] as const) {
    app.get(`${base}/verlauf.${format}`, file, drawingFile(courseChart, '', format));
    app.get(`${base}/gliederung.${format}`, file, drawingFile(breakdownChart, '-gliederung', format));
  }
  app.get(
    `${base}/werte.csv`,
    file,
    withView((view, { context }, reply) => sendCsv(reply, indicatorCsv(view, context), view.indicator.key)),
  );
}
