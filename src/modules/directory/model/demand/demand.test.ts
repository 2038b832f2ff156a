import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedForm, countedTown, isPlausibleQuery, mayBeKept, weekOf } from './demand.ts';

describe('what counts as a question', () => {
  it.each([
    ['Deutschkurs', true],
    ['دورة لغة ألمانية', true],
    ['Schwimmkurs Frauen 45964', true],
    ['ab', true],
    ['', false],
    ['12345', false],
    ['x', false],
    ['<script>alert(1)</script>', false],
    ["' or 1=1 --", false],
    ['https://example.org', false],
    ['../../etc/passwd', false],
    ['a\u0007bc', false],
    [`kurs ${'a'.repeat(100)}`, false],
    ['eins zwei drei vier fünf sechs sieben acht neun', false],
  ])('%j: %s', (query, expected) => {
    expect(isPlausibleQuery(query)).toBe(expected);
  });
});

describe('what is kept', () => {
  it('is counted together whatever the case and the punctuation', () => {
    expect(countedForm('  Deutsch-Kurs!  ')).toBe(countedForm('deutsch kurs'));
  });

  it.each(['anna@example.org', '0170 1234567', 'steuer id 12 345 678 901', `${'wort '.repeat(15)}`])(
    'never are the words %j',
    (query) => {
      expect(mayBeKept(query)).toBe(false);
    },
  );

  it('are of a postcode elsewhere the first two digits, whatever the postcode', () => {
    const towns = [
      { key: '05562024', postcodes: ['45768', '45770'] },
      { key: '05562032', postcodes: ['45657', '45699'] },
      { key: '05562020', postcodes: ['45699'] },
    ];
    expect(countedTown('45770', towns)).toBe('05562024');
    expect(countedTown('45699', towns)).toBe('');
    expect(countedTown(undefined, towns)).toBe('');
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 99_999 }), (number) => {
        const postcode = String(number).padStart(5, '0');
        const counted = countedTown(postcode, towns);
        return counted === '' || towns.some(({ key }) => key === counted) || counted === postcode.slice(0, 2);
      }),
    );
  });

  it('begins its week on Monday, in German time', () => {
    expect(weekOf(new Date('2026-11-22T22:30:00Z'))).toBe('2026-11-16');
    expect(weekOf(new Date('2026-11-22T23:30:00Z'))).toBe('2026-11-23');
    expect(weekOf(new Date('2026-11-23T12:00:00Z'))).toBe('2026-11-23');
  });
});
