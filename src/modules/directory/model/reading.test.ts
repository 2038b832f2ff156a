import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interfaceLanguages } from '#platform/i18n';
import { lexicon, readGlossary } from '../service/lexicon.ts';
import { createDecompounder } from './compounds.ts';
import { tsQuery } from './query.ts';
import { normalise, words } from './text.ts';
import { defaultCategories } from './vocabulary.ts';

describe('normal form', () => {
  it.each([
    ['Frauen-Sprachcafé', 'frauen sprachcafe'],
    ['STRASSE / Weg', 'strasse weg'],
    ['دَوْرَةُ اللُّغَة', 'دوره اللغه'],
    ['İSTANBUL', 'istanbul'],
    ['Що їй?', 'що їй'],
  ])('%s → %s', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });
  it('is its own normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(normalise(normalise(text))).toBe(normalise(text))),
    );
  });
});

describe('compounds', () => {
  const { split } = createDecompounder(['frauen', 'sprach', 'cafe', 'integration', 'kurs', 'miete', 'beratung']);
  it.each([
    ['frauensprachcafe', ['frauen', 'sprach', 'cafe']],
    ['integrationskurse', ['integration', 'kurs']],
    ['mietberatung', []],
    ['kurs', []],
    ['unbekanntes', []],
  ])('%s → %j', (word, parts) => {
    expect(split(word)).toEqual(parts);
  });
  it('ends quickly on anything', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (word) => void expect(split(word.repeat(3)).length).toBeLessThan(70)));
  });
});

describe('glossary', () => {
  const concepts = readGlossary();
  const tags = interfaceLanguages.map(({ tag }) => tag).filter((tag) => tag !== 'de-simple');
  it('has every concept in every interface language', () => {
    expect(concepts.length).toBeGreaterThan(250);
    const gaps = concepts.flatMap(({ id, terms }) =>
      tags.filter((tag) => !terms[tag]?.some((term) => words(term).length)).map((tag) => `${id} ${tag}`),
    );
    expect(gaps).toEqual([]);
  });
  it('has unique ids, and wider concepts and categories that exist', () => {
    const ids = concepts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(concepts.filter(({ broader }) => broader && !ids.includes(broader)).map(({ id }) => id)).toEqual([]);
    const categories = new Set([...Object.keys(defaultCategories), ...Object.values(defaultCategories).flat()]);
    expect(concepts.filter(({ category }) => category && !categories.has(category)).map(({ id }) => id)).toEqual([]);
  });
  it.each([
    ['de', 'Wo finde ich einen Deutschkurs?', 'german-course'],
    ['tr', 'Almanca kursu arıyorum', 'german-course'],
    ['tr', 'iş', 'job-search'],
    ['ar', 'دورة لغة ألمانية', 'german-course'],
    ['ar', 'Sprachkurs', 'german-course'],
    ['uk', 'курс німецької мови', 'german-course'],
    ['en', 'where can I learn german', 'german-course'],
  ])('reads %s "%s" as %s', (language, query, concept) => {
    expect(
      lexicon(language)
        .analyse(query)
        .flatMap((unit) => unit.concepts),
    ).toContain(concept);
  });
});

describe('queries for PostgreSQL', () => {
  it('keep quotes and operators of the visitor out', () => {
    const text = tsQuery(lexicon().analyse("O'Neill & !x | (y) <-> z:* \\ '"));
    expect(text.replace(/'[^']*'/g, 'w')).toMatch(/^[w\s&|():*]*$/);
  });
});
