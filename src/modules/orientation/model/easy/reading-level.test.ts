import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readText } from '../text/reading.ts';
import { easeOf, readingLevel } from './reading-level.ts';
import { syllables } from './syllables.ts';

test.each([
  ['Amt', 1],
  ['Haus', 1],
  ['Bäume', 2],
  ['Antrag', 2],
  ['Familie', 4],
  ['Linien', 3],
  ['Bier', 1],
  ['wieder', 2],
  ['Situation', 5],
  ['Wohn·geld', 2],
  ['Ausländerbehörde', 6],
  ['Quittung', 2],
  ['IBAN', 2],
  ['b', 1],
])('%s has %i syllables', (word, expected) => {
  expect(syllables(word)).toBe(expected);
});

const level = (text: string) => readingLevel(readText(text).blocks);

describe('the reading level', () => {
  it('is what the formulas say, worked out by hand', () => {
    // 8 times the same five words: 40 words, 8 sentences; each has one word of 4 syllables and 9 letters, 4 of one syllable.
    const text = 'Sie sind im Amt Dienstleister. '.repeat(8);
    // 20 % of many syllables, 5 words a sentence, 20 % long, 80 % of one syllable.
    expect(syllables('Dienstleister')).toBe(3);
    expect(level(text)).toEqual({
      words: 40,
      sentences: 8,
      wiener: Math.round(10 * (0.1935 * 20 + 0.1672 * 5 + 0.1297 * 20 - 0.0327 * 80 - 0.875)) / 10,
      lix: 25,
      ease: 'very_easy',
    });
  });

  it('rises from short words in short sentences to the prose of offices', () => {
    const easy = level('Sie ziehen um. Dann gehen Sie in das Amt. Dort sagen Sie: Ich wohne jetzt hier. '.repeat(4));
    const hard = level(
      'Die Inanspruchnahme aufenthaltsrechtlicher Beratungsleistungen erfolgt ausschließlich nach vorheriger schriftlicher Terminvereinbarung mit der jeweils örtlich zuständigen Ausländerbehörde. '.repeat(
        4,
      ),
    );
    expect(easy?.ease).toBe('very_easy');
    expect(hard?.ease).toBe('very_hard');
    expect(easy?.lix).toBeLessThan(30);
    expect(hard?.lix).toBeGreaterThan(60);
  });

  it('does not say anything of a few words', () => {
    expect(level('Rufen Sie an.')).toBeUndefined();
    expect(level('')).toBeUndefined();
  });

  test.each([
    [6, 'very_easy'],
    [6.1, 'easy'],
    [8.1, 'middling'],
    [10.1, 'hard'],
    [12.1, 'very_hard'],
  ])('%d is %s', (wiener, ease) => {
    expect(easeOf(wiener)).toBe(ease);
  });

  it('is a number for anything that has words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 40, maxLength: 80 }), (words) => {
        const found = level(words.join(' '));
        expect(found === undefined || (Number.isFinite(found.wiener) && Number.isFinite(found.lix))).toBe(true);
      }),
    );
  });
});
