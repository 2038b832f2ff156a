import { createHash } from 'node:crypto';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import type { Indicator, Source } from '../model/indicator.ts';
import type { Marker } from '../model/vocabulary.ts';

/** Definitions for tests: German names, everything else as short as it may be. */
export type TestIndicator = Pick<Indicator, 'key'> &
  Partial<Omit<Indicator, 'id' | 'version' | 'sourceId'>> & { readonly source?: string };
export type TestSource = Pick<Source, 'key'> & Partial<Omit<Source, 'id' | 'version'>>;

export interface TestDimension {
  readonly key: string;
  readonly name: string;
  /** Code → German name, in their order. */
  readonly categories: Readonly<Record<string, string>>;
}

export interface TestObservation {
  readonly indicator: string;
  /** The district when absent. */
  readonly territory?: string;
  readonly period: string;
  readonly breakdown?: string;
  readonly value?: number | null;
  readonly marker?: Marker;
  readonly withheld?: 1 | 2;
  /** `test` when absent. */
  readonly source?: string;
}

export interface TestFigures {
  readonly sources?: readonly TestSource[];
  readonly indicators?: readonly TestIndicator[];
  readonly dimensions?: readonly TestDimension[];
  readonly places?: readonly { readonly key: string; readonly name: string }[];
  readonly observations?: readonly TestObservation[];
  /** When the observations became known; a later value of the same cell supersedes the earlier one. */
  readonly knownOn?: Date;
}

/** Puts definitions and figures straight into the tables; what is there already under the same key stays. */
export async function insertFigures(context: Context, figures: TestFigures): Promise<void> {
  await context.transaction(async (trx) => {
    await insertSources(trx, context, [{ key: 'test' }, ...(figures.sources ?? [])]);
    const sources = await idsOf(trx, 'monitoring_source');
    await insertIndicators(trx, context, figures.indicators ?? [], sources);
    await insertDimensions(trx, context, figures.dimensions ?? []);
    for (const { key, name } of figures.places ?? [])
      await trx.insertInto('monitoring_place').values({ tenant_id: context.tenant.id, key, name }).execute();
    if (figures.observations?.length)
      await insertObservations(trx, context, figures.observations, {
        sources,
        indicators: await idsOf(trx, 'monitoring_indicator'),
        knownOn: figures.knownOn ?? context.now(),
      });
    await touchContent(trx, context.tenant.id);
  });
}

async function idsOf(trx: Trx, table: 'monitoring_source' | 'monitoring_indicator'): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.selectFrom(table).select(['id', 'key']).execute();
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function insertSources(trx: Trx, { tenant }: Context, sources: readonly TestSource[]): Promise<void> {
  const values = sources.map((source) => ({
    tenant_id: tenant.id,
    id: uuidv7(),
    key: source.key,
    names: JSON.stringify(source.names ?? { de: `Quelle ${source.key}` }),
    publisher: source.publisher ?? 'Amt',
    licence: source.licence ?? null,
    licence_note: source.licenceNote ?? '',
    attribution: source.attribution ?? '',
    url: source.url ?? null,
    population_basis: source.populationBasis ?? null,
    rounded_to: source.roundedTo ?? null,
    rank: source.rank ?? 100,
    public: source.public ?? true,
  }));
  await trx
    .insertInto('monitoring_source')
    .values(values)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doNothing())
    .execute();
}

