import type { Context } from '#platform/access';
import { csv, type TableColumn, type TableRow, workbook } from '#platform/documents';
import { explorerBounds, type Found, type Selection } from '../model/explorer.ts';
import { breakdownName } from '../model/explorer-words.ts';
import type { FigureSet } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import { timeWords } from '../model/report-words.ts';
import { explore } from './explorer.ts';

export type ExplorerFormat = 'csv' | 'xlsx';

/** The figures of a selection as a file, one row each; undefined when there is nothing or too much. */
export async function explorerFile(
  context: Context,
  asked: Selection,
  format: ExplorerFormat,
): Promise<string | Buffer | undefined> {
  const { result } = await explore(context, asked, explorerBounds.file);
  if (result.kind !== 'found') return undefined;
  const rows = result.found.map((one) => fileRow(one, result.figures, context));
  const columns = fileColumns(context);
  if (format === 'csv') return csv(columns, rows, { separator: ';', bom: true });
  const { t, language } = context;
  return workbook(
    [
      { name: t('monitoring:explorer.title'), columns, rows },
      { name: t('monitoring:explorer.sources'), columns: sourceColumns(context), rows: sourceRows(result.figures, context) },
    ],
    { title: t('monitoring:explorer.title'), language, createdAt: context.now(), creator: textIn(context.tenant.names, 'de') },
  );
}

function fileColumns({ t }: Context): TableColumn[] {
  const text = (key: string, width?: number): TableColumn => ({
    key,
    header: t(`monitoring:explorer.column.${key}`),
    kind: 'text',
    ...(width ? { width } : {}),
  });
  return [
    text('indicator', 40),
    text('key', 24),
    text('unit', 14),
    text('place', 24),
    text('place_key', 12),
    text('period', 20),
    text('period_key', 14),
    text('breakdown', 24),
    { key: 'value', header: t('monitoring:explorer.column.value'), kind: 'decimal' },
    text('marker', 10),
    { key: 'uncertainty', header: t('monitoring:explorer.column.uncertainty'), kind: 'decimal' },
    text('warnings', 40),
    text('sources', 30),
  ];
}

/** What was computed is given with the digits that are shown: the others are not known. */
function shownDigits(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = Math.round(value * factor) / factor;
  return Number.isFinite(rounded) ? rounded : value;
}

function fileRow({ indicator, place, period, breakdown, cell }: Found, figures: FigureSet, context: Context): TableRow {
  const { t, language } = context;
  const { value, uncertainty } = cell;
  return {
    indicator: textIn(indicator.names, language.tag),
    key: indicator.key,
    unit: t(`monitoring:unit.${indicator.unit}`),
    place: textIn(figures.places.find(({ key }) => key === place)?.names ?? {}, language.tag) || place,
    place_key: place,
    period: timeWords(period, context),
    period_key: period,
    breakdown: breakdownName(breakdown, figures, context),
    value: value === null || indicator.formula === null ? value : shownDigits(value, indicator.decimals),
    marker: cell.marker,
    uncertainty: uncertainty > 0 ? Number(uncertainty.toPrecision(2)) : null,
    warnings: cell.warnings.map((warning) => t(`monitoring:warning.${warning}`)),
    sources: cell.sources.map((key) => textIn(figures.sources.find((one) => one.key === key)?.names ?? {}, language.tag)),
  };
}

function sourceColumns({ t }: Context): TableColumn[] {
  return ['source', 'publisher', 'attribution', 'licence', 'url'].map((key) => ({
    key,
    header: t(`monitoring:explorer.column.${key}`),
    kind: 'text',
    width: 40,
  }));
}

function sourceRows({ sources }: FigureSet, { language }: Context): TableRow[] {
  return sources.map(({ names, publisher, attribution, licence, licenceNote, url }) => ({
    source: textIn(names, language.tag),
    publisher,
    attribution,
    licence: licence ?? licenceNote,
    url,
  }));
}
