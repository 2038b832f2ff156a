/** Longest address that anybody means. */
const longest = 1000;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The parts of a path as clients send it: percent-encoded once or twice or not at all, in any case, with slashes at both
 * ends or none, several in a row, as a whole address, with a query. Empty: nothing is meant.
 */
export function partsOf(path: string): string[] {
  if (path.length > longest) return [];
  const bare = decoded(decoded(path)).normalize('NFC').toLowerCase();
  const [way = ''] = bare.replace(/^https?:\/\/[^/]*/, '').split(/[?#]/);
  return way
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part && part !== '.' && part !== '..');
}

/** The key under which a path is found: what follows district and language, e.g. `ankommen/bankkonto`. */
export const placeOf = (path: string): string => partsOf(path).slice(2).join('/');

/** The last part of a path: the slug by which the app names a thing; for a single date of a series, the series'. */
export const slugOf = (path: string): string => (partsOf(path).at(-1) ?? '').replace(/\$[\d-]+$/, '');
