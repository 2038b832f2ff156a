import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offerContent } from '../testing/arbitraries.ts';
import type { OfferContent } from './content.ts';
import { publicOffer } from './public-view.ts';
import { applyVisitorChange } from './visitor-change.ts';

const shelter = {
  name: 'Schutzwohnung',
  quarter: 'Mitte',
  place: { street: 'Geheime Straße 1', postcode: '33330', visibility: 'hidden', accessibility: [] },
} as unknown as OfferContent;

test('a changed name leaves the hidden address alone', () => {
  const proposed = { ...publicOffer(shelter), name: 'Frauenwohnung' };
  expect(applyVisitorChange(shelter, proposed)).toEqual({ ...shelter, name: 'Frauenwohnung' });
});

test('an address that a visitor adds stays hidden until somebody decides otherwise', () => {
  const proposed = {
    ...publicOffer(shelter),
    place: { street: 'Neue Straße 2', visibility: 'public', accessibility: [] },
  } as OfferContent;
  expect(applyVisitorChange(shelter, proposed).place).toEqual({
    street: 'Neue Straße 2',
    postcode: '33330',
    visibility: 'hidden',
    accessibility: [],
  });
});

test('whoever sends back what they saw changes nothing', () => {
  fc.assert(
    fc.property(offerContent, (full) => {
      expect(applyVisitorChange(full, publicOffer(full))).toEqual(full);
    }),
    { numRuns: 200 },
  );
});
