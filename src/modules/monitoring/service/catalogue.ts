import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import { touchContent } from '#platform/tenancy';
import dimensions from '../catalogue/dimensions.json' with { type: 'json' };
import indicators from '../catalogue/indicators.json' with { type: 'json' };
import sources from '../catalogue/sources.json' with { type: 'json' };
import { nextByRule } from '../model/calendar.ts';
import { type Catalogue, catalogueSchema } from '../model/indicator-schema.ts';
import { addDimensions, putIndicators, putSources } from '../store/catalogue.ts';
import { listIndicators, listSources } from '../store/indicators.ts';

/** The shipped definitions: the 42 indicators of the norm, what their formulas need, sources and dimensions. */
export const catalogue: Catalogue = catalogueSchema.parse({ indicators, sources, dimensions });

/**
 * Gives a district the catalogue. May run again: a later version adds what is new and renews what nobody has edited; what
 * the staff changed stays.
 * @returns number of indicators that were not there before
 */
export async function loadCatalogue(context: Context): Promise<number> {
  const today = dayOf(context.now());
  return context.transaction(async (trx) => {
    const tenantId = context.tenant.id;
    const before = (await listIndicators(trx)).length;
    await putSources(trx, tenantId, catalogue.sources);
    await addDimensions(trx, tenantId, catalogue.dimensions);
    const sourceIds = new Map((await listSources(trx)).map(({ id, key }) => [key, id]));
    const contents = catalogue.indicators.map(({ nextUpdate, ...content }) => ({
      ...content,
      contact: '',
      nextUpdateOn: nextUpdate && nextByRule(nextUpdate, today),
    }));
    await putIndicators(trx, tenantId, contents, sourceIds);
    const added = (await listIndicators(trx)).length - before;
    await audit(trx, context, {
      action: 'monitoring.catalogue_loaded',
      subjectType: 'monitoring_indicator',
      subjectId: null,
      details: { added },
    });
    await touchContent(trx, tenantId);
    return added;
  });
}
