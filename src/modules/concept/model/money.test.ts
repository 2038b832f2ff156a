import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { euroText, parseEuro } from './money.ts';

describe('amounts', () => {
  it.each([
    ['1500', 150_000],
    ['1.500', 150_000],
    ['1.500,00', 150_000],
    ['1500,5', 150_050],
    ['1.234.567,89 €', 123_456_789],
    ['12 500 EUR', 1_250_000],
    ['250,-', 25_000],
    ['0', 0],
  ])('%s', (text, cents) => expect(parseEuro(text)).toBe(cents));

  it.each(['', 'viel', '1.5', '1.50,00', '1,500.00', '-5', '1,234', '1e9', '1.5000', '99999999999', '٥٠٠', '<b>1</b>'])(
    '%s is none',
    (text) => expect(parseEuro(text)).toBeUndefined(),
  );

  test('come back as they were written', () => {
    fc.assert(fc.property(fc.nat(1e12), (cents) => parseEuro(euroText(cents)) === cents));
  });
});
