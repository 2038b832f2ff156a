import { readTerritory } from 'official-tables';
import type { Place } from './figures.ts';

const levelWords: readonly (readonly [Place['level'], string])[] = [
  ['kreis', 'kreis|landkreis|lkr|lk'],
  ['kommune', 'kreisfreie stadt|kreisangehörige stadt|stadt|gemeinde|hansestadt|klingenstadt|st|gem'],
  ['region', 'regierungsbezirk|reg bez|regbez|rb'],
  ['land', 'bundesland|land'],
  ['quartier', 'quartier|stadtteil|ortsteil|sozialraum|stadtbezirk'],
];

/** Letters and digits only, without umlauts: `Halle (Westf.)` and `HALLE WESTF` are one. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const prefixes = levelWords.map(([level, words]) => [level, new RegExp(`^(?:${words}) (.+)$`)] as const);
const suffixes = levelWords.map(([level, words]) => [level, new RegExp(`^(?:${words})$`)] as const);

/** Titles and mottos that towns bear behind their name. */
const titles =
  /^(?:(?:die|der|das) .+|(?:grosse |gro )?(?:kreis|universitaets|landeshaupt|wissenschafts|kloster|berg|reichs|messe|schloss)stadt|stadt der .+|flecken|markt)$/;

interface Wanted {
  readonly core: string;
  readonly level: Place['level'] | undefined;
}

/** What a name may mean, the most exact reading first. */
function readingsOf(text: string): Wanted[] {
  const readings: Wanted[] = [{ core: plain(text), level: undefined }];
  const [, before = '', behind = ''] = /^(.+?),\s*(.+)$/.exec(text) ?? /^(.+?)\s*\(([^()]+)\)$/.exec(text) ?? [];
  if (before) {
    // "Recklinghausen, Nordviertel" and "Nordviertel (Recklinghausen)".
    readings.push({ core: plain(`${behind} ${before}`), level: undefined });
    const level = suffixes.find(([, pattern]) => pattern.test(plain(behind)))?.[0];
    // What is neither level nor title may be another place: a quarter of Marl is not Marl, Halle (Saale) not Halle (Westf.).
    if (level || (text.includes(',') && titles.test(plain(behind)))) readings.push({ core: plain(before), level });
  }
  for (const [level, pattern] of prefixes) {
    const rest = pattern.exec(plain(text))?.[1];
    if (rest) readings.push({ core: rest, level });
  }
  return readings;
}

/** Names a territory goes by: its own, without the word for its level, without what stands in brackets. */
function variantsOf({ names, level }: Place): string[] {
  const name = names.de ?? '';
  const short = name.replace(/\s*\([^()]*\)/, '');
  const bare = plain(short);
  const pattern = prefixes.find(([one]) => one === level)?.[1];
  const core = pattern?.exec(bare)?.[1];
  // "Ennepe-Ruhr-Kreis" is called "Ennepe-Ruhr" too.
  const trunk = level === 'kreis' ? / kreis$/.test(bare) && bare.replace(/ kreis$/, '') : false;
  return [...new Set([plain(name), bare, ...(core ? [core] : []), ...(trunk ? [trunk] : [])])].filter(Boolean);
}

export type FoundTerritory =
  | { readonly kind: 'found'; readonly key: string }
  | { readonly kind: 'ambiguous'; readonly keys: readonly string[] }
  | { readonly kind: 'unknown' };

/** Finds territories by what files call them. */
export interface TerritoryFinder {
  /** Whether the house knows the key. */
  knows(key: string): boolean;
  byName(text: string): FoundTerritory;
}

const unknown: FoundTerritory = { kind: 'unknown' };
const wholeDistrict =
  /^(?:(?:ganzer |gesamter )?kreis(?:gebiet)?(?: (?:insgesamt|gesamt))?|gesamtkreis|kreissumme|insgesamt kreis)$/;

/** @param district AGS of the district, which tables call "Kreis insgesamt" */
export function territoryFinder(places: readonly Place[], district: string): TerritoryFinder {
  const levels = new Map(places.map(({ key, level }) => [key, level]));
  const names = new Map(places.map((place) => [place.key, place.names.de ?? '']));
  const byCore = new Map<string, Set<string>>();
  const add = (core: string, key: string) => byCore.set(core, (byCore.get(core) ?? new Set()).add(key));
  for (const place of places) {
    for (const core of variantsOf(place)) add(core, place.key);
    if (place.level !== 'quartier') continue;
    const town = plain((names.get(place.key.slice(0, 8)) ?? '').replace(/\s*\([^()]*\)/, ''));
    if (town) add(`${town} ${plain(place.names.de ?? '')}`, place.key);
  }
  for (const [core, key] of [
    ['nrw', '05'],
    ['deutschland', 'DG'],
    ['bundesgebiet', 'DG'],
    ['bund', 'DG'],
  ] as const)
    if (levels.has(key)) add(core, key);
  return {
    knows: (key) => levels.has(key),
    byName(text) {
      if (wholeDistrict.test(plain(text)) && levels.has(district)) return { kind: 'found', key: district };
      for (const { core, level } of readingsOf(text)) {
        const all = [...(byCore.get(core) ?? [])];
        const meant = all.filter((key) => level === undefined || levels.get(key) === level);
        if (meant.length === 1) return { kind: 'found', key: meant[0] as string };
        if (meant.length > 1) return { kind: 'ambiguous', keys: meant.toSorted() };
      }
      return unknown;
    },
  };
}

/** Key of a territory: AGS of 2, 3, 5 or 8 digits, ARS, `DG`, key of a quarter; undefined: none. First zeros may be missing. */
export function readTerritoryKey(text: string): { readonly key: string; readonly repaired: boolean } | undefined {
  const compact = text.trim().replaceAll(/(?<=\d)[\s\u00a0](?=\d)/g, '');
  const quarter = /^(\d{7,8})-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(compact.toLowerCase());
  if (quarter) {
    const town = readTerritory(quarter[1] ?? '', 'gemeinde');
    return town.code && town.kind === 'gemeinde' ? { key: `${town.code}-${quarter[2]}`, repaired: town.repaired } : undefined;
  }
  const { code, kind, repaired } = readTerritory(compact);
  return code && kind !== 'unknown' ? { key: code, repaired } : undefined;
}
