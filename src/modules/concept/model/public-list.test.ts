import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EditionTree, Recommendation } from './edition.ts';
import { concerns, filterQuery, listPublic, nameSlug, noFilter, publicFacets, stakeholdersOf } from './public-list.ts';

const towns = [
  { slug: 'marl', key: '05562024' },
  { slug: 'datteln', key: '05562008' },
];
const statuses = ['idea', 'running', 'done'] as const;
const frames = ['short', 'long'] as const;
const roles = ['lead', 'partner'] as const;

const recommendation = fc.record({
  fieldId: fc.constantFrom('f1', 'f2'),
  title: fc.constantFrom('Lotsen für Wohnungen', 'Café', 'Karte'),
  territories: fc.subarray(['05562024', '05562008', '05562024-hamm']),
  targetGroups: fc.subarray(['Geflüchtete', 'Familien']),
  stakeholders: fc
    .subarray(['Jobcenter', 'Städte & Gemeinden'])
    .map((names) => names.map((name, at) => ({ name, role: roles[at] }))),
  status: fc.constantFrom(...statuses),
  timeFrame: fc.option(fc.constantFrom(...frames), { nil: null }),
});

const trees = fc.array(recommendation, { maxLength: 12 }).map(
  (all) =>
    ({
      fields: [
        { id: 'f1', key: 'wohnen', title: 'Wohnen' },
        { id: 'f2', key: 'sprache', title: 'Sprache' },
      ],
      recommendations: all.map((one, index) => ({
        ...one,
        id: `r${index}`,
        number: index + 1,
        summary: '',
        wording: '',
        steps: [],
      })),
    }) as unknown as EditionTree,
);

const filters = fc.record({
  ort: fc.subarray(['marl', 'datteln']),
  feld: fc.subarray(['wohnen', 'sprache']),
  stand: fc.subarray([...statuses]),
  zielgruppe: fc.subarray(['gefluechtete', 'familien']),
  beteiligt: fc.subarray(['jobcenter', 'staedte-gemeinden']),
  frist: fc.subarray([...frames]),
  q: fc.constantFrom('', 'cafe', 'WOHNUNGEN lotsen'),
});

describe('the list of recommendations', () => {
  test('the figure beside an answer is what choosing it alone leaves', () => {
    fc.assert(
      fc.property(trees, filters, (tree, filter) => {
        const { counts } = listPublic({ tree, towns }, filter);
        for (const facet of publicFacets) {
          for (const [answer, count] of counts[facet]) {
            expect(listPublic({ tree, towns }, { ...filter, [facet]: [answer] }).found).toHaveLength(count);
          }
        }
      }),
    );
  });

  test('one more question never finds more, and none leaves everything', () => {
    fc.assert(
      fc.property(trees, filters, (tree, filter) => {
        expect(listPublic({ tree, towns }, noFilter).found).toEqual(tree.recommendations);
        const found = new Set(listPublic({ tree, towns }, filter).found);
        for (const facet of publicFacets) {
          const wider = listPublic({ tree, towns }, { ...filter, [facet]: [] }).found;
          expect([...found].every((one) => wider.includes(one))).toBe(true);
        }
      }),
    );
  });

  test.each([
    [[], true],
    [['05562'], true],
    [['05562024'], true],
    [['05562024-hamm'], true],
    [['05562008'], false],
    [['05754'], false],
  ])('what is meant for %j concerns Marl: %s', (territories, expected) => {
    expect(concerns({ territories }, '05562024')).toBe(expected);
  });

  test('a name gives the same address however it is written around its letters', () => {
    expect(nameSlug('Städte & Gemeinden (Kreis)')).toBe('staedte-gemeinden-kreis');
    expect(nameSlug('Café für Alle')).toBe('cafe-fuer-alle');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const slug = nameSlug(name);
        expect(nameSlug(slug)).toBe(slug);
        expect(slug).toMatch(/^([\p{L}\p{N}]+(-[\p{L}\p{N}]+)*)?$/u);
      }),
    );
  });

  test('a stakeholder named twice stands once, with both roles', () => {
    const named = (id: string, role: 'lead' | 'partner') =>
      ({ id, stakeholders: [{ name: 'Jobcenter', role }] }) as unknown as Recommendation;
    const [first, ...others] = stakeholdersOf({
      recommendations: [named('a', 'lead'), named('b', 'partner')],
    } as unknown as EditionTree);
    expect(others).toEqual([]);
    expect(first?.named.map(({ role }) => role)).toEqual(['lead', 'partner']);
  });

  test('a list has one address', () => {
    expect(filterQuery(noFilter)).toBe('');
    expect(filterQuery({ ...noFilter, frist: ['short'], ort: ['marl', 'datteln'], q: 'a b' }, 2)).toBe(
      '?q=a+b&ort=marl&ort=datteln&frist=short&seite=2',
    );
  });
});
