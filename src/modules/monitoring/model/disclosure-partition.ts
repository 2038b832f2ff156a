/**
 * How the categories of one dimension add up. The model of a dimension is a plain list, so what is the part of what has to be
 * read from the figures: whatever holds in every slice of a table can be used by anybody to compute what is withheld.
 */
export interface Partition {
  /** Code of a category; '' is the total. */
  readonly whole: string;
  readonly parts: readonly string[];
}

/** The figures of one slice (a territory and the other dimensions held fast): code → value, '' the total; null: not known. */
export type Slice = ReadonlyMap<string, number | null>;

/** Most sets that are tried for one whole: a bound on time, reached only by tables whose slices are few and alike. */
const mostTries = 20_000;

/**
 * Where the categories never exceed the total they are its parts (what is missing is a remainder that nobody published).
 * Where they do, some are parts of others: then the smallest sets are looked for that give the total, and each category,
 * exactly in every slice. A sum that holds in a single slice by accident counts too; that withholds more, never less.
 *
 * @param tolerance how far a sum of n rounded parts may lie from its whole
 */
export function partitionsOf(
  slices: readonly Slice[],
  codes: readonly string[],
  tolerance: (parts: number) => number,
): Partition[] {
  const known = slices.filter((slice) => typeof slice.get('') === 'number');
  const exceeds = known.some((slice) => {
    const sum = codes.reduce((total, code) => total + (slice.get(code) ?? 0), 0);
    return sum > (slice.get('') as number) + tolerance(codes.length);
  });
  if (!exceeds) return [{ whole: '', parts: codes }];
  const columns = new Map(['', ...codes].map((code) => [code, slices.map((slice) => slice.get(code) ?? null)]));
  return ['', ...codes].flatMap((whole) => {
    const others = codes.filter((code) => code !== whole && columns.get(code)?.some((value) => value));
    return setsThatSum(columns.get(whole) ?? [], others, columns, tolerance).map((parts) => ({ whole, parts }));
  });
}

/** The smallest sets of columns whose sum is the wanted column wherever all are known; each of at least two. */
function setsThatSum(
  wanted: readonly (number | null)[],
  codes: readonly string[],
  columns: ReadonlyMap<string, readonly (number | null)[]>,
  tolerance: (parts: number) => number,
): string[][] {
  if (!wanted.some((value) => value)) return [];
  const found: string[][] = [];
  let tries = 0;
  const search = (from: number, chosen: readonly string[], left: readonly (number | null)[]) => {
    tries += 1;
    if (tries > mostTries || found.length >= 4) return;
    const known = left.filter((value) => value !== null);
    const allowed = tolerance(chosen.length);
    if (chosen.length > 1 && known.some((_, index) => wanted[index]) && known.every((value) => Math.abs(value) <= allowed)) {
      found.push([...chosen]);
      return;
    }
    for (let next = from; next < codes.length; next++) {
      const code = codes[next] as string;
      const column = columns.get(code) ?? [];
      const rest = left.map((value, index) => {
        const part = column[index];
        return value === null || part === null || part === undefined ? null : value - part;
      });
      if (rest.some((value) => value !== null && value < -tolerance(chosen.length + 1))) continue;
      if (rest.every((value) => value === null)) continue;
      search(next + 1, [...chosen, code], rest);
    }
  };
  search(0, [], wanted);
  return found;
}
