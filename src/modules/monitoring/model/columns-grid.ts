/** Cells of one sheet, as `#platform/documents` reads them. */
export interface SheetLike {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }[];
  /** Per row one letter per cell: `n` number, `f` formula without result, `e` error; absent in CSV. */
  readonly kinds?: readonly string[];
  readonly cut: boolean;
}

/** A sheet whose merged cells all show what their first one says. */
export interface Grid {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** From 0; '' beyond the edges. */
  text(row: number, column: number): string;
  /** Letter of `SheetLike.kinds`; '' where the file does not tell. */
  kind(row: number, column: number): string;
  /** A workbook: numbers are written with a decimal point whatever people see. */
  readonly workbook: boolean;
}

/** Cells that are filled by merging, at most: a merge over a whole sheet must not fill the memory. */
const mostFilled = 500_000;

export function gridOf(sheet: SheetLike): Grid {
  const rows = sheet.rows as string[][];
  const filled = new Map<number, Map<number, readonly [number, number]>>();
  let count = 0;
  for (const { top, left, bottom, right } of sheet.merges) {
    const last = Math.min(bottom, rows.length - 1);
    if (!(rows[top]?.[left] ?? '').trim()) continue;
    for (let row = top; row <= last && count < mostFilled; row += 1) {
      const line = filled.get(row) ?? new Map<number, readonly [number, number]>();
      for (let column = left; column <= right; column += 1, count += 1) line.set(column, [top, left]);
      filled.set(row, line);
    }
  }
  let width = 0;
  for (const row of rows) {
    let end = row.length;
    while (end > 0 && !row[end - 1]?.trim()) end -= 1;
    width = Math.max(width, end);
  }
  const at = (row: number, column: number) => filled.get(row)?.get(column) ?? ([row, column] as const);
  return {
    name: sheet.name,
    width,
    height: rows.length,
    workbook: sheet.kinds !== undefined,
    text: (row, column) => {
      const [top, left] = at(row, column);
      return (rows[top]?.[left] ?? '').trim();
    },
    kind: (row, column) => {
      const [top, left] = at(row, column);
      return sheet.kinds?.[top]?.[left] ?? '';
    },
  };
}

/** Marks of footnotes behind a heading (`Insgesamt 1)`) and line breaks within it say nothing about its meaning. */
export function headingText(text: string): string {
  return text
    .replaceAll(/-\n\s*(?=\p{Ll})/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/(?<=\p{L}[\p{L}.)]*) ?(?:\d{1,2}\)(?:,? ?\d{1,2}\))*|[¹²³⁴⁵⁶⁷⁸⁹]+)$/u, '')
    .trim();
}

/** What separates the levels of a stacked heading. */
export const headingSeparator = ' > ';

/** One heading per column: the stacked cells from above to below, each text once. */
export function flattenHeadings(grid: Grid, first: number, rows: number): string[] {
  return Array.from({ length: grid.width }, (_, column) => {
    const parts: string[] = [];
    for (let row = first; row < first + rows; row += 1) {
      const text = headingText(grid.text(row, column));
      if (text && parts.at(-1) !== text) parts.push(text);
    }
    return parts.join(headingSeparator);
  });
}
