import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interfaceLanguages } from '#platform/i18n';
import { datesOf } from '../../testing/integreat-client.ts';
import { readHtml } from '../../testing/integreat-html.ts';
import { plainText } from '../text/blocks.ts';
import { readText } from '../text/reading.ts';
import { codeOf, languageOf } from './codes.ts';
import { readComment } from './comment.ts';
import { blocksToHtml, type Html, type HtmlGround, plain } from './html.ts';
import { numberOf } from './numbers.ts';
import { partsOf, placeOf, slugOf } from './paths.ts';
import { moment, recurrenceRule } from './times.ts';

const ground: HtmlGround = {
  hrefOf: (scheme, slug) => (slug === 'missing' ? undefined : `https://example.org/${scheme}/${slug}`),
  imageHref: (id) => `https://example.org/bild/${id}`,
  offer: (slug) => plain(slug),
  organisation: (slug) => plain(slug),
  offers: (category) => plain(category),
  videoFacts: () => ['5 Minuten'],
};
const toHtml = (markdown: string): Html => blocksToHtml(readText(markdown).blocks, ground);

describe('content', () => {
  it.each([
    ['**a** & *b* "c"', '<p><strong>a</strong> &amp; <em>b</em> &quot;c&quot;</p>'],
    [
      '[x](https://a.de/?q=1&b)',
      '<p><a href="https://a.de/?q=1&amp;b" class="link-external" rel="noopener noreferrer">x</a></p>',
    ],
    ['[x](tel:+4923610)', '<p><a href="tel:+4923610">x</a></p>'],
    ['[x](page:konto)', '<p><a href="https://example.org/page/konto">x</a></p>'],
    ['[x](page:missing)', '<p>x</p>'],
    ['## a\n\n##### b', '<h2>a</h2><h4>b</h4>'],
    ['- a\n- b\n\n3. c', '<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li></ol>'],
    ['- [ ] a', '<ol><li>a</li></ol>'],
    [
      '| a | b |\n| - | - |\n| 1 | 2 |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    ],
    [':::field[Familienname]\na\n:::', '<h4 lang="de" dir="ltr">Familienname</h4><p>a</p>'],
    [':::note\na\n:::', '<blockquote><p>a</p></blockquote>'],
    [
      '::video[https://vimeo.com/123]{title="So & so"}',
      '<div class="iframe-container"><iframe src="https://player.vimeo.com/video/123?dnt=1" title="So &amp; so" allowfullscreen></iframe></div><p>So &amp; so · 5 Minuten</p>',
    ],
    [
      '::sign[https://www.youtube-nocookie.com/embed/x]{title="G"}',
      '<p><a href="https://www.youtube-nocookie.com/embed/x" class="link-external" rel="noopener noreferrer">G · 5 Minuten</a></p>',
    ],
    ['::offer[kurs]', 'kurs'],
    [
      '![Ein Amt](image:019aa000-0000-7000-8000-000000000001)',
      '<p><img src="https://example.org/bild/019aa000-0000-7000-8000-000000000001" alt="Ein Amt"></p>',
    ],
    ['a<script>alert(1)</script>', '<p>aalert(1)</p>'],
  ])('of %j', (markdown, expected) => {
    expect(toHtml(markdown)).toBe(expected);
  });

  it('holds every word and nothing that the app would take out, whatever is written', () => {
    const nasty = fc.constantFrom(
      '<script>',
      '</p>',
      '"',
      "'",
      '&amp;',
      '<img src=x onerror=1>',
      '[a](javascript:1)',
      '**',
      '\n\n',
      '- ',
      '> ',
      '# ',
      ':::note\n',
      '::video[https://x]',
      '[b](https://a.de)',
      '<!--',
      '`',
    );
    const markdown = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'grapheme-ascii', maxLength: 12 })), { maxLength: 25 })
      .map((parts) => parts.join(' '));
    const words = (text: string) => text.replaceAll(/\s+/g, '');
    fc.assert(
      fc.property(markdown, (text) => {
        const { blocks } = readText(text);
        const { faults, text: shown } = readHtml(blocksToHtml(blocks, ground));
        expect(faults).toEqual([]);
        expect(words(shown)).toBe(words(plainText(blocks)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a path', () => {
  it('means the same in every spelling', () => {
    const segment = fc.stringMatching(/^[a-zäöü0-9]+(-[a-z0-9]+)*$/).filter((text) => text.length > 0 && text.length < 30);
    const spelling = fc.constantFrom(
      (text: string) => text,
      encodeURIComponent,
      (text: string) => encodeURIComponent(encodeURIComponent(text)),
      (text: string) => text.toUpperCase(),
      (text: string) => `/${text}/`,
      (text: string) => text.replace(/^\/+/, ''),
      (text: string) => text.replaceAll('/', '//'),
      (text: string) => `https://example.org${text}`,
      (text: string) => `${text}?x=1#y`,
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 3, maxLength: 6 }), spelling, (parts, spell) => {
        const path = `/${parts.join('/')}/`;
        expect(partsOf(spell(path))).toEqual(parts);
        expect(placeOf(spell(path))).toBe(parts.slice(2).join('/'));
        expect(slugOf(spell(path))).toBe(parts.at(-1));
      }),
    );
  });

  it.each(['', '/', '%', '%E0%A4%A', '/../..//./', 'x'.repeat(100_000)])('that means nothing: %#', (path) => {
    expect(placeOf(path)).toBe('');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (path) => partsOf(path).every((part) => part.length > 0)));
  });
});

