import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, deepestLevel, inOrder, mayMove, type Placed, treeOf } from './tree.ts';

const page = (id: string, parentId: string | null, position = 0): Placed => ({ id, parentId, position });
const some = [page('a', null, 2), page('b', null, 1), page('c', 'a'), page('d', 'c'), page('lost', 'gone')];

describe('the tree', () => {
  it('orders siblings and leaves out what hangs nowhere', () => {
    expect([...inOrder(treeOf(some))].map(({ page: { id }, depth }) => `${depth}${id}`)).toEqual(['1b', '1a', '2c', '3d']);
  });

  it('tells the way from the top', () => {
    const byId = new Map(some.map((one) => [one.id, one]));
    expect(ancestorsOf(byId, page('d', 'c')).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it.each([
    ['a', 'a', 'orientation.under_itself'],
    ['a', 'd', 'orientation.under_itself'],
    ['a', 'nobody', 'orientation.parent_missing'],
    ['d', 'b', undefined],
    ['a', null, undefined],
  ])('moving %s under %s: %s', (id, parentId, failure) => {
    expect(mayMove(some, id, parentId)).toBe(failure);
  });

  it('refuses a level too many', () => {
    const chain = Array.from({ length: deepestLevel }, (_, index) => page(`${index}`, index ? `${index - 1}` : null));
    expect(mayMove([...chain, page('x', null)], 'x', `${deepestLevel - 1}`)).toBe('orientation.too_deep');
    expect(mayMove([...chain, page('x', null)], 'x', `${deepestLevel - 2}`)).toBeUndefined();
  });

  it('never ends in a circle, whatever the data say, and an allowed move makes none', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const pages = fc.array(fc.option(fc.constantFrom(...ids), { nil: null }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(pages, fc.constantFrom(...ids), fc.constantFrom(...ids), (parents, id, target) => {
        const placed = ids.map((one, index) => page(one, parents[index] ?? null));
        expect([...inOrder(treeOf(placed))].length).toBeLessThanOrEqual(6);
        if (mayMove(placed, id, target) !== undefined) return;
        const moved = placed.map((one) => (one.id === id ? page(id, target) : one));
        const byId = new Map(moved.map((one) => [one.id, one]));
        expect(ancestorsOf(byId, byId.get(id) as Placed).map((one) => one.id)).not.toContain(id);
      }),
    );
  });
});
