import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readText } from '../text/reading.ts';
import { addressesOf, ownReference } from './addresses.ts';
import {
  type FindingKind,
  findingKinds,
  type JudgedPage,
  type JudgedText,
  type Judging,
  judge,
  languageRows,
} from './findings.ts';

const page = (changes: Partial<JudgedPage> = {}): JudgedPage => ({
  id: 'a',
  slug: 'bankkonto',
  title: 'Bankkonto',
  mirror: false,
  confirmedOn: '2026-11-01',
  ...changes,
});
const text = (changes: Partial<JudgedText> = {}): JudgedText => ({
  pageId: 'a',
  language: 'de',
  version: 1,
  published: true,
  madeBy: 'human',
  day: '2026-10-01',
  ...changes,
});
const judging = (changes: Partial<Judging> = {}): Judging => ({
  pages: [page()],
  texts: [text()],
  outdated: new Set(),
  qualityOf: () => undefined,
  confirmedSince: '2025-11-23',
  draftSince: '2026-11-09',
  ...changes,
});
const level = (wiener: number) => ({ words: 100, sentences: 10, wiener, lix: 40, ease: 'hard' as const });
const told = (changes: Partial<Judging>) => judge(judging(changes)).map(({ kind, language }) => `${kind} ${language}`);

describe('what can be said against a page', () => {
  const other = page({ id: 'b', slug: 'notruf', title: 'Notruf' });
  test.each<[string, Partial<Judging>, string[]]>([
    ['nothing', {}, []],
    ['never confirmed', { pages: [page({ confirmedOn: null })] }, ['unconfirmed de']],
    ['confirmed long ago', { pages: [page({ confirmedOn: '2025-11-22' })] }, ['unconfirmed de']],
    ['confirmed on the last good day', { pages: [page({ confirmedOn: '2025-11-23' })] }, []],
    ['not public, so nobody has to confirm it', { pages: [page({ confirmedOn: null })], texts: [] }, []],
    ['a mirror without words of its own', { pages: [page({ mirror: true, confirmedOn: null })], texts: [] }, ['unconfirmed de']],
    ['outdated', { texts: [text(), text({ language: 'tr' })], outdated: new Set(['a tr']) }, ['outdated tr']],
    [
      'missing in a language of another page',
      { pages: [page(), other], texts: [text(), text({ pageId: 'b' }), text({ pageId: 'b', language: 'uk' })] },
      ['missing uk'],
    ],
    [
      'missing although somebody is at it',
      {
        pages: [page(), other],
        texts: [text(), text({ language: 'uk', published: false, day: '2026-11-20' }), text({ pageId: 'b', language: 'uk' })],
      },
      ['missing uk'],
    ],
    ['a machine', { texts: [text(), text({ language: 'tr', madeBy: 'machine' })] }, ['machine tr']],
    ['a draft that lies', { texts: [text(), text({ published: false, day: '2026-11-08' })] }, ['drafts de']],
    ['a draft of yesterday', { texts: [text(), text({ published: false, day: '2026-11-22' })] }, []],
    ['hard to read', { qualityOf: () => ({ level: level(8.1), easy: 0, images: 0 }) }, ['level de']],
    ['just readable', { qualityOf: () => ({ level: level(8), easy: 0, images: 0 }) }, []],
    ['not easy, and a picture', { qualityOf: () => ({ level: undefined, easy: 3, images: 1 }) }, ['easy de', 'images de']],
  ])('%s', (_name, changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });

  it('adds up: every finding is in the row of its language, and every language written has one', () => {
    const anyText = fc.record({
      pageId: fc.constantFrom('a', 'b'),
      language: fc.constantFrom('de', 'tr', 'ar'),
      version: fc.constant(1),
      published: fc.boolean(),
      madeBy: fc.constantFrom('human' as const, 'machine' as const),
      day: fc.constantFrom('2026-01-01', '2026-11-20'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyText, { selector: ({ pageId, language, published }) => `${pageId}${language}${published}` }),
        fc.subarray(['a tr', 'b ar']),
        (texts, outdated) => {
          const all = judging({ pages: [page(), other], texts, outdated: new Set(outdated) });
          const findings = judge(all);
          const rows = languageRows(['de', 'tr', 'ar'], all, findings, new Map());
          for (const { kind } of findings) expect(findingKinds).toContain(kind);
          for (const kind of ['missing', 'machine', 'outdated'] as const satisfies readonly FindingKind[]) {
            const sum = rows.reduce((total, row) => total + row[kind], 0);
            expect(sum).toBe(findings.filter((finding) => finding.kind === kind).length);
          }
        },
      ),
    );
  });
});

describe('where a text leads', () => {
  it('is every address once: of the words, videos, embedded offers, the official form', () => {
    const { blocks } = readText(
      [
        '[Bund](https://www.bund.de), [noch einmal](https://www.bund.de), [112](tel:112), [Mail](mailto:a@example.org)',
        '[Konto](page:bankkonto) und [Kurs](offer:deutschkurs)',
        '::offer[deutschkurs]',
        '::organisation[verein]',
      ].join('\n\n'),
    );
    expect(addressesOf(blocks, 'https://formular.example')).toEqual([
      'https://www.bund.de',
      'page:bankkonto',
      'offer:deutschkurs',
      'organisation:verein',
      'https://formular.example',
    ]);
  });

  test.each([
    ['page:bankkonto', undefined, { kind: 'page', slug: 'bankkonto' }],
    ['https://x.example/marl/de/angebote/kurs', '/marl/de/angebote/kurs', { kind: 'offer', slug: 'kurs' }],
    ['https://x.example/marl/ar/ankommen/konto/', '/marl/ar/ankommen/konto/', { kind: 'page', slug: 'konto' }],
    ['https://x.example/herten/de/angebote/kurs', '/herten/de/angebote/kurs', undefined],
    ['https://x.example/marl/de/impressum', '/marl/de/impressum', undefined],
    ['https://elsewhere.example/marl/de/angebote/kurs', undefined, undefined],
  ])('%s is our own: %j', (url, path, expected) => {
    expect(ownReference(url, path, 'marl')).toEqual(expected);
  });
});