describe('a rule', () => {
  it.each([
    ['2026-12-01T16:00:00+01:00', 'FREQ=WEEKLY;UNTIL=20270430T235959', 16, 22],
    ['2027-06-01T00:30:00+02:00', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231T235959', 0, 31],
    ['2026-12-03T23:30:00+01:00', 'FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270601T235959', 23, 6],
  ])('that begins on %s is at the same hour before and after the clocks change', (start, rule, hour, count) => {
    const first = new Date(start);
    const dates = datesOf(recurrenceRule(first, rule), new Date('2026-11-23T10:00:00+01:00'), 500);
    expect(dates[0]?.toISOString()).toBe(first.toISOString());
    expect(dates.length).toBe(count);
    expect([...new Set(dates.map((date) => date.getHours()))]).toEqual([hour]);
  });

  it('begins in UTC and does not say so', () => {
    expect(recurrenceRule(new Date('2030-01-01T13:00:00+01:00'), 'FREQ=DAILY')).toBe('DTSTART:20300101T120000\nRRULE:FREQ=DAILY');
  });
});

describe('what is kept of a comment', () => {
  it.each([
    ['Gut    Kontaktadresse: Keine Angabe', 'Gut', null],
    ['    Kontaktadresse: Keine Angabe', '', null],
    ['Kontaktadresse: a@b.de', '', 'a@b.de'],
    ['Gut\n\nsehr    Kontaktadresse: a.b+c@example.org ', 'Gut\n\nsehr', 'a.b+c@example.org'],
    ['Gut    Kontaktadresse: 02361 123', 'Gut\n02361 123', null],
    ['Wo steht Kontaktadresse: im Text?', 'Wo steht Kontaktadresse: im Text?', null],
    ['x    Kontaktadresse: y    Kontaktadresse: a@b.de', 'x    Kontaktadresse: y', 'a@b.de'],
    ['nur Text', 'nur Text', null],
  ])('%j', (comment, text, email) => {
    expect(readComment(comment)).toEqual({ text, email });
  });
});

describe('names', () => {
  it('of languages lead there and back, in any case', () => {
    for (const language of interfaceLanguages) {
      expect(languageOf(codeOf(language))).toBe(language);
      expect(languageOf(codeOf(language).toUpperCase())).toBe(language);
    }
    expect(codeOf({ tag: 'de-simple' })).toBe('de-si');
    expect(['fa-AF', 'ku', 'pes', 'constructor', '', 'xx'].map((code) => languageOf(code)?.tag)).toEqual([
      'prs',
      'kmr',
      'fa',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('of things are whole numbers that JavaScript holds, and other ones for other things', () => {
    const made = Array.from({ length: 20_000 }, (_, index) => numberOf('page', String(index)));
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((one) => Number.isSafeInteger(one) && one > 0)).toBe(true);
    expect(numberOf('page', '1')).toBe(numberOf('page', '1'));
    expect(numberOf('page', '1')).not.toBe(numberOf('place', '1'));
  });

  it('of moments have the offset of the day', () => {
    expect(moment(new Date('2026-12-01T15:00:00Z'))).toBe('2026-12-01T16:00:00+01:00');
    expect(moment(new Date('2026-07-01T15:00:00Z'))).toBe('2026-07-01T17:00:00+02:00');
  });
});
