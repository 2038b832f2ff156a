import { Alert, type Crumb, Disclosure, ForeignText, LinkList, publicPath, Table, useView, type View } from '#platform/ui';
import { type Cell, isUndelivered, type Warning } from '../model/figures.ts';
import type { Indicator, Texts } from '../model/indicator.ts';
import { figureSign, figureWords, markerWords, said, type Words } from '../model/report-words.ts';
import { type Marker, markers } from '../model/vocabulary.ts';
import type { Drawn } from './indicator-charts.ts';

/** Address of a page of figures in the language of the visit. */
export const figuresPath = (view: Pick<View, 'district' | 'language'>, path = ''): string =>
  publicPath(view, path ? `zahlen/${path}` : 'zahlen');

export function figuresCrumbs(view: View, ...rest: Crumb[]): Crumb[] {
  const label = view.t('monitoring:nav.figures');
  return [
    { label: view.district?.name ?? '', href: publicPath(view) },
    rest.length > 0 ? { label, href: figuresPath(view) } : { label },
    ...rest,
  ];
}

/** What says that a text is German; nothing where the language of the page has its own. */
export const languageOf = (texts: Texts, words: Words) =>
  said(texts, words).german ? ({ lang: 'de', dir: 'ltr' } as const) : {};

/** A text of the data in the language of the visit, else the German one. */
export function DataText({ texts }: { texts: Texts }) {
  const view = useView();
  return <ForeignText {...languageOf(texts, view)}>{said(texts, view).text}</ForeignText>;
}

function meaningOf(cell: Cell, words: Words): string {
  if (cell.withheld) return words.t('monitoring:figures.withheld');
  return isUndelivered(cell) ? words.t('monitoring:marker.undelivered') : markerWords(cell, words);
}

/** A figure as in a table: the number, or the office's sign with its meaning for those who do not see the legend. */
export function FigureCell({ cell, indicator }: { cell: Cell | undefined; indicator: Indicator }) {
  const view = useView();
  if (!cell) return <span class="dk-no-figure">{view.t('monitoring:figures.none')}</span>;
  const sign = figureSign(cell, indicator, view);
  if (cell.value !== null && cell.marker !== '-' && cell.marker !== '()') return <bdi>{sign}</bdi>;
  return (
    <>
      <bdi aria-hidden={cell.marker === '()' ? undefined : 'true'}>{sign}</bdi>
      <span class="kern-sr-only"> {meaningOf(cell, view)}</span>
    </>
  );
}

/** A figure in running text, with its unit. */
export function FigureText({ cell, indicator }: { cell: Cell; indicator: Indicator }) {
  const view = useView();
  return <bdi>{figureWords(cell, indicator, view)}</bdi>;
}

const order = Object.keys(markers) as Marker[];

/** The signs that occur among some figures, with their meaning; nothing where there are numbers only. */
export function SignLegend({ cells }: { cells: readonly (Cell | undefined)[] }) {
  const { t } = useView();
  const known = cells.filter((cell) => cell !== undefined);
  const withheld = known.some((cell) => cell.withheld);
  const undelivered = known.some(isUndelivered);
  const found = order.filter((marker) => known.some((cell) => cell.marker === marker && !cell.withheld && !isUndelivered(cell)));
  if (found.length === 0 && !withheld && !undelivered) return null;
  return (
    <dl class="dk-signs" aria-label={t('monitoring:figures.signs')}>
      {found.map((marker) => (
        <div key={marker}>
          <dt>
            <bdi>{marker === '()' ? '( )' : marker}</bdi>
          </dt>
          <dd>{t(`monitoring:marker.${markers[marker]}`)}</dd>
        </div>
      ))}
      {undelivered && (
        <div>
          <dt>-</dt>
          <dd>{t('monitoring:marker.undelivered')}</dd>
        </div>
      )}
      {withheld && (
        <div>
          <dt>.</dt>
          <dd>{t('monitoring:figures.withheld')}</dd>
        </div>
      )}
    </dl>
  );
}

/** Why some figures have to be read with care, in plain words; each reason once. */
export function Warnings({ cells }: { cells: readonly (Cell | undefined)[] }) {
  const { t } = useView();
  const found = new Set<Warning>(cells.flatMap((cell) => cell?.warnings ?? []));
  if (found.size === 0) return null;
  return (
    <Alert kind="warning" title={t('monitoring:figures.careful')}>
      <ul>
        {[...found].map((warning) => (
          <li key={warning}>{t(`monitoring:warning.${warning}`)}</li>
        ))}
      </ul>
    </Alert>
  );
}

export interface Download {
  readonly label: string;
  readonly href: string;
}

/** A drawing as file, in both formats. */
export const chartDownloads = ({ t }: Pick<View, 't'>, href: (format: 'svg' | 'png') => string): Download[] => [
  { label: t('monitoring:figures.download_svg'), href: href('svg') },
  { label: t('monitoring:figures.download_png'), href: href('png') },
];

export function Downloads({ items }: { items: readonly Download[] }) {
  return <LinkList items={items.map((item) => ({ ...item, icon: 'download' as const, download: true }))} />;
}

/** A drawing of `#platform/charts` within the page. */
export function Drawing({ svg }: { svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own charts, which escape every text; a test tries nasty ones
  return <div class="dk-chart__drawing" dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** A drawing; its figures stand in a table on the page, or fold out below it. */
export function ChartFigure({
  drawn,
  caption,
  folded = false,
  downloads = [],
}: {
  drawn: Drawn;
  caption: string;
  folded?: boolean;
  downloads?: readonly Download[];
}) {
  const { t } = useView();
  return (
    <figure class="dk-chart">
      <Drawing svg={drawn.svg} />
      {folded && (
        <Disclosure title={t('monitoring:figures.as_table')}>
          <DrawnTable drawn={drawn} caption={caption} />
        </Disclosure>
      )}
      <Downloads items={downloads} />
    </figure>
  );
}

interface DrawnRow {
  readonly key: string;
  readonly cells: readonly string[];
}

/** The figures of a drawing as a table. */
export function DrawnTable({ drawn: { table }, caption }: { drawn: Drawn; caption: string }) {
  const rows: readonly DrawnRow[] = table.rows.map((cells, index) => ({ key: String(index), cells }));
  return (
    <Table
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ key }) => key}
      columns={table.head.map((label, index) => ({
        key: String(index),
        label,
        rowHeader: index === 0,
        numeric: index > 0,
        cell: ({ cells }: DrawnRow) => <bdi>{cells[index]}</bdi>,
      }))}
    />
  );
}
