import { buffer } from 'node:stream/consumers';
import { sheetNames } from './sheet-names.ts';
import {
  contentTypes,
  coreProperties,
  packageRelations,
  type SheetExtent,
  stylesheet,
  type WorkbookMeta,
  workbookIndex,
  workbookRelations,
} from './workbook-parts.ts';
import { type Sheet, worksheet } from './worksheet.ts';
import { type ZipPart, zipPieces } from './zip.ts';

/**
 * An Excel workbook (Office Open XML): header row bold, fixed and repeated in print, a filter on every column. Numbers and
 * dates are real ones and shown in the reader's own locale. Texts are stored as texts and cells formatted as text, so that
 * `=1+1` or `+49 2361` stays what it is even when somebody edits the cell. Texts longer than 32,767 characters are cut.
 * @param sheets at least one, each with at least one column
 * @throws TypeError when a value is not of its column's kind, RangeError at more rows than Excel can hold
 */
export async function workbook(sheets: readonly Sheet[], meta: WorkbookMeta): Promise<Buffer> {
  return await buffer(workbookPieces(sheets, meta));
}

/** As `workbook`, but the file comes out while the rows come in: memory does not grow with their number. */
export function workbookPieces(sheets: readonly Sheet[], meta: WorkbookMeta): AsyncIterable<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name));
  const extents: SheetExtent[] = [];
  const worksheets = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: worksheet(sheet, meta.language.dir === 'rtl', (lastCell) => extents.push({ name: names[index] ?? '', lastCell })),
  }));
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] },
    { name: '_rels/.rels', content: [packageRelations] },
    { name: 'docProps/core.xml', content: [coreProperties(meta)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(sheets.length)] },
    { name: 'xl/styles.xml', content: [stylesheet] },
    ...worksheets,
    // Last, because it names the ranges that the filters cover.
    { name: 'xl/workbook.xml', content: later(() => workbookIndex(extents)) },
  ];
  return zipPieces(parts, meta.createdAt);
}

async function* later(content: () => string): AsyncGenerator<string> {
  yield content();
}
