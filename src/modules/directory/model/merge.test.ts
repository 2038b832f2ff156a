import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offerContent } from '../testing/arbitraries.ts';
import { changes } from './diff.ts';
import { merge } from './merge.ts';

const human = (text: string) => ({ text, by: 'human' });
const base = { name: 'Café', town: '1', ages: { min: 6 }, translations: { tr: { name: human('Kahve') } } };

test('changes to different fields go together', () => {
  const mine = { ...base, name: 'Sprachcafé' };
  const theirs = {
    ...base,
    ages: { min: 8 },
    translations: { ...base.translations, ar: { name: human('مقهى') } },
  };
  expect(merge(base, mine, theirs)).toEqual({
    content: { ...theirs, name: 'Sprachcafé' },
    conflicts: [],
    taken: ['ages', 'translations.ar.name'],
  });
});

test('two people translate two fields of one language', () => {
  const start = { ...base, summary: 'Kaffee und Deutsch' };
  const mine = { ...start, translations: { tr: { name: human('Kahvehane') } } };
  const theirs = { ...start, translations: { tr: { ...base.translations.tr, summary: human('Kahve ve Almanca') } } };
  expect(merge<object>(start, mine, theirs)).toEqual({
    content: { ...start, translations: { tr: { name: human('Kahvehane'), summary: human('Kahve ve Almanca') } } },
    conflicts: [],
    taken: ['translations.tr.summary'],
  });
});

test('the same field changed differently is named, mine stands', () => {
  const merged = merge(base, { ...base, name: 'A' }, { ...base, name: 'B' });
  expect(merged).toMatchObject({ content: { name: 'A' }, conflicts: ['name'], taken: [] });
});

test('the same change made twice is no conflict', () => {
  expect(merge(base, { ...base, name: 'A' }, { ...base, name: 'A' })).toMatchObject({ conflicts: [], content: { name: 'A' } });
});

test('a field taken out by one stays out', () => {
  const { town: _town, ...without } = base;
  expect(merge<object>(base, without, base).content).toEqual(without);
  expect(merge<object>(base, base, without)).toMatchObject({ content: without, taken: ['town'] });
});

test('of any three versions nothing that only one changed is lost', () => {
  fc.assert(
    fc.property(offerContent, offerContent, offerContent, (start, mine, theirs) => {
      const { content, conflicts } = merge(start, mine, theirs);
      for (const { field, after } of changes(start, theirs)) {
        const part = field.startsWith('translations.') ? field.split('.').slice(0, 3).join('.') : field;
        const untouched = !changes(start, mine).some((one) => one.field === field || one.field.startsWith(`${part}.`));
        if (untouched) expect(changes(content, theirs).find((one) => one.field === field)).toBeUndefined();
        else if (after !== undefined && changes(mine, theirs).some((one) => one.field === field))
          expect(conflicts).toContain(part);
      }
      expect(merge(start, mine, start).content).toEqual(mine);
      expect(merge(start, start, theirs).content).toEqual(theirs);
    }),
    { numRuns: 60 },
  );
});
