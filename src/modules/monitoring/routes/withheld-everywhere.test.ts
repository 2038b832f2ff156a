import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Context } from '#platform/access';
import { createOpenDataModule } from '#platform/open-data';
import { openStage, type Stage, useDatabase } from '#testing';
import { type KnownRoute, routesOf } from '../../../testing/routes.ts';
import { keyOf, type Sample, walk } from '../../../testing/walk.ts';
import { monitoringModule } from '../module.ts';
import { withholdAfterImport } from '../service/withholding.ts';
import { type PlantedFigure, plantDefinitions, plantFigures } from '../testing/figures.ts';
import { insertFigures, type TestObservation } from '../testing/observations.ts';

// Every public route of the module that answers a GET, found by itself, with figures planted of which some must not leave the
// house in any form: pages, drawings, tables, cubes, documents.

/** What documents are set from: their pages are drawn, so the digits cannot be looked for in the file. */
const documents: string[] = [];

const database = useDatabase();
let stage: Stage;
let routes: readonly KnownRoute[];
let samples: Map<string, Sample[]>;
let withheld: string[];

const [district, one, two, three] = ['05562', '05562004', '05562008', '05562012'];
/** Shown; one of them has to turn up wherever figures stand as text, or the search would not find the others either. */
const controls = ['57724369', '62812345', '71112345'];

/** A table with a small count; every other number stands nowhere else. */
const table = (period: string, by: number): PlantedFigure[] => [
  [district, '', period, 98765413 + 3 * by],
  [one, '', period, 3],
  [two, '', period, 41041041 + by],
  [three, '', period, 57724369 + 2 * by],
];

/** Ages × sex with all their sums: next to the small count as many others have to go that no sum tells it. */
const ages: Readonly<Record<string, readonly [male: number, female: number]>> = {
  '0-2': [3, 60112349],
  '3-5': [61312387, 61912391],
  '18-19': [62812345, 63112303],
};
const sexes = ['male', 'female'] as const;
const population: TestObservation[] = [
  ...Object.entries(ages).flatMap(([age, counts]) => [
    ...counts.map((value, at) => ({ breakdown: `age=${age};sex=${sexes[at]}`, value })),
    { breakdown: `age=${age}`, value: counts[0] + counts[1] },
  ]),
  ...sexes.map((sex, at) => ({
    breakdown: `sex=${sex}`,
    value: Object.values(ages).reduce((sum, counts) => sum + (counts[at] ?? 0), 0),
  })),
  { value: Object.values(ages).reduce((sum, [male, female]) => sum + male + female, 0) },
].map((one) => ({ ...one, indicator: 'bevoelkerung', period: '2024-12-31' }));

/** More nationalities than the ten that are shown by name, with their sum; one of them has very few people. */
const counts = [2, ...Array.from({ length: 12 }, (_, at) => 70012345 + 100000 * at)];
const nationalities: TestObservation[] = [
  ...counts.map((value, at) => ({ breakdown: `nationality=st${at}`, value })),
  { value: counts.reduce((sum, value) => sum + value) },
].map((one) => ({ ...one, indicator: 'auslaender_azr', period: '2024-12-31' }));

/** What the pyramid and the nationalities are drawn from. */
async function plantBreakdowns(context: Context): Promise<void> {
  const named = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, `Name ${code}`]));
  await insertFigures(context, {
    dimensions: [
      { key: 'sex', name: 'Geschlecht', categories: named(sexes) },
      { key: 'age', name: 'Alter', categories: named(Object.keys(ages)) },
      { key: 'nationality', name: 'Staatsangehörigkeit', categories: named(counts.map((_, at) => `st${at}`)) },
    ],
    indicators: [
      { key: 'bevoelkerung', breakdowns: ['sex', 'age'], secrecyK: 5 },
      { key: 'auslaender_azr', breakdowns: ['nationality'], secrecyK: 5 },
    ],
    observations: [...population, ...nationalities],
  });
  await context.transaction(async (trx) => {
    const planted = await trx
      .selectFrom('monitoring_indicator')
      .select('id')
      .where('key', 'in', ['bevoelkerung', 'auslaender_azr'])
      .execute();
    await withholdAfterImport(
      trx,
      context,
      planted.map(({ id }) => id),
    );
  });
}

