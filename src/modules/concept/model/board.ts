import type { Recommendation, Step } from './edition.ts';
import { concernsTown, isOpen } from './rules.ts';
import { endedStatuses, type Status, statuses, type TimeFrame, type Timeliness, timeFrames } from './vocabulary.ts';

/** Choosing, counting, ordering and grouping the recommendations of an edition: what board, timeline and kanban are made of. */

export interface BoardFilter {
  /** Key of a field of action. */
  readonly field?: string | undefined;
  readonly status?: Status | undefined;
  readonly timeliness?: Timeliness | undefined;
  /** AGS of a town that it is meant for. */
  readonly town?: string | undefined;
  readonly targetGroup?: string | undefined;
  readonly stakeholder?: string | undefined;
  readonly timeFrame?: TimeFrame | undefined;
  /** Words that all have to stand in it; a number finds the recommendation of that number. */
  readonly text?: string | undefined;
  readonly ownerless?: boolean | undefined;
  readonly unfunded?: boolean | undefined;
}

export type Dimension = keyof BoardFilter;

export const hasEnded = ({ status }: Pick<Recommendation, 'status'>): boolean => endedStatuses.includes(status);

/** Its next step was due before today. */
export const isBehind = ({ nextStep }: Pick<Recommendation, 'nextStep'>, today: string): boolean =>
  nextStep?.dueOn != null && nextStep.dueOn < today;

/** Who has to move it, in the order of closeness: who leads, then who does the next steps. */
export function ownersOf({ stakeholders, steps }: Recommendation): readonly string[] {
  const leads = stakeholders.filter(({ role }) => role === 'lead').map(({ name }) => name);
  const doing = steps
    .filter(({ town, state, responsible }) => town === null && (state === 'open' || state === 'running') && responsible !== '')
    .map(({ responsible }) => responsible);
  return [...new Set([...leads, ...doing])];
}

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('de');

function textTest(text: string): (one: Recommendation) => boolean {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return (one) => {
    const where = folded(
      [one.title, one.wording, one.summary, one.contact, ...one.stakeholders.map(({ name }) => name)].join(' '),
    );
    return words.every((word) => where.includes(word) || String(one.number) === word);
  };
}

/** One question of the filter as a test; fields are asked for by key, and recommendations know ids. */
function testOf(filter: BoardFilter, dimension: Dimension, fieldIds: ReadonlyMap<string, string>) {
  const { field, status, timeliness, town, targetGroup, stakeholder, timeFrame, text } = filter;
  const tests: Record<Dimension, ((one: Recommendation) => boolean) | undefined | '' | false> = {
    field: field !== undefined && (({ fieldId }) => fieldId === fieldIds.get(field)),
    status: status && ((one) => one.status === status),
    timeliness: timeliness && ((one) => one.timeliness === timeliness),
    town: town !== undefined && ((one) => concernsTown(one, town)),
    targetGroup: targetGroup !== undefined && ((one) => one.targetGroups.includes(targetGroup)),
    stakeholder: stakeholder !== undefined && ((one) => one.stakeholders.some(({ name }) => name === stakeholder)),
    timeFrame: timeFrame && ((one) => one.timeFrame === timeFrame),
    text: text !== undefined && textTest(text),
    ownerless: filter.ownerless === true && ((one) => one.ownerless),
    unfunded: filter.unfunded === true && ((one) => one.unfunded),
  };
  return tests[dimension] || undefined;
}

const dimensions: readonly Dimension[] = [
  'field',
  'status',
  'timeliness',
  'town',
  'targetGroup',
  'stakeholder',
  'timeFrame',
  'text',
  'ownerless',
  'unfunded',
];

type Fields = readonly { readonly id: string; readonly key: string }[];
const idsByKey = (fields: Fields): ReadonlyMap<string, string> => new Map(fields.map(({ id, key }) => [key, id]));

export function filtered(
  all: readonly Recommendation[],
  fields: Fields,
  filter: BoardFilter,
  without?: Dimension,
): readonly Recommendation[] {
  const ids = idsByKey(fields);
  const tests = dimensions.filter((one) => one !== without).flatMap((one) => testOf(filter, one, ids) || []);
  return tests.length === 0 ? all : all.filter((one) => tests.every((test) => test(one)));
}

/** How many each answer of a question would leave, the other questions staying as they are: value → count. */
export type Counts = ReadonlyMap<string, number>;

export interface Facets {
  readonly field: Counts;
  readonly status: Counts;
  readonly timeliness: Counts;
  readonly town: Counts;
  readonly targetGroup: Counts;
  readonly stakeholder: Counts;
  readonly timeFrame: Counts;
  readonly ownerless: number;
  readonly unfunded: number;
}

