import { type Grid, headingSeparator } from './columns-grid.ts';
import { headingPattern, headingsOf } from './columns-header.ts';
import { readGermanPeriod } from './columns-periods.ts';
import type { ColumnMapping } from './mapping.ts';

/** Rows around the remembered place in which the headings are looked for: heads grow by a line of notes now and then. */
const around = 30;

export type Fitted =
  | { readonly ok: true; readonly mapping: ColumnMapping; readonly headings: readonly string[] }
  | { readonly ok: false; readonly code: 'columns.no_sheet' | 'columns.changed'; readonly detail: string };

/** Without its times: `31.12.2024 > Ausländer` and `31.12.2025 > Ausländer` are one column of two years. */
const kindOfHeading = (heading: string): string => headingPattern([heading]);

const timeIn = (heading: string): string | undefined =>
  heading
    .split(headingSeparator)
    .map(readGermanPeriod)
    .find((one) => one !== undefined);

function fitAt(grid: Grid, mapping: ColumnMapping, first: number): Fitted | undefined {
  const headings = headingsOf(grid, { first, rows: mapping.headerRows });
  const kinds = headings.map(kindOfHeading);
  const taken = new Set<number>();
  const columns: ColumnMapping['columns'] = [];
  for (const column of mapping.columns) {
    if (column.role === 'ignore') continue;
    const kind = kindOfHeading(column.heading);
    // Headings may be empty or the same twice: the place decides then.
    const found =
      kinds[column.index] === kind && !taken.has(column.index)
        ? column.index
        : kinds.findIndex((one, at) => one === kind && !taken.has(at));
    if (found < 0) return undefined;
    taken.add(found);
    const heading = headings[found] ?? '';
    columns.push({
      ...column,
      index: found,
      heading,
      ...(column.period !== undefined && timeIn(column.heading) ? { period: timeIn(heading) ?? column.period } : {}),
    });
  }
  // The file of a later year has further columns of the same kind.
  const models = new Map(
    columns.filter(({ role, heading }) => role === 'value' && timeIn(heading)).map((one) => [kindOfHeading(one.heading), one]),
  );
  headings.forEach((heading, index) => {
    const model = taken.has(index) ? undefined : models.get(kinds[index] ?? '');
    const period = timeIn(heading);
    if (model && period !== undefined) columns.push({ ...model, index, heading, period });
  });
  return {
    ok: true,
    headings,
    mapping: { ...mapping, headerRow: first + 1, columns: columns.toSorted((a, b) => a.index - b.index) },
  };
}

/** A remembered mapping for this sheet: columns are found by their headings, wherever they stand now. */
export function fitMapping(grid: Grid, mapping: ColumnMapping): Fitted {
  const middle = mapping.headerRow - 1;
  for (let distance = 0; distance <= around; distance += 1)
    for (const first of distance ? [middle - distance, middle + distance] : [middle]) {
      if (first < 0 || first >= grid.height) continue;
      const fitted = fitAt(grid, mapping, first);
      if (fitted) return fitted;
    }
  const headings = new Set(headingsOf(grid, { first: middle, rows: mapping.headerRows }).map(kindOfHeading));
  const missing = mapping.columns.filter(({ role, heading }) => role !== 'ignore' && !headings.has(kindOfHeading(heading)));
  return {
    ok: false,
    code: 'columns.changed',
    detail: missing
      .map(({ heading }) => heading)
      .slice(0, 5)
      .join(', '),
  };
}
