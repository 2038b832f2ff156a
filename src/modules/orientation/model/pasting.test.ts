import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownOf, withoutHtml } from './pasting.ts';
import { linksIn, plainText } from './text/blocks.ts';
import { isLink, readText } from './text/reading.ts';

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal { margin:0cm } --></style><title>Dokument1</title></head><body lang=DE>
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<h1><span style='font-family:"Calibri"'>Anmeldung beim B&uuml;rgerb&uuml;ro<o:p></o:p></span></h1>
<p class=MsoNormal><span style='font-weight:bold'>Wichtig:</span> Sie haben <b>zwei&nbsp;Wochen</b><b> Zeit</b>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Ausweis</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>oder Pass</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Bestätigung</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>Termin buchen</p>
<p class=MsoNormal style='display:none'>verborgen</p>
<p class=MsoNormal><a href="https://www.bamf.de/">BAMF</a> und <a href="javascript:alert(1)">hier</a></p>
<h3>Unterlagen</h3>
<table><tr><td><p>Wer</p></td><td><p>Was</p></td></tr><tr><td><p>Kinder</p><p>unter 16</p></td><td>Urkunde | Pass</td></tr></table>
<script>alert(1)</script></body></html>`;

describe('a text from Word', () => {
  it('keeps words, headings, lists, tables and good links', () => {
    expect(markdownOf(fromWord)).toBe(`## Anmeldung beim Bürgerbüro

**Wichtig:** Sie haben **zwei Wochen Zeit**.

- Ausweis
  - oder Pass
- Bestätigung

1. Termin buchen

