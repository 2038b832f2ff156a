import { normalise } from '../text.ts';
import { similarity, trigrams } from '../trigrams.ts';

/** What of an entry is held against another one. */
export interface Likable {
  readonly name: string;
  readonly organisation?: string | undefined;
  readonly town?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
  readonly street?: string | undefined;
  readonly postcode?: string | undefined;
}

export const likenessReasons = [
  'name',
  'phone',
  'email',
  'website',
  'address',
  'organisation',
  'town',
  'other_town',
  'other_name',
] as const;
export type LikenessReason = (typeof likenessReasons)[number];

export interface Likeness {
  /** 0 to 100. */
  readonly score: number;
  /** What speaks for it and against it; text `directory:staff.exchange.reason.<reason>`. */
  readonly reasons: readonly { readonly reason: LikenessReason; readonly points: number }[];
}

/** From here on two entries may be one. */
export const doubtfulFrom = 60;

/** What has been worked out of an entry once, to be held against many. */
export interface Prepared {
  /** Without blanks: `Näh-Werkstatt` and `Nähwerkstatt` are one. */
  readonly name: string;
  readonly trigrams: ReadonlySet<string>;
  readonly words: readonly string[];
  readonly organisation: string;
  readonly town: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly address: string;
}

/** The last nine digits: `+49 2361 53-1234` and `02361 531234` are one. */
const phoneKey = (text: string | undefined): string => {
  const digits = (text ?? '').replaceAll(/\D/g, '').replace(/^(?:0049|49|0)+/, '');
  return digits.length >= 6 ? digits.slice(-9) : '';
};

/** A page of its own; the start page of a big organisation's site says little and is left out. */
const websiteKey = (text: string | undefined): string => {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?(?:www\.)?([^/?#]+)\/?([^#]*)/i.exec(text?.trim() ?? '') ?? [];
  return path.replace(/\/$/, '') ? `${host.toLowerCase()}/${path.replace(/\/$/, '')}` : host.toLowerCase();
};

const addressKey = ({ street, postcode }: Likable): string =>
  street
    ? `${normalise(street)
        .replace(/stra(?:ß|ss)e\b/g, 'str')
        .replaceAll(/[ .-]/g, '')} ${postcode ?? ''}`
    : '';

export function prepare(one: Likable): Prepared {
  const plain = normalise(one.name);
  const words = plain.split(' ').filter(Boolean);
  const name = words.join('');
  return {
    name,
    words,
    trigrams: new Set(words.flatMap((word) => [...trigrams(word)])),
    organisation: normalise(one.organisation ?? ''),
    town: one.town ?? '',
    phone: phoneKey(one.phone),
    email: (one.email ?? '').toLowerCase(),
    website: websiteKey(one.website),
    address: addressKey(one),
  };
}

const both = (a: string, b: string) => a !== '' && a === b;

/** How much speaks for two entries being one, and what. */
export function likeness(a: Prepared, b: Prepared): Likeness {
  const names =
    a.name === b.name ? 1 : Math.max(similarity(a.trigrams, b.trigrams), similarity(trigrams(a.name), trigrams(b.name)));
  const reasons: { reason: LikenessReason; points: number }[] = [{ reason: 'name', points: Math.round(60 * names) }];
  const add = (reason: LikenessReason, points: number, holds: boolean) => holds && reasons.push({ reason, points });
  add('phone', 20, both(a.phone, b.phone));
  add('email', 15, both(a.email, b.email));
  add('website', a.website.includes('/') ? 20 : 8, both(a.website, b.website));
  add('address', 15, both(a.address, b.address));
  add('organisation', 10, both(a.organisation, b.organisation));
  add('town', 5, both(a.town, b.town));
  add('other_town', -20, a.town !== '' && b.town !== '' && a.town !== b.town);
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  // One association has many offers at one address: without a like name they are different ones.
  if (names < 0.35 && sum >= doubtfulFrom - 10) reasons.push({ reason: 'other_name', points: doubtfulFrom - 10 - sum });
  const score = reasons.reduce((total, { points }) => total + points, 0);
  return { score: Math.max(0, Math.min(100, score)), reasons };
}

const mostLike = 3;
/** A word that so many names have tells nothing apart. */
const commonFrom = 400;

/** Finds among many the few that may be the same, by the words of their names and their contacts. */
export class LikeFinder<Known extends { readonly id: string }> {
  readonly #by = new Map<string, { known: Known; prepared: Prepared }[]>();

  add(known: Known, one: Likable): void {
    const prepared = prepare(one);
    for (const key of keysOf(prepared)) {
      const list = this.#by.get(key);
      if (list) list.push({ known, prepared });
      else this.#by.set(key, [{ known, prepared }]);
    }
  }

  /** The likest first, at most three; none that is clearly another. */
  find(one: Likable, except: (known: Known) => boolean = () => false): (Likeness & { readonly known: Known })[] {
    const prepared = prepare(one);
    const seen = new Set<string>();
    const found: (Likeness & { known: Known })[] = [];
    for (const key of keysOf(prepared)) {
      const list = this.#by.get(key) ?? [];
      if (list.length > commonFrom) continue;
      for (const { known, prepared: other } of list) {
        if (seen.has(known.id)) continue;
        seen.add(known.id);
        if (except(known)) continue;
        const like = likeness(prepared, other);
        if (like.score >= doubtfulFrom) found.push({ ...like, known });
      }
    }
    return found.sort((a, b) => b.score - a.score || (a.known.id < b.known.id ? -1 : 1)).slice(0, mostLike);
  }
}

function* keysOf({ name, words, phone, email, website, address }: Prepared): Generator<string> {
  yield `n ${name}`;
  for (const word of new Set(words)) if (word.length >= 4) yield `w ${word.slice(0, 6)}`;
  if (phone) yield `p ${phone}`;
  if (email) yield `e ${email}`;
  if (website.includes('/')) yield `s ${website}`;
  if (address) yield `a ${address}`;
}
