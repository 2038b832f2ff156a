import type { App, FastifyReply } from '#platform/http';
import { one } from '../model/indicator-form.ts';
import { gapsOf } from '../model/indicator-gaps.ts';
import { IndicatorListPage, type IndicatorRow } from '../pages/indicator-list.tsx';
import { catalogue, loadCatalogue } from '../service/catalogue.ts';
import { definitions } from '../service/reading.ts';
import { type Call, editRoute, getRoute, staffBase } from './catalogue-parts.ts';

const filters = ['q', 'thema', 'art', 'zustand', 'luecken'] as const;

/** Text of an indicator that a search looks into. */
const searched = ({ indicator, source }: IndicatorRow): string =>
  [indicator.key, source, ...Object.values(indicator.names), ...indicator.tableCodes].join(' ').toLocaleLowerCase('de');

async function show({ context, reply, values }: Call): Promise<FastifyReply> {
  const { indicators, sources } = await definitions(context);
  const filter = Object.fromEntries(filters.map((name) => [name, one(values, name).slice(0, 100)]));
  const names = new Map(sources.map(({ id, names }) => [id, names[context.language.tag] ?? names.de ?? '']));
  const rows = indicators.map((indicator) => ({
    indicator,
    source: (indicator.sourceId && names.get(indicator.sourceId)) ?? null,
    gaps: gapsOf(indicator, indicators),
  }));
  const wanted = (filter.q ?? '').toLocaleLowerCase('de');
  const shown = rows.filter(
    (row) =>
      (!wanted || searched(row).includes(wanted)) &&
      (!filter.thema || row.indicator.topic === filter.thema) &&
      (!filter.art || row.indicator.kind === filter.art) &&
      (!filter.zustand || row.indicator.state === filter.zustand) &&
      (!filter.luecken || row.gaps.length > 0),
  );
  const known = new Set(indicators.map(({ key }) => key));
  return reply.page(
    <IndicatorListPage
      base={staffBase(context)}
      rows={shown}
      total={rows.length}
      filter={filter}
      mayEdit={context.may('monitoring.edit')}
      publicBase={`/${context.tenant.slug}/${context.language.tag}/zahlen`}
      missing={catalogue.indicators.filter(({ key }) => !known.has(key)).length}
      own={indicators.filter(({ figure }) => figure !== null).length}
    />,
  );
}

async function load({ context, reply }: Call): Promise<FastifyReply> {
  await loadCatalogue(context);
  return reply.redirectWithNotice(`${staffBase(context)}/kennzahlen`, 'success', 'monitoring:staff.list.loaded');
}

/** The list of indicators and what can be done with it as a whole. */
export function indicatorListRoutes(app: App): void {
  getRoute(app, '/kennzahlen', show);
  editRoute(app, 'post', '/kennzahlen/katalog', load);
}
