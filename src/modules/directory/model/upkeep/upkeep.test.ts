import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#platform/days';
import { isMailDue } from './mails.ts';
import { pageText, saysMissing } from './soft-missing.ts';
import { defaultRules, generalRule, nextStage, rank, ruleOf, type Stage, stages, whatNext } from './stages.ts';

const rules = new Map(defaultRules.map((rule) => [rule.category, rule]));
const topOf = (leaf: string) => ({ 'german-courses': 'language', conversation: 'language', shelter: 'protection' })[leaf];
const today = '2026-11-23';
const ago = (days: number) => addDays(today, -days);
const free = { today, held: false, asked: true };

describe('the rule of an offer', () => {
  test.each([
    [['sport'], ''],
    [[], ''],
    [['german-courses'], 'language'],
    [['sport', 'conversation'], 'language'],
    [['shelter', 'holiday-programme'], 'holiday-programme'],
    [['gibt-es-nicht'], ''],
  ])('in %j is that of %j', (categories, expected) => {
    expect(ruleOf(rules, categories, topOf).category).toBe(expected);
  });
  test('is the software’s when a district has none', () => {
    expect(ruleOf(new Map(), ['sport'], topOf)).toEqual(generalRule);
  });
});

describe('the next stage', () => {
  test.each([
    ['fresh', null, 179, 'fresh'],
    ['fresh', null, 180, 'badge'],
    ['badge', 30, 210, 'reminded'],
    ['badge', 0, 5000, 'reminded'],
    ['reminded', 13, 5000, 'reminded'],
    ['reminded', 14, 5000, 'demoted'],
    ['reminded', 90, 299, 'reminded'],
    ['demoted', 29, 5000, 'demoted'],
    ['demoted', 30, 399, 'demoted'],
    ['demoted', 30, 400, 'hidden'],
    ['hidden', 10, 400, 'hidden'],
    ['hidden', 10, 0, 'fresh'],
    ['demoted', 10, 200, 'badge'],
  ] as [Stage, number | null, number, Stage][])(
    'after %s for %s days, %i days after the confirmation: %s',
    (stage, stayed, age, expected) => {
      const standing = { stage, stageOn: stayed === null ? null : ago(stayed), since: ago(age) };
      expect(nextStage(standing, generalRule, free)).toBe(expected);
    },
  );

  const standing = fc.record({
    stage: fc.constantFrom(...stages),
    stageOn: fc.option(fc.integer({ min: 0, max: 900 }).map(ago)),
    since: fc.integer({ min: 0, max: 6000 }).map(ago),
  });

  test('never hides what nobody was asked about, nor moves what is held, nor passes over the lower rank', () => {
    fc.assert(
      fc.property(standing, (one) => {
        const unasked = nextStage(one, generalRule, { ...free, asked: false });
        if (one.stage !== 'hidden') expect(unasked).not.toBe('hidden');
        expect(rank(nextStage(one, generalRule, { ...free, held: true }))).toBeLessThanOrEqual(rank(one.stage));
        const next = nextStage(one, generalRule, free);
        if (next === 'hidden' && one.stage !== 'hidden') expect(one.stage).toBe('demoted');
      }),
    );
  });

  test('is the one that was foretold, on the day that was foretold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (age) => {
        let now = { stage: 'fresh' as Stage, stageOn: null as string | null, since: ago(age) };
        for (let at = today; at < addDays(today, 1000); at = addDays(at, 1)) {
          const foretold = whatNext(now, generalRule);
          const stage = nextStage(now, generalRule, { ...free, today: at });
          if (stage === now.stage) {
            if (foretold) expect(foretold.on > at).toBe(true);
            continue;
          }
          expect(foretold && foretold.on <= at).toBe(true);
          now = { ...now, stage, stageOn: at };
        }
        expect(now.stage).toBe('hidden');
      }),
      { numRuns: 30 },
    );
  });
});

describe('a mail', () => {
  const offer = { stage: 'badge' as Stage, stageOn: today, consentUntil: null };
  const asking = { today, lastSent: null, paused: false };
  test.each([
    ['when a stage has begun', [offer], asking, true],
    ['not when all is fresh', [{ ...offer, stage: 'fresh' as Stage, stageOn: null }], asking, false],
    ['not within thirty days', [offer], { ...asking, lastSent: ago(29) }, false],
    ['after thirty days, when a stage has begun since', [offer], { ...asking, lastSent: ago(30) }, true],
    ['not twice for the same stage', [{ ...offer, stageOn: ago(40) }], { ...asking, lastSent: ago(40) }, false],
    ['not when staff talk to the organisation', [offer], { ...asking, paused: true }, false],
    [
      'when a consent ends within thirty days',
      [{ stage: 'fresh' as Stage, stageOn: null, consentUntil: addDays(today, 30) }],
      asking,
      true,
    ],
    ['not when it ends later', [{ stage: 'fresh' as Stage, stageOn: null, consentUntil: addDays(today, 31) }], asking, false],
    ['not when it has ended', [{ stage: 'fresh' as Stage, stageOn: null, consentUntil: ago(1) }], asking, false],
    ['not for offers that are none', [], asking, false],
  ])('is due %s', (_name, offers, state, expected) => {
    expect(isMailDue(offers, state)).toBe(expected);
  });

  test('is due at most once in thirty days, whatever happens', () => {
    const days = fc.array(fc.record({ stage: fc.constantFrom(...stages), moved: fc.boolean() }), {
      minLength: 200,
      maxLength: 400,
    });
    fc.assert(
      fc.property(days, (nights) => {
        let lastSent: string | null = null;
        nights.forEach(({ stage, moved }, index) => {
          const at = addDays(today, index);
          if (!isMailDue([{ stage, stageOn: moved ? at : ago(500), consentUntil: at }], { today: at, lastSent, paused: false }))
            return;
          if (lastSent !== null) expect(at >= addDays(lastSent, 30)).toBe(true);
          lastSent = at;
        });
      }),
    );
  });
});

test('a page says "not found" in words that people read, not in its program', () => {
  expect(saysMissing(pageText('<title>Verein</title><script>const e = "page not found"</script><p>Willkommen'))).toBeUndefined();
  expect(saysMissing(pageText('<title>Verein</title><p>Die Seite konnte nicht gefunden werden: sie wurde nicht gefunden.'))).toBe(
    'text',
  );
  expect(saysMissing(pageText('<H1 class="x">Seite&nbsp;nicht gefunden</H1>'))).toBe('headline');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (any) => ['headline', 'text', undefined].includes(saysMissing(pageText(any)))),
  );
});
