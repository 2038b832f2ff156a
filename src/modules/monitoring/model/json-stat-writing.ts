import type { Dimension, Indicator, Source } from './indicator.ts';
import { textIn } from './indicator.ts';
import { attributionOf } from './open-data.ts';
import type { OpenRow } from './open-figures.ts';

/** Cells of the largest cube that is written as one file; larger ones are given as CSV only. */
export const mostCubeCells = 500_000;

/** The category that stands for all: no code of ours begins so. */
const total = '_T';

/** The figures as a cube (JSON-stat 2.0): territory × time × dimensions; undefined: too large for one file. */
export function jsonStat(
  rows: readonly OpenRow[],
  {
    indicator,
    dimensions,
    sources,
    modified,
  }: { indicator: Indicator; dimensions: readonly Dimension[]; sources: readonly Source[]; modified: Date },
  lang: string,
): object | undefined {
  const territories = new Map(rows.map((row) => [row.territory, row.territoryName]));
  const periods = [...new Set(rows.map(({ period }) => period))];
  const axes = dimensions.map(({ key, names, categories }) => {
    const used = new Set(rows.map(({ parts }) => parts[key] ?? total));
    const known = categories.map(({ code }) => code).filter((code) => used.has(code));
    const unnamed = [...used].filter((code) => code !== total && !known.includes(code)).toSorted();
    const codes = [...(used.has(total) ? [total] : []), ...known, ...unnamed];
    const labels = new Map(categories.map(({ code, names }) => [code, textIn(names, lang)]));
    return { key, label: textIn(names, lang), codes, labels };
  });
  const ids = ['territory', 'time', ...axes.map(({ key }) => (key === 'territory' || key === 'time' ? `by_${key}` : key))];
  const sizes = [territories.size, periods.length, ...axes.map(({ codes }) => codes.length)];
  const cells = sizes.reduce((product, size) => product * size, 1);
  if (cells > mostCubeCells) return undefined;
  const places = [new Map([...territories.keys()].map((key, at) => [key, at])), new Map(periods.map((key, at) => [key, at]))];
  const codes = axes.map((axis) => new Map(axis.codes.map((code, at) => [code, at])));
  const value: (number | null)[] = new Array<number | null>(cells).fill(null);
  const status: Record<string, string> = {};
  for (const { territory, period, parts, cell } of rows) {
    const at = [
      places[0]?.get(territory) ?? 0,
      places[1]?.get(period) ?? 0,
      ...axes.map(({ key }, axis) => codes[axis]?.get(parts[key] ?? total) ?? 0),
    ].reduce((index, position, axis) => index * (sizes[axis] as number) + position, 0);
    value[at] = cell.value;
    if (cell.marker) status[at] = cell.marker;
  }
  return {
    version: '2.0',
    class: 'dataset',
    label: textIn(indicator.names, lang),
    source: attributionOf(sources),
    updated: modified.toISOString(),
    note: [textIn(indicator.definitions, lang)].filter(Boolean),
    id: ids,
    size: sizes,
    role: { geo: ['territory'], time: ['time'] },
    dimension: Object.fromEntries([
      ['territory', { category: { index: [...territories.keys()], label: Object.fromEntries(territories) } }],
      ['time', { category: { index: periods } }],
      ...axes.map(({ label, codes, labels }, axis) => [
        ids[axis + 2],
        {
          label,
          category: { index: codes, label: Object.fromEntries(codes.map((code) => [code, labels.get(code) ?? code])) },
        },
      ]),
    ]),
    value,
    status,
  };
}
