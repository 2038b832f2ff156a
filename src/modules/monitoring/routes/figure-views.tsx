import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { textIn } from '../model/indicator.ts';
import { pyramidGroups } from '../model/pyramid-view.ts';
import { timeWords } from '../model/report-words.ts';
import { NationalitiesPage } from '../pages/nationalities.tsx';
import { nationalitiesChart } from '../pages/nationalities-chart.ts';
import { PyramidPage } from '../pages/pyramid.tsx';
import { drawPyramidView } from '../pages/pyramid-chart.ts';
import { TargetGroupsPage } from '../pages/target-groups.tsx';
import { nationalitiesOf } from '../service/nationalities.ts';
import { pyramidPage } from '../service/pyramid.ts';
import { targetGroupView } from '../service/target-groups.ts';
import { nationalitiesCsv, pyramidCsv } from '../service/view-files.ts';
import { type ChartFormat, sendCsv, sendDrawing } from './chart-file.ts';

const word = z.string().max(40).catch('');
const pyramidSchema = z.object({
  ort: word.transform((value) => value || undefined),
  gruppe: z.enum(pyramidGroups).catch('all'),
  jahr: z.preprocess((value) => [value ?? []].flat(), z.array(word).max(60).catch([])) as z.ZodType<string[]>,
});

const pyramidOf = ({ context, query }: FastifyRequest) => {
  const { ort, gruppe, jahr } = pyramidSchema.parse(formValues(query));
  return pyramidPage(context, { place: ort, group: gruppe, periods: jahr });
};

const nationalitiesAsked = ({ context, query }: FastifyRequest) => {
  const { jahr } = z.object({ jahr: word }).parse(formValues(query));
  return nationalitiesOf(context, jahr);
};

const formats = ['svg', 'png'] as const satisfies readonly ChartFormat[];

const cached = { config: { access: 'public', cached: true } } as const;
const file = { config: { access: 'public', limitPerMinute: 120 } } as const;
const base = '/:district/:language/zahlen';

function pyramidRoutes(app: App): void {
  const name = 'altersaufbau';
  app.get(`${base}/${name}`, cached, async (request, reply) => {
    const page = await pyramidOf(request);
    return page ? reply.page(<PyramidPage page={page} />) : reply.refuse(404);
  });
  const drawn = (format: ChartFormat) => async (request: FastifyRequest, reply: FastifyReply) => {
    const view = (await pyramidOf(request))?.view;
    const drawing = view && drawPyramidView(view, request.context);
    if (!drawing || !view) return reply.refuse(404);
    const { t, language } = request.context;
    const heading = [
      t('monitoring:pyramid.title'),
      textIn(view.place.names, language.tag),
      t(`monitoring:pyramid.group.${view.group}`),
    ];
    const { sources } = view.figures;
    return sendDrawing(reply, { svg: drawing.svg, name, heading, sources }, format, request.context);
  };
  for (const format of formats) app.get(`${base}/${name}.${format}`, file, drawn(format));
  app.get(`${base}/${name}.csv`, file, async (request, reply) => {
    const view = (await pyramidOf(request))?.view;
    return view ? sendCsv(reply, pyramidCsv(view, request.context), name) : reply.refuse(404);
  });
}

function nationalitiesRoutes(app: App): void {
  const name = 'staatsangehoerigkeiten';
  app.get(`${base}/${name}`, cached, async (request, reply) =>
    reply.page(<NationalitiesPage view={await nationalitiesAsked(request)} />),
  );
  const drawn = (format: ChartFormat) => async (request: FastifyRequest, reply: FastifyReply) => {
    const view = await nationalitiesAsked(request);
    if (!view) return reply.refuse(404);
    const { context } = request;
    const { svg } = nationalitiesChart(view, context);
    const place = textIn(view.place.names, context.language.tag);
    const heading = [context.t('monitoring:nationalities.title'), place, timeWords(view.period, context)];
    const sources = view.figures.sources.filter(({ key }) => view.top.some(({ cell }) => cell.sources.includes(key)));
    return sendDrawing(reply, { svg, name, heading, sources }, format, context);
  };
  for (const format of formats) app.get(`${base}/${name}.${format}`, file, drawn(format));
  app.get(`${base}/${name}.csv`, file, async (request, reply) => {
    const view = await nationalitiesAsked(request);
    return view ? sendCsv(reply, nationalitiesCsv(view, request.context), name) : reply.refuse(404);
  });
}

/** Age, nationalities, target groups: views of several figures at once, with their files. */
export function figureViewRoutes(app: App): void {
  pyramidRoutes(app);
  nationalitiesRoutes(app);
  app.get(`${base}/zielgruppen`, cached, async ({ context, query }, reply) => {
    const { gruppe } = z.object({ gruppe: word }).parse(formValues(query));
    return reply.page(<TargetGroupsPage view={await targetGroupView(context, gruppe)} />);
  });
}
