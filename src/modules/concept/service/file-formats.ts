import type { Context } from '#platform/access';
import { csv, type TableColumn, workbook } from '#platform/documents';
import { german } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { AreaNames } from '../model/file/cells.ts';
import {
  type ColumnKey,
  columnOf,
  type MatrixColumn,
  outlineColumns,
  outlineSheetKeys,
  recommendationColumns,
} from '../model/file/columns.ts';
import { labelOf, rowKindWords } from '../model/file/words.ts';
import { type MatrixRow, withContinuations, writeMatrix } from '../model/file/write.ts';
import type { ConceptFile } from '../model/file.ts';

export const fileFormats = ['xlsx', 'csv', 'json'] as const;
export type FileFormat = (typeof fileFormats)[number];

function tableColumn({ key, header, kind = undefined, width = undefined }: MatrixColumn): TableColumn {
  return { key, header, kind: kind ?? 'text', ...(width === undefined ? {} : { width }) };
}

const columnsOf = (keys: readonly ColumnKey[]): TableColumn[] => keys.map((key) => tableColumn(columnOf(key)));
const matrixKeys: readonly ColumnKey[] = recommendationColumns.map(({ key }) => key);
const helpColumns: readonly TableColumn[] = [
  { key: 'header', header: 'Spalte der Vorlage', kind: 'text', width: 28 },
  { key: 'help', header: 'Was hineingehört', kind: 'text', width: 80 },
  { key: 'also', header: 'Wird auch erkannt als', kind: 'text', width: 44 },
];

const helpRows = () =>
  [...recommendationColumns, ...outlineColumns].map((column: MatrixColumn) => ({
    header: column.required ? `${column.header} (Pflicht)` : column.header,
    help: column.help,
    also: [...column.also].join(', '),
  }));

/** The matrix as CSV: outline and recommendations one below the other, told apart by "Art". */
export function matrixCsv(file: ConceptFile, areas: AreaNames, now?: ReadonlyMap<number, string>): string {
  const { outline, recommendations } = writeMatrix(file, areas, now);
  const keys: ColumnKey[] = ['kind', ...matrixKeys, ...outlineColumns.map(({ key }) => key).filter((key) => key !== 'kind')];
  const kind = labelOf(rowKindWords, 'recommendation');
  const rows: MatrixRow[] = [...outline, ...recommendations.map((row) => ({ kind, ...row }))];
  return csv(columnsOf(keys), rows, { separator: ';', bom: true });
}

/** The matrix as a workbook: recommendations, outline, help. */
export async function matrixWorkbook(
  context: Context,
  file: ConceptFile,
  areas: AreaNames,
  now?: ReadonlyMap<number, string>,
): Promise<Buffer> {
  const { outline, recommendations } = writeMatrix(file, areas, now);
  const rows = withContinuations(recommendations);
  const keys: readonly ColumnKey[] = rows.length > recommendations.length ? ['kind', ...matrixKeys] : matrixKeys;
  return workbook(
    [
      { name: 'Empfehlungen', columns: columnsOf(keys), rows },
      { name: 'Gliederung', columns: columnsOf(outlineSheetKeys), rows: withContinuations(outline) },
      { name: 'Hilfe', columns: helpColumns, rows: helpRows() },
    ],
    { title: file.edition.title, language: german, createdAt: context.now(), creator: tenantName(context.tenant, german) },
  );
}

/** An empty matrix with an example, and what may stand in each column. */
export async function matrixTemplate(context: Context): Promise<Buffer> {
  const example = Object.fromEntries(
    recommendationColumns.flatMap((column: MatrixColumn) =>
      column.example === undefined ? [] : [[column.key, column.kind ? Number(column.example) : column.example]],
    ),
  );
  const shown = matrixKeys.filter((key) => !columnOf(key).readOnly);
  return workbook(
    [
      { name: 'Empfehlungen', columns: columnsOf(shown), rows: [example] },
      { name: 'Hilfe', columns: helpColumns, rows: helpRows() },
    ],
    {
      title: 'Vorlage Handlungsempfehlungen',
      language: german,
      createdAt: context.now(),
      creator: tenantName(context.tenant, german),
    },
  );
}