function tally(all: readonly Recommendation[], valuesOf: (one: Recommendation) => Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) for (const value of new Set(valuesOf(one))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** @param towns AGS of the towns that may be asked for */
export function facetsOf(all: readonly Recommendation[], fields: Fields, towns: readonly string[], filter: BoardFilter): Facets {
  const keys = new Map(fields.map(({ id, key }) => [id, key]));
  const left = (dimension: Dimension) => filtered(all, fields, filter, dimension);
  const oneOf = (value: string | null | undefined) => (value ? [value] : []);
  return {
    field: tally(left('field'), ({ fieldId }) => oneOf(keys.get(fieldId))),
    status: tally(left('status'), ({ status }) => [status]),
    timeliness: tally(left('timeliness'), ({ timeliness }) => [timeliness]),
    town: tally(left('town'), (one) => towns.filter((town) => concernsTown(one, town))),
    targetGroup: tally(left('targetGroup'), ({ targetGroups }) => targetGroups),
    stakeholder: tally(left('stakeholder'), ({ stakeholders }) => stakeholders.map(({ name }) => name)),
    timeFrame: tally(left('timeFrame'), ({ timeFrame }) => oneOf(timeFrame)),
    ownerless: left('ownerless').filter((one) => one.ownerless).length,
    unfunded: left('unfunded').filter((one) => one.unfunded).length,
  };
}

export const sortKeys = ['number', 'title', 'status', 'progress', 'due', 'reported'] as const;
export type SortKey = (typeof sortKeys)[number];

const collator = new Intl.Collator('de', { numeric: true });

/** What has no day or no figure stands last in either direction. */
function orderBy<Value>(value: (one: Recommendation) => Value | null | undefined, compare: (a: Value, b: Value) => number) {
  return (a: Recommendation, b: Recommendation, direction: 1 | -1): number => {
    const [one, other] = [value(a) ?? null, value(b) ?? null];
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    return direction * compare(one, other);
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const orders: Record<SortKey, ReturnType<typeof orderBy>> = {
  number: orderBy(
    ({ number }) => number,
    (a, b) => a - b,
  ),
  title: orderBy(({ title }) => title, collator.compare),
  status: orderBy(
    ({ status }) => statuses.indexOf(status),
    (a, b) => a - b,
  ),
  progress: orderBy(
    ({ progress }) => progress,
    (a, b) => a - b,
  ),
  due: orderBy(({ nextStep, endsOn }) => nextStep?.dueOn ?? endsOn, byText),
  reported: orderBy(({ reportedOn }) => reportedOn, byText),
};

export interface SortOrder {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** Undefined order: as the concept has them. */
export function sorted(all: readonly Recommendation[], order: SortOrder | undefined): readonly Recommendation[] {
  if (!order) return all;
  return all.toSorted((a, b) => orders[order.by](a, b, order.descending ? -1 : 1));
}

export const groupings = ['field', 'status', 'timeFrame', 'none'] as const;
export type Grouping = (typeof groupings)[number];

export interface Group {
  /** Field id, status, time frame; empty where there is none. */
  readonly value: string;
  readonly items: readonly Recommendation[];
}

/** Groups in the order of the concept's fields or of the words, each with its items in the order given; empty groups fall away. */
export function grouped(all: readonly Recommendation[], by: Grouping, fields: Fields): readonly Group[] {
  if (by === 'none') return all.length ? [{ value: '', items: all }] : [];
  const keyOf = (one: Recommendation) => (by === 'field' ? one.fieldId : by === 'status' ? one.status : (one.timeFrame ?? ''));
  const order: readonly string[] = by === 'field' ? fields.map(({ id }) => id) : by === 'status' ? statuses : [...timeFrames, ''];
  const groups = Map.groupBy(all, keyOf);
  return order.flatMap((value) => {
    const items = groups.get(value);
    return items ? [{ value, items }] : [];
  });
}

export interface BoardPage<Item = Recommendation> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly pages: number;
  /** Places of the first and last item, counted from one; zero where there is none. */
  readonly from: number;
  readonly to: number;
}

/** A page of a list that lies in memory; a page beyond the end is the last one. */
export function pageOf<Item>(all: readonly Item[], asked: number, size: number): BoardPage<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(1, asked), pages);
  const items = all.slice((page - 1) * size, page * size);
  return { items, page, pages, from: items.length ? (page - 1) * size + 1 : 0, to: (page - 1) * size + items.length };
}

/** The district's open step that comes next, the one `nextStep` tells of; undefined when none is left or work has ended. */
export function stepToCome({ nextStep, steps }: Recommendation): Step | undefined {
  if (!nextStep) return undefined;
  return steps.find(
    (step) => step.town === null && isOpen(step) && step.title === nextStep.title && step.dueOn === nextStep.dueOn,
  );
}
