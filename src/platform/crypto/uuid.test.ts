import { expect, test } from 'vitest';
import { uuidPattern, uuidv5, uuidv7 } from './uuid.ts';

const millisecond = Date.parse('2026-11-22T12:00:00Z');

test('ids of one millisecond sort in the order in which they were made, however many there are', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7(millisecond));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids.slice(0, 100)) expect(id).toMatch(uuidPattern);
});

test('carry their time, version and variant (RFC 9562)', () => {
  const id = uuidv7(millisecond + 5);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(millisecond + 5);
  expect(id[14]).toBe('7');
  expect('89ab').toContain(id[19]);
});

test('a name has one id for ever: the example of RFC 9562, appendix A.4', () => {
  expect(uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});
