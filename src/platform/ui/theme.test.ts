import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, mix } from './colour.ts';
import { defaultAccent, districtTheme, grounds, themeVersion } from './theme.ts';
import { diffWords } from './word-diff.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
});

test('any accent becomes readable on every ground it stands on, and text on it too', () => {
  fc.assert(
    fc.property(colour, colour, (light, dark) => {
      const sheet = districtTheme(light, dark);
      const tokens = [
        ...sheet.matchAll(/--dk-accent:(#\w{6});--dk-on-accent:(#\w{6});--dk-accent-strong:(#\w{6});--dk-accent-soft:(#\w{6})/g),
      ];
      expect(tokens).toHaveLength(3);
      for (const [index, [, accent = '', onAccent = '', strong = '', soft = '']] of tokens.entries()) {
        const { paper, ground } = index === 0 ? grounds.light : grounds.dark;
        for (const layer of [paper, ground, soft]) expect(contrast(accent, layer)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onAccent, strong)).toBeGreaterThanOrEqual(4.5);
      }
    }),
  );
});

test('a readable accent stays as the district chose it', () => {
  expect(districtTheme(defaultAccent.accent, defaultAccent.accentDark)).toContain(`--dk-accent:${defaultAccent.accent};`);
});

test('nothing but a colour gets into the sheet', () => {
  for (const bad of ['red', '#fff', '#0a5c6b}body{display:none', 'url(x)', '']) {
    expect(() => districtTheme(bad, '#7fd0dd')).toThrow(/#rrggbb/);
    expect(() => districtTheme('#0a5c6b', bad)).toThrow(/#rrggbb/);
  }
  expect(themeVersion('#0A5C6B', '#7fd0dd')).toBe('1-0a5c6b-7fd0dd');
});

test('a difference can be read back to both texts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const parts = diffWords(before, after);
      expect(
        parts
          .filter(({ kind }) => kind !== 'added')
          .map(({ text }) => text)
          .join(''),
      ).toBe(before);
      expect(
        parts
          .filter(({ kind }) => kind !== 'removed')
          .map(({ text }) => text)
          .join(''),
      ).toBe(after);
    }),
  );
  expect(
    diffWords('im Café Mai', 'im Café Juni')
      .filter(({ kind }) => kind !== 'same')
      .map(({ text }) => text),
  ).toEqual(['Mai', 'Juni']);
});

test('very long texts are compared as a whole, quickly', () => {
  const long = 'wort '.repeat(5000);
  expect(diffWords(long, `${long}ende`).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});

test('the grounds reckoned with are those of the style sheet', () => {
  const sheet = readFileSync(join(import.meta.dirname, 'styles/public/10-tokens.css'), 'utf8');
  const values = (token: string): string[] =>
    [...sheet.matchAll(new RegExp(`--dk-${token}: (#\\w{6})`, 'g'))].map(([, value]) => value ?? '');
  const { light, dark } = grounds;
  expect(values('paper')).toEqual([light.paper, dark.paper, dark.paper]);
  expect(values('ground')).toEqual([light.ground, dark.ground, dark.ground]);
  expect(values('accent')).toEqual([defaultAccent.accent, defaultAccent.accentDark, defaultAccent.accentDark]);
});
