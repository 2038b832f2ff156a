import { Readable } from 'node:stream';
import { organisationNames } from '#modules/directory';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { EmptyState, PageHeader, useView } from '#platform/ui';
import { layoutNetwork } from '../model/body-map.ts';
import { NetworkMap, type NetworkMapProps } from '../pages/body-map.tsx';
import { NetworkPage } from '../pages/frame.tsx';
import { SeatListPage } from '../pages/member-list.tsx';
import {
  exportBodySeats,
  exportSeats,
  readSeatLinks,
  readSeats,
  type SeatFormat,
  type SeatQuery,
} from '../service/member-list.ts';
import { addressWith, forBody, one, refuse, root, staffBase } from './parts.ts';

const pageSize = 100;

function readAddress(request: FastifyRequest) {
  const sent = formValues(request.query);
  const by = one(sent, 'nach') === 'person' ? 'person' : 'organisation';
  const text = one(sent, 'q').slice(0, 100) || undefined;
  const all = one(sent, 'stand') === 'alle';
  const query: SeatQuery = { by, text, all };
  return { query, values: { q: text ?? '', nach: by === 'person' ? by : '', stand: all ? 'alle' : '' } };
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { query, values } = readAddress(request);
  const after = one((request.query ?? {}) as Record<string, unknown>, 'nachher') || undefined;
  const base = staffBase(context);
  const address = `${base}/sitze`;
  const found = await readSeats(context, query, after, pageSize);
  return reply.page(
    <SeatListPage
      base={base}
      list={found}
      by={query.by}
      values={values}
      first={after && addressWith(address, values)}
      next={found.next && addressWith(address, { ...values, nachher: found.next })}
      exports={{ csv: addressWith(`${address}.csv`, values), xlsx: addressWith(`${address}.xlsx`, values) }}
    />,
  );
}

const types: Record<SeatFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function send(reply: FastifyReply, pieces: AsyncIterable<string | Uint8Array>, name: string, format: SeatFormat): FastifyReply {
  return reply
    .type(types[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(pieces));
}

function MapPage(props: NetworkMapProps) {
  const { t } = useView();
  return (
    <NetworkPage tab="map" title={t('networks:staff.tab.map')}>
      <PageHeader title={t('networks:staff.tab.map')} lead={t('networks:map.lead')} />
      {props.links.length ? (
        <NetworkMap {...props} />
      ) : (
        <EmptyState title={t('networks:staff.map.none')}>
          <p>{t('networks:staff.map.none_text')}</p>
        </EmptyState>
      )}
    </NetworkPage>
  );
}

async function map(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const links = await readSeatLinks(context, 'staff');
  const known = await organisationNames(context, [...new Set(links.flatMap(({ organisationId }) => organisationId ?? []))]);
  const base = staffBase(context);
  return reply.page(
    <MapPage
      links={links}
      layout={layoutNetwork(links.map((link) => ({ body: link.bodyId, organisation: link.organisationName })))}
      bodyHref={({ bodyId }) => `${base}/${bodyId}`}
      organisationHref={(id) => known.get(id)?.path}
    />,
  );
}

export function memberListRoutes(app: App): void {
  const config = { access: 'networks.read' } as const;
  app.get(`${root}/sitze`, { config }, list);
  app.get(`${root}/karte`, { config }, map);
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(`${root}/sitze.${format}`, { config }, async (request, reply) =>
      send(reply, await exportSeats(request.context, readAddress(request).query, format), 'wer-sitzt-wo', format),
    );
    app.get(
      `${root}/:body/sitze.${format}`,
      { config },
      forBody(async (request, reply, { body }) => {
        const found = await exportBodySeats(request.context, body, format);
        return found.ok ? send(reply, found.value.pieces, `sitze-${found.value.name}`, format) : refuse(reply, found.code);
      }),
    );
  }
}
