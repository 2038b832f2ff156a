import type { Context } from '#platform/access';
import { type NationalitiesView, nationalitiesView } from '../model/nationalities.ts';
import { publicFigures } from './public-figures.ts';

/** Counts where there are any, else the shares that were published. */
const indicators = ['auslaender_azr', 'anteil_staatsangehoerigkeit'];

/** The largest nationalities of the district in a period; undefined when nobody delivered any. */
export async function nationalitiesOf(context: Context, period: string): Promise<NationalitiesView | undefined> {
  const district = context.tenant.ags;
  const figures = await publicFigures(context, { indicators, territories: [district], breakdowns: ['', 'by:nationality'] });
  return nationalitiesView(
    figures,
    figures.places.find(({ key }) => key === district),
    period,
  );
}
