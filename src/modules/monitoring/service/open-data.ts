import { LRUCache } from 'lru-cache';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { german, translator } from '#platform/i18n';
import type { OpenDataset } from '#platform/module';
import type { TableParts } from '../model/csvw.ts';
import type { FigureSet } from '../model/figures.ts';
import type { Source } from '../model/indicator.ts';
import { jsonStat, mostCubeCells } from '../model/json-stat-writing.ts';
import { type Conditions, conditionsOf, dimensionsOf, type Holding } from '../model/open-data.ts';
import { type OpenRow, rowsOf } from '../model/open-figures.ts';
import { comparePeriods, spanOf } from '../model/period.ts';
import { type HoldingRow, listHoldings } from '../store/open-data.ts';
import { datasetOf } from './open-data-catalogue.ts';
import { type Definitions, definitionsIn, readFiguresIn } from './reading.ts';

const t = translator(german);

/** What there is for everybody: public indicators with figures of public sources, in the order of the page. */
async function readHoldings(trx: Trx, context: Context): Promise<Holding[]> {
  const defined = await definitionsIn(trx, false);
  const { indicators, sources } = defined;
  const known = new Map(sources.map((source) => [source.id, source]));
  const rows = Map.groupBy(
    (await listHoldings(trx)).filter(({ sourceId }) => known.has(sourceId)),
    ({ indicatorId }) => indicatorId,
  );
  const holdings = indicators.flatMap((indicator): Holding[] => {
    const own = rows.get(indicator.id);
    return own
      ? [{ indicator, ...summary(own, known), dimensions: dimensionsOf(own.flatMap(({ breakdowns }) => breakdowns)) }]
      : [];
  });
  const observed = new Set(holdings.map(({ indicator }) => indicator.key));
  const computed = indicators.filter(({ formula, key }) => formula !== null && !observed.has(key));
  return [
    ...holdings,
    ...(await computedHoldings(
      trx,
      context,
      defined,
      computed.map(({ key }) => key),
      holdings,
    )),
  ].toSorted((a, b) => indicators.indexOf(a.indicator) - indicators.indexOf(b.indicator));
}

function summary(rows: readonly HoldingRow[], known: ReadonlyMap<string, Source>) {
  const times = (values: readonly (Date | null)[]) => values.flatMap((value) => value?.getTime() ?? []);
  const [issued, modified] = [times(rows.map(({ issued }) => issued)), times(rows.map(({ modified }) => modified))];
  const periods = rows.flatMap(({ firstPeriod, lastPeriod }) => [firstPeriod, lastPeriod]).toSorted(comparePeriods);
  return {
    sources: rows.flatMap(({ sourceId }) => known.get(sourceId) ?? []),
    from: periods[0] ?? '',
    to: periods.at(-1) ?? '',
    territories: [...new Set(rows.flatMap(({ territories }) => territories))],
    issued: issued.length ? new Date(Math.min(...issued)) : null,
    modified: new Date(Math.max(0, ...modified)),
  };
}

/** Indicators that are computed on read, as far as there is a figure for the district. */
async function computedHoldings(
  trx: Trx,
  context: Context,
  defined: Definitions,
  keys: readonly string[],
  observed: readonly Holding[],
): Promise<Holding[]> {
  if (!keys.length) return [];
  const set = await readFiguresIn(trx, context, { indicators: keys, territories: [context.tenant.ags] }, false, { defined });
  const modified = new Date(Math.max(0, ...observed.map(({ modified }) => modified.getTime())));
  return set.indicators.flatMap((indicator): Holding[] => {
    const cells = set.periods.flatMap((period) => {
      const cell = set.cell(indicator.key, context.tenant.ags, period);
      return cell ? [{ period, cell }] : [];
    });
    const [first, last] = [cells[0], cells.at(-1)];
    if (!first || !last) return [];
    const used = new Set(cells.flatMap(({ cell }) => cell.sources));
    return [
      {
        indicator,
        sources: set.sources.filter(({ key }) => used.has(key)),
        from: first.period,
        to: last.period,
        territories: [context.tenant.ags],
        dimensions: indicator.breakdowns,
        issued: null,
        modified,
      },
    ];
  });
}

