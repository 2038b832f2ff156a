import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interfaceLanguages, readTexts } from '#platform/i18n';

const texts = readTexts();
const keysOf = (tag: string): string[] => Object.keys(texts[tag]?.ui ?? {});
const plural = /_(zero|one|two|few|many|other)$/;
const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
const publicKeys = keysOf('de').filter((key) => !key.startsWith('staff.'));

test('every public text exists in every language, in the plural forms that language has', () => {
  const plain = publicKeys.filter((key) => !plural.test(key));
  const counted = [...new Set(publicKeys.filter((key) => plural.test(key)).map((key) => key.replace(plural, '')))];
  for (const { tag, staff } of interfaceLanguages) {
    const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    const expected = [...plain, ...counted.flatMap((key) => forms.map((form) => `${key}_${form}`))].sort();
    expect(
      keysOf(tag)
        .filter((key) => !key.startsWith('staff.'))
        .sort(),
      tag,
    ).toEqual(expected);
    expect(
      keysOf(tag).some((key) => key.startsWith('staff.')),
      tag,
    ).toBe(staff);
  }
});

test('no text is empty, and placeholders are those of the German text', () => {
  for (const { tag } of interfaceLanguages) {
    for (const [key, text] of Object.entries(texts[tag]?.ui ?? {})) {
      expect(text.trim(), `${tag} ${key}`).not.toBe('');
      const german = texts.de?.ui?.[key];
      if (german && !plural.test(key)) expect(placeholders(text), `${tag} ${key}`).toEqual(placeholders(german));
    }
  }
});

test('every text that a component asks for exists, and none lies idle', () => {
  const folder = import.meta.dirname;
  const source = readdirSync(folder)
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const asked = [...source.matchAll(/['`]ui:([\w.]+)(\$\{)?/g)].map(([, key = '', open]) => ({ key, open: open !== undefined }));
  const known = new Set(keysOf('de').map((key) => key.replace(plural, '')));
  const fits = (key: string, one: { key: string; open: boolean }) => (one.open ? key.startsWith(one.key) : key === one.key);
  for (const one of asked)
    expect(
      [...known].some((key) => fits(key, one)),
      one.key,
    ).toBe(true);
  expect([...known].filter((key) => !asked.some((one) => fits(key, one)))).toEqual([]);
});
