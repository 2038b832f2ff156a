import {
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { InterfaceLanguage } from '#platform/i18n';
import { docxStyles, pageProperties, textWidth } from './docx-styles.ts';
import { xmlText } from './xml.ts';

/** A picture, also within a table; `alt` says in words what it shows. Width and height in pixels (96 to the inch). */
export interface DocxPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

export type DocxCell = string | DocxPicture;

/** A part of a Word document. `language` is given where it differs from the document's. Texts keep their line breaks. */
export type DocxSection = { readonly language?: InterfaceLanguage } & (
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** `rows` are as long as `columns`; the row of headings is repeated on each page and marked as such. */
  | {
      readonly kind: 'table';
      readonly caption?: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly DocxCell[])[];
      /** Shares of the width; equal when not given. */
      readonly widths?: readonly number[];
    }
  /** A drawing by itself, as wide as the text at most. */
  | ({ readonly kind: 'picture' } & DocxPicture)
  /** Begins a new page. */
  | { readonly kind: 'pageBreak' }
  /** Terms and their values. */
  | { readonly kind: 'factList'; readonly facts: readonly (readonly [term: string, value: string])[] }
);

export interface DocxOptions {
  readonly title: string;
  readonly language: InterfaceLanguage;
  readonly sections: readonly DocxSection[];
  /** The office that publishes it. */
  readonly creator?: string;
}

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/**
 * A Word document (Office Open XML) that people go on editing: title, headings and captions are real styles, every text has
 * its language, tables have header rows, right-to-left languages run from the right. Page numbers stand in the footer.
 */
export async function docx(options: DocxOptions): Promise<Buffer> {
  const { title, language, creator = '' } = options;
  const document = new Document({
    title: xmlText(title),
    creator: xmlText(creator),
    lastModifiedBy: xmlText(creator),
    styles: docxStyles(language),
    sections: [
      {
        properties: pageProperties,
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          paragraph(title, language, { heading: HeadingLevel.TITLE }),
          ...options.sections.flatMap((section) => renderSection(section, section.language ?? language)),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function renderSection(section: DocxSection, language: InterfaceLanguage): (Paragraph | Table)[] {
  switch (section.kind) {
    case 'heading':
      return [paragraph(section.text, language, { heading: headings[section.level] })];
    case 'paragraph':
      return section.text.split(/\n\s*\n/).map((text) => paragraph(text, language));
    case 'factList':
      return section.facts.map(([term, value]) => fact(term, value, language));
    case 'table': {
      const caption = section.caption ? [paragraph(section.caption, language, { style: 'Caption', keepNext: true })] : [];
      // Word glues two tables together that follow each other without a paragraph between them.
      return [...caption, table(section, language), new Paragraph({ style: 'AfterTable' })];
    }
    case 'picture':
      return [picture(section)];
    case 'pageBreak':
      return [new Paragraph({ style: 'AfterTable', pageBreakBefore: true })];
  }
}

type ParagraphLook = { heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel]; style?: string; keepNext?: boolean };

function paragraph(text: string, language: InterfaceLanguage, look: ParagraphLook = {}): Paragraph {
  return new Paragraph({ ...look, bidirectional: language.dir === 'rtl', children: runs(text, language) });
}

function fact(term: string, value: string, language: InterfaceLanguage): Paragraph {
  return new Paragraph({
    style: 'Fact',
    bidirectional: language.dir === 'rtl',
    children: [...runs(term, language, true), new TextRun({ children: [new Tab()] }), ...runs(value, language)],
  });
}

function table(section: Extract<DocxSection, { kind: 'table' }>, language: InterfaceLanguage): Table {
  const { columns, rows, widths = columns.map(() => 1) } = section;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const columnWidths = widths.map((width) => Math.floor((textWidth * width) / whole));
  const row = (cells: readonly DocxCell[], header: boolean) =>
    new TableRow({
      ...(header && { tableHeader: true }),
      cantSplit: true,
      children: cells.map(
        (content, index) =>
          new TableCell({
            ...(header && { shading: { fill: 'E6F1F2' } }),
            width: { size: columnWidths[index] ?? 0, type: WidthType.DXA },
            children: [typeof content === 'string' ? cell(content, language, header) : picture(content)],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths,
    visuallyRightToLeft: language.dir === 'rtl',
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    borders: {
      top: { style: BorderStyle.NONE },
      left: { style: BorderStyle.NONE },
      right: { style: BorderStyle.NONE },
      insideVertical: { style: BorderStyle.NONE },
      bottom: { style: BorderStyle.SINGLE, size: 4, color: 'C9CDDB' },
      insideHorizontal: { style: BorderStyle.SINGLE, size: 4, color: 'C9CDDB' },
    },
    tableLook: { firstRow: true, lastRow: false, firstColumn: false, lastColumn: false, noHBand: true, noVBand: true },
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  });
}

function cell(text: string, language: InterfaceLanguage, header: boolean): Paragraph {
  return new Paragraph({ style: 'TableText', bidirectional: language.dir === 'rtl', children: runs(text, language, header) });
}

function picture({ png, width, height, alt }: DocxPicture): Paragraph {
  const run = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width, height },
    altText: { name: 'picture', title: '', description: xmlText(alt) },
  });
  // Said in so many words: LibreOffice takes the height of a line for exact otherwise and cuts the picture off.
  const spacing = { line: 240, lineRule: LineRuleType.AUTO };
  return new Paragraph({ style: 'TableText', spacing, children: [run] });
}

function pageNumber(): Paragraph {
  return new Paragraph({
    style: 'PageFooter',
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
  });
}

/**
 * A text as runs, each in one direction: Word sets a Latin word inside of a run marked right-to-left with its punctuation on
 * the wrong side.
 */
function runs(text: string, language: InterfaceLanguage, bold = false): TextRun[] {
  const locale = new Intl.Locale(language.locale).baseName;
  return xmlText(text)
    .replaceAll('\t', ' ')
    .split(/\r\n?|\n/)
    .flatMap((line, index) => {
      const pieces = language.dir === 'rtl' ? line.split(latin) : [line];
      return pieces.map((piece, position) => {
        const rightToLeft = language.dir === 'rtl' && position % 2 === 0;
        return new TextRun({
          text: piece,
          // Said only where it is bold: the opposite would undo the style of a heading.
          ...(bold && { bold, boldComplexScript: bold }),
          rightToLeft,
          language: rightToLeft ? { bidirectional: locale } : { value: language.dir === 'rtl' ? 'de-DE' : locale },
          ...(index > 0 && position === 0 && { break: 1 }),
        });
      });
    });
}

// A stretch that begins and ends with a Latin letter or a figure after one, and has no right-to-left letter inside.
const latin = /(\p{Script=Latin}(?:[^\p{Script=Arabic}\p{Script=Hebrew}]*[\p{Script=Latin}\p{Nd}])?)/u;
