import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';
import { readXliff, writeXliff, type XliffFile } from './xliff.ts';
import { decodeXml, escapeXml, parseXml } from './xml.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
/** Letters XML knows; line ends as a parser hands them over. */
const letters = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => text.replaceAll(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').toWellFormed());

describe('XML', () => {
  test('what is escaped reads back', () => {
    fc.assert(
      fc.property(letters, letters, (text, value) => {
        const parsed = parseXml(`<a b="${escapeXml(value)}">${escapeXml(text)}</a>`);
        expect(parsed.ok).toBe(true);
        if (!parsed.ok) return;
        expect(parsed.value.content.join('')).toBe(text);
        expect(parsed.value.attributes.get('b')).toBe(value.replaceAll(/[\t\n]/g, ' '));
      }),
    );
  });

  test.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml.doctype'],
    ['<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'xml.doctype'],
    ['<a><!ENTITY b "c"></a>', 'xml.doctype'],
    ['<a>&b;</a>', 'xml.entity'],
    ['<a>&#0;</a>', 'xml.entity'],
    ['<a>&#x110000;</a>', 'xml.entity'],
    ['<a>&</a>', 'xml.entity'],
    ['<a b="&c;"/>', 'xml.entity'],
    ['<a><b></a></b>', 'xml.malformed'],
    ['<a>', 'xml.malformed'],
    ['<a/><b/>', 'xml.malformed'],
    ['<a b="1" b="2"/>', 'xml.malformed'],
    ['<a b=1/>', 'xml.malformed'],
    ['text', 'xml.malformed'],
    ['', 'xml.malformed'],
    ['<a>]]></a>', 'xml.malformed'],
    ['<a\u0000/>', 'xml.encoding'],
    [`${'<a>'.repeat(50)}${'</a>'.repeat(50)}`, 'xml.too_deep'],
    [`${'<a>'.repeat(100_000)}`, 'xml.too_deep'],
    [`<a ${' '.repeat(200_000)}`, 'xml.malformed'],
    [`<a ${'b="c" '.repeat(50_000)}`, 'xml.malformed'],
  ])('%.40s is refused', (text, code) => expect(parseXml(text)).toMatchObject({ ok: false, code }));

  test('no input whatever makes an exception', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      'a',
      ' b="c"',
      '&amp;',
      '&x;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?p ?>',
      '"',
      'ä',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.string({ unit: 'binary' }), (pieces, tail) => {
        expect(typeof parseXml(pieces.join('') + tail).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });

  test('names the line', () => {
    expect(parseXml('<a>\n\n<b>&nbsp;</b></a>')).toMatchObject({ code: 'xml.entity', details: { line: 3 } });
  });

  test('comes as UTF-8 or UTF-16, and as nothing else', () => {
    expect(decodeXml(Buffer.from('\ufeff<a>ü</a>', 'utf16le'))).toMatchObject({ ok: true, value: '<a>ü</a>' });
    expect(decodeXml(Buffer.from('<a>ü</a>', 'latin1'))).toMatchObject({ ok: false });
    expect(decodeXml(bytes('<?xml version="1.0" encoding="UTF-7"?><a/>'))).toMatchObject({ ok: false });
  });
});

const file = fc.record({
  id: fc.uuid(),
  original: fc.webUrl(),
  name: letters,
  units: fc.uniqueArray(
    fc.record({
      field: fc.constantFrom('name', 'summary', 'how', 'documents'),
      label: letters,
      german: letters,
      translation: fc.option(
        fc.record({ text: letters.filter(Boolean), by: fc.constantFrom('human' as const, 'machine' as const) }),
        { nil: undefined },
      ),
      outdated: fc.boolean(),
      notes: fc.array(letters, { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4, selector: ({ field }) => field },
  ),
}) satisfies fc.Arbitrary<XliffFile>;

describe('XLIFF', () => {
  test('what is written reads back', () => {
    fc.assert(
      fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), (files) => {
        const read = readXliff(bytes([...writeXliff('ar', files, fingerprint)].join('')));
        expect(read).toMatchObject({ ok: true, value: { target: 'ar' } });
        if (!read.ok) return;
        const expected = files.flatMap(({ id, units }) =>
          units.map(({ field, german, translation, outdated }) => ({
            entryId: id,
            field,
            source: german,
            target: translation?.text,
            state: !translation || outdated ? 'initial' : translation.by === 'machine' ? 'translated' : 'final',
            machine: translation?.by === 'machine' && !outdated,
            before: translation && fingerprint(translation.text),
            unreadable: false,
          })),
        );
        expect(read.value.units).toEqual(expected);
      }),
    );
  });

  const wrap = (body: string, head = 'version="2.1" srcLang="de" trgLang="tr"') =>
    bytes(
      `<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" ${head}><file id="f">${body}</file></xliff>`,
    );
  const units = (body: string) => {
    const read = readXliff(wrap(body));
    if (!read.ok) throw new Error(read.code);
    return read.value.units;
  };

  test('puts together what a program cut into segments, in groups, with its own marks', () => {
    const [unit] =
      units(`<group id="g"><unit id="name"><segment state="final"><source>Eins. </source><target>Bir. </target></segment>
      <ignorable><source>&#160;</source></ignorable>
      <segment state="reviewed"><source>Zwei <mrk id="1" type="term">Wörter</mrk></source><target>İki <mrk id="1" type="term">kelime</mrk></target></segment></unit></group>`);
    expect(unit).toMatchObject({
      source: 'Eins. \u00a0Zwei Wörter',
      target: 'Bir. \u00a0İki kelime',
      state: 'reviewed',
      unreadable: false,
    });
  });

  test.each([
    '<segment><source>a<ph id="1"/></source><target>b</target></segment>',
    '<segment><source>a</source><target>b<ph id="1"/></target></segment>',
    '<segment><source>a</source><target order="2">b</target></segment>',
    '',
  ])('says of %j that it cannot be put together', (body) =>
    expect(units(`<unit id="name">${body}</unit>`)[0]?.unreadable).toBe(true),
  );

  test('a text of which a segment is missing is not translated', () => {
    expect(
      units(
        '<unit id="name"><segment><source>a</source><target>x</target></segment><segment><source>b</source></segment></unit>',
      )[0],
    ).toMatchObject({ target: undefined, unreadable: false });
  });

  test.each([
    [bytes('<html/>'), 'xliff.not_xliff'],
    [wrap('', 'version="1.2" srcLang="de" trgLang="tr"'), 'xliff.version'],
    [wrap('', 'version="2.1" srcLang="en" trgLang="tr"'), 'xliff.languages'],
    [wrap('', 'version="2.1" srcLang="de"'), 'xliff.languages'],
    [wrap(''), 'xliff.empty'],
    [bytes('PK\u0003\u0004'), 'xml.encoding'],
  ])('refuses %#', (content, code) => expect(readXliff(content)).toMatchObject({ ok: false, code }));
});
