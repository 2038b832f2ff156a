import { listTowns, quarters, territoryPath } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import type { JobServices } from '#platform/module';
import { touchContent } from '#platform/tenancy';
import { inputsOf } from '../model/formula.ts';
import { parseFormula } from '../model/formula-parsing.ts';
import type { Indicator, Source } from '../model/indicator.ts';
import { spanOf } from '../model/period.ts';
import { type CheckedCell, type Contradiction, Figures } from '../model/plausibility.ts';
import { partitionsOf } from '../model/plausibility-partitions.ts';
import { checkFigures, type Surroundings } from '../model/plausibility-rules.ts';
import { listRevisions, type Synchronised, synchroniseFindings } from '../store/findings.ts';
import { listDimensions, listIndicators, listSources } from '../store/indicators.ts';
import { type ObservationRow, readObservations } from '../store/observations.ts';

/** Number of inhabitants in the catalogue, by which "none at all" is judged. */
const population = 'bevoelkerung';
/**
 * Figures in memory at a time, some 40 MB, so that an import of millions of rows stays within its bounds. Beyond it, indicators
 * are checked one by one, in their totals and single breakdowns.
 */
const mostRows = 40_000;
/** Places of one indicator and year: all districts and towns of a Land are some hundreds. */
const mostNeighbours = 2000;

/** The territories that findings are about: the district's own and those around it. */
interface Area {
  readonly path: readonly { readonly key: string }[];
  readonly towns: readonly Lasting[];
  readonly quarters: readonly Lasting[];
}
interface Lasting {
  readonly key: string;
  readonly parentKey: string | null;
  readonly validFrom: string | null;
}

/**
 * Looks for contradictions in the figures of some indicators and of those computed from them, and keeps what it finds. Only
 * the district's own figures and those of Land and region are judged; other districts answer for theirs.
 */
export async function findContradictions(trx: Trx, context: Context, indicatorIds: readonly string[]): Promise<Synchronised> {
  const indicators = await listIndicators(trx);
  const sources = await listSources(trx);
  const inputs = new Map(indicators.map((one) => [one.key, inputKeys(one)]));
  const asked = new Set(indicators.filter(({ id }) => indicatorIds.includes(id)).map(({ key }) => key));
  const checked = indicators.filter(({ key }) => asked.has(key) || inputs.get(key)?.some((input) => asked.has(input)));
  if (!checked.length) return { found: 0, gone: 0 };

  const area = await areaOf(context);
  const territories = [...area.path, ...area.towns, ...area.quarters].map(({ key }) => key).concat('DG');
  const needed = (some: readonly Indicator[]) =>
    new Set([population, ...some.flatMap(({ key }) => [key, ...(inputs.get(key) ?? [])])]);
  const dimensions = await listDimensions(trx);
  const around = {
    indicators: checked,
    partitions: partitionsOf(dimensions),
    childrenOf: childrenIn(area, context.tenant.ags),
    aboveOf: aboveIn(area, context.tenant.ags),
  };
  const read = (some: readonly Indicator[], breakdowns: readonly string[] | null) =>
    readObservations(trx, {
      indicatorIds: indicators.filter(({ key }) => needed(some).has(key)).map(({ id }) => id),
      territories,
      breakdowns,
      fromYear: null,
      toYear: null,
      newest: false,
      asKnownOn: null,
      limit: mostRows + 1,
    });
  const check = async (rows: readonly ObservationRow[], some: readonly Indicator[]) => {
    const cells = toCells(rows.slice(0, mostRows), indicators, sources);
    const judged = new Set(some.map(({ key }) => key));
    const revised = await listRevisions(trx, { indicatorIds: some.map(({ id }) => id), territories, limit: mostRows });
    const [now, before] = [toCells(revised, indicators, sources), toCells(revised.map(asBefore), indicators, sources)];
    const surroundings: Surroundings = {
      ...around,
      indicators: some,
      revisions: now.flatMap((cell, index) => (before[index] ? [{ now: cell, before: before[index] }] : [])),
      populationOf: populationIn(cells),
    };
    const found = checkFigures(new Figures(cells, indicators, sources), surroundings);
    const own = found.filter(({ indicator }) => judged.has(indicator));
    return inTurn(own, (one) => withNeighbours(trx, one, indicators, sources));
  };

  const all = await read(checked, null);
  const found =
    all.length <= mostRows
      ? await check(all, checked)
      : (
          await inTurn(checked, async (one) => check(await read([one], ['', ...dimensions.map(({ key }) => `by:${key}`)]), [one]))
        ).flat();
  const ids = new Map(indicators.map(({ key, id }) => [key, id]));
  const outcome = await synchroniseFindings(trx, {
    tenantId: context.tenant.id,
    indicatorIds: checked.map(({ id }) => id),
    found: found.map((contradiction) => ({ indicatorId: ids.get(contradiction.indicator) as string, contradiction })),
    at: context.now(),
  });
  if (outcome.found + outcome.gone > 0) {
    await audit(trx, context, {
      action: 'monitoring.findings_changed',
      subjectType: 'monitoring_finding',
      subjectId: null,
      details: { found: outcome.found, gone: outcome.gone },
    });
    await touchContent(trx, context.tenant.id);
  }
  return outcome;
}

