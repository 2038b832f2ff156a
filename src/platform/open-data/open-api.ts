import type { ApiDescription, ApiOperation } from '#platform/module';

const catalogue = (extension: string, type: string): ApiOperation => ({
  method: 'get',
  paths: [`/open-data/:district/catalog.${extension}`],
  id: extension === 'ttl' ? 'getCatalogueTurtle' : 'getCatalogue',
  group: 'open-data',
  summary: `open-data:staff.api.catalogue_${extension}`,
  answer: { [type]: { type: extension === 'ttl' ? 'string' : 'object' } },
  example: ({ tenant }) => `/open-data/${tenant.slug}/catalog.${extension}`,
});

const identifier = (path: string, id: string): ApiOperation => ({
  method: 'get',
  paths: [`/open-data/:district/${path}`],
  id,
  group: 'open-data',
  summary: `open-data:staff.api.${id}`,
  status: 303,
  answer: {},
});

/** The catalogue and its identifiers; the files themselves are described by the modules that give them. */
export const openDataApi: ApiDescription = {
  groups: [{ id: 'open-data', title: 'open-data:staff.api.group', text: 'open-data:staff.api.group_text' }],
  operations: [
    catalogue('jsonld', 'application/ld+json'),
    catalogue('ttl', 'text/turtle'),
    identifier('catalog', 'leadToCatalogue'),
    identifier('publisher', 'leadToPublisher'),
    identifier('contact', 'leadToContact'),
    identifier('datasets/:id', 'leadToDataset'),
  ],
};
