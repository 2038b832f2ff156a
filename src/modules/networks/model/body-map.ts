/** The network map: bodies on one side, organisations on the other, a line where an organisation sits in a body. */

export interface MapLink {
  readonly body: string;
  readonly organisation: string;
}

export interface MapNode {
  readonly id: string;
  /** Middle of its row, in units of the drawing. */
  readonly y: number;
  /** How many lines end at it. */
  readonly links: number;
}

export interface NetworkLayout {
  readonly bodies: readonly MapNode[];
  readonly organisations: readonly MapNode[];
  readonly links: readonly MapLink[];
  readonly height: number;
  /** Organisations that are left out of the drawing, since they sit in fewer bodies than those that are in it. */
  readonly left: number;
}

export const rowHeight = 26;
/** More than this nobody can follow; the table beside the drawing has them all. */
export const mostDrawn = 120;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const unique = (values: Iterable<string>) => [...new Set(values)].sort(byText);

/** How many pairs of lines cross, counted with a binary indexed tree. */
export function crossings(links: readonly MapLink[], bodies: readonly string[], organisations: readonly string[]): number {
  const left = new Map(bodies.map((id, index) => [id, index]));
  const right = new Map(organisations.map((id, index) => [id, index]));
  const ends = links
    .map(({ body, organisation }) => [left.get(body) ?? 0, right.get(organisation) ?? 0] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const tree = new Int32Array(organisations.length + 1);
  let crossed = 0;
  ends.forEach(([, end], seen) => {
    let notAbove = 0;
    for (let at = end + 1; at > 0; at -= at & -at) notAbove += tree[at] as number;
    crossed += seen - notAbove;
    for (let at = end + 1; at < tree.length; at += at & -at) tree[at] = (tree[at] as number) + 1;
  });
  return crossed;
}

/** One side in the order of the mean place of its neighbours on the other; equal ones by their id. */
function sorted(side: readonly string[], neighbours: ReadonlyMap<string, readonly string[]>, other: readonly string[]): string[] {
  const place = new Map(other.map((id, index) => [id, index]));
  const mean = (id: string) => {
    const near = neighbours.get(id) ?? [];
    return near.reduce((sum, one) => sum + (place.get(one) ?? 0), 0) / Math.max(1, near.length);
  };
  const means = new Map(side.map((id) => [id, mean(id)]));
  return side.toSorted((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0) || byText(a, b));
}

const sweeps = 8;

/**
 * Places the two sides so that few lines cross: each side is sorted by the mean place of its neighbours, by turns, and the
 * best order met is kept (barycenter method of Sugiyama, Tagawa and Toda 1981). The same links give the same drawing.
 */
export function layoutNetwork(all: readonly MapLink[], maximum: number = mostDrawn): NetworkLayout {
  const seen = new Set<string>();
  const pairs = all.filter(({ body, organisation }) => {
    const key = JSON.stringify([body, organisation]);
    return !seen.has(key) && Boolean(seen.add(key));
  });
  const degree = new Map<string, number>();
  for (const { organisation } of pairs) degree.set(organisation, (degree.get(organisation) ?? 0) + 1);
  const ranked = unique(degree.keys()).sort((a, b) => (degree.get(b) ?? 0) - (degree.get(a) ?? 0) || byText(a, b));
  const drawn = new Set(ranked.slice(0, maximum));
  const links = pairs.filter(({ organisation }) => drawn.has(organisation));

  const ofBody = new Map<string, string[]>();
  const ofOrganisation = new Map<string, string[]>();
  for (const { body, organisation } of links) {
    ofBody.set(body, [...(ofBody.get(body) ?? []), organisation]);
    ofOrganisation.set(organisation, [...(ofOrganisation.get(organisation) ?? []), body]);
  }
  let bodies = unique(ofBody.keys());
  let organisations = unique(ofOrganisation.keys());
  let best = { bodies, organisations, crossed: crossings(links, bodies, organisations) };
  for (let sweep = 0; sweep < sweeps && best.crossed > 0; sweep += 1) {
    organisations = sorted(organisations, ofOrganisation, bodies);
    bodies = sorted(bodies, ofBody, organisations);
    const crossed = crossings(links, bodies, organisations);
    if (crossed < best.crossed) best = { bodies, organisations, crossed };
  }
  const rows = Math.max(best.bodies.length, best.organisations.length);
  const height = rows * rowHeight;
  const place = (side: readonly string[], near: ReadonlyMap<string, readonly string[]>) =>
    side.map((id, index) => ({
      id,
      y: Math.round(((index + 0.5) * height) / side.length),
      links: near.get(id)?.length ?? 0,
    }));
  return {
    bodies: place(best.bodies, ofBody),
    organisations: place(best.organisations, ofOrganisation),
    links,
    height,
    left: ranked.length - drawn.size,
  };
}
