import type { Context } from '#platform/access';
import type { ApiDescription, ApiOperation } from '#platform/module';
import { openHoldings } from './service/open-data.ts';

const figures = (extension: string, id: string, mediaType: string, type: string): ApiOperation => ({
  method: 'get',
  paths: [`/open-data/:district/figures/:indicator.${extension}`],
  id,
  group: 'open-data',
  summary: `monitoring:staff.api.${id}`,
  parameters: [
    { name: 'stand', description: 'monitoring:staff.api.stand', schema: { type: 'string', format: 'date' } },
    {
      name: 'conditions',
      description: 'monitoring:staff.api.conditions',
      schema: { type: 'string', enum: ['open', 'own'], default: 'open' },
    },
  ],
  answer: { [mediaType]: { type } },
  example: async (context: Context) => {
    const [holding] = await openHoldings(context);
    return holding && `/open-data/${context.tenant.slug}/figures/${holding.indicator.key}.${extension}`;
  },
});

/** Figures for programs. */
export const monitoringApi: ApiDescription = {
  operations: [
    figures('csv', 'getFiguresCsv', 'text/csv', 'string'),
    figures('csv-metadata.json', 'getFiguresMetadata', 'application/csvm+json', 'object'),
    figures('json', 'getFigures', 'application/json', 'object'),
  ],
};
