import { unzipSync } from 'fflate';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { type DocxSection, docx } from './docx.ts';

const arabic = findInterfaceLanguage('ar') ?? german;

async function open(sections: DocxSection[], language = german) {
  const files = unzipSync(await docx({ title: 'Bericht & <x>', language, creator: 'Kreis', sections }));
  return (name: string) => new DOMParser().parseFromString(new TextDecoder().decode(files[name]), 'text/xml');
}

function paragraphs(document: Awaited<ReturnType<Awaited<ReturnType<typeof open>>>>) {
  return [...document.querySelectorAll('w\\:body > w\\:p')].map((paragraph) => ({
    style: paragraph.querySelector('w\\:pStyle')?.getAttribute('w:val') ?? 'Normal',
    text: [...paragraph.querySelectorAll('w\\:t, w\\:br, w\\:tab')]
      .map((part) => (part.tagName === 'w:t' ? part.textContent : '|'))
      .join(''),
  }));
}

describe('docx', () => {
  it('uses real styles for title, headings, facts and captions, and keeps line breaks', async () => {
    const file = await open([
      { kind: 'heading', level: 1, text: 'Lage' },
      { kind: 'heading', level: 3, text: 'Orte' },
      { kind: 'paragraph', text: 'eins\nzwei\n\ndrei \u0001<b>&' },
      { kind: 'factList', facts: [['Ort', 'Marl']] },
      { kind: 'table', caption: 'Plätze', columns: ['Ort'], rows: [['Marl']] },
    ]);
    expect(paragraphs(file('word/document.xml'))).toEqual([
      { style: 'Title', text: 'Bericht & <x>' },
      { style: 'Heading1', text: 'Lage' },
      { style: 'Heading3', text: 'Orte' },
      { style: 'Normal', text: 'eins|zwei' },
      { style: 'Normal', text: 'drei <b>&' },
      { style: 'Fact', text: 'Ort|Marl' },
      { style: 'Caption', text: 'Plätze' },
      { style: 'AfterTable', text: '' },
    ]);
    expect(file('docProps/core.xml').querySelector('dc\\:title')?.textContent).toBe('Bericht & <x>');
  });

  it('marks the header row of a table and repeats it', async () => {
    const rows = (
      await open([
        {
          kind: 'table',
          columns: ['A', 'B'],
          rows: [
            ['1', '2'],
            ['3', '4'],
          ],
        },
      ])
    )('word/document.xml').querySelectorAll('w\\:tr');
    expect([...rows].map((row) => row.querySelector('w\\:tblHeader') !== null)).toEqual([true, false, false]);
    expect([...rows].map((row) => row.querySelectorAll('w\\:tc').length)).toEqual([2, 2, 2]);
  });

  it('says the language of the document and of a part in another one', async () => {
    const file = await open([{ kind: 'paragraph', text: 'لقاء', language: arabic }]);
    expect(file('word/styles.xml').querySelector('w\\:rPrDefault w\\:lang')?.getAttribute('w:val')).toBe('de-DE');
    const part = file('word/document.xml').querySelectorAll('w\\:body > w\\:p')[1];
    expect(part?.querySelector('w\\:lang')?.getAttribute('w:bidi')).toBe('ar-EG');
    expect(part?.querySelector('w\\:bidi')).not.toBeNull();
  });

  it('runs right-to-left languages from the right and leaves Latin words in them alone', async () => {
    const sections: DocxSection[] = [
      { kind: 'paragraph', text: 'رعاية (Kita Marl, Weg 5) مجانا' },
      { kind: 'table', columns: ['أ'], rows: [] },
    ];
    const document = (await open(sections, arabic))('word/document.xml');
    expect(document.querySelector('w\\:bidiVisual')).not.toBeNull();
    const runs = [...(document.querySelectorAll('w\\:body > w\\:p')[1]?.querySelectorAll('w\\:r') ?? [])];
    expect(runs.map((run) => [run.textContent, run.querySelector('w\\:rtl')?.getAttribute('w:val') !== 'false'])).toEqual([
      ['رعاية (', true],
      ['Kita Marl, Weg 5', false],
      [') مجانا', true],
    ]);
  });
});
