import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Formula, formulaBounds, inputsOf, printFormula } from './formula.ts';
import { checkFormula, findCycle, readFormulas } from './formula-check.ts';
import { formulaFaults, parseFormula } from './formula-parsing.ts';

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const category = fc.stringMatching(/^[a-z0-9]{1,4}([._-][a-z0-9]{1,4})?$/);
const reference = fc.record({
  kind: fc.constant('reference' as const),
  indicator: key,
  where: fc.dictionary(key, fc.oneof(category, fc.constantFrom('*', 'total')), { maxKeys: 5, noNullPrototype: true }),
  at: fc.constantFrom(null, null, 'land', 'kreis', 'nation', 'DG', '05', '05562', '05562032'),
});
const number = fc.integer({ min: 0, max: 10_000_000 }).map((value): Formula => ({ kind: 'number', value: value / 1000 }));
const anyFormula = fc.letrec<{ formula: Formula }>((tie) => {
  const one = tie('formula');
  return {
    formula: fc.oneof(
      { maxDepth: 4 },
      reference,
      number,
      one.map((of): Formula => ({ kind: 'negative', of })),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), one, one)
        .map(([operator, left, right]): Formula => ({ kind: 'operation', operator, left, right }) as Formula),
      fc
        .tuple(fc.constantFrom('share', 'quotient'), one, one)
        .map(([name, a, b]): Formula => ({ kind: 'call', name: name as 'share', parts: [a, b], parameter: null })),
      fc
        .tuple(one, one, fc.integer({ min: 1, max: 100_000 }))
        .map(([a, b, parameter]): Formula => ({ kind: 'call', name: 'per', parts: [a, b], parameter })),
      fc
        .tuple(fc.constantFrom('change', 'growth'), one, fc.integer({ min: 1, max: 120 }))
        .map(([name, a, parameter]): Formula => ({ kind: 'call', name: name as 'change', parts: [a], parameter })),
      fc
        .tuple(one, fc.integer({ min: 1900, max: 2100 }))
        .map(([a, parameter]): Formula => ({ kind: 'call', name: 'index', parts: [a], parameter })),
    ),
  };
}).formula;

