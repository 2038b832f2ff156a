import type { ApiDescription, ApiOperation } from '#platform/module';

const file = (name: string, id: string, mediaType: string, type: string): ApiOperation => ({
  method: 'get',
  paths: [`/open-data/:district/${name}`],
  id,
  group: 'open-data',
  summary: `concept:staff.api.${id}`,
  answer: { [mediaType]: { type } },
  example: ({ tenant }) => `/open-data/${tenant.slug}/${name}`,
});

/** The published concept for programs. */
export const conceptApi: ApiDescription = {
  operations: [
    file('concept.json', 'getConcept', 'application/json', 'object'),
    file('concept.csv', 'getConceptCsv', 'text/csv', 'string'),
    file('concept.schema.json', 'getConceptSchema', 'application/schema+json', 'object'),
  ],
};
