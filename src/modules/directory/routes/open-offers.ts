import type { Context } from '#platform/access';
import type { App } from '#platform/http';
import { sendOpenFile } from '#platform/open-data';
import { licence, offersCsv, offersGeoJson, organisationsCsv } from '../service/open-offers.ts';

const files: readonly (readonly [string, string, (context: Context) => AsyncIterable<string>])[] = [
  ['offers.csv', 'text/csv; charset=utf-8; header=present', offersCsv],
  ['offers.geojson', 'application/geo+json; charset=utf-8', offersGeoJson],
  ['organisations.csv', 'text/csv; charset=utf-8; header=present', organisationsCsv],
];

/** The directory as files for everybody: https://www.govdata.de/dl-de/by-2-0. */
export function openOfferRoutes(app: App): void {
  const open = { config: { access: 'public', machine: true, limitPerMinute: 60 } } as const;
  for (const [name, type, body] of files)
    app.get(`/open-data/:district/${name}`, open, async (request, reply) => {
      const { context } = request;
      const { tenant, publicUrl } = context;
      if (name.endsWith('.csv')) reply.header('content-disposition', `attachment; filename="${tenant.slug}-${name}"`);
      return sendOpenFile(request, reply, {
        type,
        version: [tenant.id, tenant.contentVersion, publicUrl, name].join(' '),
        modified: tenant.contentChangedAt,
        links: [`<${licence}>; rel="license"`],
        body: () => body(context),
      });
    });
}
