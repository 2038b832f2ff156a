import type { ConceptFile } from '../file.ts';
import { type ColumnKey, columnOf } from './columns.ts';

type Recommendation = ConceptFile['recommendations'][number];

/** In which column a part of a recommendation stands. */
const columnsOfParts: Readonly<Record<keyof Recommendation, ColumnKey>> = {
  number: 'number',
  field: 'field',
  challenge: 'challenge',
  goal: 'goal',
  title: 'title',
  wording: 'wording',
  summary: 'summary',
  targetGroups: 'targetGroups',
  levels: 'scope',
  territories: 'scope',
  stakeholders: 'stakeholders',
  responsibilities: 'responsibilities',
  resources: 'resources',
  needsMoney: 'needsMoney',
  fundingReservation: 'fundingReservation',
  timeFrame: 'timeFrame',
  startsOn: 'startsOn',
  endsOn: 'endsOn',
  needs: 'needs',
  indicators: 'indicators',
  figures: 'figures',
  links: 'links',
  steps: 'steps',
  adoptions: 'adoptions',
  status: 'status',
  statusReason: 'statusReason',
  progress: 'progress',
  weight: 'weight',
  internal: 'internal',
  contact: 'contact',
  source: 'source',
};

export const headerOfPart = (part: string): string => {
  const key = columnsOfParts[part as keyof Recommendation];
  return key === undefined ? '' : columnOf(key).header;
};

export interface RecommendationChange {
  readonly kind: 'new' | 'changed' | 'unchanged' | 'removed';
  readonly number: number | null;
  readonly title: string;
  /** Place in the file's recommendations; null: it is not in the file. */
  readonly at: number | null;
  /** Headings of the columns that say something else than before. */
  readonly columns: readonly string[];
}

// Order of keys in an object means nothing; order in lists does.
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b)))
      : one,
  );

const sorted = (needs: readonly number[]) => needs.toSorted((a, b) => a - b);

/** What a file makes of the recommendations that are there; those without a number are new. */
export function changesOf(before: readonly Recommendation[], after: readonly Recommendation[]): readonly RecommendationChange[] {
  const old = new Map(before.map((one) => [one.number, one]));
  const changes = after.map((one, at): RecommendationChange => {
    const was = one.number === null ? undefined : old.get(one.number);
    if (!was) return { kind: 'new', number: one.number, title: one.title, at, columns: [] };
    const parts = (Object.keys(columnsOfParts) as (keyof Recommendation)[]).filter((part) =>
      part === 'needs'
        ? canonical(sorted(one.needs)) !== canonical(sorted(was.needs))
        : canonical(one[part]) !== canonical(was[part]),
    );
    const columns = [...new Set(parts.map(headerOfPart))];
    return { kind: parts.length ? 'changed' : 'unchanged', number: one.number, title: one.title, at, columns };
  });
  const kept = new Set(after.map(({ number }) => number));
  const removed = before.filter(({ number }) => !kept.has(number));
  return [
    ...changes,
    ...removed.map(({ number, title }) => ({ kind: 'removed' as const, number, title, at: null, columns: [] })),
  ];
}
