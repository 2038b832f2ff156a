import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { roles } from '#platform/access';
import german from './locales/de.json' with { type: 'json' };
import english from './locales/en.json' with { type: 'json' };

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|testing/.test(file))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');

const plain = (key: string) => key.replace(/_(one|other)$/, '');
const keys = new Set(Object.keys(german).map(plain));

test('German and English have the same keys', () => {
  expect(Object.keys(english)).toEqual(Object.keys(german));
});

test('every key that the code names has a text', () => {
  const named = [...sources.matchAll(/identity:([\w.]+\w)['`]/g)].map((match) => match[1] as string);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((key) => !keys.has(key))).toEqual([]);
});

test('every text is named by the code, or belongs to a family of names', () => {
  const families =
    /^(failure|staff\.failure|role|staff\.scope|mail\.notice|linkOver|notice|staff\.register|staff\.api|staff\.(deactivate|removeFactors))\b/;
  const unused = [...keys].filter((key) => !sources.includes(`identity:${key}'`) && !families.test(key));
  expect(unused).toEqual([]);
});

test('every role and every failure of a use case has a text', () => {
  for (const role of roles) expect(keys).toContain(`role.${role}`);
  const codes = new Set([...sources.matchAll(/fail\('([\w.]+)'\)/g)].map((match) => match[1] as string));
  // Answered by a page of their own: not found, not allowed, sign in first, used link.
  const pages = [
    'unknown',
    'forbidden',
    'challenge_over',
    'session_old',
    'factor_present',
    'link_invalid',
    'sign_in_first',
    'sign_in.locked',
    'address_taken',
  ];
  for (const code of codes) {
    expect(pages.includes(code) || keys.has(`failure.${code}`) || keys.has(`staff.failure.${code}`), code).toBe(true);
  }
});
