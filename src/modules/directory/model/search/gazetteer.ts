import { normalise, words } from '../text.ts';
import { similarity, trigrams } from '../trigrams.ts';
import { foreignSpelling } from './transliteration.ts';

/** An area of the district as far as a query can name it. */
export interface NamedArea {
  readonly key: string;
  readonly level: 'kreis' | 'kommune' | 'quartier';
  /** Interface language tag → name. */
  readonly names: Readonly<Record<string, string>>;
  readonly postcodes: readonly string[];
}

/** A place that somebody named in their query. */
export interface FoundPlace {
  readonly kind: 'district' | 'town' | 'quarter' | 'postcode';
  /** Keys of the areas: one, but for a postcode that several towns share, or none when it lies elsewhere. */
  readonly keys: readonly string[];
  /** As typed. */
  readonly typed: string;
  /** The query without it and the small words before it. */
  readonly rest: string;
}

export interface Gazetteer {
  /** The first place in a query. `small` tells words that only lead up to it: "in", "near". */
  find(query: string, small: (word: string) => boolean): FoundPlace | undefined;
  /** The name that a misspelt word most likely means; only for words long enough to tell. */
  closestName(word: string): string | undefined;
  /** Names of areas that begin with what was typed, in normal form. */
  beginning(typed: string): string[];
}

const longestName = 4;
const mostTokens = 40;

/** Spellings of a name in Latin letters, in normal form: with its addition and without, halves of double names. */
function spellings(name: string): string[] {
  const plain = name.replace(/\s*\(.*\)$/, '');
  const withoutWater = plain.replace(/\s+(?:am|an der|im|in der|ob der)\s.*$/, '');
  const halves = plain.includes('-') ? plain.split('-').filter((half) => half.trim().length >= 5) : [];
  const forms = [name, plain, withoutWater, ...halves].map(normalise).filter((form) => form.length >= 3);
  const folded = forms.flatMap((form) => [
    form,
    form.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss'),
    form.replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u').replaceAll('ß', 'ss'),
  ]);
  return [...new Set(folded)];
}

/** Western digits for Arabic and Persian ones. */
const digits = (text: string) =>
  text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) as number) & 0x0f));

const kinds = { kreis: 'district', kommune: 'town', quartier: 'quarter' } as const;

interface Token {
  readonly from: number;
  readonly to: number;
  readonly plain: string;
}

/** Words with their place in the text. */
function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: text, index } of query.matchAll(/[\p{L}\p{M}\p{N}§]+/gu)) {
    const plain = words(digits(text)).join(' ');
    if (plain) tokens.push({ from: index, to: index + text.length, plain });
    if (tokens.length === mostTokens) break;
  }
  return tokens;
}

/** Where a name ends: in Turkish what follows its apostrophe is its case ("Gladbeck'te"). */
function endOf(query: string, to: number): number {
  return to + (/^['’ʼ]\p{L}{1,5}(?![\p{L}\p{N}])/u.exec(query.slice(to))?.[0].length ?? 0);
}

/** Knows the names of a district's areas in Latin letters and every script they are written in. */
export function createGazetteer(areas: readonly NamedArea[]): Gazetteer {
  const byName = new Map<string, NamedArea>();
  const foreign: { readonly area: NamedArea; readonly known: (text: string) => boolean }[] = [];
  const byPostcode = new Map<string, string[]>();
  // A town named like its district ("Recklinghausen") is the town; so wider areas come first and are overwritten.
  const order = ['quartier', 'kreis', 'kommune'] as const;
  for (const area of [...areas].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))) {
    for (const [tag, name] of Object.entries(area.names)) {
      for (const spelling of tag.startsWith('de') ? spellings(name) : [normalise(name)]) {
        if (spelling) byName.set(spelling, area);
      }
    }
    if (area.level !== 'kreis') {
      for (const spelling of spellings(area.names.de ?? '')) {
        const known = foreignSpelling(spelling);
        if (known) foreign.push({ area, known });
      }
    }
    for (const postcode of area.postcodes) byPostcode.set(postcode, [...(byPostcode.get(postcode) ?? []), area.key]);
  }
  const latin = /^[\p{Script=Latin} ]+$/u;

  function areaNamed(text: string): NamedArea | undefined {
    const known = byName.get(text);
    if (known || latin.test(text)) return known;
    return foreign.find((one) => one.known(text))?.area;
  }

  return {
    find(query, small) {
      const tokens = tokensOf(query);
      // Longer names first: "Schloß Holte-Stukenbrock" is not only Stukenbrock.
      for (let length = Math.min(longestName, tokens.length); length > 0; length--) {
        for (let at = 0; at + length <= tokens.length; at++) {
          const own = tokens.slice(at, at + length);
          const text = own.map(({ plain }) => plain).join(' ');
          const area = areaNamed(text);
          const postcode = !area && length === 1 && /^(?!00)\d{5}$/.test(text) ? text : undefined;
          if (!area && !postcode) continue;
          let first = at;
          const leading = (word: string) => small(word) || (postcode !== undefined && word === 'd');
          while (first > 0 && leading((tokens[first - 1] as Token).plain)) first -= 1;
          const [from, to] = [(tokens[first] as Token).from, (own.at(-1) as Token).to];
          const rest = `${query.slice(0, from)} ${query.slice(endOf(query, to))}`;
          return {
            kind: area ? kinds[area.level] : 'postcode',
            keys: area ? [area.key] : (byPostcode.get(postcode as string) ?? []),
            typed: area ? query.slice((own[0] as Token).from, to) : (postcode as string),
            rest: rest.replace(/\s+/g, ' ').trim(),
          };
        }
      }
      return undefined;
    },
    closestName(word) {
      if (word.length < 5) return undefined;
      const own = trigrams(word);
      const scored = [...byName.keys()].map((name) => ({ name, score: similarity(own, trigrams(name)) }));
      const best = scored.sort((a, b) => b.score - a.score)[0];
      return best && best.score >= 0.5 ? best.name : undefined;
    },
    beginning: (typed) => [
      ...new Set(
        [...byName].filter(([name, { level }]) => level !== 'kreis' && name.startsWith(typed)).map(([, { key }]) => key),
      ),
    ],
  };
}
