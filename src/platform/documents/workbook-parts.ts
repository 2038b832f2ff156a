import type { InterfaceLanguage } from '#platform/i18n';
import { escapeXml } from './xml.ts';

export interface WorkbookMeta {
  readonly title: string;
  /** Right-to-left languages have column A on the right. */
  readonly language: InterfaceLanguage;
  readonly createdAt: Date;
  /** The office that publishes it. */
  readonly creator?: string;
}

// The parts of an Office Open XML workbook beside its sheets (ECMA-376, part 1, chapters 12 and 18).

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNames = 'http://schemas.openxmlformats.org/package/2006';

export function contentTypes(sheets: number): string {
  const type = (part: string, kind: string) =>
    `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-${kind}+xml"/>`;
  const parts = Array.from({ length: sheets }, (_, index) =>
    type(`xl/worksheets/sheet${index + 1}.xml`, 'officedocument.spreadsheetml.worksheet'),
  );
  return (
    `${declaration}<Types xmlns="${packageNames}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    type('xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main') +
    type('xl/styles.xml', 'officedocument.spreadsheetml.styles') +
    type('docProps/core.xml', 'package.core-properties') +
    `${parts.join('')}</Types>`
  );
}

export const packageRelations =
  `${declaration}<Relationships xmlns="${packageNames}/relationships">` +
  `<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>` +
  `<Relationship Id="rId2" Type="${packageNames}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
  '</Relationships>';

export function coreProperties({ title, language, creator, createdAt }: WorkbookMeta): string {
  const moment = `${createdAt.toISOString().slice(0, 19)}Z`;
  return (
    `${declaration}<cp:coreProperties xmlns:cp="${packageNames}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title>${creator ? `<dc:creator>${escapeXml(creator)}</dc:creator>` : ''}` +
    `<dc:language>${escapeXml(language.htmlLang)}</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created></cp:coreProperties>`
  );
}

export interface SheetExtent {
  readonly name: string;
  /** Lower right corner of the table. */
  readonly lastCell: { readonly column: string; readonly row: number };
}

export function workbookIndex(sheets: readonly SheetExtent[]): string {
  const names = sheets.map(({ name, lastCell }, index) => {
    const quoted = `'${escapeXml(name.replaceAll("'", "''"))}'`;
    return (
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted}!$A$1:$${lastCell.column}$${lastCell.row}</definedName>` +
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$1:$1</definedName>`
    );
  });
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return (
    `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets>` +
    `<definedNames>${names.join('')}</definedNames></workbook>`
  );
}

export function workbookRelations(sheets: number): string {
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const list = Array.from({ length: sheets }, (_, index) => relation(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  return `${declaration}<Relationships xmlns="${packageNames}/relationships">${list.join('')}${relation(sheets + 1, 'styles', 'styles.xml')}</Relationships>`;
}

/** Places in `cellXfs` below. */
export const styles = { header: 1, text: 2, integer: 3, decimal: 4, percent: 5, date: 6, numberHeader: 7 } as const;

const headerStyle = (horizontal: string) =>
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">' +
  `<alignment vertical="center" wrapText="1"${horizontal}/></xf>`;

// The built-in formats 3, 4, 14 and 49 follow the reader's locale: 1.234,50 and 22.11.2026 in Germany.
export const stylesheet =
  `${declaration}<styleSheet xmlns="${main}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE6F1F2"/></patternFill></fill></fills>' +
  '<borders count="2"><border/><border><left/><right/><top/><bottom style="medium"><color rgb="FF0A5C6B"/></bottom></border></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/>' +
  headerStyle('') +
  '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  [3, 4, 164, 14]
    .map((format) => `<xf numFmtId="${format}" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`)
    .join('') +
  headerStyle(' horizontal="right"') +
  '</cellXfs></styleSheet>';
