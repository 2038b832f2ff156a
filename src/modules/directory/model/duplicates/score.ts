import { similarity } from '../trigrams.ts';
import type { Features } from './features.ts';

/** What speaks for two entries being one, or against it; texts `directory:staff.duplicates.reason.<id>`. */
export const reasonIds = [
  'name_same',
  'name_words_same',
  'name_alike',
  'name_different',
  'numbers_differ',
  'organisation_same',
  'organisation_differs',
  'address_same',
  'place_near',
  'place_far',
  'phone_same',
  'email_same',
  'website_same',
  'categories_same',
  'categories_differ',
  'times_same',
  'days_same',
  'times_differ',
  'town_differs',
  'audience_differs',
] as const;
export type ReasonId = (typeof reasonIds)[number];

export interface Reason {
  readonly reason: ReasonId;
  readonly points: number;
}

export interface Comparison {
  /** 0 to 100: the sum of the points, cut at both ends. */
  readonly score: number;
  /** What counts most stands first. */
  readonly reasons: readonly Reason[];
}

/** From this score on two entries may be one: the desk shows the pair, an import asks. */
export const shownFrom = 60;

const same = (a: string | undefined, b: string | undefined) => a !== undefined && a === b;
const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, index) => one === b[index]);
const shared = (a: readonly string[], b: readonly string[]) => a.filter((one) => b.includes(one)).length;

/** Metres between two points; over a district the flat-earth error is below one per mille. */
function metres(a: NonNullable<Features['point']>, b: NonNullable<Features['point']>): number {
  const perDegree = 111_195;
  const shrink = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot((a.lat - b.lat) * perDegree, (a.lon - b.lon) * perDegree * shrink);
}

/** Without blanks: `Näh-Werkstatt` and `Nähwerkstatt` are one. */
const joined = (name: string) => name.replaceAll(' ', '');

/** A name says most. The same words, in any order and form, say nearly as much; else the share of common letter groups decides. */
function nameReasons(a: Features, b: Features): Reason[] {
  const reasons: Reason[] = [];
  const words = a.stems.length > 0 && sameList([...a.stems].sort(), [...b.stems].sort());
  const alike = similarity(a.letters, b.letters);
  if (joined(a.name) === joined(b.name)) reasons.push({ reason: 'name_same', points: 50 });
  else if (words) reasons.push({ reason: 'name_words_same', points: 45 });
  else if (alike >= 0.3) reasons.push({ reason: 'name_alike', points: Math.round(alike * 50) });
  else reasons.push({ reason: 'name_different', points: -20 });
  if (!sameList(a.numbers, b.numbers)) reasons.push({ reason: 'numbers_differ', points: -40 });
  return reasons;
}

function placeReasons(a: Features, b: Features): Reason[] {
  const reasons: Reason[] = [];
  const distance = a.point && b.point ? metres(a.point, b.point) : undefined;
  if (same(a.street, b.street) && (a.postcode === undefined || b.postcode === undefined || a.postcode === b.postcode))
    reasons.push({ reason: 'address_same', points: 15 });
  else if (distance !== undefined && distance <= 150) reasons.push({ reason: 'place_near', points: 10 });
  else if (distance !== undefined && distance > 2000) reasons.push({ reason: 'place_far', points: -15 });
  if (a.towns.length && b.towns.length && !shared(a.towns, b.towns)) reasons.push({ reason: 'town_differs', points: -45 });
  return reasons;
}

function contactReasons(a: Features, b: Features): Reason[] {
  const weight = a.kind === 'organisation' ? 20 : 10;
  return [
    ...(same(a.phone, b.phone) ? [{ reason: 'phone_same' as const, points: weight }] : []),
    ...(same(a.email, b.email) ? [{ reason: 'email_same' as const, points: weight }] : []),
    ...(same(a.website, b.website) ? [{ reason: 'website_same' as const, points: weight }] : []),
  ];
}

function offerReasons(a: Features, b: Features): Reason[] {
  if (a.kind !== 'offer') return [];
  const reasons: Reason[] = [];
  if (a.organisation !== undefined && b.organisation !== undefined)
    reasons.push(
      a.organisation === b.organisation
        ? { reason: 'organisation_same', points: 15 }
        : { reason: 'organisation_differs', points: -10 },
    );
  if (a.times.length && b.times.length) {
    if (sameList(a.times, b.times)) reasons.push({ reason: 'times_same', points: 15 });
    else if (sameList(a.days, b.days)) reasons.push({ reason: 'days_same', points: 5 });
    else if (!shared(a.days, b.days)) reasons.push({ reason: 'times_differ', points: -15 });
  }
  if (Object.entries(a.audience).some(([field, answer]) => (b.audience[field] ?? answer) !== answer))
    reasons.push({ reason: 'audience_differs', points: -25 });
  return reasons;
}

function categoryReasons(a: Features, b: Features): Reason[] {
  if (!a.categories.length || !b.categories.length) return [];
  return shared(a.categories, b.categories)
    ? [{ reason: 'categories_same', points: 10 }]
    : [{ reason: 'categories_differ', points: a.kind === 'organisation' ? -5 : -10 }];
}

/**
 * How likely two entries are one, with what speaks for it and against it in points. The score is their sum and nothing
 * else, so that whoever looks can follow it; it is the same whichever of the two comes first.
 */
export function compareEntries(a: Features, b: Features): Comparison {
  if (a.kind !== b.kind) return { score: 0, reasons: [] };
  const reasons = [
    ...nameReasons(a, b),
    ...placeReasons(a, b),
    ...contactReasons(a, b),
    ...offerReasons(a, b),
    ...categoryReasons(a, b),
  ].sort((one, other) => Math.abs(other.points) - Math.abs(one.points) || (one.reason < other.reason ? -1 : 1));
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  return { score: Math.max(0, Math.min(100, sum)), reasons };
}
