import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german, type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { documentFonts } from './fonts.ts';
import { compilePdf, type PdfOptions } from './pdf.ts';
import { printable, printableText } from './printable.ts';
import { qrSvg } from './qr.ts';

const sample = { root: 'src/platform/documents/typst', main: 'sample.typ' };

function language(tag: string): InterfaceLanguage {
  const found = findInterfaceLanguage(tag);
  if (!found) throw new Error(`No interface language ${tag}`);
  return found;
}

/** The file with all its compressed streams laid open: structure, fonts and page contents as readable text. */
async function setPdf(data: object, options: Partial<PdfOptions> = {}): Promise<string> {
  const pdf = await compilePdf(sample, data, { language: german, title: 'Ein Titel', ...options });
  let opened = pdf.toString('latin1');
  for (const match of opened.matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g)) {
    opened += inflateSync(pdf.subarray(match.index + match[0].length), { finishFlush: 2 }).toString('latin1');
  }
  return opened;
}

function tags(pdf: string, name: string): number {
  return [...pdf.matchAll(new RegExp(`/S /${name}\\b`, 'g'))].length;
}

describe('compilePdf', () => {
  it('makes PDF/UA-1 with language, title, direction and tags', async () => {
    const pdf = await setPdf(
      {
        sender: 'منطقة',
        text: 'لقاء مفتوح',
        facts: [['أين', 'Marl']],
        table: { title: 'المواعيد', columns: ['التاريخ'], rows: [['24.11.2026']] },
        qr: { svg: qrSvg('https://example.org'), address: 'https://example.org', label: 'الصفحة' },
      },
      { language: language('ar'), title: 'مقهى' },
    );
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(Buffer.from(pdf, 'latin1').toString('utf8')).toContain('<rdf:li xml:lang="x-default">مقهى</rdf:li>');
    expect(pdf).toMatch(/\/Lang\s*\(ar\)/);
    expect(pdf).toMatch(/\/Direction\s*\/R2L/);
    expect(pdf).toMatch(/\/DisplayDocTitle\s*true/);
    expect(pdf).toMatch(/\/Marked\s*true/);
    expect({
      h1: tags(pdf, 'H1'),
      h2: tags(pdf, 'H2'),
      list: tags(pdf, 'L'),
      header: tags(pdf, 'TH'),
      figure: tags(pdf, 'Figure'),
    }).toEqual({
      h1: 1,
      h2: 1,
      list: 1,
      header: 1,
      figure: 1,
    });
  });

  it('sets every interface language in A4 and A5, with the language in the file', async () => {
    for (const each of interfaceLanguages) {
      const pdf = await setPdf(
        { text: each.autonym, notice: each.autonym },
        { language: each, format: 'a5', title: each.autonym },
      );
      expect(pdf, each.tag).toContain(`/Lang (${each.tag.split('-')[0]})`);
      expect(pdf, each.tag).toMatch(/\/MediaBox\s*\[0 0 419\.5/);
    }
  });

  it('tags a block in another language', async () => {
    const pdf = await setPdf({ first: 'ar', second: 'de', pairs: [['أين', 'Wo']], text: 'x' }, { language: language('ar') });
    expect(pdf).toMatch(/\/Lang\s*\(de\)/);
  });

  it('gives the same bytes for the same data, and carries a creation date only when told', async () => {
    const options = { language: german, title: 'Gleich' };
    const first = await compilePdf(sample, { text: 'a' }, options);
    expect((await compilePdf(sample, { text: 'a' }, options)).equals(first)).toBe(true);
    expect(first.includes('CreateDate')).toBe(false);
    const dated = await compilePdf(sample, { text: 'a' }, { ...options, createdAt: new Date('2026-11-22T10:00:00Z') });
    expect(dated.toString('latin1')).toContain('<xmp:CreateDate>2026-11-22T');
  });

  it('reports what Typst says about a broken template, and takes none from outside of the project', async () => {
    const table = { title: 'a', columns: 5, rows: [] };
    await expect(compilePdf(sample, { table }, { language: german, title: 'x' })).rejects.toThrow(/sample\.typ: .*integer.*map/);
    await expect(compilePdf({ root: sample.root, main: 'none.typ' }, {}, { language: german, title: 'x' })).rejects.toThrow(
      /not found/,
    );
    await expect(compilePdf({ root: '/etc', main: 'a.typ' }, {}, { language: german, title: 'x' })).rejects.toThrow(
      'outside of the project',
    );
    await expect(compilePdf(sample, {}, { language: german, title: 'x', accent: 'red' })).rejects.toThrow('#rrggbb');
  });
});

describe('a text that a stranger wrote', () => {
  const markup =
    '#panic("x") #include "/etc/passwd" = Titel\n\n= Titel\n- eins\n*fett* _kursiv_ @ref <label> $x^2$ `roh` \\ // [ ] { } https:';

  it('is never markup', async () => {
    const hostile = await setPdf({
      text: markup,
      facts: [[markup, markup]],
      notice: markup,
      otherLanguage: { tag: 'ar', text: markup },
    });
    const harmless = markup.replace(/[^\s\p{L}]/gu, 'x');
    const plain = await setPdf({
      text: harmless,
      facts: [[harmless, harmless]],
      notice: harmless,
      otherLanguage: { tag: 'ar', text: harmless },
    });
    for (const tag of ['H1', 'H2', 'L', 'LI', 'Link', 'Code', 'Formula', 'Table'])
      expect(tags(hostile, tag), tag).toBe(tags(plain, tag));
  });

  it('may hold control characters, emoji, foreign scripts and words of any length', async () => {
    const text = `\u0000\u0007\u001b\u202e\ufeff\ud800 🎉👩‍👩‍👧🏽 中文 தமிழ் ${'W'.repeat(3000)} ${'ب'.repeat(500)} ${'a.'.repeat(500)}`;
    const pdf = await setPdf(
      { text, facts: [[text, text]], table: { title: text, columns: ['a', 'b'], rows: [[text, 'b']] } },
      { title: text },
    );
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
    // What does not fit a line goes on in the next one, and does not leave the page.
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(5);
  });

  it('cannot make a document fail', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            '\u0301',
            '\u064b',
            '\u200d',
            '\ufe0f',
            '🏽',
            'ب',
            'é',
            '#',
            '\\',
            '\u2066',
            '☎',
            'ሰ',
            '\u1ab0',
            '٣',
            '\u00ad',
            '\ud83d',
          ),
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, fc.constantFrom('de', 'ar', 'fa'), async (one, other, tag) => {
        await compilePdf(
          sample,
          { text: one, facts: [[other, one]], notice: other, table: { title: one, columns: [other], rows: [[one]] } },
          { language: language(tag), title: other },
        );
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

describe('printable', () => {
  it('leaves alone what the fonts can draw', () => {
    for (const text of ['Straße „Zitat“ – 5 €', 'می‌توانید', 'ڕۆژنامەی کوردی', 'ትግርኛ', 'Україна', '👩‍👩‍👧', 'a\nb'])
      expect(printableText(text)).toBe(text);
  });

  it.each([
    ['中文', '\ufffd\ufffd'],
    ['a\u0000b\u202ec', 'abc'],
    ['a\r\nb\u2028c\td', 'a\nb\nc d'],
    ['\ud800', '\ufffd'],
    ['ب\u0308', 'ب'],
  ])('turns %j into %j', (given, shown) => {
    expect(printableText(given)).toBe(shown);
  });

  it('reaches every text of a value and keeps its shape', () => {
    expect(printable({ a: ['\u0001x', 1, null, true], 中: { c: '中' } })).toEqual({
      a: ['x', 1, null, true],
      中: { c: '\ufffd' },
    });
  });

  it('knows fonts for the languages of the interface', () => {
    expect(documentFonts().map(({ covers }) => covers.size > 500)).toEqual([true, true, true, true]);
    for (const { autonym } of interfaceLanguages) expect(printableText(autonym)).toBe(autonym);
  });
});