// Under the content version, on which they depend: whatever is published raises it.
const kept = new LRUCache<string, readonly Holding[]>({ max: 60, ttl: 3_600_000 });

export async function openHoldings(context: Context): Promise<readonly Holding[]> {
  const key = `${context.tenant.id} ${context.tenant.contentVersion}`;
  const known = kept.get(key);
  if (known) return known;
  const holdings = await context.transaction((trx) => readHoldings(trx, context));
  kept.set(key, holdings);
  return holdings;
}

export async function openDatasets(context: Context): Promise<readonly OpenDataset[]> {
  const { slug, ags } = context.tenant;
  return (await openHoldings(context)).map((holding) =>
    datasetOf(holding, {
      slug,
      ags,
      topic: t(`monitoring:topic.${holding.indicator.topic}`),
      unit: t(`monitoring:unit.${holding.indicator.unit}`),
    }),
  );
}

/** The figures of an indicator that stand under the same conditions. */
export interface OpenFigures {
  readonly holding: Holding;
  readonly table: TableParts;
  /** Reads them; each call anew. */
  rows(): AsyncIterable<OpenRow>;
}

/** Undefined: there are none for everybody. */
export async function openFigures(
  context: Context,
  key: string,
  which: Conditions,
  asKnownOn: Date | undefined,
): Promise<OpenFigures | undefined> {
  const holding = (await openHoldings(context)).find(({ indicator }) => indicator.key === key);
  const sources = holding?.sources.filter((source) => conditionsOf(source) === which) ?? [];
  if (!holding || !sources.length) return undefined;
  const { dimensions } = await context.transaction((trx) => definitionsIn(trx, false));
  return {
    holding,
    table: {
      indicator: holding.indicator,
      dimensions: dimensions.filter((dimension) => holding.dimensions.includes(dimension.key)),
      sources,
      asKnownOn: dayOf(asKnownOn ?? holding.modified),
    },
    rows: () => openRows(context, holding, which, asKnownOn),
  };
}

/** As the public sees them, whoever asks; one answer of `readFigures` at a time is in memory. */
async function* openRows(
  context: Context,
  { indicator, from, to, territories }: Holding,
  which: Conditions,
  asKnownOn: Date | undefined,
) {
  const query = { indicators: [indicator.key], breakdowns: 'all' as const, ...(asKnownOn ? { asKnownOn } : {}) };
  const read = (more: { from?: string; to?: string; territories?: readonly string[] }): Promise<FigureSet> =>
    context.transaction((trx) => readFiguresIn(trx, context, { ...query, ...more }, false));
  const all = await read({});
  if (!all.truncated) return yield* rowsOf(all, indicator.key, which);
  const years = [Number((spanOf(from)?.to ?? from).slice(0, 4)), Number((spanOf(to)?.to ?? to).slice(0, 4))] as const;
  for (let year = years[0]; year <= years[1]; year++) {
    const span = { from: `${year}-01-01`, to: `${year}-12-31` };
    const some = await read(span);
    if (!some.truncated) yield* rowsOf(some, indicator.key, which);
    else
      for (const territory of territories) yield* rowsOf(await read({ ...span, territories: [territory] }), indicator.key, which);
  }
}

/** The figures as one cube; where that would be too large, the totals alone; undefined: even these are too many. */
export async function figureCube({ rows, table, holding }: OpenFigures): Promise<object | undefined> {
  for (const totalsOnly of [false, true]) {
    const found: OpenRow[] = [];
    for await (const row of rows()) {
      if (totalsOnly && Object.keys(row.parts).length) continue;
      if (found.push(row) > mostCubeCells) break;
    }
    const dimensions = totalsOnly ? [] : table.dimensions;
    const cube = jsonStat(found, { ...table, dimensions, modified: holding.modified }, german.tag);
    if (cube) return cube;
  }
  return undefined;
}
