import { same } from '../diff.ts';
import { isEmpty, unitOf, type Values, valuesAt } from './units.ts';

export type Side = 'ours' | 'theirs';
export const sides = ['ours', 'theirs'] as const;

/** A field in which a source and our entry do not say the same. */
export interface Difference {
  /** `name`, `place`, `place.visibility`, …: see units.ts. */
  readonly unit: string;
  readonly ours: Values;
  readonly theirs: Values;
  /** What they said the time before; undefined: they were not heard about it. */
  readonly last?: Values;
  /** Both changed it, or nobody knows who did: ours stays until somebody decides. */
  readonly conflict: boolean;
  /** What happens when nobody decides. */
  readonly suggestion: Side;
  /** Decided in an earlier run, for good. */
  readonly decided?: Side;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Fields where ours stays because of an earlier decision, or because only we changed it. */
  readonly kept: readonly string[];
}

const inOrder = ['organisation', 'categories', 'targetGroups', 'residence', 'areaServed'];

/** Values as they are compared: where the order means nothing, it makes no difference. */
function comparable(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([path, value]) => {
      if (path === 'schedules')
        return [path, (value as unknown[] | undefined)?.map((one) => JSON.stringify(sortedKeys(one))).sort()];
      // An address is shown where nothing else is said.
      if (path === 'place.visibility') return [path, value === 'public' ? undefined : value];
      return [path, inOrder.includes(path) && Array.isArray(value) ? [...value].sort() : isEmpty(value) ? undefined : value];
    }),
  );
}

const sortedKeys = (value: unknown): unknown =>
  value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

const alike = (a: Values, b: Values) => same(comparable(a), comparable(b));

/**
 * What they say now against what they said before and what we say, field by field. What they did not change never touches
 * ours; what only they changed is taken; what both changed stays ours until somebody decides. A decision stays.
 * @param theirs by path, of what they speak at all
 * @param last undefined: the entry is theirs for the first time
 * @param more.trusted the file names our entry by our own id, so that a first difference is meant
 */
export function compare(
  theirs: Values,
  last: Values | undefined,
  ours: Readonly<Record<string, unknown>>,
  more: { readonly decisions?: Readonly<Record<string, Side>>; readonly trusted?: boolean } = {},
): Comparison {
  const { decisions = {}, trusted = false } = more;
  const units = new Map<string, string[]>();
  for (const path of Object.keys(theirs)) {
    const unit = unitOf(path);
    units.set(unit, [...(units.get(unit) ?? []), path]);
  }
  const differences: Difference[] = [];
  const kept: string[] = [];
  for (const [unit, paths] of units) {
    const [now, our] = [pick(theirs, paths), valuesAt(ours, paths)];
    // An empty cell never uncovers a hidden address.
    if (alike(now, our) || (unit === 'place.visibility' && isEmpty(now[unit]))) continue;
    const before = last && paths.some((path) => path in last) ? pick(last, paths) : undefined;
    const decided = decisions[unit];
    const shown = { unit, ours: our, theirs: now, ...(before ? { last: before } : {}) };
    if (decided === 'theirs') differences.push({ ...shown, conflict: false, suggestion: 'theirs', decided });
    else if (decided === 'ours' || (before ? alike(before, now) : isEmpty(comparable(now)))) kept.push(unit);
    else {
      const oursChanged = before ? !alike(before, our) : !trusted && !isEmpty(comparable(our));
      differences.push({ ...shown, conflict: oursChanged, suggestion: oursChanged ? 'ours' : 'theirs' });
    }
  }
  return { differences, kept };
}

const pick = (values: Values, paths: readonly string[]): Values => Object.fromEntries(paths.map((path) => [path, values[path]]));

const comparableAddress = (text: unknown) =>
  String(text ?? '')
    .toLowerCase()
    .replaceAll(/stra(?:ß|ss)e/g, 'str')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The values to put into our entry, once it is known which side each field takes. */
export function takenValues(differences: readonly Difference[], chosen: Readonly<Record<string, Side>>): Values {
  const taken: Record<string, unknown> = {};
  for (const { unit, ours, theirs, suggestion } of differences) {
    if ((chosen[unit] ?? suggestion) !== 'theirs') continue;
    Object.assign(taken, theirs);
    // A place that moved is no longer where our point is, and they have not said where.
    const moved = ['place.street', 'place.postcode'].some(
      (path) => path in theirs && comparableAddress(theirs[path]) !== comparableAddress(ours[path]),
    );
    if (unit === 'place' && moved && !('place.lat' in theirs))
      Object.assign(taken, { 'place.lat': undefined, 'place.lon': undefined });
  }
  return taken;
}

/** Choices worth remembering: those that settle a conflict or go against the suggestion. */
export function lastingChoices(differences: readonly Difference[], chosen: Readonly<Record<string, Side>>): Record<string, Side> {
  const lasting: Record<string, Side> = {};
  for (const { unit, suggestion, conflict } of differences) {
    const choice = chosen[unit];
    if (choice && (conflict || choice !== suggestion)) lasting[unit] = choice;
  }
  return lasting;
}
