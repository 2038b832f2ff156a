import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachBlock, embeddedIn, linksIn, plainText } from './blocks.ts';
import { readText } from './reading.ts';

describe('reading a text', () => {
  it('knows paragraphs, marks, lists, steps, notes and fields', () => {
    const { blocks, problems } = readText(
      [
        '## Was **Sie** tun',
        'Gehen Sie zum *Bürgerbüro*, [Termin](https://example.org/termin).',
        '- [ ] Ausweis holen',
        '- [x] Termin machen',
        '',
        ':::note',
        'Wichtig.',
        ':::',
        '',
        ':::field[Name, Vorname]',
        'Wie im Pass.',
        ':::',
        '',
        '::offers[language]',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'steps', 'note', 'field', 'offers']);
    expect(blocks[4]).toMatchObject({ label: 'Name, Vorname', content: [{ type: 'paragraph', content: ['Wie im Pass.'] }] });
    expect(linksIn(blocks)).toEqual(['https://example.org/termin']);
    expect(embeddedIn(blocks).categories).toEqual(['language']);
  });

  it.each([
    ['<script>alert(1)</script>', 'text.html'],
    ['Hier <b>fett</b>', 'text.html'],
    ['[hier](javascript:alert(1))', 'text.link'],
    ['[hier](page:Ä)', 'text.link'],
    ['[hier](//example.org)', 'text.link'],
    ['[hier](https://user:pw@example.org)', 'text.link'],
    ['![Bild](https://example.org/a.png)', 'text.image'],
    ['![](image:0197e9a4-0000-7000-8000-000000000000)', 'text.image_alt'],
    ['::unknown[a]', 'text.directive'],
    ['::offer[Nicht so]', 'text.directive_name'],
    ['::video[https://evil.example/x]{title="Film"}', 'text.video'],
    ['::video[https://vimeo.com/1]', 'text.video_title'],
    ['::video[https://vimeo.com/1]{title="Film" subtitles="http://a.de/x.vtt"}', 'text.subtitles'],
    [':::field\nohne Namen\n:::', 'text.field_label'],
    [`${'> '.repeat(12)}tief`, 'text.too_deep'],
  ])('names what is wrong with %s', (markdown, code) => {
    const { problems } = readText(`Erste Zeile.\n\n${markdown}`);
    expect(problems).toContainEqual(expect.objectContaining({ code, line: 3 }));
  });

  it('leaves times and other colons as they were typed', () => {
    expect(plainText(readText('Von 8:30 bis 12:Uhr').blocks)).toBe('Von 8:30 bis 12:Uhr');
  });

  it('never gives an address that a browser would run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { blocks } = readText(text);
        for (const href of linksIn(blocks)) expect(href).toMatch(/^(https?|mailto|tel|page|offer|organisation):/);
        expect([...eachBlock(blocks)].length).toBeLessThan(2000);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses what only a machine would write, and names where', () => {
    expect(readText(`${'> '.repeat(300)}x`).problems.map(({ code }) => code)).toContain('text.too_deep');
    const { blocks, problems } = readText(`Anfang.\n\n${'*a_'.repeat(10_000)}`);
    expect({ blocks, problems }).toMatchObject({ blocks: [], problems: [{ code: 'text.too_dense', line: 3 }] });
  });
});