beforeAll(async () => {
  const compile = NodeCompiler.prototype.compile;
  vi.spyOn(NodeCompiler.prototype, 'compile').mockImplementation(function (this: NodeCompiler, options) {
    documents.push(String(options.inputs?.data));
    return compile.call(this, options);
  });
  const open = async () => {
    stage = await openStage(database, [monitoringModule, createOpenDataModule([monitoringModule])]);
    return stage.app;
  };
  ({ routes } = await routesOf(open));
  const context = stage.context();
  const ids = await plantDefinitions(
    context,
    [
      { key: 'register', rank: 1 },
      { key: 'agency', licence: null, rank: 2 },
    ],
    [
      { key: 'planted', k: 5 },
      { key: 'planted_share', secrecyOf: 'planted', unit: 'index' },
    ],
  );
  const plant = (indicator: string, source: string, day: string, figures: readonly PlantedFigure[]) =>
    plantFigures(
      context,
      {
        indicatorId: ids.get(indicator) as string,
        sourceId: ids.get(source) as string,
        acceptedAt: new Date(`${day}T10:00:00Z`),
      },
      figures,
    );
  // Known first, revised later; the year before; the other source's figure of a withheld cell; the share that would tell it.
  await plant('planted', 'register', '2025-03-01', table('2024-12-31', 30303));
  await plant('planted', 'register', '2025-06-01', table('2024-12-31', 0));
  await plant('planted', 'register', '2025-06-02', table('2023-12-31', -20202));
  await plant('planted', 'agency', '2025-06-03', [[two, '', '2024-12-31', 41041052]]);
  await plant('planted_share', 'register', '2025-06-04', [
    [district, '', '2024-12-31', 5000001],
    [one, '', '2024-12-31', 6000002],
    [two, '', '2024-12-31', 7000003],
  ]);
  const touched = [ids.get('planted') as string];
  await context.transaction((trx) => withholdAfterImport(trx, context, touched));
  await plantBreakdowns(context);
  await stage.tenants.refresh();
  const rows = await context.transaction((trx) =>
    trx.selectFrom('monitoring_observation').select('value').where('withheld', 'is not', null).execute(),
  );
  withheld = rows.map(({ value }) => String(value)).filter((value) => value.length > 3);
  samples = await collect();
});
afterAll(() => stage.close());
afterAll(() => {
  vi.restoreAllMocks();
});

/** An address without the patterns of its parts. */
const bare = (url: string) => url.replaceAll(/\(\^?[^)]*\)/g, '');

/** Each route with values for what its address asks for, then whatever the pages lead to. */
async function collect() {
  const own = routes.filter(
    ({ method, access, url }) => method === 'GET' && access === 'public' && /\/zahlen|^\/open-data\//.test(url),
  );
  const places = `ort=${one}&ort=${two}&ort=${three}`;
  const keys = ['planted', 'planted_share', 'bevoelkerung', 'auslaender_azr'];
  const queries = [
    '',
    `?${places}`,
    '?stand=2025-04-01',
    `?kennzahl=planted&kennzahl=planted_share&${places}&von=2023&bis=2024`,
    `?x=planted&y=planted_share&jahr=2024`,
    '?conditions=own',
  ];
  const start = ['de', 'ar'].flatMap((language) =>
    own.flatMap(({ url }) => {
      const filled = bare(url).replace(':district', stage.here.slug).replace(':language', language);
      // Documents and pixels take their time and are the same whatever the query.
      const slow = /\.(pdf|docx|png)$/.test(filled);
      if (slow && language !== 'de') return [];
      const towns = filled.includes(':town') ? ['castrop-rauxel', 'datteln', 'dorsten'] : [''];
      return (filled.includes(':indicator') ? keys : ['']).flatMap((key) =>
        towns.flatMap((town) => {
          const path = filled.replace(':indicator', key).replace(':town', town);
          return path.includes(':') ? [] : (slow ? queries.slice(0, 1) : queries).map((rest) => path + rest);
        }),
      );
    }),
  );
  const found = new Map<string, Sample[]>();
  for (const address of start) {
    const route = own.find(({ url }) =>
      new RegExp(`^${bare(url).replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`).test(address.split('?')[0] ?? ''),
    );
    if (route) found.set(keyOf(route), [...(found.get(keyOf(route)) ?? []), { address }]);
  }
  const fetch = async (address: string) => {
    const { statusCode, headers, body } = await stage.get(address);
    return statusCode === 200 && String(headers['content-type']).startsWith('text/html') ? body : undefined;
  };
  const met = await walk(own, start, fetch);
  for (const [key, more] of met) found.set(key, [...(found.get(key) ?? []), ...more]);
  return found;
}

