import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Concept } from '../lexicon.ts';
import { createLexicon } from '../lexicon.ts';
import { faultsOf, longestTerm, mergeConcepts, mostTerms, type OwnConcept } from './concept.ts';
import { factOf, factWord, readConceptFile, writeConceptFile } from './file.ts';

const shared: Concept[] = [
  { id: 'sport', terms: { de: ['Sport'], tr: ['spor'] }, category: 'sport' },
  { id: 'football', terms: { de: ['Fußball', 'Bolzen'], tr: ['futbol'] }, broader: 'sport' },
];
const own = (id: string, more: Partial<OwnConcept> = {}): OwnConcept => ({
  id,
  terms: { de: ['Wort'] },
  removed: {},
  note: '',
  ...more,
});
const faults = (...concepts: OwnConcept[]) => faultsOf(concepts, { shared, isCategory: (id) => id === 'sport' });

describe("a district's concepts", () => {
  it('stand beside the words of the software, and take some out', () => {
    const merged = mergeConcepts(shared, [
      own('football', { terms: { de: ['Kicken'], ar: ['كرة'] }, removed: { de: ['bolzen'] } }),
      own('pumptrack', { terms: { de: ['Pumptrack'] }, broader: 'sport' }),
    ]);
    expect(merged.map(({ id, origin }) => [id, origin])).toEqual([
      ['sport', 'software'],
      ['football', 'changed'],
      ['pumptrack', 'own'],
    ]);
    expect(merged[1]).toMatchObject({ broader: 'sport', terms: { de: ['Fußball', 'Kicken'], tr: ['futbol'], ar: ['كرة'] } });
    const lexicon = createLexicon({ concepts: merged, stopwords: {}, compoundParts: [] }, ['de']);
    expect(lexicon.conceptsIn('Pumptrack im Park')).toEqual(['pumptrack', 'sport']);
    expect(lexicon.analyse('bolzen')[0]?.concepts).toEqual([]);
    expect(lexicon.analyse('kicken')[0]?.concepts).toEqual(['football']);
  });

  it.each<[string, OwnConcept[], string, string]>([
    ['a circle of two', [own('a', { broader: 'b' }), own('b', { broader: 'a' })], 'broader', 'circle'],
    ['a circle to itself', [own('a', { broader: 'a' })], 'broader', 'circle'],
    ['a circle through the software', [own('sport', { broader: 'football' })], 'broader', 'circle'],
    ['an unknown wider concept', [own('a', { broader: 'nothing' })], 'broader', 'broader'],
    ['an unknown topic', [own('a', { category: 'nothing' })], 'category', 'category'],
    ['no word', [own('a', { terms: {} })], 'terms', 'terms'],
    ['a word of signs', [own('a', { terms: { de: ['…!'] } })], 'terms.de', 'empty'],
    ['a word of vowel signs', [own('a', { terms: { ar: ['\u064b'] } })], 'terms.ar', 'empty'],
    ['control characters', [own('a', { terms: { de: ['a\u0000b'] } })], 'terms.de', 'term'],
    ['a long word', [own('a', { terms: { de: ['x'.repeat(longestTerm + 1)] } })], 'terms.de', 'too_long'],
    ['too many words', [own('a', { terms: { de: Array(mostTerms + 1).fill('x') } })], 'terms.de', 'too_many'],
    ['a wrong key', [own('A B')], 'id', 'id'],
  ])('is told of %s', (_name, concepts, field, fault) => {
    expect(faults(...concepts)).toContainEqual(expect.objectContaining({ field, fault }));
  });

  it('may only take words out of a concept of the software', () => {
    expect(faults(own('football', { terms: {}, removed: { de: ['Bolzen'] } }))).toEqual([]);
  });

  it('ends on any chain of wider concepts', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'sport', 'football');
    const concepts = fc.uniqueArray(fc.record({ id: ids, broader: fc.option(ids, { nil: undefined }) }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(concepts, (list) => {
        const changed = list.map(({ id, broader }) => own(id, { broader }));
        const found = faults(...changed);
        const all = new Map(mergeConcepts(shared, changed).map((concept) => [concept.id, concept.broader]));
        for (const { id } of changed) {
          const way = new Set<string>();
          let at: string | undefined = id;
          while (at && !way.has(at)) {
            way.add(at);
            at = all.get(at);
          }
          const circles = at !== undefined;
          const told = found.some((one) => one.id === id && one.field === 'broader');
          expect(told).toBe(circles || (all.get(id) !== undefined && !all.has(all.get(id) as string)));
        }
      }),
    );
  });
});

describe('the file of concepts', () => {
  const read = (text: string | Uint8Array, most = 1000) =>
    readConceptFile(typeof text === 'string' ? new TextEncoder().encode(text) : text, most);
  const row = { id: 'pumptrack', terms: { de: ['Pumptrack'] } };

  it('comes back as it went out', () => {
    const concepts = [
      own('pumptrack', {
        terms: { de: ['Pumptrack'], ar: ['مضمار'] },
        broader: 'sport',
        category: 'sport',
        facet: { free: true },
      }),
      own('football', { terms: {}, removed: { de: ['Bolzen'] }, facet: {}, note: 'Warum' }),
    ];
    const again = read(writeConceptFile(concepts));
    expect('concepts' in again && writeConceptFile(again.concepts)).toBe(writeConceptFile(concepts));
  });

  it.each<[string, string | Uint8Array, number | null, string]>([
    ['no JSON', '[{', null, 'json'],
    ['an object', '{}', null, 'list'],
    ['another encoding', new Uint8Array([0x5b, 0xfc, 0x5d]), null, 'encoding'],
    ['something huge', new Uint8Array(2 * 1024 * 1024 + 1).fill(0x20), null, 'size'],
    ['an unknown field', JSON.stringify([row, { ...row, id: 'b', script: 1 }]), 2, 'script'],
    ['a prototype', '[{"id":"a","terms":{"de":["x"]},"__proto__":{"polluted":true}}]', 1, '__proto__'],
    ['an unknown language', JSON.stringify([{ id: 'a', terms: { xx: ['a'] } }]), 1, 'terms.xx'],
    ['a word that is none', JSON.stringify([{ id: 'a', terms: { de: [1] } }]), 1, 'terms.de.0'],
    ['a wrong key', JSON.stringify([{ ...row, id: '../../etc' }]), 1, 'id'],
    ['a key twice', JSON.stringify([row, row]), 2, 'id'],
    ['a wrong fact', JSON.stringify([{ ...row, facet: { target: 'kings' } }]), 1, 'facet.target'],
  ])('is refused with its place: %s', (_name, text, place, field) => {
    const result = read(text);
    expect('faults' in result && result.faults[0]).toEqual({ row: place, field });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('is refused when it holds more than a district may have', () => {
    const result = read(JSON.stringify([row, { ...row, id: 'b' }]), 1);
    expect('faults' in result && result.faults[0]?.field).toBe('count');
  });

  it('is read or refused whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const result = read(text);
        expect('faults' in result ? result.faults.length : result.concepts.length).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each(['childcare', 'free', 'gender:women', 'language:tur', 'target:women', 'residence:tolerated', ''])('fact %j', (word) =>
    expect(factWord(factOf(word))).toBe(word),
  );
  it.each(['childcare:no', 'target:kings', 'language:x', 'other', '__proto__', 'gender'])('no fact %j', (word) =>
    expect(factOf(word)).toBeUndefined(),
  );
});
