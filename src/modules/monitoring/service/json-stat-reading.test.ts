import { expect, it, test } from 'vitest';
import type { IncomingObservation } from '../model/incoming.ts';
import { jsonStatTable } from './json-stat-reading.ts';

const dataset = {
  version: '2.0',
  class: 'dataset',
  label: 'Bevölkerung',
  updated: '2026-02-09T16:09:36Z',
  id: ['geo', 'sex', 'time'],
  size: [2, 3, 2],
  role: { geo: ['geo'], time: ['time'] },
  dimension: {
    geo: {
      label: 'Gebiet',
      category: { index: { '5562024': 0, '05562020': 1 }, label: { '5562024': 'Marl', '05562020': 'Herten' } },
    },
    sex: { label: 'Geschlecht', category: { index: ['T', 'm', 'w'], label: { T: 'Insgesamt', m: 'männlich', w: 'weiblich' } } },
    time: { label: 'Stichtag', category: { index: ['2023-12-31', '2024-12-31'] } },
  },
  value: { 0: 10, 3: 4, 11: 7, 5: null, 7: 1 } as unknown,
  status: { 5: '.', 7: '()' },
};

async function read(content: unknown) {
  const table = jsonStatTable(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)));
  const all: IncomingObservation[] = [];
  for await (const batch of table.batches()) all.push(...batch);
  return { all, report: table.report() };
}

const expected = [
  ['05562024', '2023-12-31', null, 10, null],
  ['05562024', '2024-12-31', 'm', 4, null],
  ['05562024', '2024-12-31', 'w', null, '.'],
  ['05562020', '2024-12-31', null, 1, '()'],
  ['05562020', '2024-12-31', 'w', 7, null],
];
const short = ({ territory, period, attributes, value, marker }: IncomingObservation) => [
  territory,
  period,
  attributes[0]?.attribute,
  value,
  marker,
];

test('a sparse dataset with signs', async () => {
  const { all, report } = await read(dataset);
  expect(all.map(short)).toEqual(expected);
  expect(report).toMatchObject({
    complete: true,
    layout: 'json-stat',
    title: 'Bevölkerung',
    asOf: '2026-02-09T16:09:36Z',
    observations: 5,
  });
  expect(report.tableCode).toBe('json-stat-bev-lkerung-geo-sex-time');
});

test('a collection with one dataset, roles found out, values as a list', async () => {
  const { role, ...plain } = dataset;
  expect(role).toBeDefined();
  const { all } = await read({
    class: 'collection',
    version: '2.0',
    link: {
      item: [
        { class: 'dataset', href: 'x' },
        { ...plain, value: [10, 9, null, 4, null, 5, 1, 2, 3, 4, 5, 6], status: ['', '', '', '', '...'] },
      ],
    },
  });
  expect(all.map(({ value, marker }) => marker ?? value)).toEqual([10, 9, null, 4, '...', 5, 1, 2, 3, 4, 5, 6]);
  expect(all.at(-1)).toMatchObject({
    territory: '05562020',
    period: '2024-12-31',
    attributes: [{ variable: 'sex', attribute: 'w' }],
  });
});

test('measures with units', async () => {
  const { all } = await read({
    ...dataset,
    id: ['metric', 'geo', 'time'],
    size: [2, 1, 1],
    role: { metric: ['metric'], geo: ['geo'], time: ['time'] },
    dimension: {
      metric: { category: { index: ['BEV', 'QUO'], label: { BEV: 'Einwohner', QUO: 'Quote' }, unit: { QUO: { label: '%' } } } },
      geo: { category: { label: { '05': 'NRW' } } },
      time: { category: { label: { '2024': '2024' } } },
    },
    value: [18, 11.5],
    status: undefined,
  });
  expect(all.map(({ measure, measureLabel, unit, value }) => [measure, measureLabel, unit, value])).toEqual([
    ['BEV', 'Einwohner', null, 18],
    ['QUO', 'Quote', '%', 11.5],
  ]);
});

it.each([
  ['no JSON', '{"class": "data', 'json_stat.broken'],
  ['another JSON', { a: 1 }, 'json_stat.not_json_stat'],
  ['a list', [1, 2], 'json_stat.not_json_stat'],
  ['several datasets', { class: 'collection', link: { item: [dataset, dataset] } }, 'json_stat.several_datasets'],
  ['an empty collection', { class: 'collection', link: { item: [] } }, 'json_stat.not_json_stat'],
  ['sizes that do not fit', { ...dataset, size: [2, 2, 2] }, 'json_stat.sizes'],
  ['a value beyond the end', { ...dataset, value: { 12: 5 } }, 'json_stat.sizes'],
  ['a dimension that is missing', { ...dataset, id: ['geo', 'sex', 'zeit'] }, 'json_stat.sizes'],
])('%s is refused', async (_, content, code) => {
  const { all, report } = await read(content);
  expect(all).toEqual([]);
  expect(report).toMatchObject({ complete: false, error: { code } });
});

test('texts among the values are named with their place', async () => {
  const { report } = await read({ ...dataset, value: { 0: 10, 1: 'viele' }, status: undefined });
  expect(report.rejected.list).toEqual([{ row: 2, code: 'value.not_a_number', detail: 'viele' }]);
});
