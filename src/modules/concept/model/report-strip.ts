import { type StatusGroup, statusGroups } from './report-summary.ts';

const stripWidth = 480;
const height = 22;

type Groups = Readonly<Record<StatusGroup, number>>;

/** On the page or sheet; the drawing is stretched to it. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
const drawn: Size = { width: stripWidth, height };

/** Fill, and a hatching in another colour so that nobody has to tell colours apart. */
const looks: Readonly<Record<StatusGroup, { readonly fill: string; readonly hatch?: string }>> = {
  done: { fill: '#0a5c6b' },
  running: { fill: '#7fb9c4' },
  late: { fill: '#f2c4a8', hatch: '#9a3412' },
  planned: { fill: '#ffffff' },
  ended: { fill: '#c9cddb', hatch: '#6b7086' },
};
/** What is done first, as a bar of progress is read. */
export const stripOrder = ['done', 'running', 'late', 'planned', 'ended'] as const satisfies readonly StatusGroup[];

const round = (value: number) => Math.round(value * 10) / 10;

function hatching(from: number, to: number, colour: string): string {
  let path = '';
  for (let x = from + 4; x < to; x += 8) path += `M${round(x)} 1V${height - 1}`;
  return path && `<path d="${path}" stroke="${colour}" stroke-width="2"/>`;
}

/**
 * Parts of a whole as one bar without a word in it: the words stand beside it, so it looks the same on a page, in a PDF and as
 * a picture in a Word file, whichever fonts the machine has. Undefined: there is nothing to show.
 */
export function statusStrip(groups: Groups, size: Size = drawn): string | undefined {
  return statusGroups.some((group) => groups[group] > 0) ? drawStrip(groups, stripWidth, size) : undefined;
}

function drawStrip(groups: Groups, width: number, size: Size): string {
  const total = statusGroups.reduce((sum, group) => sum + groups[group], 0);
  let at = 0;
  const parts = stripOrder.flatMap((group) => {
    if (groups[group] === 0) return [];
    const from = at;
    at += (groups[group] / total) * width;
    const { fill, hatch } = { hatch: undefined, ...looks[group] };
    const box = `<rect x="${round(from)}" y="0.5" width="${round(at - from)}" height="${height - 1}" fill="${fill}" stroke="#51566b"/>`;
    return [box + (hatch ? hatching(from, at, hatch) : '')];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 ${width + 2} ${height + 2}" width="${size.width}" height="${size.height}" preserveAspectRatio="none">${parts.join('')}</svg>`;
}

/** What the parts of a strip look like, each alone. */
export function stripLegend(
  size: Size = { width: 42, height: 24 },
): readonly { readonly group: StatusGroup; readonly svg: string }[] {
  const none = { planned: 0, running: 0, late: 0, done: 0, ended: 0 };
  return stripOrder.map((group) => ({ group, svg: drawStrip({ ...none, [group]: 1 }, 40, size) }));
}
