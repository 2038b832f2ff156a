import { type Insertable, sql } from 'kysely';
import { uuidv7 } from '#platform/crypto';
import type { Tables, Trx } from '#platform/database';
import type { CategoryContent, DimensionContent, IndicatorContent, SourceContent } from '../model/indicator-schema.ts';

type IndicatorRow = Omit<Insertable<Tables['monitoring_indicator']>, 'tenant_id' | 'id' | 'version'>;

/** Columns of an indicator, without those that only the store writes. */
export function indicatorColumns(content: IndicatorContent, sourceIds: ReadonlyMap<string, string>): IndicatorRow {
  return {
    key: content.key,
    catalogue_number: content.catalogueNumber,
    topic: content.topic,
    kind: content.kind,
    position: content.position,
    names: content.names,
    definitions: content.definitions,
    numerators: content.numerators,
    denominators: content.denominators,
    reading_aids: content.readingAids,
    unit: content.unit,
    decimals: content.decimals,
    direction: content.direction,
    formula: content.formula,
    figure: content.figure,
    source_id: (content.source && sourceIds.get(content.source)) ?? null,
    table_codes: content.tableCodes,
    reference_date: content.referenceDate,
    periodicity: content.periodicity,
    additive: content.additive,
    secrecy_note: content.secrecyNote,
    secrecy_k: content.secrecyK,
    secrecy_of: content.secrecyOf,
    series_breaks: JSON.stringify(content.seriesBreaks),
    levels: content.levels,
    breakdowns: content.breakdowns,
    contact: content.contact,
    note: content.note,
    next_update_on: content.nextUpdateOn,
    state: content.state,
  };
}

export function sourceColumns(
  content: SourceContent,
): Omit<Insertable<Tables['monitoring_source']>, 'tenant_id' | 'id' | 'version'> {
  return {
    key: content.key,
    names: content.names,
    publisher: content.publisher,
    licence: content.licence,
    licence_note: content.licenceNote,
    attribution: content.attribution,
    url: content.url,
    population_basis: content.populationBasis,
    rounded_to: content.roundedTo,
    rank: content.rank,
    public: content.public,
  };
}

/** What the staff decides about an indicator of the catalogue without editing it. */
const staffColumns: readonly string[] = ['key', 'next_update_on', 'contact', 'state'];

const taken = (columns: readonly string[]) =>
  Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)]));

/** Adds sources; those that nobody has edited yet (version 1) take what is new in them. */
export async function putSources(trx: Trx, tenantId: string, sources: readonly SourceContent[]): Promise<void> {
  const rows = sources.map((content) => ({ tenant_id: tenantId, id: uuidv7(), ...sourceColumns(content) }));
  const columns = Object.keys(sourceColumns(sources[0] as SourceContent)).filter((column) => column !== 'key');
  await trx
    .insertInto('monitoring_source')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet(taken(columns)).where('monitoring_source.version', '=', 1),
    )
    .execute();
}

/** Adds indicators; those that nobody has edited yet (version 1) take what is new in them. */
export async function putIndicators(
  trx: Trx,
  tenantId: string,
  indicators: readonly IndicatorContent[],
  sourceIds: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = indicators.map((content) => ({ tenant_id: tenantId, id: uuidv7(), ...indicatorColumns(content, sourceIds) }));
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !['tenant_id', 'id', ...staffColumns].includes(column));
  await trx
    .insertInto('monitoring_indicator')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet(taken(columns)).where('monitoring_indicator.version', '=', 1),
    )
    .execute();
}

/** Adds dimensions and categories that are not there; what is there stays as it is. */
export async function addDimensions(trx: Trx, tenantId: string, dimensions: readonly DimensionContent[]): Promise<void> {
  await trx
    .insertInto('monitoring_dimension')
    .values(
      dimensions.map(({ key, names, variableCodes }) => ({ tenant_id: tenantId, key, names, variable_codes: variableCodes })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doNothing())
    .execute();
  const categories = dimensions.flatMap(({ key, categories }) => categories.map((one) => categoryRow(tenantId, key, one)));
  await trx
    .insertInto('monitoring_category')
    .values(categories)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'dimension', 'code']).doNothing())
    .execute();
}

export const categoryRow = (tenantId: string, dimension: string, { code, names, attributeCodes, position }: CategoryContent) => ({
  tenant_id: tenantId,
  dimension,
  code,
  names,
  attribute_codes: attributeCodes,
  position,
});
