/** Whole units of a map's view box. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Rows that are looked at between the top and the bottom of an area. */
const rows = 25;

/** The stretches of a horizontal line that lie inside of the rings (even–odd rule), from left to right. */
function stretches(rings: readonly (readonly Spot[])[], y: number): { from: number; to: number }[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at++) {
      const [a, b] = [ring[at - 1] as Spot, ring[at] as Spot];
      if (a.y > y !== b.y > y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
    }
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: crossings[index + 1] ?? from }] : []));
}

/**
 * The middle of the widest place of an area in which a line of text has room: labels are much wider than high, so the
 * width counts, over the height of the text.
 * @param rings closed, outline and holes
 * @param half half the height of the label
 */
export function labelSpot(rings: readonly (readonly Spot[])[], half: number): Spot {
  const ys = rings.flat().map((spot) => spot.y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  let best = { x: rings[0]?.[0]?.x ?? 0, y: rings[0]?.[0]?.y ?? 0, room: -1 };
  for (let row = 1; row < rows; row++) {
    // Half a unit off the grid of whole units, so that no line runs through a corner.
    const y = Math.floor(top + ((bottom - top) * row) / rows) + 0.5;
    const around = [stretches(rings, y - half), stretches(rings, y + half)];
    for (const { from, to } of stretches(rings, y)) {
      const x = (from + to) / 2;
      const sides = around
        .map((line) => line.find((one) => one.from < x && x < one.to))
        .map((one) => (one ? Math.min(x - one.from, one.to - x) : 0));
      const room = Math.min((to - from) / 2, ...sides) + (to - from) / 1000;
      if (room > best.room) best = { x, y, room };
    }
  }
  return { x: Math.round(best.x), y: Math.round(best.y) };
}
