import type { AreaNames } from './cells.ts';
import { levelWords, plain, wordOf } from './words.ts';

/** An area as names are made of it. */
export interface NamedArea {
  readonly key: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Letters to change, add or take away to come from one word to the other; `most` + 1 when it is more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] ?? most + 1;
}

/** Without what is added to tell towns apart: `Halle (Westf.)`, `Halle/Westfalen`. */
const short = (name: string): string => name.replace(/\s*(?:\(|\/|,).*$/, '');

/**
 * Names of the district's areas in German. A name that several areas share, or that a list could not hold, is written as
 * the key; so is one that already means a level, such as "Land".
 */
export function areaNames(areas: readonly NamedArea[], districtKey: string): AreaNames {
  const keys = new Map<string, string | null>();
  const add = (name: string, key: string) => {
    const known = keys.get(plain(name));
    if (plain(name)) keys.set(plain(name), known === undefined || known === key ? key : null);
  };
  for (const { key, names } of areas) add(names.de ?? key, key);
  const proper = new Map(keys);
  for (const { key, names } of areas) if (!proper.has(plain(short(names.de ?? '')))) add(short(names.de ?? ''), key);
  const known = new Set(areas.map(({ key }) => key));
  const names = new Map(areas.map(({ key, names: all }) => [key, all.de ?? key]));
  const writable = (key: string, name: string) =>
    !/[,;:[\]\\\n•()]/.test(name.replace(/\([^()[\]\\,;:]*\)$/, '')) &&
    proper.get(plain(name)) === key &&
    !wordOf(levelWords, name);
  return {
    label: (key) => {
      const name = names.get(key);
      return name !== undefined && writable(key, name) ? name : key;
    },
    find: (name) => (known.has(name.trim()) ? name.trim() : (keys.get(plain(name)) ?? undefined)),
    similar: (name) => {
      const said = plain(name);
      let best: { name: string; away: number } | undefined;
      for (const [key, own] of names) {
        if (key.length < 8) continue;
        for (const one of [own, short(own)]) {
          const most = Math.min(3, Math.floor(plain(one).length / 3));
          const away = distance(said, plain(one), most);
          if (away <= most && away < (best?.away ?? 99)) best = { name: own, away };
        }
      }
      return best?.name;
    },
    isDistrict: (name) => {
      const own = plain(names.get(districtKey) ?? '');
      return own !== '' && [own, own.replace(/^kreis|kreis$/, '')].includes(plain(name));
    },
  };
}
