/**
 * How series differ, never by colour alone (WCAG 2.2, 1.4.1): bars have patterns, lines have dashes and markers. Every colour
 * has a contrast of at least 4.5 on white. Elements carry the class `chart-series-1` … `-6`, so that a style sheet may
 * recolour them, in the dark for instance: attributes of an SVG yield to CSS.
 */
export interface SeriesLook {
  readonly className: string;
  readonly color: string;
  readonly dashes: string | undefined;
  readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond2' | 'star' | 'times';
  readonly pattern: Pattern | undefined;
}

interface Pattern {
  readonly size: number;
  readonly rotate: number;
  /** Drawn in white over the colour. */
  readonly path: string;
}

const stripes = (rotate: number): Pattern => ({ size: 7, rotate, path: 'M0 1H7' });

const looks: readonly Omit<SeriesLook, 'className'>[] = [
  { color: '#0a5c6b', dashes: undefined, symbol: 'circle', pattern: undefined },
  { color: '#a8480c', dashes: '7 4', symbol: 'square', pattern: stripes(45) },
  { color: '#5b3e96', dashes: '2 4', symbol: 'triangle', pattern: { size: 6, rotate: 0, path: 'M2 3h2' } },
  { color: '#2e6b2a', dashes: '10 3 2 3', symbol: 'diamond2', pattern: stripes(0) },
  { color: '#7a5c00', dashes: '4 2', symbol: 'star', pattern: stripes(-45) },
  { color: '#a3195b', dashes: '1 3', symbol: 'times', pattern: { size: 8, rotate: 45, path: 'M0 1H8M1 0V8' } },
];

export const maxSeries = looks.length;

export function seriesLook(index: number): SeriesLook {
  const look = looks[index];
  if (!look) throw new RangeError(`A chart shows at most ${maxSeries} series: more cannot be told apart`);
  return { ...look, className: `chart-series-${index + 1}` };
}

/** Name of the pattern in the drawing `id`, or the colour where the series has none. */
export function seriesFill(id: string, index: number): string {
  const look = seriesLook(index);
  return look.pattern ? `url(#${id}-p${index + 1})` : look.color;
}
