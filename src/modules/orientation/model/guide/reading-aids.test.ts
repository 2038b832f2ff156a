import { describe, expect, it } from 'vitest';
import { readText } from '../text/reading.ts';
import { outlineOf } from './outline.ts';
import { inTitles, titleBegins } from './search.ts';
import { stepNames } from './steps.ts';

const stepsOf = (markdown: string) => {
  const [block] = readText(markdown).blocks;
  return block?.type === 'steps' ? stepNames(block.items) : [];
};

describe('steps', () => {
  it('are named by the page they lead to, in every language alike', () => {
    const german = stepsOf(
      '- [ ] Den [Wohnsitz](page:wohnsitz) anmelden\n- [ ] Einen Kurs suchen\n- [ ] [Noch einmal](page:wohnsitz)',
    );
    const arabic = stepsOf('- [ ] سجّل [سكنك](page:wohnsitz)\n- [ ] ابحث عن دورة\n- [ ] [مرة أخرى](page:wohnsitz)');
    expect(german).toEqual(['wohnsitz', '2', 'wohnsitz.2']);
    expect(arabic).toEqual(german);
  });

  it('keep the name of a page when another step comes before', () => {
    expect(stepsOf('- [ ] Neu\n- [ ] [Wohnsitz](page:wohnsitz)')).toEqual(['1', 'wohnsitz']);
  });
});

describe('the outline', () => {
  it('counts headings, so that links lead to the same part in every language', () => {
    const outline = outlineOf(readText('## **Wo** anfangen\n\nText\n\n### Dort\n\n> ## nicht im Zitat').blocks);
    expect(outline.map(({ id, text }) => [id, text])).toEqual([
      ['abschnitt-1', 'Wo anfangen'],
      ['abschnitt-2', 'Dort'],
    ]);
  });
});

describe('what is being typed', () => {
  it.each([
    ['Wohnsitz anmelden', 'anm', true],
    ['Wohnsitz anmelden', 'wohn anm', true],
    ['Wohnsitz anmelden', 'sitz', false],
    ['Über uns', 'uber', true],
    ['Kindergeld', '', false],
    ['Kindergeld', ' . ', false],
  ])('%s begins with "%s": %s', (title, typed, expected) => expect(titleBegins(title, typed)).toBe(expected));

  it('becomes a query for titles alone', () => {
    expect(inTitles("('amt':* | 'xqamtqx' | ('wohn' & 'geld')) & 'hilfe'")).toBe(
      "('amt':*A | 'xqamtqx':A | ('wohn':A & 'geld':A)) & 'hilfe':A",
    );
    expect(inTitles('')).toBe('');
  });
});
