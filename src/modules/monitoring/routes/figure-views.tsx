import { z } from 'zod';
import { type App, formValues } from '#platform/http';
import { nationalitiesView } from '../model/nationalities.ts';
import { pyramidGroups } from '../model/pyramid-view.ts';
import { NationalitiesPage } from '../pages/nationalities.tsx';
import { PyramidPage } from '../pages/pyramid.tsx';
import { TargetGroupsPage } from '../pages/target-groups.tsx';
import { publicFigures } from '../service/public-figures.ts';
import { pyramidPage } from '../service/pyramid.ts';
import { targetGroupView } from '../service/target-groups.ts';

const word = z.string().max(40).catch('');
const pyramidSchema = z.object({
  ort: word.transform((value) => value || undefined),
  gruppe: z.enum(pyramidGroups).catch('all'),
  jahr: z.preprocess((value) => [value ?? []].flat(), z.array(word).max(60).catch([])) as z.ZodType<string[]>,
});

/** Age, nationalities, target groups: views of several figures at once. */
export function figureViewRoutes(app: App): void {
  const cached = { config: { access: 'public', cached: true } } as const;
  const base = '/:district/:language/zahlen';
  app.get(`${base}/altersaufbau`, cached, async ({ context, query }, reply) => {
    const { ort, gruppe, jahr } = pyramidSchema.parse(formValues(query));
    const page = await pyramidPage(context, { place: ort, group: gruppe, periods: jahr });
    return page ? reply.page(<PyramidPage page={page} />) : reply.refuse(404);
  });
  app.get(`${base}/staatsangehoerigkeiten`, cached, async ({ context, query }, reply) => {
    const { jahr } = z.object({ jahr: word }).parse(formValues(query));
    const district = context.tenant.ags;
    // Counts where there are any, else the shares that were published.
    const figures = await publicFigures(context, {
      indicators: ['auslaender_azr', 'anteil_staatsangehoerigkeit'],
      territories: [district],
      breakdowns: ['', 'by:nationality'],
    });
    const place = figures.places.find(({ key }) => key === district);
    return reply.page(<NationalitiesPage view={nationalitiesView(figures, place, jahr)} />);
  });
  app.get(`${base}/zielgruppen`, cached, async ({ context, query }, reply) => {
    const { gruppe } = z.object({ gruppe: word }).parse(formValues(query));
    return reply.page(<TargetGroupsPage view={await targetGroupView(context, gruppe)} />);
  });
}
