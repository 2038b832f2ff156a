import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offerContent, organisationContent } from '../../testing/arbitraries.ts';
import { offerSchema } from '../content.ts';
import { publicOffer } from '../public-view.ts';
import { offer } from '../testing.ts';
import { offerTranslatableFields, translationTags } from './fields.ts';
import { fingerprint } from './fingerprint.ts';
import {
  germanText,
  keepUntouched,
  publicTranslations,
  translatableFieldsOf,
  translatedField,
  translationState,
  withTranslation,
} from './state.ts';
import { createTermFinder, districtTerms, usesTerm } from './terms.ts';

describe('the mark of a German text', () => {
  test.each([
    ['Café  für\nalle', ' Cafe\u0301 für alle\t'],
    ['a\u00a0b', 'a b'],
  ])('is the same for %j and %j', (one, other) => expect(fingerprint(one)).toBe(fingerprint(other)));
  test('is another for another text, and stays what it was', () => {
    expect(fingerprint('Café')).not.toBe(fingerprint('Cafe'));
    expect(fingerprint('Sprachcafé')).toBe('215c8be22bbc');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void expect(fingerprint(text)).toMatch(/^[0-9a-f]{12}$/)));
  });
});

const full = offer({
  participation: { registration: 'required', how: 'Bitte anrufen.' },
  fees: { kind: 'paid', note: 'Ermäßigt mit Pass' },
  documents: ['Ausweis', 'Zeugnis'],
  contact: { role: 'Anmeldung', phone: '05241 1' },
  place: { visibility: 'public', accessibility: [], directions: 'Bus 5' },
});

describe('the state of a translation', () => {
  test('follows its German text', () => {
    const german = 'Bitte anrufen.';
    const made = withTranslation(full, 'tr', 'how', { text: 'Lütfen arayın.', by: 'machine', of: fingerprint(german) });
    expect(translationState(made, 'tr', 'how')).toEqual({ state: 'current', by: 'machine' });
    const later = { ...made, participation: { ...made.participation, how: 'Bitte schreiben.' } };
    expect(translationState(later, 'tr', 'how')).toEqual({ state: 'outdated', by: 'machine' });
    expect(translationState(later, 'ar', 'how')).toEqual({ state: 'missing' });
    const { how: _how, ...participation } = made.participation;
    expect(translatedField({ ...made, participation }, 'tr', 'how')).toBeUndefined();
  });

  test('is asked for texts a visitor needs, never for names of organisations, phones or addresses', () => {
    // Facts of other kinds (results, transfer, task) are not an offer's.
    const ofOffers = offerTranslatableFields.filter((field) => !['results', 'transfer', 'task'].includes(field));
    expect(translatableFieldsOf(full)).toEqual(ofOffers);
    expect(translatableFieldsOf({ ...full, properName: true })).not.toContain('name');
    expect(germanText(full, 'documents')).toBe('Ausweis\nZeugnis');
    fc.assert(
      fc.property(organisationContent, (content) => {
        expect(translatableFieldsOf(content)).toEqual(['description']);
        expect(germanText(content, 'name')).toBeUndefined();
      }),
    );
  });

  test('of a proper name is none, whatever is stored', () => {
    const named = withTranslation({ ...full, properName: true as const }, 'tr', 'name', { text: 'Ad', by: 'human' });
    expect(translatedField(named, 'tr', 'name')).toBeUndefined();
    expect(publicTranslations(named)).toBeUndefined();
  });
});

test('translations are in known languages and bounded', () => {
  const translated = (tag: string, text: string) =>
    offerSchema.safeParse({ ...full, translations: { [tag]: { name: { text, by: 'human' } } } });
  expect(translated('tr', 'Ad').success).toBe(true);
  for (const [tag, text] of [
    ['de', 'Name'],
    ['xx', 'Name'],
    ['__proto__x', 'Name'],
    ['tr', 'zwei\nZeilen'],
    ['tr', 'x'.repeat(301)],
    ['tr', ' '],
  ] as const)
    expect(translated(tag, text).success, `${tag} ${text.slice(0, 9)}`).toBe(false);
  expect(offerSchema.safeParse({ ...full, translations: { tr: { phone: { text: '1', by: 'human' } } } }).success).toBe(false);
});

