import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offerContent } from '../../testing/arbitraries.ts';
import { type OfferContent, offerSchema } from '../content.ts';
import { joinParts, splitList, splitParts } from './cells.ts';
import { offerColumns } from './columns.ts';
import { columnOf, readOfferRow, tableVocabularies, writeOfferRow } from './offer-row.ts';

/** Every id of the vocabularies means itself; whatever else is asked for does so too. */
const lookup = (name: string, text: string) => {
  const ids = tableVocabularies[name];
  return !ids || ids.includes(text) ? text : undefined;
};

const inTable = ({
  demonstration: _demonstration,
  translations: _translations,
  properName: _properName,
  ...content
}: OfferContent) => {
  const order = { weekly: 0, dates: 1 };
  return { ...content, schedules: [...content.schedules].sort((a, b) => order[a.kind] - order[b.kind]) };
};

/** Texts with the table's own dividers are the one thing that comes back changed. */
const divides = (content: OfferContent) =>
  / \| | \/\/|\/\/ |\n/.test(
    JSON.stringify([content.schedules, content.breaks, content.languages, content.documents]).replaceAll('\\n', '\n'),
  );

describe('cells', () => {
  test('keep parts in their places', () => {
    expect(joinParts(['Tu', undefined, 'abends'])).toBe('Tu //  // abends');
    expect(splitParts('Tu //  // abends')).toEqual([['Tu', undefined, 'abends']]);
    expect(splitParts('Mo 10:00-12:00 || "nach Absprache" | Tu // 2026-12-01')).toEqual([
      ['Mo 10:00-12:00 || "nach Absprache"'],
      ['Tu', '2026-12-01'],
    ]);
    expect(splitList('https://a.de | b\nc')).toEqual(['https://a.de', 'b', 'c']);
  });
});

test('every column that a row has is written, read and told of', () => {
  const keys = offerColumns.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(
    Object.keys(
      writeOfferRow({ ...fc.sample(offerContent, { numRuns: 1, seed: 1 })[0] } as OfferContent, { slug: 'x', confirmedOn: null }),
    ).sort(),
  ).toEqual([...keys].sort());
  const names = offerColumns.flatMap(({ header, also = [] }) => [header, ...also].map((name) => name.toLowerCase()));
  expect(new Set(names).size).toBe(names.length);
});

test('content → row → content is the same', () => {
  fc.assert(
    fc.property(offerContent, (content) => {
      fc.pre(!divides(content));
      const { candidate, faults } = readOfferRow(writeOfferRow(content, { slug: '', confirmedOn: null }), lookup);
      expect(faults).toEqual([]);
      expect(offerSchema.parse(candidate)).toEqual(inTable(content));
    }),
    { numRuns: 200 },
  );
});

test('what a cell cannot mean is told by its column', () => {
  const { faults } = readOfferRow(
    {
      kind: 'Burg',
      amount: 'viel',
      ageMin: '-1',
      lat: 'Nord',
      targetGroups: 'women | Marsmenschen',
      languages: 'deu // Tu // geflüstert',
    },
    lookup,
  );
  expect(faults.map(({ column, value }) => [column, value])).toEqual([
    ['kind', 'Burg'],
    ['lat', 'Nord'],
    ['languages', 'geflüstert'],
    ['amount', 'viel'],
    ['ageMin', '-1'],
    ['targetGroups', 'Marsmenschen'],
  ]);
});

test.each([
  ['schedules.1.minutes', 'dates'],
  ['schedules.0.hours', 'hours'],
  ['fees.cents', 'amount'],
  ['place.accessibility.2', 'accessibility'],
  ['languages.0.code', 'languages'],
  ['categories', 'categories'],
])('%s stands in column %s', (path, column) => {
  expect(columnOf(path, { schedules: [{ kind: 'weekly' }, { kind: 'dates' }] })).toBe(column);
});

test('control characters and other forms of letters are cleaned as in forms', () => {
  const { candidate } = readOfferRow({ name: 'Cafe\u0301\u0007 ', description: 'eins\r\nzwei' }, lookup);
  expect(candidate).toMatchObject({ name: 'Café', description: 'eins\nzwei' });
});
