import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OfferContent, offerSchema, organisationSchema } from '../content.ts';
import { publicOffer } from '../public-view.ts';
import { anyOffer, offer } from '../testing.ts';
import { fieldsWithAddress, offerTexts } from './address-in-text.ts';
import { exportedOffer, importedPlace } from './export.ts';

const hidden = {
  name: 'Haus Zuflucht',
  street: 'Lindenstraße 12a',
  postcode: '33330',
  city: 'Gütersloh',
  lat: 51.90123,
  lon: 8.38456,
  visibility: 'hidden' as const,
  accessibility: ['step_free' as const],
  directions: 'Klingeln bei Grün',
};

describe('an address in a text', () => {
  test.each([
    ['description', { description: 'Sie finden uns in der Lindenstraße 12a.' }],
    ['description', { description: 'Sie finden uns: LINDENSTRASSE 12 A' }],
    ['summary', { summary: 'Frauenhaus, Lindenstr. 12' }],
    ['documents', { documents: ['Ausweis', 'Anmeldung Lindenstraße'] }],
    ['participation.how', { participation: { registration: 'required' as const, how: 'Kommen Sie in die Lindenstraße.' } }],
    ['contact.role', { contact: { role: 'Büro Lindenstraße' } }],
    [
      'translations.tr.summary',
      { translations: { tr: { summary: { text: 'Lindenstr. 12a, Gütersloh', by: 'human' as const } } } },
    ],
  ])('is found in %s', (field, changes: Partial<OfferContent>) => {
    const entry = { ...offer(), ...changes, place: hidden };
    expect(fieldsWithAddress(offerTexts(entry), hidden.street)).toContain(field);
    const parsed = offerSchema.safeParse(entry);
    expect(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join('.'), message])).toContainEqual([
      field,
      'directory:field.address_in_text',
    ]);
    expect(offerSchema.safeParse({ ...entry, place: { ...hidden, visibility: 'public' } }).success).toBe(true);
  });
  test('is found in the texts of an institution', () => {
    const shelter = { name: 'Haus Zuflucht', kind: 'association', description: 'Schutz', towns: [], place: hidden };
    expect(organisationSchema.safeParse(shelter).success).toBe(true);
    for (const change of [
      { description: 'Lindenstr. 12a' },
      { tasks: ['Schutz', 'Beratung in der Lindenstraße'] },
      { contactPoints: [{ topic: 'Aufnahme', room: 'Lindenstraße 12a, Tür 3' }] },
    ])
      expect(organisationSchema.safeParse({ ...shelter, ...change }).success, JSON.stringify(change)).toBe(false);
  });
  test('is not seen where there is none', () => {
    const entry = { ...offer(), description: 'Unter Linden sitzen wir zusammen.', place: hidden };
    expect(fieldsWithAddress(offerTexts(entry), hidden.street)).toEqual([]);
    expect(fieldsWithAddress(offerTexts({ ...entry, description: 'Auf dem Weg' }), 'Weg 5')).toEqual([]);
    expect(offerSchema.safeParse(entry).success).toBe(true);
  });
});

describe('what leaves the house', () => {
  const secrets = [hidden.name, 'Lindenstra', '12a', '51.9012', '8.3845', 'Klingeln'];
  const entry: OfferContent = {
    ...offer(),
    quarter: 'Pavenstädt',
    place: hidden,
    translations: { tr: { directions: { text: 'Klingeln bei Grün: zile basın', by: 'human' } } },
  };
  test('nothing of a hidden address is public or in a file', () => {
    for (const text of [JSON.stringify(publicOffer(entry)), JSON.stringify(exportedOffer({ ...entry, translations: {} }))])
      for (const secret of secrets) expect(text).not.toContain(secret);
    expect(JSON.stringify(publicOffer(entry))).not.toContain('Pavenstädt');
    expect(exportedOffer(entry).place?.visibility).toBe('hidden');
  });
  test('of a partly hidden one postcode, city and a rough point', () => {
    const partial: OfferContent = { ...entry, place: { ...hidden, visibility: 'partial' } };
    for (const shown of [publicOffer(partial).place, exportedOffer(partial).place])
      expect(shown).toEqual({
        postcode: '33330',
        city: 'Gütersloh',
        lat: 51.9,
        lon: 8.38,
        visibility: 'partial',
        accessibility: ['step_free'],
      });
  });
  test('whatever the entry, no more of its place is in a file than is public', () => {
    fc.assert(
      fc.property(anyOffer, (any) => {
        const [file, open] = [exportedOffer(any).place, publicOffer(any).place];
        expect({ ...file, visibility: undefined, accessibility: undefined }).toEqual({
          ...open,
          visibility: undefined,
          accessibility: undefined,
        });
      }),
    );
  });
});

describe('what comes back', () => {
  test('an exported file does not erase the address it does not have', () => {
    fc.assert(
      fc.property(anyOffer, ({ place }) => {
        const exported = exportedOffer({ ...offer(), ...(place ? { place } : {}) }).place;
        expect(importedPlace(place, exported)).toEqual(place);
      }),
    );
    expect(importedPlace(hidden, undefined)).toEqual(hidden);
  });
  test('an address or another protection in the file counts', () => {
    const moved = { ...hidden, street: 'Am Hof 3' };
    expect(importedPlace(hidden, moved)).toEqual(moved);
    const open = { visibility: 'public' as const, accessibility: [] };
    expect(importedPlace(hidden, open)).toEqual(open);
    expect(importedPlace(undefined, hidden)).toEqual(hidden);
  });
});
