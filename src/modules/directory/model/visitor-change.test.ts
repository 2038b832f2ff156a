import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedContent as offerContent } from '../testing/arbitraries.ts';
import type { OfferContent } from './content.ts';
import { publicOffer } from './public-view.ts';
import { applyLinkChange, applyVisitorChange, linkView } from './visitor-change.ts';

const today = '2026-11-23';

const shelter = {
  name: 'Schutzwohnung',
  quarter: 'Mitte',
  place: { street: 'Geheime Straße 1', postcode: '33330', visibility: 'hidden', accessibility: [] },
} as unknown as OfferContent;

test('a changed name leaves the hidden address alone', () => {
  const proposed = { ...publicOffer(shelter, today), name: 'Frauenwohnung' };
  expect(applyVisitorChange(shelter, proposed, today)).toEqual({ ...shelter, name: 'Frauenwohnung' });
});

test('an address that a visitor adds stays hidden until somebody decides otherwise', () => {
  const proposed = {
    ...publicOffer(shelter, today),
    place: { street: 'Neue Straße 2', visibility: 'public', accessibility: [] },
  } as OfferContent;
  expect(applyVisitorChange(shelter, proposed, today).place).toEqual({
    street: 'Neue Straße 2',
    postcode: '33330',
    visibility: 'hidden',
    accessibility: [],
  });
});

test('whoever sends back what they saw changes nothing', () => {
  fc.assert(
    fc.property(offerContent, (full) => {
      expect(applyVisitorChange(full, publicOffer(full, today), today)).toEqual(full);
    }),
    { numRuns: 200 },
  );
});

const named = (consentUntil: string) =>
  ({ name: 'Beratung', contact: { role: 'Büro', person: 'Amal Beispiel', consentUntil, phone: '02361 1' } }) as OfferContent;

test('a visitor may correct the number of a person who is named, and names nobody else', () => {
  const full = named('2027-01-31');
  const contact = { role: 'Büro', person: 'Jemand anders', consentUntil: '2029-01-01', phone: '02361 2' };
  expect(applyVisitorChange(full, { ...full, contact }, today).contact).toEqual({ ...full.contact, phone: '02361 2' });
  expect(applyVisitorChange({ name: 'Beratung' } as OfferContent, { ...full, contact }, today).contact).toEqual({
    role: 'Büro',
    phone: '02361 2',
  });
});

test('a number that a visitor gives in place of a person who is no longer named is the office’s', () => {
  const full = named('2026-11-22');
  const seen = publicOffer(full, today);
  expect(seen.contact).toEqual({ role: 'Büro' });
  expect(applyVisitorChange(full, seen, today)).toEqual(full);
  const changed = { ...seen, contact: { role: 'Büro', phone: '02361 2' } };
  expect(applyVisitorChange(full, changed, today).contact).toEqual({ role: 'Büro', phone: '02361 2' });
});

test('behind the link of a mail the provider sees its contact person, whose consent may have run out, and no hidden address', () => {
  const full = { ...named('2026-11-22'), place: shelter.place } as OfferContent;
  expect(linkView(full)).toEqual(named('2026-11-22'));
  const renewed = { ...linkView(full), contact: named('2028-11-22').contact } as OfferContent;
  expect(applyLinkChange(full, renewed)).toEqual({ ...full, contact: named('2028-11-22').contact });
  fc.assert(
    fc.property(offerContent, (any) => {
      expect(applyLinkChange(any, linkView(any))).toEqual(any);
    }),
    { numRuns: 200 },
  );
});

test('a person is public until the last day of their consent, and nothing of them afterwards', () => {
  fc.assert(
    fc.property(offerContent, fc.constantFrom('2020-06-01', '2027-06-01', '2034-06-01'), (any, day) => {
      const { contact } = publicOffer(any, day);
      const { person, consentUntil = '' } = any.contact ?? {};
      if (person === undefined || consentUntil >= day) expect(contact).toEqual(any.contact);
      else expect([contact?.person, contact?.consentUntil, contact?.phone, contact?.email]).toEqual(Array(4).fill(undefined));
    }),
  );
});
