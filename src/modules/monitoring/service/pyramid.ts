import { listTowns, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import { type PyramidGroup, type PyramidView, pyramidView } from '../model/pyramid-view.ts';
import { publicFigures } from './public-figures.ts';

/** The indicator whose figures come by age and sex. */
const population = 'bevoelkerung';

export interface PyramidPage {
  /** Undefined: no figures by age and sex of this place. */
  readonly view: PyramidView | undefined;
  /** Key of the place asked for. */
  readonly place: string;
  /** The district's towns, to choose from. */
  readonly towns: readonly Territory[];
}

/** Who is how old, in the district or a town; undefined when the place is none of the district's. */
export async function pyramidPage(
  context: Context,
  choice: { readonly place: string | undefined; readonly group: PyramidGroup; readonly periods: readonly string[] },
): Promise<PyramidPage | undefined> {
  const towns = await listTowns(context);
  const place = choice.place ?? context.tenant.ags;
  if (place !== context.tenant.ags && !towns.some(({ key }) => key === place)) return undefined;
  const figures = await publicFigures(context, { indicators: [population], territories: [place], breakdowns: 'all' });
  const found = figures.places.find(({ key }) => key === place);
  return { view: pyramidView(figures, found, choice), place, towns };
}
