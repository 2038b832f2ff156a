import { AlignmentType, type ISectionPropertiesOptions, type IStylesOptions, PageOrientation } from 'docx';
import type { InterfaceLanguage } from '#platform/i18n';

// Lengths in twentieths of a point, sizes of type in half points, as Word counts.
const factIndent = 2600;
const accent = '0A5C6B';
// Every office has it, and it draws Arabic and Cyrillic.
const font = 'Arial';

/** Word's own styles where it has one, so that its navigation, table of contents and accessibility check know them. */
export function docxStyles(language: InterfaceLanguage): IStylesOptions {
  const locale = new Intl.Locale(language.locale).baseName;
  const heading = (size: number, before: number) => ({
    run: { font, size, sizeComplexScript: size, bold: true, boldComplexScript: true, color: accent },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font, size: 22, language: language.dir === 'rtl' ? { value: 'de-DE', bidirectional: locale } : { value: locale } },
        paragraph: { spacing: { after: 160, line: 300 } },
      },
      title: {
        run: { font, size: 40, sizeComplexScript: 40, bold: true, boldComplexScript: true, color: '171A2B' },
        paragraph: { spacing: { after: 240 } },
      },
      heading1: heading(30, 360),
      heading2: heading(26, 280),
      heading3: heading(23, 240),
      caption: {
        run: { font, size: 22, sizeComplexScript: 22, bold: true, boldComplexScript: true, italics: false, color: '171A2B' },
        paragraph: { spacing: { before: 200, after: 100 } },
      },
    },
    paragraphStyles: [
      {
        id: 'Fact',
        name: 'Fact',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: {
          spacing: { after: 100 },
          // The value begins at the indent: with a hanging one, Word takes it for the tab stop.
          indent: { start: factIndent, hanging: factIndent },
        },
      },
      {
        id: 'TableText',
        name: 'Table Text',
        basedOn: 'Normal',
        paragraph: { spacing: { after: 0, line: 260 } },
        run: { size: 20, sizeComplexScript: 20 },
      },
      { id: 'AfterTable', name: 'After Table', basedOn: 'Normal', paragraph: { spacing: { after: 60 } }, run: { size: 12 } },
      {
        id: 'PageFooter',
        name: 'Page Footer',
        basedOn: 'Normal',
        paragraph: { alignment: AlignmentType.END },
        run: { size: 18, color: '51566B' },
      },
    ],
  };
}

const a4 = { width: 11_906, height: 16_838, orientation: PageOrientation.PORTRAIT };
const side = 1247;

export const textWidth = a4.width - 2 * side;

export const pageProperties: ISectionPropertiesOptions = {
  page: { size: a4, margin: { top: 1134, bottom: side, left: side, right: side } },
};
