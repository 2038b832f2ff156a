import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPostcode, withPostcode } from './postcode.ts';
import { shortName, slugOf, slugPattern } from './slug.ts';

describe('slugOf', () => {
  it.each([
    ['Oer-Erkenschwick', 'oer-erkenschwick'],
    ['Gütersloh', 'guetersloh'],
    ['Schloß Holte-Stukenbrock', 'schloss-holte-stukenbrock'],
    ['Wetter (Ruhr)', 'wetter-ruhr'],
    ['Haltern am See', 'haltern-am-see'],
    ['Ölde', 'oelde'],
    ['Łódź', 'lodz'],
    ['  Süd / Nord  ', 'sued-nord'],
    ['المدينة', ''],
  ])('%s → %s', (name, slug) => expect(slugOf(name)).toBe(slug));

  it('makes an address or nothing out of any text, and the same again out of the address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const slug = slugOf(name);
        if (slug) expect(slug).toMatch(slugPattern);
        expect(slug.length).toBeLessThanOrEqual(60);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });

  it('does not care how the umlaut was typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöüß ]{1,20}$/), (name) => {
        expect(slugOf(name.normalize('NFD'))).toBe(slugOf(name));
      }),
    );
  });

  it('shortens a name by its addition only', () => {
    expect(shortName('Halle (Westf.)')).toBe('Halle');
    expect(shortName('Verl')).toBe('Verl');
    expect(shortName('(Ruhr)')).toBe('(Ruhr)');
  });
});

describe('readPostcode', () => {
  it.each(['45657', ' 45 657 ', 'D-45657', 'DE45657', '٤٥٦٥٧', '۴۵۶۵۷', '\u200f45657'])('understands %j', (typed) =>
    expect(readPostcode(typed)).toBe('45657'),
  );

  it.each(['', '4565', '456577', '00999', 'abcde', '45657a', '45657\n<script>', '4.5e4'])('refuses %j', (typed) =>
    expect(readPostcode(typed)).toBeUndefined(),
  );

  it('reads every postcode in every digit it may be typed in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 99999 }), fc.constantFrom(0x30, 0x660, 0x6f0), (number, zero) => {
        const postcode = String(number).padStart(5, '0');
        const typed = [...postcode].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
        expect(readPostcode(typed)).toBe(postcode);
      }),
    );
  });

  it('finds every town that has the postcode', () => {
    const towns = [{ postcodes: ['45657', '45659'] }, { postcodes: ['45659'] }, { postcodes: [] }];
    expect(withPostcode(towns, '45659')).toEqual([towns[0], towns[1]]);
    expect(withPostcode(towns, '4565')).toEqual([]);
  });
});
