import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { touchContent } from '#platform/tenancy';

export interface PlantedSource {
  readonly key: string;
  readonly licence?: string | null;
  readonly licenceNote?: string;
  readonly rank?: number;
  readonly roundedTo?: number;
  readonly public?: boolean;
}

export interface PlantedIndicator {
  readonly key: string;
  readonly k?: number | null;
  readonly secrecyOf?: string;
  readonly unit?: string;
  readonly state?: string;
}

/** Territory, breakdown, period, value, marker. */
export type PlantedFigure = readonly [string, string, string, number | null, string?];

const json = (value: unknown) => JSON.stringify(value);

/** Definitions of a district for tests: sources, indicators, two dimensions. @returns key → id */
export async function plantDefinitions(
  context: Context,
  sources: readonly PlantedSource[],
  indicators: readonly PlantedIndicator[],
) {
  const tenant_id = context.tenant.id;
  const ids = new Map([...sources, ...indicators].map(({ key }) => [key, uuidv7()]));
  await context.transaction(async (trx) => {
    await trx
      .insertInto('monitoring_dimension')
      .values([
        { tenant_id, key: 'sex', names: json({ de: 'Geschlecht', en: 'Sex' }) },
        { tenant_id, key: 'age', names: json({ de: 'Alter', en: 'Age' }) },
      ])
      .execute();
    const category = (dimension: string, code: string, name: string) => ({
      tenant_id,
      dimension,
      code,
      names: json({ de: name }),
    });
    await trx
      .insertInto('monitoring_category')
      .values([category('sex', 'f', 'weiblich'), category('sex', 'm', 'männlich'), category('age', 'u6', 'unter 6')])
      .execute();
    await trx
      .insertInto('monitoring_source')
      .values(
        sources.map(
          ({
            key,
            licence = 'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
            licenceNote = '',
            rank = 100,
            roundedTo,
            ...rest
          }) => ({
            tenant_id,
            id: ids.get(key) as string,
            key,
            names: json({ de: `Quelle ${key}` }),
            publisher: `Amt ${key}`,
            licence,
            licence_note: licenceNote,
            attribution: `© Amt ${key}`,
            rank,
            rounded_to: roundedTo ?? null,
            public: rest.public ?? true,
          }),
        ),
      )
      .execute();
    await trx
      .insertInto('monitoring_indicator')
      .values(
        indicators.map(({ key, k = null, secrecyOf = null, unit = 'persons', state = 'public' }) => ({
          tenant_id,
          id: ids.get(key) as string,
          key,
          topic: 'demography',
          kind: 'context',
          names: json({ de: `Kennzahl ${key}`, en: `Indicator ${key}` }),
          definitions: json({ de: 'Personen, die am Stichtag da waren.' }),
          unit,
          periodicity: 'year',
          additive: unit === 'persons',
          secrecy_k: k,
          secrecy_of: secrecyOf,
          state,
        })),
      )
      .execute();
  });
  return ids;
}

let nextSeries = 1;

/** Brings in figures as an accepted import would; what was there before is superseded. @returns id of the import */
export async function plantFigures(
  context: Context,
  { indicatorId, sourceId, acceptedAt }: { indicatorId: string; sourceId: string; acceptedAt: Date },
  figures: readonly PlantedFigure[],
): Promise<string> {
  const tenant_id = context.tenant.id;
  const import_id = uuidv7();
  await context.transaction(async (trx) => {
    await trx
      .insertInto('monitoring_import')
      .values({
        tenant_id,
        id: import_id,
        file_name: 'probe.csv',
        state: 'accepted',
        accepted_at: acceptedAt,
        source_id: sourceId,
      })
      .execute();
    for (const [territory, breakdown, period, value, marker] of figures) {
      const key = { tenant_id, indicator_id: indicatorId, source_id: sourceId, territory, breakdown };
      const known = await trx
        .selectFrom('monitoring_series')
        .select('id')
        .where('indicator_id', '=', indicatorId)
        .where('source_id', '=', sourceId)
        .where('territory', '=', territory)
        .where('breakdown', '=', breakdown)
        .executeTakeFirst();
      const series = known?.id ?? nextSeries++;
      if (!known)
        await trx
          .insertInto('monitoring_series')
          .values({ ...key, id: series })
          .execute();
      await trx
        .updateTable('monitoring_observation')
        .set({ superseded_by: import_id })
        .where('series_id', '=', series)
        .where('period', '=', period)
        .where('superseded_by', 'is', null)
        .execute();
      await trx
        .insertInto('monitoring_observation')
        .values({ tenant_id, series_id: series, period, import_id, value, marker: marker ?? null })
        .execute();
    }
    await touchContent(trx, tenant_id);
  });
  return import_id;
}
