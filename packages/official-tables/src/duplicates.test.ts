import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Duplicates, hashText, hashValue } from './duplicates.ts';

it('finds what a plain map finds', () => {
  const entry = fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 2 }));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6000, size: 'max' }), (entries) => {
      const plain = new Map<number, { value: number; row: number }>();
      const expected = { identical: 0, conflicts: [] as { row: number; firstRow: number }[] };
      const duplicates = new Duplicates(10_000, 10_000);
      for (const [index, [key, value]] of entries.entries()) {
        const row = index + 2;
        const before = plain.get(key);
        if (!before) plain.set(key, { value, row });
        else if (before.value === value) expected.identical += 1;
        else expected.conflicts.push({ row, firstRow: before.row });
        const { a, b } = hashText(`key ${key}`);
        duplicates.add(a, b, hashValue(value, null), row);
      }
      expect(duplicates.identical).toBe(expected.identical);
      expect(duplicates.list).toEqual(expected.conflicts);
      expect(duplicates.exhaustive).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('tells zero, the dash and the missing value apart', () => {
  const hashes = [
    hashValue(0, null),
    hashValue(0, '-'),
    hashValue(null, '.'),
    hashValue(null, '...'),
    hashValue(null, null),
    hashValue(1, null),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});