/** Digits without the signs that languages put between them, whatever digits they use. */
const plain = (text: string) =>
  text
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll(/(?<=\d)[.,'’ \u00a0\u202f\u066c\u2009](?=\d{3})/g, '');

/** Everything in an answer that could be read as text: of packed documents the parts. */
async function read(address: string): Promise<{ status: number; text: string }> {
  const answer = await stage.get(address);
  const packed = answer.rawPayload.subarray(0, 2).toString() === 'PK';
  const parts = packed
    ? Object.values(unzipSync(answer.rawPayload)).map((part) => strFromU8(part).replaceAll(/<[^>]+>/g, ' '))
    : [answer.body];
  return { status: answer.statusCode, text: plain(parts.join('\n')) };
}

describe('a withheld figure', () => {
  test('is one of those planted', () => {
    const withSums = [
      // The share of both cells; two revisions and the year before, and the other source.
      ...[6000002, 7000003, 41020839, 41041041, 41041052, 41071344],
      // Three cells beside the very small one; one nationality more.
      ...[60112349, 61312387, 61912391, 70012345],
    ];
    expect(withheld.map(Number).toSorted((a, b) => a - b)).toEqual(withSums);
  });

  test('stands in no answer of any public route, and what is shown does', { timeout: 120_000 }, async () => {
    const leaks: string[] = [];
    const faults: string[] = [];
    const telling = new Set<string>();
    const answered = new Set<string>();
    for (const [route, addresses] of samples)
      for (const { address } of addresses) {
        const { status, text } = await read(address);
        if (status >= 500) faults.push(`${status} ${address}`);
        for (const value of withheld) if (text.includes(value)) leaks.push(`${value} in ${address}`);
        if (status === 200) answered.add(route);
        if (controls.some((shown) => text.includes(shown))) telling.add(route);
      }
    // What PDFs are set from; they are kept, so the first call is the only one that sets them.
    for (const text of documents.map(plain))
      for (const value of withheld) if (text.includes(value)) leaks.push(`${value} in a PDF`);
    expect(faults).toEqual([]);
    expect(leaks).toEqual([]);
    const routesWithText =
      /zahlen\/auswahl|zahlen\/:indicator(\/werte\.csv)?$|zahlen\/(altersaufbau|staatsangehoerigkeiten)(\.csv)?$|figures\/:indicator\.(csv|json)$/;
    // Drawings round, and a page without a choice shows nothing; these have to show what may be shown.
    for (const route of routes) if (routesWithText.test(bare(route.url))) expect([...telling], route.url).toContain(keyOf(route));
    expect(documents.length > 0).toBe([...samples.keys()].some((route) => route.endsWith('.pdf')));
    // Redirections are no pages; all others were seen to answer.
    const redirection = /open-data\/:district\/[a-z]+$/;
    expect([...samples.keys()].filter((route) => !answered.has(route) && !redirection.test(route))).toEqual([]);
  });

  test('is marked in every table', async () => {
    const csv = (await stage.get('/open-data/recklinghausen/figures/planted.csv')).body;
    const rows = csv.trim().split('\r\n').slice(1);
    for (const row of rows.filter((line) => line.includes(`,${one},`) || line.includes(`,${two},`)))
      expect(row).toContain(',,.,true,');
    expect(rows.filter((line) => line.includes(',,.,true,'))).toHaveLength(4);
    const cube = (await stage.get('/open-data/recklinghausen/figures/planted.json')).json();
    expect(Object.values(cube.status)).toEqual(['.', '.', '.', '.']);
  });
});
