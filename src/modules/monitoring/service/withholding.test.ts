import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { type PlantedFigure, plantDefinitions, plantFigures } from '../testing/figures.ts';
import { readFigures } from './reading.ts';
import { withholdAfterImport, withholdAgain } from './withholding.ts';

const database = useDatabase();
let stage: Stage;
let ids: Map<string, string>;
const id = (key: string) => ids.get(key) as string;
const [district, one, two, three] = ['05562', '05562004', '05562008', '05562012'];
const period = '2024';

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  ids = await plantDefinitions(
    stage.context(),
    [
      { key: 'register', rank: 1 },
      { key: 'office', rank: 2 },
    ],
    [
      { key: 'people', k: 5 },
      { key: 'people_share', secrecyOf: 'people', unit: 'percent' },
      { key: 'revised', k: 5 },
      { key: 'twice', k: 5 },
      { key: 'free', k: null },
    ],
  );
});
afterAll(() => stage.close());

const plant = (indicator: string, figures: readonly PlantedFigure[], source = 'register', day = '2025-03-01') =>
  plantFigures(
    stage.context(),
    { indicatorId: id(indicator), sourceId: id(source), acceptedAt: new Date(`${day}T10:00:00Z`) },
    figures,
  );
const withhold = (...indicators: string[]) =>
  stage.context().transaction((trx) => withholdAfterImport(trx, stage.context(), indicators.map(id)));

/** Territory → value or `.`, as it is read; in the order of the keys. */
async function read(indicator: string, asKnownOn?: string) {
  const set = await readFigures(stage.context(), {
    indicators: [indicator],
    breakdowns: 'all',
    ...(asKnownOn ? { asKnownOn: new Date(`${asKnownOn}T12:00:00Z`) } : {}),
  });
  return Object.fromEntries(
    set.places.flatMap(({ key }) =>
      set.breakdowns.flatMap((breakdown) => {
        const cell = set.cell(indicator, key, period, breakdown);
        return cell ? [[breakdown ? `${key} ${breakdown}` : key, cell.withheld ? cell.marker : cell.value]] : [];
      }),
    ),
  );
}

describe('what is withheld after an import', () => {
  test('is each small count and what would tell it, for whoever reads', async () => {
    await plant('people', [
      [district, '', period, 100],
      [one, '', period, 3],
      [two, '', period, 57],
      [three, '', period, 40],
    ]);
    await plant('people_share', [
      [district, '', period, 10],
      [one, '', period, 0.3],
      [two, '', period, 5.7],
      [three, '', period, 4],
    ]);
    await withhold('people');
    expect(await read('people')).toEqual({ [district]: 100, [one]: '.', [two]: 57, [three]: '.' });
    expect(await read('people_share')).toEqual({ [district]: 10, [one]: '.', [two]: 5.7, [three]: '.' });
  });

  test('follows the figures and the rule', async () => {
    await stage
      .context()
      .transaction((trx) =>
        trx.updateTable('monitoring_indicator').set({ secrecy_k: 3 }).where('id', '=', id('people')).execute(),
      );
    await stage.context().transaction((trx) => withholdAgain(trx, stage.context(), id('people')));
    expect(await read('people')).toEqual({ [district]: 100, [one]: 3, [two]: 57, [three]: 40 });
    expect(await read('people_share')).toEqual({ [district]: 10, [one]: 0.3, [two]: 5.7, [three]: 4 });
  });

  test('writes only what changed', async () => {
    // The transaction that wrote a row last.
    const writers = async () => {
      const { rows } = await stage
        .context()
        .transaction((trx) =>
          sql<{ writer: string }>`select xmin::text as writer from monitoring_observation order by series_id`.execute(trx),
        );
      return rows.map(({ writer }) => writer);
    };
    const before = await writers();
    await withhold('people', 'people_share');
    expect(before).toHaveLength(8);
    expect(await writers()).toEqual(before);
  });

  test('stays withheld in what was known before, and what was small once is not told by the older table', async () => {
    const first: PlantedFigure[] = [
      [district, '', period, 100],
      [one, '', period, 3],
      [two, '', period, 57],
      [three, '', period, 40],
    ];
    await plant('revised', first, 'register', '2025-03-01');
    await plant(
      'revised',
      [
        [district, '', period, 106],
        [one, '', period, 9],
      ],
      'register',
      '2025-06-01',
    );
    await withhold('revised');
    expect(await read('revised', '2025-04-01')).toEqual({ [district]: 100, [one]: '.', [two]: 57, [three]: '.' });
    expect(await read('revised')).toEqual({ [district]: 106, [one]: '.', [two]: 57, [three]: '.' });
  });

  test('is withheld in every source of the figure', async () => {
    // The office has the district's total only: together with the register's towns it would tell the small one.
    await plant(
      'twice',
      [
        [one, '', period, 3],
        [two, '', period, 57],
        [three, '', period, 40],
      ],
      'register',
    );
    await plant(
      'twice',
      [
        [district, '', period, 100],
        [three, '', period, 41],
      ],
      'office',
    );
    await withhold('twice');
    const shown = await read('twice');
    expect(shown[one as string]).toBe('.');
    expect(Object.values(shown).filter((value) => value === '.')).toHaveLength(2);
    const { rows } = await stage.context().transaction((trx) =>
      sql<{ sources: number; withheld: number }>`
        select count(*)::int as sources, count(o.withheld)::int as withheld
        from monitoring_observation o join monitoring_series s on s.id = o.series_id
        where s.territory = ${three} and s.indicator_id = ${id('twice')}`.execute(trx),
    );
    expect(rows[0]?.sources).toBe(2);
    expect([0, 2]).toContain(rows[0]?.withheld);
  });

  test('is nothing where the office protects its figures itself', async () => {
    await plant('free', [
      [district, '', period, 4],
      [one, '', period, 3],
      [two, '', period, 1],
    ]);
    await withhold('free');
    expect(await read('free')).toEqual({ [district]: 4, [one]: 3, [two]: 1 });
  });
});
