import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lineage, Recommendation } from './edition.ts';
import { compareEditions, countKinds, fates, partChanges, withoutFate } from './lineage.ts';

const one = (id: string, more: Partial<Recommendation> = {}): Recommendation =>
  ({
    id,
    number: 1,
    title: `Titel ${id}`,
    wording: '',
    summary: '',
    targetGroups: [],
    stakeholders: [],
    resources: [],
    fundingReservation: '',
    timeFrame: null,
    startsOn: null,
    endsOn: null,
    steps: [],
    ...more,
  }) as unknown as Recommendation;

const line = (fromId: string, toId: string | null, kind: Lineage['kind'] = 'carried', reason = ''): Lineage => ({
  fromId,
  toId,
  kind,
  reason,
});

const edition = (...recommendations: Recommendation[]) => ({ recommendations });
const rowOf = (rows: ReturnType<typeof compareEditions>, id: string) =>
  rows.find(({ before, after }) => [...before, ...after].some((found) => found.id === id));

describe('the comparison of two editions', () => {
  const same = { title: 'Gleich' };
  it.each([
    ['unchanged', edition(one('a', same)), edition(one('x', same)), [line('a', 'x')]],
    ['changed', edition(one('a')), edition(one('x')), [line('a', 'x')]],
    ['merged', edition(one('a'), one('b')), edition(one('x')), [line('a', 'x', 'merged'), line('b', 'x', 'merged')]],
    ['split', edition(one('a')), edition(one('x'), one('y')), [line('a', 'x', 'split'), line('a', 'y', 'split')]],
    ['retired', edition(one('a')), edition(), [line('a', null, 'retired', 'Erledigt')]],
    ['new', edition(), edition(one('x')), []],
    ['open', edition(one('a')), edition(), []],
  ] as const)('tells what is %s', (kind, older, newer, lines) => {
    const rows = compareEditions(older, newer, lines);
    expect(rows.map((row) => row.kind)).toEqual([kind]);
    expect(countKinds(rows)[kind]).toBe(1);
  });

  it('names the parts that differ, and no others', () => {
    const before = one('a', { title: 'Alt', summary: 'Gleich', targetGroups: ['Familien'] });
    const after = one('x', { title: 'Neu', summary: 'Gleich', targetGroups: ['Familien', 'Ältere'] });
    expect(partChanges(before, after)).toEqual([
      { part: 'title', before: 'Alt', after: 'Neu' },
      { part: 'targetGroups', before: 'Familien', after: 'Familien\nÄltere' },
    ]);
  });

  it('shows nothing of a recommendation that the reader may not see', () => {
    const rows = compareEditions(edition(one('a')), edition(), [line('a', 'hidden'), line('hidden', null, 'retired', 'x')]);
    expect(rows).toEqual([]);
  });
});

describe('lineage', () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 12 });
  /** Any fate for each of the older ones, into any of the newer ones. */
  const lines = (older: readonly string[], newer: readonly string[]) =>
    fc.tuple(...older.map(() => fc.oneof(fc.constant<string[]>([]), fc.subarray([...newer])))).map((targets) =>
      targets.flatMap((into, index) => {
        const from = older[index] ?? '';
        return into.length
          ? into.map((to) => line(from, to, into.length > 1 ? 'split' : 'carried'))
          : [line(from, null, 'retired', 'x')];
      }),
    );

  it('never loses an id: each older and each newer recommendation stands in the comparison', () => {
    fc.assert(
      fc.property(
        fc.tuple(ids, ids).chain(([a, b]) => {
          const older = a.map((id) => `o${id}`);
          const newer = b.map((id) => `n${id}`);
          return fc.tuple(fc.constant(older), fc.constant(newer), lines(older, newer));
        }),
        ([older, newer, drawn]) => {
          const rows = compareEditions(edition(...older.map((id) => one(id))), edition(...newer.map((id) => one(id))), drawn);
          for (const id of [...older, ...newer]) expect(rowOf(rows, id)).toBeDefined();
          expect(
            withoutFate(
              older.map((id) => ({ id })),
              drawn,
            ),
          ).toEqual([]);
          expect(new Set(fates(drawn).keys())).toEqual(new Set(older));
        },
      ),
    );
  });

  it('counts those without a fate', () => {
    const older = [{ id: 'a' }, { id: 'b' }];
    expect(withoutFate(older, [line('a', 'x')])).toEqual([{ id: 'b' }]);
  });
});
