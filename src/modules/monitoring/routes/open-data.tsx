import type { Context } from '#platform/access';
import { dayOf, isDay } from '#platform/days';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { german } from '#platform/i18n';
import { type OpenFile, sendOpenFile } from '#platform/open-data';
import { tenantName } from '#platform/tenancy';
import { csvwMetadata, writeCsv } from '../model/csvw.ts';
import { type Conditions, figurePath, licenceOf } from '../model/open-data.ts';
import { OpenDataPage } from '../pages/open-data.tsx';
import { figureCube, type OpenFigures, openFigures, openHoldings } from '../service/open-data.ts';

interface Found {
  readonly context: Context;
  readonly figures: OpenFigures;
  readonly which: Conditions;
  /** What all files of these figures have in common. */
  readonly file: Omit<OpenFile, 'body' | 'type'>;
}

/** Last moment of a day in Berlin, in winter and in summer. */
function endOf(day: string): Date {
  const winter = new Date(`${day}T23:59:59.999+01:00`);
  return dayOf(winter) === day ? winter : new Date(`${day}T23:59:59.999+02:00`);
}

/** Answers for a public indicator that has figures under the conditions asked for. */
function withFigures(
  answer: (found: Found, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | FastifyReply,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { context } = request;
    const { indicator } = request.params as { indicator: string };
    const { stand, conditions } = formValues(request.query);
    const which: Conditions = conditions === 'own' ? 'own' : 'open';
    if (stand !== undefined && !(typeof stand === 'string' && isDay(stand))) return reply.refuse(400);
    const asKnownOn = typeof stand === 'string' ? endOf(stand) : undefined;
    const figures = await openFigures(context, indicator, which, asKnownOn);
    if (!figures) return reply.refuse(404);
    const { tenant, publicUrl } = context;
    const described = publicUrl + figurePath(tenant.slug, indicator, 'csv-metadata.json', which);
    const file = {
      version: [tenant.id, tenant.contentVersion, publicUrl, request.url].join(' '),
      modified: figures.holding.modified,
      links: [
        `<${licenceOf(figures.table.sources)}>; rel="license"`,
        `<${described}>; rel="describedby"; type="application/csvm+json"`,
      ],
    };
    return answer({ context, figures, which, file }, request, reply);
  };
}

/** Figures for everybody, as files that machines read, and the page that says what there is. */
export function openDataRoutes(app: App): void {
  const open = { config: { access: 'public', machine: true, limitPerMinute: 120 } } as const;
  const path = '/open-data/:district/figures/:indicator';

  app.get(
    `${path}.csv`,
    open,
    withFigures(({ context, figures, file }, request, reply) => {
      reply.header('content-disposition', `attachment; filename="${context.tenant.slug}-${figures.table.indicator.key}.csv"`);
      const body = () => writeCsv(figures.table, figures.rows());
      return sendOpenFile(request, reply, { ...file, type: 'text/csv; charset=utf-8; header=present', body });
    }),
  );

  app.get(
    `${path}.csv-metadata.json`,
    open,
    withFigures(({ context: { tenant, publicUrl }, figures: { table, holding }, which, file }, request, reply) => {
      const { key } = table.indicator;
      const metadata = csvwMetadata(table, {
        url: publicUrl + figurePath(tenant.slug, key, 'csv', which),
        publisher: tenant.settings.legal?.authority ?? tenantName(tenant, german),
        homepage: `${publicUrl}/${tenant.slug}/de`,
        modified: holding.modified,
        page: `${publicUrl}/${tenant.slug}/de/zahlen/${key}`,
      });
      const body = () => JSON.stringify(metadata);
      return sendOpenFile(request, reply, { ...file, type: 'application/csvm+json; charset=utf-8', body });
    }),
  );

  app.get(
    `${path}.json`,
    open,
    withFigures(async ({ figures, file }, request, reply) => {
      const cube = await figureCube(figures);
      if (!cube) return reply.refuse(413);
      return sendOpenFile(request, reply, { ...file, type: 'application/json; charset=utf-8', body: () => JSON.stringify(cube) });
    }),
  );

  app.get('/:district/:language/zahlen/daten', { config: { access: 'public', cached: true } }, async (request, reply) =>
    reply.page(<OpenDataPage holdings={await openHoldings(request.context)} />),
  );
}
