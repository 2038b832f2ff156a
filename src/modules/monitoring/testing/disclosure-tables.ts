import { writeBreakdown } from '../model/breakdown.ts';
import { type TableCell, wholesOf } from '../model/disclosure-cells.ts';

/** Territories: a district, towns, quarters in the first of them. */
export function territoriesOf(towns: number, quarters: readonly number[]): string[] {
  const keys = Array.from({ length: towns }, (_, town) => `05999${String(town + 1).padStart(3, '0')}`);
  return [
    '05999',
    ...keys,
    ...quarters.flatMap((count, town) => Array.from({ length: count }, (_, quarter) => `${keys[town]}-q${quarter + 1}`)),
  ];
}

/**
 * A full table with all its margins.
 * @param dimensions dimension → number of categories
 * @param draw value of the next finest cell
 */
export function fullTable(
  territories: readonly string[],
  dimensions: Readonly<Record<string, number>>,
  draw: () => number,
): TableCell[] {
  const whole = new Set(territories.flatMap((territory) => wholesOf(territory)));
  let breakdowns: Readonly<Record<string, string>>[] = [{}];
  for (const [dimension, count] of Object.entries(dimensions))
    breakdowns = breakdowns.flatMap((parts) => [
      parts,
      ...Array.from({ length: count }, (_, code) => ({ ...parts, [dimension]: `c${code + 1}` })),
    ]);
  const width = Object.keys(dimensions).length;
  const sums = new Map<string, number>();
  const add = (territory: string, breakdown: string, value: number) => {
    const key = `${territory}\n${breakdown}`;
    sums.set(key, (sums.get(key) ?? 0) + value);
  };
  for (const territory of territories.filter((key) => !whole.has(key)))
    for (const leaf of breakdowns.filter((parts) => Object.keys(parts).length === width)) {
      const value = draw();
      for (const place of [territory, ...wholesOf(territory)])
        for (const parts of breakdowns)
          if (Object.entries(parts).every(([dimension, code]) => leaf[dimension] === code))
            add(place, writeBreakdown(parts), value);
    }
  return territories.flatMap((territory) =>
    breakdowns.map((parts) => {
      const breakdown = writeBreakdown(parts);
      return { territory, breakdown, value: sums.get(`${territory}\n${breakdown}`) ?? 0 };
    }),
  );
}

/** The same numbers each time (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** 54 territories (a district, 13 towns, 40 quarters) × 20 categories × two sexes, each with totals. */
export function largeTable(): TableCell[] {
  const next = numbers(4);
  const quarters = [4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3];
  // Many small counts beside few large ones, as nationalities are.
  const draw = () => (next() < 0.05 ? 0 : Math.floor(3 ** (1 + 5 * next())));
  return fullTable(territoriesOf(13, quarters), { nationality: 20, sex: 2 }, draw);
}
