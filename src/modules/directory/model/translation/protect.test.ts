import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offer } from '../testing.ts';
import { machineTranslation, openTexts, stillFits } from './open.ts';
import { protector, restore, wordCount } from './protect.ts';
import { withTranslation } from './state.ts';

const protect = protector(['Brücke e. V.', 'Brücke', 'Gütersloh', '(Haus) Ö*']);

describe('what a machine does not see', () => {
  test.each([
    ['Ruf an: 05241 85-0 oder +49 5241 850', ['05241 85-0', '+49 5241 850']],
    ['Mail an info@bruecke-gt.de.', ['info@bruecke-gt.de']],
    ['Siehe https://www.example.org/a?b=1&c=2, oder www.example.org.', ['https://www.example.org/a?b=1&c=2', 'www.example.org']],
    ['Mehr auf bruecke.de/angebote', ['bruecke.de/angebote']],
    ['Treff: Moltkestraße 12a, 33330 Gütersloh', ['Moltkestraße 12a', '33330 Gütersloh']],
    ['Berliner Straße 4', ['Straße 4']],
    ['Der Verein Brücke e. V. in Gütersloh', ['Brücke e. V.', 'Gütersloh']],
    ['Brückentag in Güterslohs Mitte', []],
    ['Im (Haus) Ö* und {1}', ['(Haus) Ö*', '{1}']],
    ['Montags von 16 bis 18 Uhr, ab 6 Jahren', []],
  ])('%s', (text, expected) => {
    const { text: shown, kept } = protect(text);
    for (const one of expected)
      expect(
        kept.some((found) => found.includes(one)),
        `${one} in ${kept}`,
      ).toBe(true);
    if (!expected.length) expect(kept).toEqual([]);
    expect(restore(shown, kept)).toBe(text);
  });

  test('any text whatever comes back whole', () => {
    const piece = fc.constantFrom(
      '{1}',
      '{',
      '}',
      ' ',
      'Brücke',
      '05241 123',
      'a@b.de',
      'https://x.de/ä',
      'Wort',
      '33330 Verl',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 12 }), (parts) => {
        const { text, kept } = protect(parts.join(''));
        expect(restore(text, kept)).toBe(parts.join(''));
      }),
    );
  });

  test.each([
    ['a {1}', ['x', 'y']],
    ['a {1} {1}', ['x', 'y']],
    ['a {1} {2} {3}', ['x', 'y']],
    ['a {0} {1}', ['x', 'y']],
    ['a', ['x']],
  ])('%j with %j lost something', (text, kept) => expect(restore(text, kept)).toBeUndefined());

  test('costs no words', () => {
    expect(wordCount('Treff: {1}, {2} – bis 18 Uhr')).toBe(4);
    expect(wordCount('{1} {2}')).toBe(0);
  });
});

const content = offer({
  name: 'Sprachcafé',
  summary: 'Rufen Sie an: 05241 850',
  description: '05241 850',
  documents: ['Ausweis', 'Zeugnis'],
});

describe('open texts', () => {
  const open = (given = content) => openTexts(given, ['tr', 'ar'], protect).map(({ tag, field }) => `${tag}.${field}`);
  test('are those without a translation, or with an outdated one of a machine', () => {
    expect(open()).toEqual(['tr.name', 'ar.name', 'tr.summary', 'ar.summary', 'tr.documents', 'ar.documents']);
    const told = withTranslation(
      withTranslation(withTranslation(content, 'tr', 'name', { text: 'Dil', by: 'human', of: '0123456789ab' }), 'tr', 'summary', {
        text: 'x',
        by: 'machine',
        of: '0123456789ab',
      }),
      'ar',
      'name',
      { text: 'لغة', by: 'machine' },
    );
    expect(open(told)).toEqual(['tr.summary', 'ar.summary', 'tr.documents', 'ar.documents']);
    expect(open({ ...content, properName: true })).not.toContain('tr.name');
  });

  test('are not what people did meanwhile', () => {
    const [name] = openTexts(content, ['tr'], protect);
    if (!name) throw new Error('nothing open');
    const made = { text: 'Dil', by: 'machine' as const };
    expect(stillFits(content, name, made)).toBe(true);
    expect(stillFits({ ...content, name: 'Anders' }, name, made)).toBe(false);
    expect(stillFits(withTranslation(content, 'tr', 'name', { text: 'Dil', by: 'human' }), name, made)).toBe(false);
    expect(stillFits({ ...content, properName: true }, name, made)).toBe(false);
    const shelter = { ...content, place: { street: 'Verborgener Weg 5', visibility: 'hidden' as const, accessibility: [] } };
    expect(stillFits(shelter, name, made)).toBe(true);
    expect(stillFits(shelter, name, { ...made, text: 'Kafe, VERBORGENER Weg' })).toBe(false);
  });

  test('take an answer only when it is one', () => {
    const texts = openTexts(content, ['tr'], protect);
    const [name, summary, documents] = texts as [(typeof texts)[0], (typeof texts)[0], (typeof texts)[0]];
    expect(machineTranslation(summary, 'Arayın: {1}')).toEqual({ text: 'Arayın: 05241 850', by: 'machine', of: summary.of });
    expect(machineTranslation(summary, 'Arayın')).toBeUndefined();
    expect(machineTranslation(name, '  ')).toBeUndefined();
    expect(machineTranslation(name, 'x'.repeat(301))).toBeUndefined();
    expect(machineTranslation(name, 'Dil\nkafesi')?.text).toBe('Dil kafesi');
    expect(machineTranslation(documents, 'Kimlik')).toBeUndefined();
    expect(machineTranslation(documents, 'Kimlik\nDiploma')?.text).toBe('Kimlik\nDiploma');
  });
});
