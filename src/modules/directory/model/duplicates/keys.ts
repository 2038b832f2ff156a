import type { Features } from './features.ts';

/** A key that so many entries share ("Sprachcafé") tells nothing; a pair of them meets in other keys. */
export const commonFrom = 40;

/**
 * Words in which two like entries meet, so that candidates are found by an index of equal words instead of comparing
 * all with all: contact data, the address, the point on a net of some 100 m, the name without one of its words (a name
 * that differs in one word meets the other in what is left), and the name's consonants (a misspelt word).
 */
export function keysOf(features: Features): string[] {
  const { kind, stems, phone, email, website, street, postcode, point } = features;
  const of = kind === 'offer' ? 'o' : 'g';
  const keys = new Set<string>();
  const add = (type: string, value: string | undefined) => {
    if (value) keys.add(`${of}${type}:${value}`.slice(0, 200));
  };
  const sorted = [...stems].sort();
  add('n', sorted.join(' '));
  if (sorted.length >= 2 && sorted.length <= 8)
    for (const left of sorted) add('n', sorted.filter((one) => one !== left).join(' '));
  add('c', consonants(sorted.join(' ')));
  add('p', phone);
  add('e', email);
  // A bare host is a town's whole site; the page behind it is one offer.
  add('w', kind === 'organisation' || website?.includes('/') ? website : undefined);
  add('a', street && postcode ? `${postcode} ${street}` : undefined);
  if (point) add('g', `${Math.round(point.lat * 1000)},${Math.round(point.lon * 1000 * 0.62)}`);
  return [...keys];
}

/** Letters without vowels and doubles: `sprachcaffee` and `sprachcafe` become the same. */
function consonants(text: string): string {
  return text
    .replace(/ph/g, 'f')
    .replace(/[aeiouäöüyh ]/g, '')
    .replace(/ß/g, 's')
    .replace(/(.)\1+/g, '$1');
}
