import type { ApiOperation } from '#platform/module';

/** The views of the guide, as programs may take them. */
export const viewOperations: readonly ApiOperation[] = [
  {
    method: 'get',
    paths: ['/open-data/:district/guide-views.csv'],
    id: 'getGuideViews',
    group: 'open-data',
    summary: 'orientation:staff.api.views',
    description: 'orientation:staff.api.views_text',
    answer: { 'text/csv': { type: 'string' } },
    example: ({ tenant }) => `/open-data/${tenant.slug}/guide-views.csv`,
  },
];
