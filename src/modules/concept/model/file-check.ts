import type { ConceptFile } from './file.ts';
import { dependencyCycle } from './rules.ts';
import { statusesWithReason } from './vocabulary.ts';

/**
 * What is wrong with a file whose single values are sound:
 * - `field_unknown`, `challenge_unknown`, `goal_unknown`: a key that no branch of the edition (or of the field) has
 * - `key_twice`, `number_twice`, `title_twice`: `details.other` is the number or place of the first
 * - `territory_unknown`: an area that the district does not have
 * - `town_twice`: two answers of one town
 * - `needs_unknown`, `needs_itself`, `needs_circle`: "Abhängig von"; a circle is told once, as a chain
 * - `merged_circle`: recommendations that are each merged into the other
 * - `reason_missing`: a status that says nothing without a reason
 * - `dates_reversed`: the end lies before the beginning
 * - `adopted_without_day`: an adopted edition needs the day
 * - `umbrella_unknown`, `territory_taken`: the concept above is not there; the area has a concept of another name
 */
export type FileFaultCode =
  | 'field_unknown'
  | 'challenge_unknown'
  | 'goal_unknown'
  | 'key_twice'
  | 'number_twice'
  | 'title_twice'
  | 'territory_unknown'
  | 'town_twice'
  | 'needs_unknown'
  | 'needs_itself'
  | 'needs_circle'
  | 'merged_circle'
  | 'reason_missing'
  | 'dates_reversed'
  | 'adopted_without_day'
  | 'umbrella_unknown'
  | 'territory_taken';

export interface FileFault {
  readonly code: FileFaultCode;
  /** Place in `recommendations`; null: the branches or the edition itself. */
  readonly at: number | null;
  /** Place of the other recommendation, for what is there twice. */
  readonly other?: number;
  /** What was found, in the words of the file. */
  readonly value: string;
}

type FileRecommendation = ConceptFile['recommendations'][number];

/** Titles are the same when a reader would say so. */
export const sameTitle = (title: string): string => title.normalize('NFKC').toLocaleLowerCase('de').replace(/\s+/g, ' ').trim();

/** The numbers that a reason names as the one merged into: "in Nr. 12 aufgegangen". */
export function mergedInto(reason: string): readonly number[] {
  return [...reason.matchAll(/\b(?:Nr\.?|Nummer|Empfehlung)\s*(\d{1,6})\b/gi)].map(([, number]) => Number(number));
}

function branchFaults(file: ConceptFile): FileFault[] {
  const faults: FileFault[] = [];
  const once = (keys: readonly string[], value: (key: string) => string = (key) => key) => {
    const seen = new Set<string>();
    for (const key of keys) {
      if (seen.has(key)) faults.push({ code: 'key_twice', at: null, value: value(key) });
      seen.add(key);
    }
  };
  once(file.themes.map(({ key }) => key));
  once(file.fields.map(({ key }) => key));
  once(file.fields.flatMap(({ challenges }) => challenges.map(({ key }) => key)));
  once(file.fields.flatMap(({ goals }) => goals.map(({ key }) => key)));
  for (const { challenges, goals } of file.fields) {
    const known = new Set(challenges.map(({ key }) => key));
    for (const { challenge } of goals)
      if (challenge !== null && !known.has(challenge)) faults.push({ code: 'challenge_unknown', at: null, value: challenge });
  }
  const { state, adoptedOn, startsOn, endsOn } = file.edition;
  if ((state === 'adopted' || state === 'superseded') && !adoptedOn)
    faults.push({ code: 'adopted_without_day', at: null, value: state });
  if (startsOn && endsOn && endsOn < startsOn) faults.push({ code: 'dates_reversed', at: null, value: endsOn });
  return faults;
}

function circleFaults(recommendations: readonly FileRecommendation[], places: ReadonlyMap<number, number>): FileFault[] {
  const circle = (code: 'needs_circle' | 'merged_circle', edges: ReadonlyMap<string, readonly string[]>): FileFault[] => {
    const found = dependencyCycle(edges);
    if (!found?.length) return [];
    return [
      { code, at: places.get(Number(found[0])) ?? null, value: [...found, found[0]].map((one) => `Nr. ${one}`).join(' → ') },
    ];
  };
  const numbered = recommendations.filter(({ number }) => number !== null);
  const merged = numbered.filter(({ status }) => status === 'merged');
  return [
    ...circle(
      'needs_circle',
      new Map(numbered.map(({ number, needs }) => [String(number), needs.filter((one) => one !== number).map(String)])),
    ),
    ...circle(
      'merged_circle',
      new Map(merged.map(({ number, statusReason }) => [String(number), mergedInto(statusReason).map(String)])),
    ),
  ];
}

/**
 * Everything that no single value shows; empty when the file can be stored.
 * @param territories keys of the areas that the district has
 */
export function checkFile(file: ConceptFile, territories: ReadonlySet<string>): readonly FileFault[] {
  const faults = branchFaults(file);
  if (!territories.has(file.concept.territory))
    faults.push({ code: 'territory_unknown', at: null, value: file.concept.territory });
  const fields = new Map(
    file.fields.map(({ key, challenges, goals }) => [
      key,
      { challenges: new Set(challenges.map((one) => one.key)), goals: new Set(goals.map((one) => one.key)) },
    ]),
  );
  const numbers = new Map<number, number>();
  const titles = new Map<string, number>();
  file.recommendations.forEach((one, at) => {
    if (one.number !== null && !numbers.has(one.number)) numbers.set(one.number, at);
  });
  file.recommendations.forEach((one, at) => {
    const tell = (code: FileFaultCode, value: string, other?: number) =>
      faults.push({ code, at, value, ...(other === undefined ? {} : { other }) });
    const field = fields.get(one.field);
    if (!field) tell('field_unknown', one.field);
    if (field && one.challenge !== null && !field.challenges.has(one.challenge)) tell('challenge_unknown', one.challenge);
    if (field && one.goal !== null && !field.goals.has(one.goal)) tell('goal_unknown', one.goal);
    const sameNumber = one.number === null ? at : (numbers.get(one.number) ?? at);
    if (sameNumber !== at) tell('number_twice', String(one.number), sameNumber);
    const twin = titles.get(sameTitle(one.title));
    if (twin === undefined) titles.set(sameTitle(one.title), at);
    else tell('title_twice', one.title, twin);
    for (const key of one.territories) if (!territories.has(key)) tell('territory_unknown', key);
    const towns = new Set<string>();
    for (const { town } of one.adoptions) {
      if (!territories.has(town)) tell('territory_unknown', town);
      if (towns.has(town)) tell('town_twice', town);
      towns.add(town);
    }
    for (const number of one.needs) {
      if (number === one.number) tell('needs_itself', String(number));
      else if (!numbers.has(number)) tell('needs_unknown', String(number));
    }
    if (one.status && statusesWithReason.includes(one.status) && !one.statusReason) tell('reason_missing', one.status);
    if (one.startsOn && one.endsOn && one.endsOn < one.startsOn) tell('dates_reversed', one.endsOn);
  });
  return [...faults, ...circleFaults(file.recommendations, numbers)];
}
