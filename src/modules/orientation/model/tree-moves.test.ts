import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepestLevel, heightOf, inOrder, mayMove, type Placed, treeOf } from './tree.ts';
import {
  afterDrop,
  afterStep,
  arranged,
  branchOf,
  type Destination,
  dropSides,
  type Step,
  steps,
  straysOf,
} from './tree-moves.ts';

const page = (id: string, parentId: string | null, position: number): Placed => ({ id, parentId, position });
const some = [page('a', null, 10), page('b', null, 20), page('c', null, 30), page('b1', 'b', 10), page('b2', 'b', 20)];

function moved(pages: readonly Placed[], id: string, destination: Destination | undefined): readonly Placed[] {
  if (!destination || mayMove(pages, id, destination.parentId)) return pages;
  const places = new Map(arranged(pages, id, destination).map((place) => [place.id, place]));
  return pages.map((one) => places.get(one.id) ?? one);
}

const written = (pages: readonly Placed[]) =>
  [...inOrder(treeOf(pages))].map(({ page: one, depth }) => `${'-'.repeat(depth - 1)}${one.id}`).join(' ');

describe('a step through the tree', () => {
  it.each([
    ['b', 'up', 'b -b1 -b2 a c'],
    ['b', 'down', 'a c b -b1 -b2'],
    ['b', 'in', 'a -b --b1 --b2 c'],
    ['c', 'in', 'a b -b1 -b2 -c'],
    ['b1', 'out', 'a b -b2 b1 c'],
    ['b2', 'up', 'a b -b2 -b1 c'],
    ['b1', 'top', 'a b -b2 c b1'],
    ['a', 'up', undefined],
    ['a', 'in', undefined],
    ['a', 'out', undefined],
    ['c', 'down', undefined],
    ['nobody', 'up', undefined],
  ] as const)('%s %s: %s', (id, step, tree) => {
    const destination = afterStep(some, id, step);
    expect(destination && written(moved(some, id, destination))).toBe(tree);
  });
});

describe('a page that is dropped', () => {
  it.each([
    ['c', 'a', 'before', 'c a b -b1 -b2'],
    ['a', 'c', 'after', 'b -b1 -b2 c a'],
    ['a', 'b1', 'after', 'b -b1 -a -b2 c'],
    ['a', 'b', 'into', 'b -b1 -b2 -a c'],
    ['b1', 'b', 'into', 'a b -b2 -b1 c'],
    ['b', 'b', 'into', undefined],
    ['b', 'gone', 'before', undefined],
  ] as const)('%s, %s, %s: %s', (id, target, side, tree) => {
    const destination = afterDrop(some, id, target, side);
    expect(destination && written(moved(some, id, destination))).toBe(tree);
  });

  it('does not go below itself', () => {
    const destination = afterDrop(some, 'b', 'b1', 'into');
    expect(destination && mayMove(some, 'b', destination.parentId)).toBe('orientation.under_itself');
  });
});

describe('any moves at all', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const step = fc.record({ id: fc.constantFrom(...ids), step: fc.constantFrom(...steps) });
  const drop = fc.record({ id: fc.constantFrom(...ids), target: fc.constantFrom(...ids), side: fc.constantFrom(...dropSides) });

  it('lose no page, make no circle and stay within the levels', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(step, drop), { maxLength: 40 }), (moves) => {
        let pages: readonly Placed[] = ids.map((id, at) => page(id, null, (at + 1) * 10));
        for (const move of moves)
          pages = moved(
            pages,
            move.id,
            'step' in move ? afterStep(pages, move.id, move.step as Step) : afterDrop(pages, move.id, move.target, move.side),
          );
        const all = [...inOrder(treeOf(pages))];
        expect(all.map(({ page: one }) => one.id).sort()).toEqual(ids);
        expect(Math.max(...all.map(({ depth }) => depth))).toBeLessThanOrEqual(deepestLevel);
        expect(straysOf(pages)).toEqual([]);
      }),
    );
  });

  it('put a page where they say, whatever numbers the siblings had', () => {
    const positions = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(positions, fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(3), (numbers, id, index) => {
        const pages = ['a', 'b', 'c', 'd'].map((one, at) => page(one, null, numbers[at] ?? 0));
        const after = moved(pages, id, { parentId: null, index });
        expect([...inOrder(treeOf(after))].map(({ page: one }) => one.id)[index]).toBe(id);
      }),
    );
  });
});

describe('data that are no tree', () => {
  const circle = [page('x', 'y', 0), page('y', 'x', 0), page('below', 'x', 0), page('lost', 'gone', 0), page('fine', null, 0)];

  it('are named, and walked once', () => {
    expect(straysOf(circle).map(({ id }) => id)).toEqual(['x', 'y', 'below', 'lost']);
    expect(
      branchOf(circle, 'x')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['below', 'x', 'y']);
    expect(heightOf(circle, 'x')).toBe(2);
  });

  it('are mended by hanging a page up at the top', () => {
    const mended = moved(circle, 'x', afterStep(circle, 'x', 'top'));
    expect(written(mended)).toBe('fine x -below -y');
  });
});