test('directions to a place that is not shown are shown in no language', () => {
  fc.assert(
    fc.property(offerContent, fc.constantFrom(...translationTags), (content, tag) => {
      const secret = withTranslation(content, tag, 'directions', { text: 'GEHEIM', by: 'human' });
      const seen = JSON.stringify(publicOffer(secret));
      expect(seen.includes('GEHEIM')).toBe(content.place?.visibility === 'public');
    }),
  );
});

test('putting a translation in and taking it out again leaves the content as it was', () => {
  fc.assert(
    fc.property(
      offerContent,
      fc.constantFrom(...translationTags),
      fc.constantFrom(...offerTranslatableFields),
      (content, tag, field) => {
        fc.pre(content.translations?.[tag]?.[field] === undefined);
        const added = withTranslation(content, tag, field, { text: 'x', by: 'machine' });
        expect(added.translations?.[tag]?.[field]).toEqual({ text: 'x', by: 'machine' });
        expect(withTranslation(added, tag, field, undefined)).toEqual(content);
      },
    ),
  );
});

test('a text that a form only carried along keeps who made it', () => {
  const base = withTranslation(full, 'tr', 'summary', { text: 'Kahve', by: 'machine', of: '0123456789ab' });
  const mine = withTranslation(base, 'tr', 'summary', { text: 'Kahve', by: 'human', of: fingerprint(full.summary) });
  expect(keepUntouched(base, mine)).toEqual(base);
  const changed = withTranslation(base, 'tr', 'summary', { text: 'Çay', by: 'human' });
  expect(keepUntouched(base, changed)).toEqual(changed);
});

describe('terms of the glossary', () => {
  const concepts = [
    { id: 'jobcentre', terms: { de: ['Jobcenter'], ar: ['مركز العمل'], tr: ['iş merkezi'] } },
    { id: 'kita', terms: { de: ['Kita', 'Kindergarten'], ar: ['روضة أطفال'], tr: ['anaokulu'] } },
    { id: 'one', terms: { de: ['Amt'], tr: ['daire'] } },
    { id: 'two', terms: { de: ['Amt'], tr: ['büro'] } },
  ];
  const finder = createTermFinder(concepts, ['und']);
  test('are found in German texts, ambiguous ones left out', () => {
    expect(finder.termsIn('Das Jobcenter und die Kitas, das Amt', 'tr').map(({ terms }) => terms[0])).toEqual([
      'iş merkezi',
      'anaokulu',
    ]);
    expect(finder.termsIn('Das JOBCENTER, die kita', 'tr').map(({ german }) => german)).toEqual(['JOBCENTER']);
    expect(finder.termsIn('Nichts davon', 'tr')).toEqual([]);
    expect(finder.termsIn('Jobcenter', 'fa')).toEqual([]);
  });
  test.each([
    ['Anaokuluna kayıt', ['anaokulu'], true],
    ['الروضة: روضة الأطفال', ['روضة أطفال'], true],
    ['iş bulma merkezi', ['iş merkezi'], false],
    ['', ['daire'], false],
  ])('%j uses %j: %s', (text, terms, used) => expect(usesTerm(text, terms)).toBe(used));
  test('are the district’s own first, without those it took out', () => {
    const own = [
      { id: 'kita', terms: { tr: ['kreş'] }, removed: { tr: ['anaokulu'] }, note: '' },
      { id: 'eigenes', terms: { de: ['Lotsenpunkt'], tr: ['rehberlik noktası'] }, removed: {}, note: '' },
    ];
    const found = createTermFinder(districtTerms(concepts, own), []).termsIn('Kita am Lotsenpunkt', 'tr');
    expect(found.map(({ terms }) => terms)).toEqual([['kreş'], ['rehberlik noktası']]);
  });
});
