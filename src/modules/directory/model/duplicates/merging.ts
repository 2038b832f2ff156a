import type { OfferContent, OrganisationContent } from '../content.ts';
import { same } from '../diff.ts';

type Content = OfferContent | OrganisationContent;
type Fields = Readonly<Record<string, unknown>>;

/** Lists of which both entries' members are kept when nobody chooses; the order of the kept entry first. */
const united = [
  'categories',
  'areaServed',
  'documents',
  'targetGroups',
  'towns',
  'tasks',
  'contactPoints',
  'languages',
  'breaks',
];

/** Never chosen by hand: the kind decides which fields there are, and the mark of an example stays with its entry. */
const fixed = ['kind', 'demonstration'];

export type Side = 'kept' | 'gone' | 'both';

export interface FieldPair {
  readonly field: string;
  readonly kept: unknown;
  readonly gone: unknown;
  /** What is proposed: the kept entry's, or what only the other one says. */
  readonly proposed: Side;
  /** Both can be had. */
  readonly uniteable: boolean;
}

const empty = (value: unknown) =>
  value === undefined ||
  value === '' ||
  value === 'unknown' ||
  (Array.isArray(value) && !value.length) ||
  (typeof value === 'object' && value !== null && Object.values(value).every(empty));

function unite(kept: unknown, gone: unknown, field: string): unknown {
  const all = [
    ...(kept as unknown[]),
    ...(gone as unknown[]).filter((one) => !(kept as unknown[]).some((other) => same(one, other))),
  ];
  return field === 'categories' ? all.slice(0, 5) : all;
}

/** Fields in which the two differ, in the order given, each with what is proposed. Translations go by themselves. */
export function differingFields(order: readonly string[], kept: Content, gone: Content): FieldPair[] {
  const [mine, theirs] = [kept as object as Fields, gone as object as Fields];
  return order.flatMap((field) => {
    if (fixed.includes(field) || same(mine[field], theirs[field])) return [];
    const uniteable =
      united.includes(field) &&
      Array.isArray(mine[field]) &&
      Array.isArray(theirs[field]) &&
      !empty(mine[field]) &&
      !empty(theirs[field]);
    const proposed: Side = empty(mine[field]) && !empty(theirs[field]) ? 'gone' : 'kept';
    return [{ field, kept: mine[field], gone: theirs[field], proposed, uniteable }];
  });
}

/** Texts of the other entry in languages and fields in which the kept one has none; only where the German text is the same. */
function translations(result: Fields, kept: Fields, gone: Fields): unknown {
  const [mine, theirs] = [kept.translations, gone.translations] as (Record<string, Fields> | undefined)[];
  if (!theirs) return mine;
  const tags = new Set([...Object.keys(mine ?? {}), ...Object.keys(theirs)]);
  const all = [...tags].map((tag) => {
    const own = mine?.[tag] ?? {};
    const others = Object.entries(theirs[tag] ?? {}).filter(
      ([field]) => !(field in own) && field in gone && same(result[field], gone[field]),
    );
    return [tag, { ...own, ...Object.fromEntries(others) }] as const;
  });
  const filled = all.filter(([, texts]) => Object.keys(texts).length);
  return filled.length ? Object.fromEntries(filled) : undefined;
}

/**
 * The content after a merge: of every field the side that was chosen, else what `differingFields` proposes. A field that
 * only one of the two has is never dropped unless somebody chose so.
 */
export function mergedContent<T extends Content>(
  order: readonly string[],
  kept: T,
  gone: T,
  chosen: Readonly<Record<string, Side | undefined>>,
): T {
  const result: Record<string, unknown> = { ...(kept as object) };
  for (const { field, kept: mine, gone: theirs, proposed, uniteable } of differingFields(order, kept, gone)) {
    const side = chosen[field] ?? proposed;
    const value = side === 'both' && uniteable ? unite(mine, theirs, field) : side === 'gone' ? theirs : mine;
    if (value === undefined) delete result[field];
    else result[field] = value;
  }
  const merged = translations(result, kept as object as Fields, gone as object as Fields);
  if (merged === undefined) delete result.translations;
  else result.translations = merged;
  return result as T;
}
