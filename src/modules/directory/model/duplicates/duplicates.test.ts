import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offerContent, organisationContent } from '../../testing/arbitraries.ts';
import type { OfferContent } from '../content.ts';
import { offerFields } from '../field-text.ts';
import { offer } from '../testing.ts';
import { type Features, offerFeatures, organisationFeatures, phoneKey, streetKey, toldFeatures, webKey } from './features.ts';
import { commonFrom, keysOf } from './keys.ts';
import { LikeFinder } from './like-finder.ts';
import { differingFields, mergedContent, type Side } from './merging.ts';
import { compareEntries, shownFrom } from './score.ts';

const at = { street: 'Markt 1', postcode: '33330', city: 'Gütersloh', visibility: 'public' as const, accessibility: [] };
const cafe = offer({
  name: 'Sprachcafé am Markt',
  place: at,
  schedules: [{ kind: 'weekly', hours: 'Tu 16:00-18:00' }],
  contact: { phone: '05241 12-0' },
});
const features = (one: OfferContent, organisation = 'a') => offerFeatures(one, organisation);
const scoreOf = (other: Partial<OfferContent>, organisation = 'a') =>
  compareEntries(features(cafe), features({ ...cafe, ...other }, organisation));

describe('the score of two offers', () => {
  test.each<[string, Partial<OfferContent>, boolean]>([
    ['the same once more', {}, true],
    ['the same words in another order', { name: 'Am Markt: Sprachcafé' }, true],
    ['a misspelt name', { name: 'Sprachcaffee am Markt' }, true],
    ['a hyphen more, at another place', { name: 'Sprach-Café am Markt', place: undefined, contact: undefined }, true],
    ['a number written differently', { contact: { phone: '+49 5241 120' } }, true],
    ['the same name in another town', { town: '05562004', place: undefined, contact: undefined }, false],
    ['a course of another level', { name: 'Sprachcafé am Markt A2', germanLevel: { min: 'A2' } }, false],
    ['something else at the same address', { name: 'Krabbelgruppe', categories: ['early-education'] }, false],
  ])('%s', (_name, changes, isPair) => {
    expect(scoreOf(changes).score >= shownFrom).toBe(isPair);
  });

  test('says what counts, most first, and is the sum of it', () => {
    const { score, reasons } = scoreOf({ schedules: [{ kind: 'weekly', hours: 'Th 16:00-18:00' }] });
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'name_same',
      'address_same',
      'organisation_same',
      'times_differ',
      'categories_same',
      'phone_same',
    ]);
    expect(score).toBe(85);
  });

  test('of any two entries is the same both ways, within bounds, and the sum of its reasons', () => {
    fc.assert(
      fc.property(offerContent, offerContent, (one, other) => {
        const [a, b] = [features(one), features(other, 'b')];
        const there = compareEntries(a, b);
        expect(compareEntries(b, a)).toEqual(there);
        const sum = there.reasons.reduce((total, { points }) => total + points, 0);
        expect(there.score).toBe(Math.max(0, Math.min(100, sum)));
      }),
      { numRuns: 150 },
    );
  });

  test('of an organisation with itself is shown whenever it can be reached', () => {
    fc.assert(
      fc.property(organisationContent, (one) => {
        const own = organisationFeatures(one);
        expect(compareEntries(own, own).score).toBeGreaterThanOrEqual(shownFrom);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what may be one of many', () => {
  const finderOf = (...offers: OfferContent[]) => {
    const finder = new LikeFinder<{ id: string }>();
    for (const [id, one] of offers.entries()) finder.add({ id: String(id) }, features(one));
    return finder;
  };
  const found = (finder: LikeFinder<{ id: string }>, one: OfferContent) =>
    finder.find(features(one)).map(({ known }) => known.id);
  const named = (name: string) => ({ ...cafe, name });

  test('is shown with its own comparison, the likest first, at most three, and never misses its double', () => {
    fc.assert(
      fc.property(fc.array(offerContent, { maxLength: 8 }), offerContent, (offers, other) => {
        const one = { ...other, name: `Treffpunkt ${other.name}`.slice(0, 200) };
        const all = new Map([...offers, one].map((known, id) => [String(id), features(known)]));
        const finder = new LikeFinder<{ id: string }>();
        for (const [id, known] of all) finder.add({ id }, known);
        const candidates = finder.find(features(one));
        expect(candidates.length).toBeLessThanOrEqual(3);
        expect(candidates[0]?.score).toBe(compareEntries(features(one), features(one)).score);
        expect(candidates.map(({ score }) => score)).toEqual(candidates.map(({ score }) => score).sort((a, b) => b - a));
        for (const { known, score, reasons } of candidates) {
          expect(score).toBeGreaterThanOrEqual(shownFrom);
          expect({ score, reasons }).toEqual(compareEntries(features(one), all.get(known.id) as Features));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is not what is left out, nor what only shares a place with it', () => {
    const finder = finderOf(named('Yoga am Morgen'), named('Kochen für alle'), named('Lesekreis'));
    expect(found(finder, named('Yoga am Morgen!'))).toEqual(['0']);
    expect(found(finder, named('Tauchen'))).toEqual([]);
    expect(finder.find(features(named('Lesekreis')), ({ id }) => id === '2')).toEqual([]);
  });

  test('is nothing where so many share a key that it tells nothing', () => {
    const many = (count: number) => finderOf(...Array.from({ length: count }, () => cafe));
    expect(found(many(commonFrom), cafe)).toHaveLength(3);
    expect(found(many(commonFrom + 1), cafe)).toEqual([]);
  });
});

describe('an offer that somebody else tells of', () => {
  const women: OfferContent = { ...cafe, gender: 'women', ages: { min: 18 } };
  const score = (paths: readonly string[], other: OfferContent) =>
    compareEntries(features(women), toldFeatures(other, 'a', paths)).reasons.map(({ reason }) => reason);

  test('differs in whom it is for only by what they say', () => {
    expect(score(['name'], cafe)).not.toContain('audience_differs');
    expect(score(['name', 'ages.min'], { ...cafe, ages: { min: 18 } })).not.toContain('audience_differs');
    expect(score(['name', 'ages.min'], { ...cafe, ages: { min: 6 } })).toContain('audience_differs');
    expect(score(['gender'], cafe)).toContain('audience_differs');
  });
});

describe('keys', () => {
  test.each([
    ['a word more', { name: 'Offenes Sprachcafé am Markt' }],
    ['a misspelt word', { name: 'Sprachkafe am Markt', place: undefined, contact: undefined }],
    ['the same phone', { name: 'Ganz anders', contact: { phone: '0049 5241 120' } }],
    ['the same address', { name: 'Ganz anders', place: { ...at, street: 'markt  1' } }],
  ])('meet in %s', (_name, changes) => {
    const [own, other] = [keysOf(features(cafe)), keysOf(features({ ...cafe, ...changes } as OfferContent))];
    if (changes.name === 'Sprachkafe am Markt') expect(own.some((key) => other.includes(key))).toBe(true);
    else expect(own.filter((key) => other.includes(key)).length).toBeGreaterThan(0);
  });

  test('are few and short, whatever an entry says', () => {
    fc.assert(
      fc.property(offerContent, (one) => {
        const keys = keysOf(features(one));
        expect(keys.length).toBeLessThanOrEqual(20);
        for (const key of keys) expect(key.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    [phoneKey('+49 (0)5241 12-0'), '05241120'],
    [phoneKey('110'), undefined],
    [webKey('https://www.Beispiel.de/Seite/'), 'beispiel.de/seite'],
    [webKey('nicht'), undefined],
    [streetKey('Bahnhofstraße 1 a'), 'bahnhofstr 1a'],
    [streetKey('Bahnhofstr. 1a'), 'bahnhofstr 1a'],
  ])('are made of %s', (found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('the content after a merge', () => {
  const side = fc.constantFrom<Side>('kept', 'gone', 'both');

  test('loses no field that only one of the two has, and takes what was chosen', () => {
    fc.assert(
      fc.property(offerContent, offerContent, fc.dictionary(fc.constantFrom(...offerFields), side), (one, two, choices) => {
        const other = { ...two, kind: one.kind };
        const unchosen = mergedContent<OfferContent>(offerFields, one, other, {}) as unknown as Record<string, unknown>;
        for (const { field, kept, gone } of differingFields(offerFields, one, other)) {
          if (kept === undefined) expect(unchosen[field]).toEqual(gone);
          if (gone === undefined) expect(unchosen[field]).toEqual(kept);
        }
        const merged = mergedContent<OfferContent>(offerFields, one, other, choices) as unknown as Record<string, unknown>;
        for (const { field, kept, gone } of differingFields(offerFields, one, other)) {
          if (choices[field] === 'kept') expect(merged[field]).toEqual(kept);
          if (choices[field] === 'gone') expect(merged[field]).toEqual(gone);
        }
        expect(merged.kind).toBe(one.kind);
      }),
      { numRuns: 150 },
    );
  });

  test('unites lists when both are wanted', () => {
    const two = { ...cafe, targetGroups: ['women' as const, 'families' as const] };
    const merged = mergedContent<OfferContent>(offerFields, { ...cafe, targetGroups: ['women'] }, two, { targetGroups: 'both' });
    expect(merged.targetGroups).toEqual(['women', 'families']);
  });
});
