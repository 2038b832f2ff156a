import type { Dimension } from './indicator.ts';
import type { Partition } from './plausibility.ts';

/** Dimensions of the catalogue whose finest categories leave nobody out; in others the rest is not a category. */
const complete = ['sex', 'nationality_group', 'age'];
/** Aggregates of finer categories are named so. */
const aggregate = 'group-';
/** Tables that have it say how many are left over; those that do not claim that nobody is. */
const leftOver = 'unknown';

const continents: Readonly<Record<string, string>> = {
  'group-europe': '1',
  'group-africa': '2',
  'group-america': '3',
  'group-asia': '4',
  'group-oceania': '5',
  'group-others': '9',
};

/**
 * British territories all over the world: 12521-03i prints them below Europe and counts them with the others (North
 * Rhine-Westphalia 2024: 135 people, by which both sums are off otherwise).
 */
const countedAsOthers = ['st185', 'st195', 'st295', 'st395', 'st495'];

/** Age groups that are sums of the finest ones. */
const ages: Readonly<Record<string, readonly string[]>> = {
  'group-0-5': ['0-2', '3-5'],
  'group-6-14': ['6-9', '10-14'],
  'group-0-14': ['0-2', '3-5', '6-9', '10-14'],
  'group-0-17': ['0-2', '3-5', '6-9', '10-14', '15-17'],
  'group-15-24': ['15-17', '18-19', '20-24'],
};

/** Protection status of 12531: recognised for a time or for good; for a time from the asylum procedure or not. */
const protection: Readonly<Record<string, readonly string[]>> = {
  'group-recognised': ['group-temporary', 'permanent'],
  'group-temporary': ['temporary-asylum', 'temporary-other'],
  'group-without': ['latent', 'enforceable', 'tolerated'],
};

const sums: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = { age: ages, protection_status: protection };

/** Which categories of a district's dimensions make up which whole. */
export function partitionsOf(dimensions: readonly Dimension[]): Partition[] {
  return dimensions.flatMap(({ key, categories }) => {
    const codes = categories.map(({ code }) => code);
    const groups = key === 'nationality' ? nationalitiesOf(codes) : (sums[key] ?? {});
    const aggregates = Object.entries(groups)
      .filter(([whole, parts]) => codes.includes(whole) && parts.length > 0 && parts.every((part) => codes.includes(part)))
      .map(([whole, parts]): Partition => ({ dimension: key, whole, parts, optional: [] }));
    const finest = codes.filter((code) => !code.startsWith(aggregate));
    const [parts, optional] = [finest.filter((code) => code !== leftOver), finest.filter((code) => code === leftOver)];
    return complete.includes(key) ? [{ dimension: key, whole: null, parts, optional }, ...aggregates] : aggregates;
  });
}

/** Continent → codes of its states; the first digit of a state's official key is its continent. */
function nationalitiesOf(codes: readonly string[]): Record<string, readonly string[]> {
  const states = codes.filter((code) => /^st\d{3}$/.test(code));
  const digitOf = (code: string) => (countedAsOthers.includes(code) ? '9' : code[2]);
  return Object.fromEntries(
    Object.entries(continents).map(([whole, digit]) => [whole, states.filter((code) => digitOf(code) === digit)]),
  );
}
