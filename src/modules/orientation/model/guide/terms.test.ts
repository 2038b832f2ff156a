import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachBlock, type Inline, inlinesOf, linksIn, plainText } from '../text/blocks.ts';
import { readText } from '../text/reading.ts';
import { markTerms } from './terms.ts';

const terms = [
  {
    id: 'bescheid',
    forms: { de: ['Bescheid', 'Bescheide'], 'de-simple': ['Bescheid'], ar: ['القرار'] },
    explanations: { de: 'Ein Brief, in dem ein Amt entscheidet.', ar: 'رسالة' },
  },
  { id: 'wohngeld', forms: { de: ['Wohngeld'] }, explanations: { de: 'Geld vom Amt für die Miete.', en: 'Help with the rent.' } },
  { id: 'wohngeldstelle', forms: { de: ['Wohngeld·stelle'] }, explanations: { de: 'Das Amt für Wohngeld.' } },
  { id: 'silent', forms: { de: ['Miete'] }, explanations: { uk: 'Оренда' } },
];
const mark = (markdown: string, language = 'de', reader: readonly string[] = ['de']) =>
  markTerms(readText(markdown).blocks, terms, language, reader);
const marked = (markdown: string, language?: string, reader?: readonly string[]) =>
  mark(markdown, language, reader).terms.map(({ word }) => word);

describe('words that are explained', () => {
  it.each([
    ['each once, where it comes first', 'Der Bescheid kommt. Gegen den Bescheid und andere Bescheide …', ['Bescheid']],
    ['as a whole word', 'Bescheidenheit ist kein Amt, Vorbescheid auch nicht.', []],
    ['the longest that fits', 'Gehen Sie zur Wohngeldstelle.', ['Wohngeldstelle']],
    ['with Mediopunkt too', 'Sie bekommen Wohn·geld.', ['Wohn·geld']],
    ['whatever its first letter', 'bescheid', ['bescheid']],
    ['not in headings', '## Der Bescheid\n\nText', []],
    ['not in links', '[Bescheid](page:bescheid)', []],
    ['in emphasis, lists, notes and fields', '- **Bescheid**\n\n:::note\nWohngeld\n:::', ['Bescheid', 'Wohngeld']],
    ['not where nobody could read the explanation', 'Die Miete', []],
  ])('%s', (_, markdown, words) => expect(marked(markdown)).toEqual(words));

  it('are German ones too in a translation, explained in the language of the reader', () => {
    const { terms: found } = mark('يصل القرار (Bescheid) عن Wohngeld', 'ar', ['ar', 'de']);
    expect(found.map(({ id, word, language }) => [id, word, language])).toEqual([
      ['bescheid', 'القرار', 'ar'],
      ['wohngeld', 'Wohngeld', 'de'],
    ]);
  });

  it('leave the text as it was, and name each explanation once', () => {
    const word = fc.constantFrom(
      'Bescheid',
      'Wohngeld',
      'Wohngeldstelle',
      'Amt',
      '**Bescheid**',
      '[Wohngeld](page:x)',
      '(',
      '(.*',
      'ß',
      '$&',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const { blocks } = readText(words.join(' '));
        const result = markTerms(blocks, terms, 'de', ['de']);
        expect(plainText(result.blocks)).toBe(plainText(blocks));
        const ids = result.terms.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(linksIn(result.blocks).filter((href) => href.startsWith('term:'))).toEqual(ids.map((id) => `term:${id}`));
        const nested = (content: readonly Inline[], inLink: boolean): boolean =>
          content.some(
            (part) =>
              typeof part !== 'string' &&
              part.type !== 'break' &&
              ((inLink && part.type === 'link') || nested(part.content, inLink || part.type === 'link')),
          );
        for (const block of eachBlock(result.blocks))
          for (const content of inlinesOf(block)) expect(nested(content, false)).toBe(false);
      }),
    );
  });

  it('may be anything that people type as a form', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 40 }), (form, text) => {
        const strange = [{ id: 'strange', forms: { de: [form] }, explanations: { de: 'x' } }];
        const { blocks } = readText(text);
        expect(plainText(markTerms(blocks, strange, 'de', ['de']).blocks)).toBe(plainText(blocks));
      }),
    );
  });
});
