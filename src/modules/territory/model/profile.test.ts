import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '#platform/days';
import { periodIncludes } from './day.ts';
import {
  applyEdit,
  changedSections,
  emptyProfile,
  noSections,
  type Profile,
  pointsOf,
  type Sections,
  sections,
  textFor,
} from './profile.ts';

const list = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 });
const content = fc.record(Object.fromEntries(sections.map((section) => [section, list]))) as unknown as fc.Arbitrary<Sections>;

describe('profiles', () => {
  it('read one point per line, however the list was typed', () => {
    expect(pointsOf('- Eins\n• Zwei\n\n  * Drei  \nVier - fünf\n-sechs\n')).toEqual([
      'Eins',
      'Zwei',
      'Drei',
      'Vier - fünf',
      '-sechs',
    ]);
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zäöü][a-zäöü ]{0,20}[a-z]$/), { maxLength: 10 }), (points) => {
        expect(pointsOf(points.join('\n'))).toEqual(points);
      }),
    );
  });

  it('say which sections differ', () => {
    fc.assert(
      fc.property(content, content, (a, b) => {
        expect(changedSections(a, a)).toEqual([]);
        expect(changedSections(a, b)).toEqual(
          sections.filter((section) => JSON.stringify(a[section]) !== JSON.stringify(b[section])),
        );
      }),
    );
  });

  it('never lose the original to a translation, nor a translation to the original', () => {
    fc.assert(
      fc.property(content, content, content, (original, english, changed) => {
        const start: Profile = { ...emptyProfile('05562024'), sections: original };
        const translated = { ...start, ...applyEdit(start, { language: 'en', sections: english, source: '' }) };
        expect(translated.sections).toEqual(original);
        const edited = { ...translated, ...applyEdit(translated, { sections: changed, source: '' }) };
        expect(edited.sections).toEqual(changed);
        expect(edited.translations.en?.sections).toEqual(translated.translations.en?.sections);
        if (edited.translations.en) expect(edited.translations.en.outdated).toBe(changedSections(original, changed).length > 0);
      }),
    );
  });

  it('are read in the original where there is no translation', () => {
    const profile: Profile = {
      ...emptyProfile('05562024'),
      sections: { ...noSections, goals: ['Ziel'] },
      translations: { en: { state: 'machine', outdated: true, sections: { ...noSections, goals: ['Goal'] } } },
    };
    expect(textFor(profile, 'ar')).toMatchObject({ language: 'de', state: 'original' });
    expect(textFor(profile, 'en')).toMatchObject({
      language: 'en',
      state: 'machine',
      outdated: true,
      sections: { goals: ['Goal'] },
    });
  });
});

describe('days and periods', () => {
  it('count days as a calendar in Germany does', () => {
    expect(dayOf(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
    expect(dayOf(new Date('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
  });

  it.each([
    ['2024', true],
    ['2024-12', true],
    ['2024-12-31', true],
    ['2024-01-01/2024-12-31', true],
    ['2023/2024', true],
    ['2023', false],
    ['2025', false],
    ['2024-01-01/2024-12-30', false],
  ])('%s includes the last day of 2024: %s', (period, included) => expect(periodIncludes(period, '2024-12-31')).toBe(included));
});