[BAMF](https://www.bamf.de/) und hier

#### Unterlagen

| Wer | Was |
| - | - |
| Kinder unter 16 | Urkunde \\| Pass |`);
  });
});

describe('HTML', () => {
  it.each([
    ['a link to a mail address with a subject', '<a href="mailto:a@kreis.de?subject=x">Mail</a>', '[Mail](mailto:a@kreis.de)'],
    ['a telephone number as people write it', '<a href="tel:+49 2361 53-0">Ruf</a>', '[Ruf](tel:+492361530)'],
    [
      'a frame of a known platform',
      '<iframe src="https://player.vimeo.com/video/1" title="Film"></iframe>',
      '::video[https://player.vimeo.com/video/1]{title="Film"}',
    ],
    ['a frame of another', '<iframe src="https://example.org/x" title="Karte"></iframe>', '[Karte](https://example.org/x)'],
    ['a frame of a script', '<iframe src="javascript:alert(1)"></iframe>', ''],
    ['a picture', '<p>Vor <img src="x" onerror="alert(1)" alt="Eingang"> nach</p>', 'Vor Eingang nach'],
    ['steps', '<ul><li><input type="checkbox" checked> Anrufen</li></ul>', '- [ ] Anrufen'],
    ['what an editor calls bold and is not', '<b style="font-weight:normal"><p>Text</p></b>', 'Text'],
    [
      'words that look like marks',
      '<p>Bürger:innen, Schüler*innen, :::note, [x](y), # 1</p>',
      'Bürger:innen, Schüler\\*innen, :::note, \\[x]\\(y), # 1',
    ],
    ['a table that is a frame', '<table><tr><td><p>Eins</p></td></tr><tr><td>Zwei</td></tr></table>', 'Eins\n\nZwei'],
    [
      'addresses among words',
      '<p>Mehr: www.kreis.de/a_b, info@kreis.de und https://www.bamf.de/x_y.</p>',
      'Mehr: [www.kreis.de/a_b](https://www.kreis.de/a_b), <info@kreis.de> und <https://www.bamf.de/x_y>.',
    ],
    ['nothing to read', '<style>p{}</style><script>1</script><!-- x -->', ''],
  ])('%s', (_, html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });

  it('that is deeper than anybody writes gives its words', () => {
    expect(markdownOf(`${'<div>'.repeat(5000)}Wort${'</div>'.repeat(5000)}`)).toBe('Wort');
    expect(markdownOf('<b>'.repeat(5000))).toBe('');
    expect(markdownOf(`${'<ul><li>'.repeat(9)}Wort`)).toContain('Wort');
  });
});

const word = fc.constantFrom(
  'Amt',
  'Öffnung',
  '12',
  'مرحبا',
  'Bürger:innen',
  'a*b',
  'x_y_z',
  '1.',
  '-',
  '|',
  '::offer[x]',
  '# Titel',
  'www.kreis.de',
  'a@kreis.de',
  '&lt;b&gt;',
  '~~',
  '[^1]:',
  '```',
  '- [ ]',
  '+',
  '>',
);
const address = fc.constantFrom(
  'https://www.bamf.de/',
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,x',
  '//x.de',
  'tel:110',
  'file:///etc/passwd',
  'vbscript:x',
  'https://a:b@c.de',
);
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word.map((one) => ` ${one} `),
    fc
      .tuple(
        fc.constantFrom(
          'p',
          'div',
          'b',
          'i',
          'span',
          'h1',
          'h3',
          'h6',
          'blockquote',
          'em',
          'strong',
          'u',
          'code',
          'pre',
          'section',
          'del',
        ),
        fc.array(tie('tree'), { maxLength: 4 }),
      )
      .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
    fc
      .tuple(fc.constantFrom('ul', 'ol'), fc.array(tie('tree'), { maxLength: 3 }))
      .map(([name, items]) => `<${name}>${items.map((item) => `<li>${item}</li>`).join('')}</${name}>`),
    fc
      .array(fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), { maxLength: 3 })
      .map(
        (rows) =>
          `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      ),
    fc.tuple(address, tie('tree')).map(([href, inner]) => `<a href="${href}">${inner}</a>`),
  ),
}));
const seen = (html: string) =>
  wordsOf(
    html
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>'),
  );

describe('whatever is pasted', () => {
  it('loses no word that can be seen', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), (parts) => {
        const html = parts.join('');
        const { blocks } = readText(markdownOf(html));
        // Marks inside of words take them apart where the reader sees two pieces; letters and their order count.
        expect(wordsOf(plainText(blocks)).join('')).toBe(seen(html).join(''));
      }),
      { numRuns: 400 },
    );
  });

  const broken = fc.array(
    fc.oneof(
      tree,
      word,
      fc.constantFrom(
        '<',
        '>',
        '</p>',
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '<!--',
        '-->',
        '<svg onload=x>',
        '<iframe src="https://evil.example/">',
        '<iframe src=data:x>',
        '<o:p>',
        '<style>',
        '</style>',
        '<p style="mso-list:l0 level9 lfo1">',
        '<td colspan=99999999>',
        '<base href=x>',
        '<template>',
        '<math>',
        '\u0000',
        '<![CDATA[',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  );
  it('becomes a text without a problem of markup, whose links are safe', () => {
    fc.assert(
      fc.property(broken, (parts) => {
        const { blocks, problems } = readText(markdownOf(parts.join('')));
        // What only looks like an address is named to the editor, and stays as words.
        expect(problems.filter(({ code }) => code !== 'text.link')).toEqual([]);
        expect(linksIn(blocks).filter((href) => !isLink(href))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('HTML in a field of Markdown', () => {
  it('is found and converted, the rest stays', () => {
    expect(withoutHtml('## Titel\n\n**Text** mit 5 < 6 und a > b')).toBeUndefined();
    expect(withoutHtml('Siehe <https://www.bamf.de/>')).toBeUndefined();
    expect(withoutHtml('## Titel\n\n<p>Ein <b>Wort</b></p>\n\n::offer[x]')).toBe('## Titel\n\nEin **Wort**\n\n::offer[x]');
    expect(withoutHtml('<p>Eins</p> und zwei\n\n- drei')).toBe('Eins\n\nund zwei\n\n- drei');
    expect(withoutHtml('<script>alert(1)</script>')).toBe('');
  });
});
