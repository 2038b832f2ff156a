import type { Stage } from '#testing';
import { insertFigures, type TestObservation } from './observations.ts';

/** The district, its Land, and two of its towns. */
export const kreis = '05562';
export const land = '05';
export const marl = '05562024';
export const herten = '05562020';

const years = (indicator: string, territory: string, values: Readonly<Record<string, number>>): TestObservation[] =>
  Object.entries(values).map(([period, value]) => ({ indicator, territory, period, value }));

const share = (territory: string, values: Readonly<Record<string, number>>) => years('auslaenderanteil', territory, values);

const pyramidYear = (period: string, shift: number): TestObservation[] =>
  ['0-2', '3-5', '18-19', 'group-0-5'].flatMap((age, index) =>
    ['male', 'female'].map((sex, at) => ({
      indicator: 'bevoelkerung',
      period,
      breakdown: `age=${age};sex=${sex}`,
      value: 1000 + index * 100 + at * 10 + shift,
    })),
  );

/**
 * Figures of every kind in Kreis Recklinghausen: a share with a break, a target, signs, a revision, a withheld and an internal
 * one; a count by sex; the age structure; nationalities; an output.
 */
export async function loadPublicFigures(stage: Stage): Promise<void> {
  const context = stage.context();
  await insertFigures(context, {
    knownOn: new Date('2024-03-01T12:00:00+01:00'),
    sources: [
      { key: 'azr', names: { de: 'Ausländerzentralregister' }, roundedTo: 5, populationBasis: 'azr', rank: 50 },
      {
        key: 'amt',
        names: { de: 'Statistik des Amtes', en: 'Statistics of the office' },
        licence: 'https://www.govdata.de/dl-de/by-2-0',
        attribution: '© IT.NRW, 2025',
        url: 'https://example.org/statistik',
      },
      { key: 'intern', public: false, names: { de: 'Interne Zählung' } },
    ],
    dimensions: [
      { key: 'sex', name: 'Geschlecht', categories: { female: 'weiblich', male: 'männlich' } },
      {
        key: 'age',
        name: 'Alter',
        categories: { '0-2': 'unter 3', '3-5': '3 bis 5', '18-19': '18 und 19', 'group-0-5': 'unter 6' },
      },
      {
        key: 'nationality',
        name: 'Staatsangehörigkeit',
        categories: {
          'group-eu': 'EU',
          ...Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`st${index}`, `Staat ${index}`])),
        },
      },
    ],
    indicators: [
      {
        key: 'auslaenderanteil',
        names: { de: 'Ausländeranteil', en: 'Share of foreigners' },
        definitions: { de: 'Anteil der Menschen ohne deutschen Pass.' },
        readingAids: { 'de-simple': 'Von 100 Menschen haben so viele keinen deutschen Pass.' },
        unit: 'percent',
        decimals: 1,
        source: 'amt',
        secrecyK: 3,
        tableCodes: ['12411-03-03-4'],
        seriesBreaks: [{ period: '2022', names: { de: 'Neue Grundlage: Zensus 2022' } }],
      },
      {
        key: 'bevoelkerung',
        names: { de: 'Bevölkerung' },
        source: 'amt',
        breakdowns: ['sex', 'age'],
        levels: ['kreis', 'kommune'],
      },
      { key: 'auslaender_azr', names: { de: 'Ausländische Bevölkerung' }, source: 'azr', breakdowns: ['nationality'] },
      { key: 'schutzsuchende', names: { de: 'Schutzsuchende' }, topic: 'legal' },
      { key: 'angebote', names: { de: 'Angebote' }, topic: 'work_of_ki', kind: 'output', unit: 'offers' },
      { key: 'noch_leer', names: { de: 'Noch leer' }, topic: 'school' },
      { key: 'geheim_intern', names: { de: 'Nur intern' }, state: 'internal' },
      { key: 'aus_interner_quelle', names: { de: 'Aus interner Quelle' }, source: 'intern' },
    ],
    observations: [
      ...share(kreis, { '2019-12-31': 9.5, '2021-12-31': 10.4, '2022-12-31': 11.6, '2023-12-31': 12.2 }).map((one) => ({
        ...one,
        source: 'amt',
      })),
      ...share(land, { '2021-12-31': 13.6, '2022-12-31': 14.9, '2023-12-31': 15.4 }).map((one) => ({ ...one, source: 'amt' })),
      { indicator: 'auslaenderanteil', territory: marl, period: '2023-12-31', value: 14.1, marker: '()', source: 'amt' },
      { indicator: 'auslaenderanteil', territory: herten, period: '2023-12-31', value: 7777.7, withheld: 1, source: 'amt' },
      { indicator: 'auslaenderanteil', territory: '05562004', period: '2023-12-31', marker: '/', source: 'amt' },
      ...years('bevoelkerung', kreis, { '2022-12-31': 612_801, '2023-12-31': 614_137 }),
      ...years('bevoelkerung', marl, { '2023-12-31': 84_312 }),
      ...['male', 'female'].flatMap((sex, index) =>
        ['2022-12-31', '2023-12-31'].map((period) => ({
          indicator: 'bevoelkerung',
          period,
          breakdown: `sex=${sex}`,
          value: 300_000 + index * 9000,
        })),
      ),
      ...pyramidYear('2013-12-31', 50),
      ...pyramidYear('2023-12-31', 0),
      ...Array.from({ length: 13 }, (_, index) => ({
        indicator: 'auslaender_azr',
        period: '2023-12-31',
        breakdown: `nationality=st${index}`,
        value: index * 100,
        source: 'azr',
      })),
      { indicator: 'auslaender_azr', period: '2023-12-31', breakdown: 'nationality=st13', marker: '.', source: 'azr' },
      { indicator: 'auslaender_azr', period: '2023-12-31', breakdown: 'nationality=group-eu', value: 9000, source: 'azr' },
      { indicator: 'auslaender_azr', period: '2023-12-31', value: 8000, source: 'azr' },
      ...years('schutzsuchende', kreis, { '2022-12-31': 18_000, '2023-12-31': 19_500 }),
      ...years('angebote', kreis, { '2023': 240 }),
      ...years('geheim_intern', kreis, { '2023': 4711 }),
      { indicator: 'aus_interner_quelle', period: '2023', value: 4711, source: 'intern' },
    ],
  });
  // A year later the office corrects itself.
  await insertFigures(stage.context({ now: new Date('2025-03-01T12:00:00+01:00') }), {
    observations: [{ indicator: 'auslaenderanteil', period: '2023-12-31', value: 12.7, source: 'amt' }],
  });
  await insertTarget(stage);
}

async function insertTarget(stage: Stage): Promise<void> {
  const { tenant, transaction } = stage.context();
  await transaction(async (trx) => {
    const { id } = await trx
      .selectFrom('monitoring_indicator')
      .select('id')
      .where('key', '=', 'angebote')
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('monitoring_target')
      .values({
        tenant_id: tenant.id,
        id: crypto.randomUUID(),
        indicator_id: id,
        territory: kreis,
        year: 2030,
        value: 300,
        source: 'Kreistag 2025/17',
      })
      .execute();
  });
}
