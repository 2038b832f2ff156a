import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, readCell } from './values.ts';

const cell = (value: number | null, marker: Cell['marker'] = null): Partial<Cell> => ({ value, marker, rejected: null });

describe('signs are kept and never become numbers, but for the dash, which is zero', () => {
  it.each<[string, Partial<Cell>]>([
    ['-', cell(0, '-')],
    ['–', cell(0, '-')],
    ['0', cell(0)],
    ['.', cell(null, '.')],
    ['...', cell(null, '...')],
    ['…', cell(null, '...')],
    ['/', cell(null, '/')],
    ['x', cell(null, 'x')],
    ['*', cell(null, '*')],
    ['(12)', cell(12, '()')],
    ['( 12,5 )', cell(12.5, '()')],
    ['()', cell(null, '()')],
    ['', cell(null)],
    ['  ', cell(null)],
  ])('%j', (text, expected) => {
    expect(readCell(text, null)).toMatchObject(expected);
  });
});

describe('numbers', () => {
  it.each<[string, ',' | '.' | null, number]>([
    ['18034454', null, 18034454],
    ['-12', null, -12],
    ['34112,44', null, 34112.44],
    ['34112.44', '.', 34112.44],
    ['-0,0', ',', 0],
    ['1.234.567', ',', 1234567],
    ['1.234,5', ',', 1234.5],
    ['1 234', null, 1234],
    ['1,234.5', '.', 1234.5],
    [' 7 ', null, 7],
  ])('%j with the mark %j', (text, mark, expected) => {
    const { value, rejected } = readCell(text, mark);
    expect({ value, rejected }).toEqual({ value: expected, rejected: null });
    expect(Object.is(value, -0)).toBe(false);
  });

  it.each(['1e5', '0x1F', '1,2,3', '12a', '--', '..', 'NaN', 'Infinity', '(x)', '(-)', '=1+1', '1;2'])('%j is none', (text) => {
    expect(readCell(text, null)).toMatchObject({ value: null, rejected: 'value.not_a_number' });
  });

  it('one group of three behind the other mark is ambiguous and refused', () => {
    expect(readCell('1.234', ',')).toMatchObject({ value: null, rejected: 'value.other_decimal_mark' });
    expect(readCell('1,234', '.')).toMatchObject({ value: null, rejected: 'value.other_decimal_mark' });
  });

  it('every number with up to six decimals comes back from either notation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom<',' | '.'>(',', '.'),
        (digits, places, mark) => {
          const text = (digits / 10 ** places).toFixed(places);
          expect(readCell(text.replace('.', mark), mark).value).toBe(Number(text) === 0 ? 0 : Number(text));
        },
      ),
    );
  });

  it('whatever the text, a value is finite and only the dash brings one that is not written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-/x*() …eE+'), maxLength: 8 }), (text) => {
        const { value, marker, rejected } = readCell(text, null);
        if (value !== null) expect(Number.isFinite(value) && (marker === '-' || /\d/.test(text))).toBe(true);
        if (rejected) expect([value, marker]).toEqual([null, null]);
      }),
      { numRuns: 2000 },
    );
  });
});