describe('the grammar', () => {
  test.each([
    ['share(auslaender,bevoelkerung)', 'share(auslaender, bevoelkerung)'],
    ['a - b - c', 'a - b - c'],
    ['a - (b - c)', 'a - (b - c)'],
    ['(a * b) + c', 'a * b + c'],
    ['a*(b+c)', 'a * (b + c)'],
    ['-a*b', '-a * b'],
    ['-(a+b)', '-(a + b)'],
    ['growth(a)', 'growth(a, 1)'],
    ['change( a [ sex = f ] @05 , 4 )', 'change(a[sex=f]@05, 4)'],
    ['x[b=1,a=2]', 'x[a=2;b=1]'],
    ['per(a, b, 1000) / 0.50', 'per(a, b, 1000) / 0.5'],
    ['share', 'share'],
    ['a[ sex = * ,age=*;b=c]@land', 'a[age=*;b=c;sex=*]@land'],
  ])('%s is %s', (text, printed) => {
    const parsed = parseFormula(text);
    expect(parsed.ok && printFormula(parsed.formula)).toBe(printed);
  });

  test.each([
    ['', 'empty', 0],
    ['  ', 'empty', 0],
    ['a +', 'ends_early', 3],
    ['a b', 'unexpected', 2],
    ['(a', 'ends_early', 2],
    ['a)', 'unexpected', 1],
    ['A', 'unexpected', 0],
    ['a; drop', 'unexpected', 1],
    ['1.2.3', 'unexpected', 0],
    ['1e9', 'unexpected', 0],
    ['sum(a)', 'unknown_function', 0],
    ['constructor(a)', 'unknown_function', 0],
    ['share(a)', 'arguments', 0],
    ['share(a, b, c)', 'arguments', 0],
    ['b + per(a, b)', 'parameter', 4],
    ['per(a, b, c)', 'parameter', 0],
    ['change(a, 0)', 'parameter', 0],
    ['change(a, 1.5)', 'parameter', 0],
    ['index(a)', 'parameter', 0],
    ['index(a, 15)', 'parameter', 0],
    ['a@', 'unexpected', 1],
    ['a@here', 'place', 1],
    ['a[sex]', 'unexpected', 1],
    ['a[sex=f;sex=m]', 'dimension_twice', 1],
    ['a[sex=*;sex=m]', 'dimension_twice', 1],
    ['a[sex=f*]', 'unexpected', 1],
    ['a[*=f]', 'unexpected', 1],
    ['a[b=*;c=*;d=*;e=*;f=*]', 'too_many', 1],
    ['a'.repeat(formulaBounds.length + 1), 'too_long', formulaBounds.length],
    [`${'('.repeat(40)}a${')'.repeat(40)}`, 'too_deep', 20],
    [`${'-'.repeat(40)}a`, 'too_deep', 20],
    [Array.from({ length: 60 }, () => 'a').join('+'), 'too_many', 100],
  ])('%s: %s at %d', (text, code, position) => {
    expect(parseFormula(text)).toEqual({ ok: false, code, position });
  });

  test('what is printed is read again as the same', () => {
    fc.assert(
      fc.property(anyFormula, (formula) => {
        const text = printFormula(formula);
        const parsed = parseFormula(text);
        fc.pre(parsed.ok || !['too_long', 'too_deep', 'too_many'].includes(parsed.code));
        expect(parsed).toEqual({ ok: true, formula });
      }),
    );
  });

  test('no text makes it throw', () => {
    const signs = fc.constantFrom(
      ...'abz019_.,;()[]@=+-*/ \n',
      'share(',
      'change(',
      '@land',
      '[a=b]',
      'ß',
      '\u0000',
      '__proto__',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(signs, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseFormula(text);
        if (parsed.ok) expect(parseFormula(printFormula(parsed.formula))).toEqual(parsed);
        else {
          expect(formulaFaults).toContain(parsed.code);
          expect(parsed.position).toBeGreaterThanOrEqual(0);
          expect(parsed.position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a set of formulas', () => {
  const indicators = (formulas: Record<string, string | null>) =>
    Object.entries(formulas).map(([key, formula]) => ({ key, formula }));

  test('names its inputs once', () => {
    const parsed = parseFormula('share(a[sex=f], a) + b@05');
    expect(parsed.ok && inputsOf(parsed.formula)).toEqual(['a', 'b']);
  });

  test('a circle is found, with the way round', () => {
    const formulas = readFormulas(indicators({ z: 'a + 1', a: 'b * 2', b: 'share(c, a)', c: null, bad: 'a +' }));
    expect([...formulas.keys()]).toEqual(['z', 'a', 'b']);
    expect(findCycle(formulas)).toEqual(['a', 'b', 'a']);
    expect(findCycle(readFormulas(indicators({ a: 'b + c', b: 'c + d', c: 'd', d: null })))).toBeUndefined();
  });

  test.each([
    ['a + nirgends', { code: 'unknown_indicator', indicator: 'nirgends' }],
    ['neu + 1', { code: 'cycle', way: ['neu', 'neu'] }],
    ['neu[sex=*;age=*]', undefined],
    ['neu[sex=f] + neu[sex=m]', undefined],
    ['neu[sex=f] + neu', { code: 'cycle', way: ['neu', 'neu'] }],
    ['neu[sex=total]', { code: 'cycle', way: ['neu', 'neu'] }],
    ['neu[sex=*;age=total]', { code: 'cycle', way: ['neu', 'neu'] }],
    ['neu[sex=*]@land + a', { code: 'cycle', way: ['neu', 'neu'] }],
    ['von_neu[sex=*]', { code: 'cycle', way: ['von_neu', 'neu', 'von_neu'] }],
    ['von_neu * 2', { code: 'cycle', way: ['von_neu', 'neu', 'von_neu'] }],
    ['a@05', { code: 'no_place' }],
    ['5', { code: 'no_place' }],
    ['a +', { code: 'ends_early', position: 3 }],
    ['share(a, b)', undefined],
  ])('%s: %j', (text, problem) => {
    expect(checkFormula(text, 'neu', indicators({ a: null, b: 'a * 2', von_neu: 'neu + a' }))).toEqual(problem);
  });

  test('a tower of formulas is refused', () => {
    const tower = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`t${index}`, index ? `t${index - 1} + 1` : 'a']));
    const all = indicators({ a: null, ...tower });
    expect(checkFormula('t6 + 1', 'neu', all)).toBeUndefined();
    expect(checkFormula('t7 + 1', 'neu', all)).toEqual({ code: 'too_deep_together' });
  });
});
