import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewest as keptFrom } from '#modules/directory';
import { type Asked, type Evidence, evidenceOf, fewest, told } from './evidence.ts';
import { type Candidate, candidates, littleSupply, rank, weigh } from './ranking.ts';

const topics = ['counselling', 'health', 'work'];
const towns = ['', '05562024', '05562032', '48'];
const anyAsked: fc.Arbitrary<Asked> = fc.record({
  kind: fc.constantFrom('search', 'outside'),
  topics: fc.subarray(topics),
  languages: fc.subarray(['tir', 'ukr']),
  targets: fc.subarray(['women', 'seniors']),
  town: fc.constantFrom(...towns),
  uses: fc.integer({ min: 1, max: 40 }),
});
const anyTold = fc.nat(30).map(told);
const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  searches: anyTold,
  outside: anyTold,
  corrections: fc.nat(10),
  people: fc.option(fc.nat(20_000), { nil: null }),
});
const ground = (asked: readonly Asked[]) => ({
  asked,
  doubted: [],
  speakers: [{ language: 'tir', people: 900 }],
  topics,
  spokenTopics: ['health'],
  language: '',
  target: '',
});
const ranked = (asked: readonly Asked[], offers = 0) => rank(candidates(ground(asked)), () => offers, 20);

describe('numbers below five', () => {
  it('are withheld from the same number on from which the directory keeps words', () => {
    expect(fewest).toBe(keptFrom);
    expect([0, 1, 2, 3, 4, 5, 6].map(told)).toEqual([0, 'few', 'few', 'few', 'few', 5, 6]);
  });

  it('change neither the board nor the order of the gaps', () => {
    fc.assert(
      fc.property(fc.array(anyAsked, { maxLength: 8 }), anyAsked, fc.integer({ min: 1, max: 4 }), (others, one, uses) => {
        // A need of its own, so that it is not added to another.
        const rare = (number: number): Asked => ({ ...one, topics: ['work'], town: '05562008', uses: number });
        expect(ranked([...others, rare(uses)])).toEqual(ranked([...others, rare(1)]));
        const cell = { topic: 'work', language: '', target: '', town: '05562008' };
        const told = evidenceOf(cell, { asked: [rare(uses)], doubted: [], speakers: [] });
        expect(told[one.kind === 'search' ? 'searches' : 'outside']).toBe('few');
      }),
    );
  });
});

describe('the ranking', () => {
  it('does not hang on the order in which things come in', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyAsked, { maxLength: 12 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(ranked(shuffled)).toEqual(ranked(all));
        },
      ),
    );
  });

  it('never puts a need lower when more speaks for it, or higher when there are more offers', () => {
    const cell = { topic: 'health', language: '', target: '', town: '' };
    const scoreOf = (evidence: Evidence, offers: number) => {
      const candidate: Candidate = { ...evidence, cell, weight: weigh(evidence) };
      return rank([candidate], () => offers, 1)[0]?.score ?? 0;
    };
    fc.assert(
      fc.property(anyEvidence, anyEvidence, fc.nat(littleSupply), fc.nat(3), (one, other, offers, more) => {
        const sum = (a: Evidence['searches'], b: Evidence['searches']) => told((a === 'few' ? 4 : a) + (b === 'few' ? 4 : b));
        const both: Evidence = {
          searches: sum(one.searches, other.searches),
          outside: sum(one.outside, other.outside),
          corrections: one.corrections + other.corrections,
          people: (one.people ?? 0) + (other.people ?? 0),
        };
        expect(scoreOf(both, offers)).toBeGreaterThanOrEqual(scoreOf(one, offers));
        expect(scoreOf(one, offers + more)).toBeLessThanOrEqual(scoreOf(one, offers));
      }),
    );
  });

  it('names no need for which nothing speaks, none that is met, and no more than were asked for', () => {
    fc.assert(
      fc.property(fc.array(anyAsked, { maxLength: 12 }), fc.nat(8), (all, offers) => {
        const gaps = ranked(all, offers);
        expect(gaps.length).toBeLessThanOrEqual(20);
        for (const gap of gaps) {
          expect(gap.weight).toBeGreaterThan(0);
          expect(gap.offers).toBeLessThanOrEqual(littleSupply);
          expect(gap.cell.town === '' || gap.cell.town.length === 8).toBe(true);
        }
      }),
    );
  });

  it('sets a need without an offer before the same one with some', () => {
    const all: Asked[] = ['05562024', '05562032'].map((town) => ({
      kind: 'search',
      topics: ['work'],
      languages: [],
      targets: [],
      town,
      uses: 9,
    }));
    const found = candidates({ ...ground(all), speakers: [] });
    const gaps = rank(found, (index) => (found[index]?.cell.town === '05562024' ? 2 : 0), 5);
    expect(gaps.map(({ cell, score }) => [cell.town, score])).toEqual([
      ['05562032', 9],
      ['05562024', 3],
    ]);
  });
});
