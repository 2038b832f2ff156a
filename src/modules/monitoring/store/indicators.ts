import type { Selectable } from 'kysely';
import type { Tables, Trx } from '#platform/database';
import type { Dimension, Indicator, SeriesBreak, Source, Target, Texts } from '../model/indicator.ts';
import type { Direction, IndicatorState, Kind, Periodicity, PopulationBasis, Topic, Unit } from '../model/vocabulary.ts';

export function toSource(row: Selectable<Tables['monitoring_source']>): Source {
  return {
    id: row.id,
    key: row.key,
    names: row.names as Texts,
    publisher: row.publisher,
    licence: row.licence,
    licenceNote: row.licence_note,
    attribution: row.attribution,
    url: row.url,
    populationBasis: row.population_basis as PopulationBasis | null,
    roundedTo: row.rounded_to,
    rank: row.rank,
    public: row.public,
    version: row.version,
  };
}

export function toIndicator(row: Selectable<Tables['monitoring_indicator']>): Indicator {
  return {
    id: row.id,
    key: row.key,
    catalogueNumber: row.catalogue_number,
    topic: row.topic as Topic,
    kind: row.kind as Kind,
    position: row.position,
    names: row.names as Texts,
    definitions: row.definitions as Texts,
    numerators: row.numerators as Texts,
    denominators: row.denominators as Texts,
    readingAids: row.reading_aids as Texts,
    unit: row.unit as Unit,
    decimals: row.decimals,
    direction: row.direction as Direction,
    formula: row.formula,
    figure: row.figure,
    sourceId: row.source_id,
    tableCodes: row.table_codes,
    referenceDate: row.reference_date,
    periodicity: row.periodicity as Periodicity,
    additive: row.additive,
    secrecyNote: row.secrecy_note,
    secrecyK: row.secrecy_k,
    secrecyOf: row.secrecy_of,
    seriesBreaks: row.series_breaks as unknown as readonly SeriesBreak[],
    levels: row.levels,
    breakdowns: row.breakdowns,
    contact: row.contact,
    note: row.note,
    nextUpdateOn: row.next_update_on,
    state: row.state as IndicatorState,
    version: row.version,
  };
}

/** All indicators of the district, some hundred at most, in the order of the page. */
export async function listIndicators(trx: Trx): Promise<Indicator[]> {
  const rows = await trx.selectFrom('monitoring_indicator').selectAll().orderBy('position').orderBy('key').execute();
  return rows.map(toIndicator);
}

export async function listSources(trx: Trx): Promise<Source[]> {
  const rows = await trx.selectFrom('monitoring_source').selectAll().orderBy('rank').orderBy('key').execute();
  return rows.map(toSource);
}

export async function listDimensions(trx: Trx): Promise<Dimension[]> {
  const dimensions = await trx.selectFrom('monitoring_dimension').selectAll().orderBy('key').execute();
  const categories = await trx.selectFrom('monitoring_category').selectAll().orderBy('position').orderBy('code').execute();
  const byDimension = Map.groupBy(categories, ({ dimension }) => dimension);
  return dimensions.map(({ key, names, variable_codes }) => ({
    key,
    names: names as Texts,
    variableCodes: variable_codes,
    categories: (byDimension.get(key) ?? []).map(({ code, names, attribute_codes, position }) => ({
      code,
      names: names as Texts,
      attributeCodes: attribute_codes,
      position,
    })),
  }));
}

/** Targets of some indicators, by year. */
export async function listTargets(trx: Trx, indicatorIds: readonly string[]): Promise<Target[]> {
  if (!indicatorIds.length) return [];
  const rows = await trx
    .selectFrom('monitoring_target')
    .selectAll()
    .where('indicator_id', 'in', indicatorIds)
    .orderBy('year')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    indicatorId: row.indicator_id,
    territory: row.territory,
    breakdown: row.breakdown,
    year: row.year,
    value: row.value,
    source: row.source,
    version: row.version,
  }));
}
