/**
 * Charts and maps for pages and print: plain figures in, `{ svg, table }` out. The SVG needs no script and no inline style;
 * the table holds the same figures in the reader's language and belongs beside it.
 *
 * Hooks for the site's style sheet, all optional, since every element has its own attributes: `.chart`, `.chart-bar`,
 * `.chart-line`, `.chart-stacked`, `.chart-scatter`, `.chart-pyramid`, `.chart-map`, `.chart-series-1` … `-6`, `.chart-pattern`, `.chart-grid`, `.chart-zero`,
 * `.chart-unit`, `.chart-figure`, `.chart-legend`, `.chart-hollow`, `.chart-target`, `.chart-break`, `.chart-spark`, `.map-class-1` … `-7`, `.map-none`, `.map-labels`, `.map-source`.
 */
export { chart } from './chart.ts';
export { type ClassMethod, classify, classMethods, classOf } from './classes.ts';
export type { TownShapes } from './geometry.ts';
export { type PictureTexts, picture } from './picture.ts';
export { toPng } from './png.ts';
export { type PyramidSpec, pyramid } from './pyramid.ts';
export { type ScatterAxis, type ScatterPoint, type ScatterSpec, scatter } from './scatter.ts';
export { sparkline } from './sparkline.ts';
export type { ChartBreak, ChartPoint, ChartSeries, ChartSpec, ChartTarget, FigureTable } from './spec.ts';
export { type MapClass, type TownMapSpec, townMap } from './town-map.ts';