async function insertIndicators(
  trx: Trx,
  { tenant }: Context,
  indicators: readonly TestIndicator[],
  sources: ReadonlyMap<string, string>,
): Promise<void> {
  if (indicators.length === 0) return;
  const values = indicators.map((indicator, index) => ({
    tenant_id: tenant.id,
    id: uuidv7(),
    key: indicator.key,
    catalogue_number: indicator.catalogueNumber ?? null,
    topic: indicator.topic ?? 'demography',
    kind: indicator.kind ?? 'context',
    position: indicator.position ?? index,
    names: JSON.stringify(indicator.names ?? { de: `Kennzahl ${indicator.key}` }),
    definitions: JSON.stringify(indicator.definitions ?? {}),
    numerators: JSON.stringify(indicator.numerators ?? {}),
    denominators: JSON.stringify(indicator.denominators ?? {}),
    reading_aids: JSON.stringify(indicator.readingAids ?? {}),
    unit: indicator.unit ?? 'persons',
    decimals: indicator.decimals ?? 0,
    direction: indicator.direction ?? 'none',
    formula: indicator.formula ?? null,
    figure: indicator.figure ?? null,
    source_id: sources.get(indicator.source ?? 'test') ?? null,
    table_codes: [...(indicator.tableCodes ?? [])],
    reference_date: indicator.referenceDate ?? '',
    periodicity: indicator.periodicity ?? 'year',
    additive: indicator.additive ?? (indicator.unit ?? 'persons') === 'persons',
    secrecy_note: indicator.secrecyNote ?? '',
    secrecy_k: indicator.secrecyK ?? null,
    secrecy_of: indicator.secrecyOf ?? null,
    series_breaks: JSON.stringify(indicator.seriesBreaks ?? []),
    levels: [...(indicator.levels ?? [])],
    breakdowns: [...(indicator.breakdowns ?? [])],
    contact: indicator.contact ?? '',
    note: indicator.note ?? '',
    next_update_on: indicator.nextUpdateOn ?? null,
    state: indicator.state ?? 'public',
  }));
  await trx
    .insertInto('monitoring_indicator')
    .values(values)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doNothing())
    .execute();
}

async function insertDimensions(trx: Trx, { tenant }: Context, dimensions: readonly TestDimension[]): Promise<void> {
  for (const { key, name, categories } of dimensions) {
    const dimension = { tenant_id: tenant.id, key, names: JSON.stringify({ de: name }) };
    await trx
      .insertInto('monitoring_dimension')
      .values(dimension)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const values = Object.entries(categories).map(([code, german], position) => ({
      tenant_id: tenant.id,
      dimension: key,
      code,
      names: JSON.stringify({ de: german }),
      position,
    }));
    await trx
      .insertInto('monitoring_category')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

interface Known {
  readonly sources: ReadonlyMap<string, string>;
  readonly indicators: ReadonlyMap<string, string>;
  readonly knownOn: Date;
}

function needed(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`The test speaks of "${key}" before it was defined`);
  return id;
}

/** A number that the columns which name a series always give; 48 bits, so that it is exact in JavaScript. */
function seriesId(parts: readonly string[]): number {
  return createHash('sha256').update(parts.join('\n')).digest().readUIntBE(0, 6);
}

async function insertObservations(
  trx: Trx,
  { tenant }: Context,
  observations: readonly TestObservation[],
  { sources, indicators, knownOn }: Known,
): Promise<void> {
  const importId = uuidv7();
  await trx
    .insertInto('monitoring_import')
    .values({
      tenant_id: tenant.id,
      id: importId,
      file_name: 'test.csv',
      state: 'accepted',
      created_at: knownOn,
      accepted_at: knownOn,
    })
    .execute();
  const rows = observations.map((one) => {
    const series = {
      indicator_id: needed(indicators, one.indicator),
      source_id: needed(sources, one.source ?? 'test'),
      territory: one.territory ?? tenant.ags,
      breakdown: one.breakdown ?? '',
    };
    return { ...one, series, id: seriesId(Object.values(series)) };
  });
  const distinct = new Map(rows.map(({ id, series }) => [id, { tenant_id: tenant.id, id, ...series }]));
  await trx
    .insertInto('monitoring_series')
    .values([...distinct.values()])
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .execute();
  for (const { id, period } of rows)
    await trx
      .updateTable('monitoring_observation')
      .set({ superseded_by: importId })
      .where('series_id', '=', id)
      .where('period', '=', period)
      .where('superseded_by', 'is', null)
      .execute();
  await trx
    .insertInto('monitoring_observation')
    .values(
      rows.map(({ id, period, value, marker, withheld }) => ({
        tenant_id: tenant.id,
        series_id: id,
        period,
        import_id: importId,
        value: value ?? (marker === '-' ? 0 : null),
        marker: marker ?? null,
        withheld: withheld ?? null,
      })),
    )
    .execute();
}
