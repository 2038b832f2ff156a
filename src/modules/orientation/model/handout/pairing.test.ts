import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../text/blocks.ts';
import { pairBlocks } from './pairing.ts';

const heading = (text: string): Block => ({ type: 'heading', level: 2, content: [text] });
const paragraph = (text: string): Block => ({ type: 'paragraph', content: [text] });
const note = (text: string): Block => ({ type: 'note', content: [paragraph(text)] });

describe('a text and its translation', () => {
  it('stand beside each other block by block where both are built alike', () => {
    const pairs = pairBlocks([heading('A'), paragraph('b')], [heading('X'), paragraph('y')]);
    expect(pairs).toEqual([
      [[heading('A')], [heading('X')]],
      [[paragraph('b')], [paragraph('y')]],
    ]);
  });

  it('stand part by part where only one part differs', () => {
    const one = [paragraph('vorn'), heading('A'), paragraph('b'), heading('C'), note('d')];
    const other = [paragraph('front'), heading('X'), paragraph('y'), paragraph('y2'), heading('Z'), note('d')];
    expect(pairBlocks(one, other).map((pair) => pair.map((side) => side.length))).toEqual([
      [1, 1],
      [2, 3],
      [1, 1],
      [1, 1],
    ]);
  });

  it('stand as a whole where the headings differ', () => {
    expect(pairBlocks([heading('A')], [heading('X'), heading('Y')])).toEqual([[[heading('A')], [heading('X'), heading('Y')]]]);
  });

  it('lose nothing and keep their order', () => {
    const block = fc.constantFrom(heading('h'), paragraph('p'), note('n'));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), fc.array(block, { maxLength: 12 }), (one, other) => {
        const pairs = pairBlocks(one, other);
        expect(pairs.flatMap(([left]) => left)).toEqual(one);
        expect(pairs.flatMap(([, right]) => right)).toEqual(other);
      }),
    );
  });
});