/**
 * An office that has delivered nothing of one district has seldom delivered the others: all of the same level that it prints
 * `-` for are named, so that no comparison takes them for zero.
 */
async function withNeighbours(
  trx: Trx,
  one: Contradiction,
  indicators: readonly Indicator[],
  sources: readonly Source[],
): Promise<Contradiction> {
  const [first] = one.figures;
  if (one.detail !== 'nothing' || !first) return one;
  const year = Number(one.period.slice(0, 4));
  const rows = await readObservations(trx, {
    indicatorIds: indicators.filter(({ key }) => key === first.indicator).map(({ id }) => id),
    territories: null,
    breakdowns: [''],
    fromYear: year,
    toYear: year,
    newest: false,
    asKnownOn: null,
    limit: mostNeighbours,
  });
  const neighbours = toCells(rows, indicators, sources).filter(
    ({ source, territory, period, marker }) =>
      marker === '-' &&
      source === first.source &&
      period === first.period &&
      territory !== first.territory &&
      territory.length === first.territory.length &&
      territory.slice(0, 2) === first.territory.slice(0, 2),
  );
  return { ...one, figures: [...one.figures, ...neighbours] };
}

/** All indicators of the district, for the daily run and on request. */
export async function checkAll(context: Context): Promise<Synchronised> {
  return context.transaction(async (trx) => {
    const indicators = await listIndicators(trx);
    return findContradictions(
      trx,
      context,
      indicators.map(({ id }) => id),
    );
  });
}

/** The daily run: figures also change without an import, when a break is declared or a formula written. */
export async function checkDaily(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) await checkAll(services.contextOf(tenantId, 'monitoring.check'));
}

async function inTurn<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of list) results.push(await work(one));
  return results;
}

function inputKeys({ formula }: Indicator): readonly string[] {
  const parsed = formula === null ? undefined : parseFormula(formula);
  return parsed?.ok ? inputsOf(parsed.formula) : [];
}

async function areaOf(context: Context): Promise<Area> {
  const path = await territoryPath(context, context.tenant.ags);
  return { path, towns: await listTowns(context), quarters: await quarters(context) };
}

function childrenIn({ towns, quarters }: Area, district: string): Surroundings['childrenOf'] {
  const byParent = Map.groupBy(quarters, ({ parentKey }) => parentKey ?? '');
  return (territory, period) => {
    const complete = territory === district;
    const children = complete ? towns : (byParent.get(territory) ?? []);
    const day = spanOf(period)?.to ?? period;
    // Of a time before one of them was made, it is not known what the whole was made of.
    const known = children.every(({ validFrom }) => validFrom === null || validFrom <= day);
    return { keys: known ? children.map(({ key }) => key) : [], complete };
  };
}

function aboveIn({ path, quarters }: Area, district: string): Surroundings['aboveOf'] {
  const higher = path.map(({ key }) => key).toReversed();
  const parents = new Map(quarters.map(({ key, parentKey }) => [key, parentKey]));
  return (territory) => {
    const at = higher.indexOf(territory);
    if (at >= 0) return [...higher.slice(at + 1), 'DG'];
    if (territory === 'DG') return [];
    const town = parents.get(territory);
    return [...(town ? [town] : []), ...(territory.startsWith(district) ? higher : []), 'DG'];
  };
}

function populationIn(cells: readonly CheckedCell[]): Surroundings['populationOf'] {
  const known = new Map<string, number>();
  for (const { indicator, territory, breakdown, value } of cells)
    if (indicator === population && breakdown === '' && value) known.set(territory, value);
  return (territory) => known.get(territory) ?? null;
}

type StoredFigure = Pick<ObservationRow, 'indicatorId' | 'sourceId' | 'territory' | 'breakdown' | 'period' | 'value' | 'marker'>;

const asBefore = (row: Awaited<ReturnType<typeof listRevisions>>[number]): StoredFigure => ({
  ...row,
  value: row.oldValue,
  marker: row.oldMarker,
});

function toCells(rows: readonly StoredFigure[], indicators: readonly Indicator[], sources: readonly Source[]): CheckedCell[] {
  const keys = new Map([...indicators, ...sources].map(({ id, key }) => [id, key]));
  return rows.map(({ indicatorId, sourceId, territory, breakdown, period, value, marker }) => ({
    indicator: keys.get(indicatorId) ?? '',
    source: keys.get(sourceId) ?? '',
    territory,
    breakdown,
    period,
    value,
    marker,
  }));
}
