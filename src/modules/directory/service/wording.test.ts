import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german, interfaceLanguages } from '#platform/i18n';
import type { OfferContent } from '../model/content.ts';
import { germanLevels, residenceGroups } from '../model/vocabulary.ts';
import { languages, offer as offerArbitrary, schedule } from '../testing/wording.ts';
import { wordingIn } from './wording.ts';

const de = wordingIn(german);
const now = new Date('2026-11-22T12:00:00+01:00');

describe('times in German', () => {
  it.each([
    ['Tu 16:00-18:00; PH,SH off', ['dienstags 16–18 Uhr, nicht an Feiertagen und in den Schulferien']],
    ['Mo,We,Fr 09:00-11:30; SH off', ['montags, mittwochs und freitags 09:00–11:30 Uhr, nicht in den Schulferien']],
    ['Mo-Fr 09:00-12:00,14:00-17:00', ['montags bis freitags 9–12 Uhr und 14–17 Uhr']],
    ['Mo 09:00-12:00; Th 14:00-17:00; PH off', ['montags 9–12 Uhr', 'donnerstags 14–17 Uhr, nicht an Feiertagen']],
    ['Tu[1,3] 16:00-18:00', ['dienstags 16–18 Uhr, nur beim ersten und dritten Mal im Monat']],
    ['Mo-Su 10:00-20:00', ['täglich 10–20 Uhr']],
    ['Fr 22:00-02:00', ['freitags 22–2 Uhr']],
    ['24/7', ['rund um die Uhr']],
    ['Sa,Su', ['samstags und sonntags']],
    ['Mar-Oct Mo 10:00-12:00', ['zu wechselnden Zeiten']],
  ])('%s', (hours, said) => expect(de.hoursText(hours)).toEqual(said));

  it.each([
    [{ kind: 'dates', start: '2026-12-05T10:00', minutes: 120 }, 'am Samstag, 5. Dezember 2026, 10–12 Uhr'],
    [
      { kind: 'dates', start: '2026-12-01T16:00', minutes: 90, rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' },
      'dienstags 16:00–17:30 Uhr, vom 1. Dezember 2026 bis 15. Dezember 2026',
    ],
    [
      { kind: 'dates', start: '2026-12-01T16:00', minutes: 60, rrule: 'FREQ=WEEKLY;INTERVAL=2' },
      'alle 2 Wochen dienstags 16–17 Uhr, ab 1. Dezember 2026',
    ],
    [
      { kind: 'dates', start: '2026-12-01T16:00', minutes: 60, rrule: 'FREQ=YEARLY' },
      'zu wechselnden Zeiten, ab 1. Dezember 2026',
    ],
    [{ kind: 'weekly', hours: 'Tu 16:00-18:00', validTo: '2027-03-31' }, 'dienstags 16–18 Uhr, bis 31. März 2027'],
  ] as const)('%j', (one, said) => expect(de.schedule(one)).toEqual([said]));

  it.each([
    ['2026-11-22T16:00:00+01:00', false, 'heute 16:00 Uhr'],
    ['2026-11-23T09:00:00+01:00', false, 'morgen 09:00 Uhr'],
    ['2026-11-24T09:30:00+01:00', false, 'Di., 24. Nov., 09:30 Uhr'],
    ['2026-11-22T12:00:00+01:00', true, 'jetzt geöffnet'],
  ])('next at %s', (moment, open, said) => expect(de.next(new Date(moment), now, open)).toBe(said));
});

const towns: Readonly<Record<string, string>> = { '05754008': 'Gütersloh', '05754044': 'Verl' };
const town = (key: string) => towns[key] ?? key;

const rules: Pick<
  OfferContent,
  'residence' | 'germanLevel' | 'ages' | 'gender' | 'kind' | 'fees' | 'areaServed' | 'capacity' | 'childcare'
> & { registration: 'unknown' } = {
  kind: 'offer',
  residence: [],
  germanLevel: {},
  ages: {},
  gender: 'all',
  fees: { kind: 'free' },
  areaServed: [],
  capacity: { waiting: 'unknown' },
  childcare: 'unknown',
  registration: 'unknown',
};

describe('"may I go there?" in German', () => {
  it.each([
    [{}, {}, true, 'yes', 'Offen für alle: kostenlos'],
    [{}, {}, false, 'ask', 'Keine Einschränkung bekannt. Bitte fragen Sie vorher nach.'],
    [{ gender: 'women' }, {}, true, 'ask', 'Bedingungen: nur für Frauen und kostenlos'],
    [{ gender: 'women' }, { gender: 'men' }, true, 'no', 'Nicht für Sie gedacht: nur für Frauen'],
    [{ gender: 'women', ages: { min: 18 } }, { gender: 'women' }, true, 'maybe', 'Bitte prüfen Sie: ab 18 Jahren'],
    [{ ages: { min: 6, max: 10 } }, { age: 11 }, true, 'no', 'Nicht für Sie gedacht: von 6 bis 10 Jahren'],
    [{ germanLevel: { min: 'B1' } }, { germanLevel: 'A2' }, true, 'no', 'Nicht für Sie gedacht: Deutsch ab B1'],
    [{ residence: ['eu'] }, { residence: 'tolerated' }, true, 'no', 'Nicht für Sie gedacht: Aufenthalt: EU-Staatsangehörigkeit'],
    [{ ages: { min: 18 } }, { age: 30 }, true, 'yes', 'Sie können kommen: kostenlos'],
    [
      { areaServed: ['05754008', '05754044'], childcare: 'yes', capacity: { free: 3, waiting: 'weeks' } },
      {},
      true,
      'ask',
      'Bedingungen: für Menschen aus Gütersloh und Verl, kostenlos, 3 freie Plätze, einige Wochen Wartezeit und mit Kinderbetreuung',
    ],
    [{ town: '05754008', areaServed: ['05754008'] }, {}, true, 'yes', 'Offen für alle: kostenlos'],
    [
      { town: '05754008', areaServed: ['05754008'] },
      { home: '05754044' },
      true,
      'maybe',
      'Bitte prüfen Sie: für Menschen aus Gütersloh',
    ],
    [{ areaServed: ['05754008'] }, { home: '05754008' }, true, 'yes', 'Sie können kommen: kostenlos'],
    [{ capacity: { free: 0, waiting: 'unknown' } }, {}, true, 'yes', 'Offen für alle: kostenlos und zurzeit kein Platz frei'],
    [{ ages: { min: 18 } }, { age: 30 }, false, 'ask', 'Soweit bekannt, können Sie kommen. Bitte fragen Sie vorher nach.'],
  ] as const)('%j for %j', (asked, visitor, confirmed, kind, text) =>
    expect(de.answer({ ...rules, ...(asked as object) }, visitor, { confirmed, town })).toEqual({ kind, text }),
  );

  it('says nothing of a project that is open to all', () =>
    expect(de.answer({ ...rules, kind: 'project' }, {}, { confirmed: true, town })).toBeUndefined());
});

const visitor = fc.record(
  {
    residence: fc.constantFrom(...residenceGroups),
    germanLevel: fc.constantFrom('none' as const, ...germanLevels),
    age: fc.integer({ min: 0, max: 120 }),
    gender: fc.constantFrom('women' as const, 'men' as const),
    home: fc.constantFrom('05754008', '05754044'),
  },
  { requiredKeys: [] },
);
const language = fc.constantFrom(...interfaceLanguages);

/** No placeholder left open, no key of a text instead of the text, no double blanks. */
function expectWhole(texts: readonly string[], tag: string) {
  for (const text of texts) {
    expect(text.trim(), tag).not.toBe('');
    expect(text, tag).not.toMatch(
      /\{\{|\}\}|undefined|NaN|Invalid Date|^(?:when|wording|offer|search|residence|fee|mode)\.[a-z]/,
    );
    expect(text, tag).not.toMatch(/ {2}/);
  }
}

describe('in every language', () => {
  it('every schedule, language list, condition and fee is said without a gap', () => {
    fc.assert(
      fc.property(
        language,
        schedule,
        languages,
        offerArbitrary,
        visitor,
        fc.boolean(),
        (reader, one, list, offer, who, confirmed) => {
          const wording = wordingIn(reader);
          const answer = wording.answer({ ...offer, registration: offer.participation.registration }, who, { confirmed, town });
          expectWhole(
            [
              ...wording.schedule(one),
              ...wording.brief(one),
              ...wording.languages(list),
              wording.fee(offer.fees),
              ...[
                wording.ages(offer.ages),
                wording.level(offer.germanLevel),
                wording.residence(offer.residence),
                answer?.text,
              ].filter((text) => text !== undefined),
            ],
            reader.tag,
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it('the answer never says yes where an obstacle is known, and never no where there is none', () => {
    fc.assert(
      fc.property(offerArbitrary, visitor, (offer, who) => {
        const answer = de.answer({ ...offer, registration: 'unknown' }, who, { confirmed: true, town });
        const fits =
          (!who.residence || !offer.residence.length || offer.residence.includes(who.residence)) &&
          (!who.gender || offer.gender === 'all' || offer.gender === who.gender) &&
          (who.age === undefined || ((offer.ages.min ?? 0) <= who.age && who.age <= (offer.ages.max ?? 120)));
        const level = who.germanLevel === 'none' ? 'A0' : who.germanLevel;
        const understands = !level || ((offer.germanLevel.min ?? 'A0') <= level && level <= (offer.germanLevel.max ?? 'C2'));
        expect(answer?.kind === 'no').toBe(!(fits && understands));
      }),
      { numRuns: 500 },
    );
  });

  it('numbers and dates stand in the digits of the language', () => {
    const digits = (tag: string) => wordingIn(findInterfaceLanguage(tag) ?? german).day('2026-11-24');
    expect(digits('fa')).toMatch(/۲۴/);
    expect(digits('prs')).toMatch(/۲۴/);
    expect(digits('ckb')).toMatch(/٢٤/);
    expect(digits('ar')).toMatch(/24/);
    expect(wordingIn(findInterfaceLanguage('fa') ?? german).kilometres(3.4)).toBe('۳٫۴');
  });

  it('lists are joined in the language, never in English', () => {
    for (const reader of interfaceLanguages.filter(({ tag }) => tag !== 'en')) {
      expect(wordingIn(reader).list(['1', '2', '3']), reader.tag).not.toContain('and');
      expect(wordingIn(reader).list(['1']), reader.tag).toBe('1');
    }
  });
});
