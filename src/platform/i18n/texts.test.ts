import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#platform/config';
import { interfaceLanguages, readTexts } from './index.ts';

const texts = readTexts();
const german = texts.de ?? {};
const ending = /_(?:zero|one|two|few|many|other)$/;
/** A plural form, told from a key that only ends like one ("too_many") by its form for all other numbers. */
const isPlural = (namespace: string, key: string) =>
  ending.test(key) && key.replace(ending, '_other') in (german[namespace] ?? {});
const parameters = (text: string) => [...text.matchAll(/{{\s*([\w-]+)/g)].map((match) => match[1]).sort();

/** Keys that a language must have: staff pages are German and English only; plural keys follow the language's own rules. */
function demanded(namespace: string, tag: string): string[] {
  const language = interfaceLanguages.find((one) => one.tag === tag);
  const categories = new Intl.PluralRules(language?.locale).resolvedOptions().pluralCategories;
  const keys = Object.keys(german[namespace] ?? {}).filter((key) => language?.staff || !key.startsWith('staff.'));
  return [
    ...new Set(
      keys.flatMap((key) =>
        isPlural(namespace, key) ? categories.map((category) => key.replace(ending, `_${category}`)) : [key],
      ),
    ),
  ];
}

describe('interface texts', () => {
  it.each(interfaceLanguages.map(({ tag }) => tag))('are complete in %s', (tag) => {
    const gaps = Object.keys(german).flatMap((namespace) =>
      demanded(namespace, tag)
        .filter((key) => !texts[tag]?.[namespace]?.[key]?.trim())
        .map((key) => `${namespace}:${key}`),
    );
    expect(gaps).toEqual([]);
  });

  it.each(interfaceLanguages.map(({ tag }) => tag))('name only known keys and the same parameters in %s', (tag) => {
    const faults = Object.entries(texts[tag] ?? {}).flatMap(([namespace, entries]) =>
      Object.entries(entries).flatMap(([key, text]) => {
        const base = german[namespace] ?? {};
        const source = base[key] ?? base[key.replace(ending, '_other')];
        if (source === undefined) return [`${namespace}:${key} is not in the German file`];
        // A plural form may leave the number out ("one place").
        const [own, wanted] = [parameters(text), parameters(source)];
        const fits = isPlural(namespace, key) ? own.every((name) => wanted.includes(name)) : own.join() === wanted.join();
        return fits ? [] : [`${namespace}:${key} has other parameters: ${own.join()} instead of ${wanted.join()}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('are there for every key that the code names', () => {
    const named = /['"`]([a-z-]+):([\w.-]+)['"`]/g;
    const faults = globSync('src/**/*.{ts,tsx}', { cwd: projectRoot, exclude: (path) => path.includes('.test.') }).flatMap(
      (file) =>
        [...readFileSync(join(projectRoot, file), 'utf8').matchAll(named)].flatMap(([, namespace = '', key = '']) => {
          const known = german[namespace];
          return !known || key in known || `${key}_other` in known ? [] : [`${file}: ${namespace}:${key}`];
        }),
    );
    expect(faults).toEqual([]);
  });
});
