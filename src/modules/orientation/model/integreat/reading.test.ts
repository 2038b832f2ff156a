import { expect, it } from 'vitest';
import { readInApp } from './reading.ts';

it.each([
  ['pages', undefined, '/ankommen'],
  ['children', undefined, '/ankommen'],
  ['children', '/recklinghausen/ar/ankommen/bankkonto/', '/ankommen/bankkonto'],
  ['page', 'recklinghausen%2Far%2Fankommen%2Fbankkonto', '/ankommen/bankkonto'],
  ['children', '/recklinghausen/ar/angebote/thema/health', undefined],
  ['parents', '/recklinghausen/ar/ankommen/bankkonto', undefined],
  ['locations', undefined, '/angebote'],
  ['events', undefined, '/angebote'],
  ['news', undefined, '/ankommen/aktuelles'],
  ['imprint', undefined, undefined],
])('%s of %s is read as %s', (name, url, path) => {
  expect(readInApp(name, { url })).toBe(path);
});
