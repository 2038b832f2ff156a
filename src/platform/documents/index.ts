/**
 * Everything that leaves the house as a document: PDF/UA from Typst templates, Word, Excel, CSV and QR codes; and CSV that
 * people bring along. Plain values in, bytes or text out; no request, no clock, no database.
 *
 * | for | call | gives |
 * |---|---|---|
 * | print sheets, reports | `compilePdf(template, data, options)` | PDF/UA-1 |
 * | texts people edit further | `docx(options)` | Word |
 * | what a table shows | `workbook(sheets, meta)`, `csv(columns, rows, options)` | XLSX, CSV |
 * | large exports | `workbookPieces(…)`, `csv(columns, asyncRows, options)` | the same, piece by piece |
 * | imports | `parseCsv(bytes, options)` | rows and numbered problems |
 * | tables of any make | `readSpreadsheet(bytes)` | cells and merges of XLSX or CSV |
 * | posters and print sheets | `qrSvg(text)` | SVG |
 * | files that everybody gets alike | `keptFiles({ mostFiles, mostBytes })` | each made once for its key |
 *
 * Templates import `/src/platform/documents/typst/dreiklang.typ`, which lists its functions; `typst/sample.typ` uses them all.
 */
export { type CsvOptions, csv } from './csv.ts';
export {
  type CsvColumn,
  type CsvImportOptions,
  type CsvProblem,
  type CsvProblemCode,
  type CsvRow,
  parseCsv,
} from './csv-import.ts';
export { type DocxCell, type DocxOptions, type DocxPicture, type DocxSection, docx } from './docx.ts';
export { keptFiles } from './kept-files.ts';
export { compilePdf, type PdfOptions, type PdfTemplate } from './pdf.ts';
export { qrSvg } from './qr.ts';
export {
  type CellMerge,
  readSpreadsheet,
  type SheetCells,
  type SpreadsheetFault,
  type SpreadsheetReading,
} from './spreadsheet.ts';
export type { TableColumn, TableRow } from './table.ts';
export { workbook, workbookPieces } from './workbook.ts';
export type { WorkbookMeta } from './workbook-parts.ts';
export type { Sheet } from './worksheet.ts';
export { escapeXml } from './xml.ts';
