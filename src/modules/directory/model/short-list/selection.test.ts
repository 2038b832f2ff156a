import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostOffers, movedUp, packSelection, unpackSelection, withOffer } from './selection.ts';

const ids = fc.uniqueArray(fc.uuid(), { maxLength: mostOffers });

describe('a selection', () => {
  test('comes back out of its cookie, which stays within what browsers keep', () => {
    fc.assert(
      fc.property(ids, (all) => {
        const packed = packSelection(all);
        expect(unpackSelection(packed)).toEqual(all);
        expect(packed.length).toBeLessThan(1000);
        expect(packed).toMatch(/^[\w.-]*$/);
      }),
    );
  });
  test('takes whatever a cookie says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (text) => {
        const read = unpackSelection(text);
        expect(read.length).toBeLessThanOrEqual(mostOffers);
        for (const id of read) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      }),
    );
    expect(unpackSelection(undefined)).toEqual([]);
  });
  test('holds each offer once and no more than fit', () => {
    fc.assert(
      fc.property(ids, fc.uuid(), (all, id) => {
        const more = withOffer(all, id);
        expect(new Set(more).size).toBe(more.length);
        expect(more.length).toBeLessThanOrEqual(mostOffers);
        if (all.length < mostOffers) expect(more).toContain(id);
      }),
    );
  });
  test('is put in order one step at a time', () => {
    expect(movedUp(['a', 'b', 'c'], 'c')).toEqual(['a', 'c', 'b']);
    expect(movedUp(['a', 'b', 'c'], 'a')).toEqual(['a', 'b', 'c']);
    expect(movedUp(['a', 'b', 'c'], 'x')).toEqual(['a', 'b', 'c']);
  });
});
