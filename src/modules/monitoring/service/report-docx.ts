import { toPng } from '#platform/charts';
import { type DocxSection, docx } from '#platform/documents';
import { type InterfaceLanguage, translator } from '#platform/i18n';
import type { Part, ReportDocument, Said, TableBody } from '../model/report-document.ts';
import { timeWords } from '../model/report-words.ts';
import { drawChart, drawMap, languageOf } from './report-drawing.ts';
import type { Sender } from './report-pdf.ts';

/** Pixels at 96 to the inch: two pictures with their tables fit on a page. */
const pictureWidth = 470;
/** Twice as fine, for paper. */
const fineness = 2;

const paragraph = (text: string): DocxSection[] => (text.trim() ? [{ kind: 'paragraph', text }] : []);

function heading({ text }: Said, level: number): DocxSection[] {
  return text.trim() ? [{ kind: 'heading', level: Math.min(level, 3) as 1 | 2 | 3, text }] : [];
}

/** Word says "table without rows" as an error. */
function table({ columns, rows, numeric }: TableBody, caption?: string): DocxSection[] {
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      ...(caption && { caption }),
      columns: columns.map(({ text }) => text),
      rows: rows.map((row) => row.map(({ text }) => text)),
      widths: columns.map((_, index) => (numeric.includes(index) ? 1 : index === 0 ? 2.4 : 1.3)),
    },
  ];
}

function picture(svg: string, alt: string): DocxSection {
  const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const png = toPng(svg, { width: pictureWidth * fineness });
  return { kind: 'picture', png, width: pictureWidth, height: Math.round((pictureWidth * Number(height)) / Number(width)), alt };
}

/** A document as a Word file, to be edited further: headings, pictures with their text, real tables. */
export async function reportDocx(document: ReportDocument, sender: Sender): Promise<Buffer> {
  const language = languageOf(document.language);
  const t = translator(language);
  const date = timeWords(document.day, { t, language }, 'long');
  // Titles of drawings and tables stand one level below the last heading.
  let level = 1;
  const sections = document.parts.flatMap((part) => {
    if (part.kind === 'heading') level = part.level + 1;
    return partSections(part, level, language);
  });
  const source = t('monitoring:report.source_line', { name: sender.name, date, address: sender.address });
  return docx({
    title: document.title.text,
    language,
    creator: sender.name,
    sections: [...sections, ...paragraph(source)],
  });
}

function partSections(part: Part, level: number, language: InterfaceLanguage): DocxSection[] {
  const t = translator(language);
  switch (part.kind) {
    case 'heading':
      return heading(part.text, part.level);
    case 'text':
      return paragraph(part.text.text);
    case 'figures': {
      const columns = ['indicator', 'figure', 'time', 'compared'].map((key) => ({ text: t(`monitoring:report.${key}`) }));
      const rows = part.tiles.map((tile) => [
        tile.label,
        { text: tile.isMarker || !tile.unit ? tile.value : `${tile.value} ${tile.unit}` },
        { text: [tile.time, tile.change].filter(Boolean).join('\n') },
        { text: tile.comparison.map(({ place, value }) => `${place.text}: ${value}`).join('\n') || '–' },
      ]);
      return [...heading(part.title, level), ...table({ columns, rows, numeric: [] })];
    }
    case 'table':
      return [...heading(part.title, level), ...table(part), ...paragraph(part.signs.join('\n'))];
    case 'chart':
      return [
        ...heading(part.title, level),
        picture(drawChart(part, language), part.description),
        ...table(part.table, t('monitoring:report.as_table', { title: part.title.text })),
        ...paragraph(part.remarks.join('\n')),
      ];
    case 'map':
      return [
        ...heading(part.title, level),
        picture(drawMap(part, language), part.description),
        ...table(part.table, t('monitoring:report.as_table', { title: part.title.text })),
      ];
    case 'empty':
      return [...heading(part.title, level), ...paragraph(part.text)];
    case 'notes':
      return [
        ...(part.remarks.length > 0 ? heading({ text: t('monitoring:report.remarks') }, level) : []),
        ...part.remarks.flatMap(({ text }) => paragraph(text)),
        ...(part.sources.length > 0 ? heading({ text: t('monitoring:report.sources') }, level) : []),
        ...part.sources.flatMap(({ name, text, url }) =>
          paragraph([text ? `${name.text}: ${text}` : name.text, url ?? ''].filter(Boolean).join('\n')),
        ),
      ];
    case 'page':
      return [{ kind: 'pageBreak' }];
  }
}
